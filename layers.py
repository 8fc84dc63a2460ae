# L and its gradients, with PyTorch. Written by Gradwalk.
import torch

torch.set_default_dtype(torch.float64)


def number(x):
    return torch.tensor(x)


x_0_0 = torch.tensor(2.0, requires_grad=True)  # x[0][0]
x_0_1 = torch.tensor(1.0, requires_grad=True)  # x[0][1]
x_0_2 = torch.tensor(0.0, requires_grad=True)  # x[0][2]
x_1_0 = torch.tensor(2.0, requires_grad=True)  # x[1][0]
x_1_1 = torch.tensor(1.0, requires_grad=True)  # x[1][1]
x_1_2 = torch.tensor(2.0, requires_grad=True)  # x[1][2]
x_2_0 = torch.tensor(2.0, requires_grad=True)  # x[2][0]
x_2_1 = torch.tensor(1.0, requires_grad=True)  # x[2][1]
x_2_2 = torch.tensor(1.0, requires_grad=True)  # x[2][2]
x_3_0 = torch.tensor(0.0, requires_grad=True)  # x[3][0]
x_3_1 = torch.tensor(2.0, requires_grad=True)  # x[3][1]
x_3_2 = torch.tensor(2.0, requires_grad=True)  # x[3][2]
w1_0_0 = torch.tensor(2.0, requires_grad=True)  # w1[0][0]
w1_0_1 = torch.tensor(1.0, requires_grad=True)  # w1[0][1]
w1_1_0 = torch.tensor(-2.0, requires_grad=True)  # w1[1][0]
w1_1_1 = torch.tensor(1.0, requires_grad=True)  # w1[1][1]
w1_2_0 = torch.tensor(1.0, requires_grad=True)  # w1[2][0]
w1_2_1 = torch.tensor(-2.0, requires_grad=True)  # w1[2][1]
b1_0 = torch.tensor(-1.0, requires_grad=True)  # b1[0]
b1_1 = torch.tensor(0.0, requires_grad=True)  # b1[1]
w2_0_0 = torch.tensor(2.0, requires_grad=True)  # w2[0][0]
w2_1_0 = torch.tensor(1.0, requires_grad=True)  # w2[1][0]
b2_0 = torch.tensor(1.0, requires_grad=True)  # b2[0]
y_0 = torch.tensor(4.0, requires_grad=True)  # y[0]
y_1 = torch.tensor(5.0, requires_grad=True)  # y[1]
y_2 = torch.tensor(3.0, requires_grad=True)  # y[2]
y_3 = torch.tensor(3.0, requires_grad=True)  # y[3]
n27 = x_0_0 * w1_0_0
n28 = x_0_1 * w1_1_0
n29 = n27 + n28
n30 = x_0_2 * w1_2_0
n31 = n29 + n30
n32 = x_0_0 * w1_0_1
n33 = x_0_1 * w1_1_1
n34 = n32 + n33
n35 = x_0_2 * w1_2_1
n36 = n34 + n35
n37 = x_1_0 * w1_0_0
n38 = x_1_1 * w1_1_0
n39 = n37 + n38
n40 = x_1_2 * w1_2_0
n41 = n39 + n40
n42 = x_1_0 * w1_0_1
n43 = x_1_1 * w1_1_1
n44 = n42 + n43
n45 = x_1_2 * w1_2_1
n46 = n44 + n45
n47 = x_2_0 * w1_0_0
n48 = x_2_1 * w1_1_0
n49 = n47 + n48
n50 = x_2_2 * w1_2_0
n51 = n49 + n50
n52 = x_2_0 * w1_0_1
n53 = x_2_1 * w1_1_1
n54 = n52 + n53
n55 = x_2_2 * w1_2_1
n56 = n54 + n55
n57 = x_3_0 * w1_0_0
n58 = x_3_1 * w1_1_0
n59 = n57 + n58
n60 = x_3_2 * w1_2_0
n61 = n59 + n60
n62 = x_3_0 * w1_0_1
n63 = x_3_1 * w1_1_1
n64 = n62 + n63
n65 = x_3_2 * w1_2_1
n66 = n64 + n65
h_0_0 = n31 + b1_0  # h[0][0]
h_0_1 = n36 + b1_1  # h[0][1]
h_1_0 = n41 + b1_0  # h[1][0]
h_1_1 = n46 + b1_1  # h[1][1]
h_2_0 = n51 + b1_0  # h[2][0]
h_2_1 = n56 + b1_1  # h[2][1]
h_3_0 = n61 + b1_0  # h[3][0]
h_3_1 = n66 + b1_1  # h[3][1]
a_0_0 = torch.relu(h_0_0)  # a[0][0]
a_0_1 = torch.relu(h_0_1)  # a[0][1]
a_1_0 = torch.relu(h_1_0)  # a[1][0]
a_1_1 = torch.relu(h_1_1)  # a[1][1]
a_2_0 = torch.relu(h_2_0)  # a[2][0]
a_2_1 = torch.relu(h_2_1)  # a[2][1]
a_3_0 = torch.relu(h_3_0)  # a[3][0]
a_3_1 = torch.relu(h_3_1)  # a[3][1]
n83 = a_0_0 * w2_0_0
n84 = a_0_1 * w2_1_0
n85 = n83 + n84
n86 = a_1_0 * w2_0_0
n87 = a_1_1 * w2_1_0
n88 = n86 + n87
n89 = a_2_0 * w2_0_0
n90 = a_2_1 * w2_1_0
n91 = n89 + n90
n92 = a_3_0 * w2_0_0
n93 = a_3_1 * w2_1_0
n94 = n92 + n93
o_0_0 = n85 + b2_0  # o[0][0]
o_1_0 = n88 + b2_0  # o[1][0]
o_2_0 = n91 + b2_0  # o[2][0]
o_3_0 = n94 + b2_0  # o[3][0]
d_0 = o_0_0 - y_0  # d[0]
d_1 = o_1_0 - y_1  # d[1]
d_2 = o_2_0 - y_2  # d[2]
d_3 = o_3_0 - y_3  # d[3]
n104 = d_0 ** 2.0
n106 = d_1 ** 2.0
n108 = d_2 ** 2.0
n110 = d_3 ** 2.0
n111 = n104 + n106
n112 = n111 + n108
n113 = n112 + n110
L = n113 / 4.0

