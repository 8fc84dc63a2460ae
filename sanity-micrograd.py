# y and its gradients, with micrograd. Written by Gradwalk.
from micrograd.engine import Value


x = Value(-4.0)
n37 = 2.0 * x
n39 = n37 + 2.0
z = n39 + x
n41 = z.relu()
n42 = z * x
q = n41 + n42
n44 = z * z
h = n44.relu()
n46 = h + q
n47 = q * x
y = n46 + n47

y.backward()
print("y =", repr(float(y.data)))
print("x.grad =", repr(float(x.grad)))
