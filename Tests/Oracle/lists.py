"""Writes Tests/LanguageTests/RecordedLists.swift: shapes and values from NumPy.

Run it as `python3 Tests/Oracle/lists.py` at the top of the repository; it needs NumPy (recorded
with 2.4). Every row is a line of the language beside the same in NumPy; the test runs the first
and compares it with what the second gave.
"""

import itertools
import math
import pathlib

import numpy as np

SHAPES = [(), (1,), (3,), (4,), (1, 3), (3, 1), (4, 3), (4, 1), (2, 1, 3), (2, 4, 1), (2, 4, 3)]


def values(shape, start):
    """Numbers that no two places share, some below 0, exact in binary."""
    return (np.arange(math.prod(shape)) * 0.75 + start).reshape(shape)


def code(array):
    """An array as the language writes it."""
    if array.ndim == 0:
        return repr(float(array))
    return "[" + ", ".join(code(part) for part in array) + "]"


def names(**arrays):
    """Statements that name the arrays, for the language and for Python."""
    return "; ".join(f"{name} = {code(array)}" for name, array in arrays.items())


def broadcasting():
    for a, b in itertools.product(SHAPES, SHAPES):
        if len(a) + len(b) == 0:
            continue
        x, y = values(a, -2.5), values(b, 0.25)
        yield names(x=x, y=y), "x - y", lambda x=x, y=y: x - y


def operators():
    x, y = values((2, 3), -2.5), values((3,), 0.25)
    for sign, combine in {
        "+": np.add,
        "*": np.multiply,
        "/": np.divide,
        "<": np.less,
        ">=": np.greater_equal,
        "==": np.equal,
    }.items():
        yield names(x=x, y=y), f"x {sign} y", lambda f=combine: f(x, y)
    yield names(x=abs(x), y=y), "x^y", lambda: abs(x) ** y
    for name, function in {"max": np.maximum, "min": np.minimum, "atan2": np.arctan2}.items():
        yield names(x=x, y=y), f"{name}(x, y)", lambda f=function: f(x, y)
    for name in ["exp", "tanh", "abs", "sign", "sin", "expm1"]:
        yield names(x=x), f"{name}(x)", lambda f=getattr(np, name): f(x)
    yield names(x=x), "-x", lambda: -x
    yield names(x=x), "2x^2 - 1", lambda: 2 * x**2 - 1


def products():
    ranks = [(3,), (1,), (2, 3), (3, 2), (3, 1), (1, 3), (3, 3)]
    for a, b in itertools.product(ranks, ranks):
        x, y = values(a, -2.5), values(b, 0.25)
        yield names(x=x, y=y), "x @ y", lambda x=x, y=y: x @ y


def reductions():
    for shape in [(4,), (2, 3), (2, 3, 2), (3, 1)]:
        # Not in order, so that the largest is not always the last.
        x = values(shape, -2.5) * np.where(np.arange(math.prod(shape)) % 3 == 1, -1, 1).reshape(shape)
        for name in ["sum", "mean", "max", "min", "argmax"]:
            function = getattr(np, name)
            yield names(x=x), f"{name}(x)", lambda f=function, x=x: f(x)
            for axis in range(-len(shape) - 1, len(shape) + 1):
                yield (
                    names(x=x),
                    f"{name}(x, axis={axis})",
                    lambda f=function, x=x, axis=axis: f(x, axis=axis),
                )
    x = values((5,), -2.5)
    yield names(x=x), "norm(x)", lambda: np.linalg.norm(x)
    yield names(x=x), "dot(x, x)", lambda: np.dot(x, x)
    yield "", "argmax([2, 7, 7, 3])", lambda: np.argmax([2, 7, 7, 3])


def arrangements():
    x = values((2, 3), -2.5)
    yield names(x=x), "transpose(x)", lambda: x.T
    yield names(x=x), "transpose(transpose(x))", lambda: x
    yield names(x=x), "shape(x)", lambda: np.array(x.shape)
    yield names(x=x), "len(x)", lambda: len(x)
    for shape in [[3, 2], [6], [1, 6], [6, 1], [2, 1, 3], [4, 2]]:
        yield names(x=x), f"reshape(x, {shape})", lambda shape=shape: x.reshape(shape)
    yield names(x=x), "x[1]", lambda: x[1]
    yield names(x=x), "x[1][2]", lambda: x[1][2]
    yield names(x=x), "x[0][1..<3]", lambda: x[0][1:3]
    yield names(x=x), "join(x, x)", lambda: np.concatenate([x, x])
    yield names(x=x), "zip(x[0], x[1])", lambda: np.array(list(zip(x[0], x[1])))
    yield "", "onehot(2, 4)", lambda: np.eye(4)[2]
    yield "", "onehot([0, 2, 1], 3)", lambda: np.eye(3)[[0, 2, 1]]
    for arguments in [(0, 1, 5), (-1, 1, 3), (2, 2, 3), (3, -3, 4), (0, 1, 1), (0.1, 0.7, 7)]:
        text = ", ".join(map(str, arguments))
        yield "", f"linspace({text})", lambda arguments=arguments: np.linspace(*arguments)


