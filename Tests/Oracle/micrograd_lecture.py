"""Computes the numbers of samples/micrograd/micrograd.md with micrograd itself.

Run it as `python3 Tests/Oracle/micrograd_lecture.py` at the top of the repository; it needs
micrograd (compared with 0.1.0). It writes nothing: each number is compared with what the walk-through
expects under the same name, and a difference ends it with 1. Of the moons it takes ten steps; with
the word `all` behind it, all hundred, which take minutes.
"""

import csv
import math
import pathlib
import random
import re
import sys

from micrograd.engine import Value
from micrograd.nn import MLP

SAMPLE = pathlib.Path(__file__).parents[2] / "samples" / "micrograd"
SEED = 1337


def tanh(self):
    """The operation that the lecture adds; the package has relu alone."""
    t = math.tanh(self.data)
    out = Value(t, (self,), "tanh")

    def pass_on():
        self.grad += (1 - t * t) * out.grad

    out._backward = pass_on
    return out


class Network:
    """An MLP whose neurons end in tanh, all of them, as in the lecture."""

    def __init__(self, inputs, sizes):
        random.seed(SEED)
        self.net = MLP(inputs, sizes)
        self.params = self.net.parameters()

    def __call__(self, x):
        for layer in self.net.layers:
            x = [tanh(sum((w * v for w, v in zip(n.w, x)), n.b)) for n in layer.neurons]
        return x[0] if len(x) == 1 else x


def expressions():
    a, b, c, f = Value(2), Value(-3), Value(10), Value(-2)
    e = a * b
    d = e + c
    L = d * f
    L.backward()
    yield "a.grad", a.grad
    yield "b.grad", b.grad
    yield "e.grad", e.grad
    yield "f.grad", f.grad
    a, b, c, f = (Value(leaf.data + 0.01 * leaf.grad) for leaf in (a, b, c, f))
    yield "L", ((a * b + c) * f).data

    x1, x2, w1, w2, b = (Value(v) for v in (2, 0, -3, 1, 6.8813735870195432))
    n = x1 * w1 + x2 * w2 + b
    o = tanh(n)
    o.backward()
    yield "n", n.data
    yield "o", o.data
    for name, leaf in [("x1", x1), ("x2", x2), ("w1", w1), ("w2", w2), ("n", n), ("b", b)]:
        yield f"{name}.grad", leaf.grad

    a, b = Value(-2), Value(3)
    f = (a * b) * (a + b)
    f.backward()
    yield "f", f.data
    yield "a.grad", a.grad
    yield "b.grad", b.grad

    a, b = Value(-4), Value(2)
    c, d = a + b, a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    f = (c - d) ** 2
    g = f / 2
    g += 10 / f
    g.backward()
    yield "g", g.data
    yield "a.grad", a.grad
    yield "b.grad", b.grad

    x = Value(-4)
    z = 2 * x + 2 + x
    q = z.relu() + z * x
    y = (z * z).relu() + q + q * x
    y.backward()
    yield "y", y.data
    yield "x.grad", x.grad


XS = [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]]
YS = [1, -1, -1, 1]


def trained(rate, steps, zeroed=True):
    """A network after training, with the loss before each step and after the last."""
    net, losses = Network(3, [4, 4, 1]), []
    for k in range(steps + 1):
        loss = sum(((net(x) - y) ** 2 for x, y in zip(XS, YS)), Value(0))
        losses.append(loss.data)
        if k == steps:
            return net, losses
        if zeroed:
            net.net.zero_grad()
        loss.backward()
        for p in net.params:
            p.data -= rate * p.grad


def examples():
    net, losses = trained(0.05, 20)
    yield "len(params(net))", len(net.params)
    yield "loss", losses[0]
    yield "loss", losses[3]
    yield "loss", losses[20]
    _, losses = trained(0.1, 30)
    yield from ((f"zeroed[{k}]", losses[k]) for k in [5, 29])
    _, losses = trained(0.1, 30, zeroed=False)
    yield from ((f"forgotten[{k}]", losses[k]) for k in [5, 16, 22, 29])


def moons():
    rows = [[float(v) for v in row] for row in csv.reader(open(SAMPLE / "moons100.csv"))]
    random.seed(SEED)
    net = MLP(2, [16, 16, 1])
    params = net.parameters()
    yield "len(params(net))", len(params)
    yield "params(net)[0].value", params[0].data
    losses = []
    steps = 100 if "all" in sys.argv else 10
    for k in range(steps):
        scores = [net([Value(x), Value(y)]) for x, y, _ in rows]
        costs = [(1 + -label * score).relu() for (_, _, label), score in zip(rows, scores)]
        loss = sum(costs) * (1 / len(costs)) + 1e-4 * sum(p * p for p in params)
        right = sum((s.data > 0) == (row[2] > 0) for s, row in zip(scores, rows)) / len(rows)
        if k < 2:
            yield "loss", loss.data
            yield "accuracy(scores, labels)", right
        losses.append(loss.data)
        net.zero_grad()
        loss.backward()
        for p in params:
            p.data -= (1 - 0.9 * k / 100) * p.grad
    # The walk-through's losses begin after the first step.
    yield from ((f"losses[{k - 1}]", losses[k]) for k in [9, 49, 99] if k < steps)


def main():
    expected = {}
    pattern = r"^expect (.+?) == (-?[\d.e-]+)(?: ~ (\S+))?$"
    for name, value, tolerance in re.findall(
        pattern, (SAMPLE / "micrograd.md").read_text(), re.MULTILINE
    ):
        expected.setdefault(name, []).append((float(value), float(tolerance or 0)))
    count, wrong = 0, 0
    for part in [expressions, examples, moons]:
        for name, value in part():
            count += 1
            # Sums in another order differ in the last digits.
            if not any(
                abs(value - said) <= max(tolerance, 1e-12 * abs(said))
                for said, tolerance in expected.get(name, [])
            ):
                wrong += 1
                print(f"{name}: micrograd computes {value!r}, and the walk-through does not expect it")
    print(f"{count - wrong} of {count} numbers of the walk-through are micrograd's")
    sys.exit(wrong > 0)


main()
