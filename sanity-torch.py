# y and its gradients, with PyTorch. Written by Gradwalk.
import torch

torch.set_default_dtype(torch.float64)


def number(x):
    return torch.tensor(x)


x = torch.tensor(-4.0, requires_grad=True)
n37 = 2.0 * x
n39 = n37 + 2.0
z = n39 + x
n41 = torch.relu(z)
n42 = z * x
q = n41 + n42
n44 = z * z
h = torch.relu(n44)
n46 = h + q
n47 = q * x
y = n46 + n47

y.backward()
print("y =", repr(y.item()))
print("x.grad =", repr(x.grad.item()))