def losses():
    scores = np.array([[2.0, -1.0, 0.5], [0.25, 3.0, -2.0], [-0.5, 0.75, 1.5], [1.0, 1.0, 1.0]])
    targets = np.array([0, 2, 2, 1])
    rows = np.arange(len(targets))
    flat = np.array([1.5, -0.25, 0.5, -2.0])
    signs = np.array([1.0, 1.0, -1.0, -1.0])
    ones = (signs > 0).astype(float)

    def logsumexp(x):
        top = x.max(axis=-1, keepdims=True)
        return (top + np.log(np.exp(x - top).sum(axis=-1, keepdims=True))).squeeze(-1)

    def log_softmax(x):
        return x - logsumexp(x)[..., None]

    given = names(s=scores, t=targets, f=flat, y=signs, z=ones)
    margins = np.maximum(0, scores - scores[rows, targets][:, None] + 1)
    margins[rows, targets] = 0
    logs = log_softmax(scores)
    # One row, and all of them.
    yield given, "logsumexp(s[0])", lambda: logsumexp(scores[0])
    yield given, "softmax(s[0])", lambda: np.exp(log_softmax(scores[0]))
    yield given, "softmax(s)", lambda: np.exp(logs)
    yield given, "log_softmax(s[1])", lambda: logs[1]
    yield given, "log_softmax(s)", lambda: logs
    yield given, "nll(log_softmax(s[1]), 2)", lambda: -logs[1, 2]
    yield given, "nll(log_softmax(s), t)", lambda: -logs[rows, targets].mean()
    yield given, "cross_entropy(s[1], 2)", lambda: -logs[1, 2]
    yield given, "cross_entropy(s, t)", lambda: -logs[rows, targets].mean()
    yield given, "svm_loss(s[1], 2)", lambda: margins[1].sum()
    yield given, "svm_loss(s, t)", lambda: margins.sum(axis=1).mean()
    yield given, "accuracy(s, t)", lambda: (scores.argmax(axis=1) == targets).mean()
    yield given, "accuracy(f, y)", lambda: ((flat > 0) == (signs > 0)).mean()
    yield given, "mse(f, y)", lambda: ((flat - signs) ** 2).mean()
    yield given, "mse(s, 2s)", lambda: (scores**2).mean()
    yield given, "hinge(f, y)", lambda: np.maximum(0, 1 - flat * signs).mean()
    yield given, "hinge(f[1], 1)", lambda: 1.25
    share = 1 / (1 + np.exp(-flat))
    cost = -(ones * np.log(share) + (1 - ones) * np.log(1 - share))
    yield given, "binary_cross_entropy(f, z)", lambda: cost.mean()
    yield given, "binary_cross_entropy(f[1], 1)", lambda: cost[1]
    yield given, "l2(f)", lambda: (flat**2).sum()
    yield given, "l2(s)", lambda: (scores**2).sum()


def rows():
    groups = [broadcasting, operators, products, reductions, arrangements, losses]
    for group in groups:
        for given, line, compute in group():
            try:
                result = np.asarray(compute(), dtype=float)
            except (ValueError, np.exceptions.AxisError):
                yield f"{given} | {line} | error |"
                continue
            shape = " ".join(map(str, result.shape))
            numbers = " ".join(repr(float(number)) for number in result.ravel())
            yield f"{given} | {line} | {shape} | {numbers}"


HEAD = """\
/// What NumPy computes; written by Tests/Oracle/lists.py, not by hand.
let recordedLists = \"\"\"
  what is given | what is computed | shape | numbers
"""

out = pathlib.Path(__file__).parents[1] / "LanguageTests" / "RecordedLists.swift"
out.write_text(HEAD + "\n".join(f"  {row}".rstrip() for row in rows()) + '\n  """\n')