L.backward()
print("L =", repr(L.item()))
print("x[0][0].grad =", repr(x_0_0.grad.item()))
print("x[0][1].grad =", repr(x_0_1.grad.item()))
print("x[0][2].grad =", repr(x_0_2.grad.item()))
print("x[1][0].grad =", repr(x_1_0.grad.item()))
print("x[1][1].grad =", repr(x_1_1.grad.item()))
print("x[1][2].grad =", repr(x_1_2.grad.item()))
print("x[2][0].grad =", repr(x_2_0.grad.item()))
print("x[2][1].grad =", repr(x_2_1.grad.item()))
print("x[2][2].grad =", repr(x_2_2.grad.item()))
print("x[3][0].grad =", repr(x_3_0.grad.item()))
print("x[3][1].grad =", repr(x_3_1.grad.item()))
print("x[3][2].grad =", repr(x_3_2.grad.item()))
print("w1[0][0].grad =", repr(w1_0_0.grad.item()))
print("w1[0][1].grad =", repr(w1_0_1.grad.item()))
print("w1[1][0].grad =", repr(w1_1_0.grad.item()))
print("w1[1][1].grad =", repr(w1_1_1.grad.item()))
print("w1[2][0].grad =", repr(w1_2_0.grad.item()))
print("w1[2][1].grad =", repr(w1_2_1.grad.item()))
print("b1[0].grad =", repr(b1_0.grad.item()))
print("b1[1].grad =", repr(b1_1.grad.item()))
print("w2[0][0].grad =", repr(w2_0_0.grad.item()))
print("w2[1][0].grad =", repr(w2_1_0.grad.item()))
print("b2[0].grad =", repr(b2_0.grad.item()))
print("y[0].grad =", repr(y_0.grad.item()))
print("y[1].grad =", repr(y_1.grad.item()))
print("y[2].grad =", repr(y_2.grad.item()))
print("y[3].grad =", repr(y_3.grad.item()))
