# L and its gradients, with PyTorch. Written by Gradwalk.
import torch

torch.set_default_dtype(torch.float64)


def number(x):
    return torch.tensor(x)


x_0 = torch.tensor(1.0, requires_grad=True)  # x[0]
x_1 = torch.tensor(2.0, requires_grad=True)  # x[1]
W1_0_0 = torch.tensor(1.0, requires_grad=True)  # W1[0][0]
W1_0_1 = torch.tensor(0.5, requires_grad=True)  # W1[0][1]
W1_1_0 = torch.tensor(-0.5, requires_grad=True)  # W1[1][0]
W1_1_1 = torch.tensor(0.5, requires_grad=True)  # W1[1][1]
b1_0 = torch.tensor(-1.0, requires_grad=True)  # b1[0]
b1_1 = torch.tensor(0.0, requires_grad=True)  # b1[1]
W2_0_0 = torch.tensor(1.0, requires_grad=True)  # W2[0][0]
W2_0_1 = torch.tensor(-2.0, requires_grad=True)  # W2[0][1]
W2_1_0 = torch.tensor(0.5, requires_grad=True)  # W2[1][0]
W2_1_1 = torch.tensor(0.5, requires_grad=True)  # W2[1][1]
W2_2_0 = torch.tensor(-1.0, requires_grad=True)  # W2[2][0]
W2_2_1 = torch.tensor(0.5, requires_grad=True)  # W2[2][1]
b2_0 = torch.tensor(0.0, requires_grad=True)  # b2[0]
b2_1 = torch.tensor(0.25, requires_grad=True)  # b2[1]
b2_2 = torch.tensor(-0.25, requires_grad=True)  # b2[2]
n18 = W1_0_0 * x_0
n19 = W1_0_1 * x_1
n20 = n18 + n19
n21 = W1_1_0 * x_0
n22 = W1_1_1 * x_1
n23 = n21 + n22
z_0 = n20 + b1_0  # z[0]
z_1 = n23 + b1_1  # z[1]
h_0 = torch.relu(z_0)  # h[0]
h_1 = torch.relu(z_1)  # h[1]
n28 = W2_0_0 * h_0
n29 = W2_0_1 * h_1
n30 = n28 + n29
n31 = W2_1_0 * h_0
n32 = W2_1_1 * h_1
n33 = n31 + n32
n34 = W2_2_0 * h_0
n35 = W2_2_1 * h_1
n36 = n34 + n35
o_0 = n30 + b2_0  # o[0]
o_1 = n33 + b2_1  # o[1]
o_2 = n36 + b2_2  # o[2]
n40 = torch.maximum(o_0, o_1)
n41 = torch.maximum(n40, o_2)
n42 = o_0 - n41
n43 = o_1 - n41
n44 = o_2 - n41
n45 = torch.exp(n42)
n46 = torch.exp(n43)
n47 = torch.exp(n44)
n48 = n45 + n46
n49 = n48 + n47
p_0 = n45 / n49  # p[0]
n117 = torch.log(p_0)
L = -n117

L.backward()
print("L =", repr(L.item()))
print("x[0].grad =", repr(x_0.grad.item()))
print("x[1].grad =", repr(x_1.grad.item()))
print("W1[0][0].grad =", repr(W1_0_0.grad.item()))
print("W1[0][1].grad =", repr(W1_0_1.grad.item()))
print("W1[1][0].grad =", repr(W1_1_0.grad.item()))
print("W1[1][1].grad =", repr(W1_1_1.grad.item()))
print("b1[0].grad =", repr(b1_0.grad.item()))
print("b1[1].grad =", repr(b1_1.grad.item()))
print("W2[0][0].grad =", repr(W2_0_0.grad.item()))
print("W2[0][1].grad =", repr(W2_0_1.grad.item()))
print("W2[1][0].grad =", repr(W2_1_0.grad.item()))
print("W2[1][1].grad =", repr(W2_1_1.grad.item()))
print("W2[2][0].grad =", repr(W2_2_0.grad.item()))
print("W2[2][1].grad =", repr(W2_2_1.grad.item()))
print("b2[0].grad =", repr(b2_0.grad.item()))
print("b2[1].grad =", repr(b2_1.grad.item()))
print("b2[2].grad =", repr(b2_2.grad.item()))
