"""Writes Tests/AutogradTests/RecordedOperations.swift: values and derivatives from mpmath.

Run it as `python3 Tests/Oracle/operations.py` at the top of the repository; it needs mpmath
(recorded with 1.3). Everything is computed with 340 digits from the exact binary operands and
rounded to the nearest double at the end.
"""

import pathlib

import mpmath as mp

# 1 + e^-700 needs more than 300 digits to differ from 1.
mp.mp.dps = 340


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def normal_share(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def piecewise(positive, negative):
    return lambda x, *rest: positive(x, *rest) if x > 0 else negative(x, *rest)


# name: value, and the derivative by each operand; operands are mpf.
OPERATIONS = {
    "add": (lambda x, y: x + y, lambda x, y: 1, lambda x, y: 1),
    "sub": (lambda x, y: x - y, lambda x, y: 1, lambda x, y: -1),
    "mul": (lambda x, y: x * y, lambda x, y: y, lambda x, y: x),
    "div": (lambda x, y: x / y, lambda x, y: 1 / y, lambda x, y: -x / y**2),
    "neg": (lambda x: -x, lambda x: -1),
    "pow": (
        lambda x, y: mp.power(x, y),
        lambda x, y: y * mp.power(x, y - 1),
        lambda x, y: mp.power(x, y) * mp.log(x),
    ),
    "exp": (mp.exp, mp.exp),
    "log": (mp.log, lambda x: 1 / x),
    "log2": (lambda x: mp.log(x) / mp.log(2), lambda x: 1 / (x * mp.log(2))),
    "log10": (lambda x: mp.log(x) / mp.log(10), lambda x: 1 / (x * mp.log(10))),
    "log1p": (lambda x: mp.log(1 + x), lambda x: 1 / (1 + x)),
    "expm1": (lambda x: mp.exp(x) - 1, mp.exp),
    "sqrt": (mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x))),
    "abs": (abs, mp.sign),
    "sign": (mp.sign, lambda x: 0),
    "sin": (mp.sin, mp.cos),
    "cos": (mp.cos, lambda x: -mp.sin(x)),
    "tan": (mp.tan, lambda x: 1 / mp.cos(x) ** 2),
    "asin": (mp.asin, lambda x: 1 / mp.sqrt(1 - x**2)),
    "acos": (mp.acos, lambda x: -1 / mp.sqrt(1 - x**2)),
    "atan": (mp.atan, lambda x: 1 / (1 + x**2)),
    "atan2": (
        mp.atan2,
        lambda y, x: x / (x**2 + y**2),
        lambda y, x: -y / (x**2 + y**2),
    ),
    "sinh": (mp.sinh, mp.cosh),
    "cosh": (mp.cosh, mp.sinh),
    "tanh": (mp.tanh, lambda x: 1 / mp.cosh(x) ** 2),
    "erf": (mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-(x**2))),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x)),
    "softplus": (lambda x: mp.log(1 + mp.exp(x)), sigmoid),
    "relu": (lambda x: max(x, mp.mpf(0)), piecewise(lambda x: 1, lambda x: 0)),
    "leaky_relu": (
        piecewise(lambda x, s: x, lambda x, s: s * x),
        piecewise(lambda x, s: 1, lambda x, s: s),
        piecewise(lambda x, s: 0, lambda x, s: x),
    ),
    "elu": (
        piecewise(lambda x, a: x, lambda x, a: a * (mp.exp(x) - 1)),
        piecewise(lambda x, a: 1, lambda x, a: a * mp.exp(x)),
        piecewise(lambda x, a: 0, lambda x, a: mp.exp(x) - 1),
    ),
    "gelu": (
        lambda x: x * normal_share(x),
        lambda x: normal_share(x) + x * mp.exp(-(x**2) / 2) / mp.sqrt(2 * mp.pi),
    ),
    "silu": (
        lambda x: x * sigmoid(x),
        lambda x: sigmoid(x) * (1 + x * sigmoid(-x)),
    ),
    "max": (max, lambda x, y: int(x > y), lambda x, y: int(y > x)),
    "min": (min, lambda x, y: int(x < y), lambda x, y: int(y < x)),
    "less": (lambda x, y: int(x < y), lambda x, y: 0, lambda x, y: 0),
    "less_equal": (lambda x, y: int(x <= y), lambda x, y: 0, lambda x, y: 0),
    "greater": (lambda x, y: int(x > y), lambda x, y: 0, lambda x, y: 0),
    "greater_equal": (lambda x, y: int(x >= y), lambda x, y: 0, lambda x, y: 0),
    "equal": (lambda x, y: int(x == y), lambda x, y: 0, lambda x, y: 0),
    "not_equal": (lambda x, y: int(x != y), lambda x, y: 0, lambda x, y: 0),
}

# Away from kinks. Positive alone where the domain asks for it; large ones where digits get lost.
EVERYWHERE = [[-2.5], [-0.375], [1e-9], [0.75], [3.25]]
POSITIVE = [[1e-9], [0.375], [1.0], [2.5], [1e9]]
WITHIN_ONE = [[-0.999], [-0.375], [1e-9], [0.75], [0.9999999]]
SATURATING = EVERYWHERE + [[-30.0], [30.0], [-700.0], [300.0]]
PAIRS = [[2.5, -0.75], [-0.375, 3.25], [1e-9, 1e9], [-4.5, -4.25]]
OPERANDS = {
    "pow": [[2.5, 3.25], [0.375, -2.0], [1e-9, 2.0], [3.0, 0.0], [1.5, 100.0]],
    "log": POSITIVE,
    "log2": POSITIVE,
    "log10": POSITIVE,
    "log1p": POSITIVE + [[-0.999]],
    "expm1": SATURATING,
    "sqrt": POSITIVE,
    "asin": WITHIN_ONE,
    "acos": WITHIN_ONE,
    "atan2": PAIRS + [[1e200, -1e200], [1e-200, 1e-200]],
    "tanh": SATURATING,
    "erf": SATURATING,
    "sigmoid": SATURATING,
    "softplus": SATURATING,
    "gelu": EVERYWHERE + [[-6.0], [30.0]],
    "silu": SATURATING,
    "leaky_relu": [[2.5, 0.01], [-0.375, 0.01], [-4.5, -0.5]],
    "elu": [[2.5, 1.0], [-0.375, 1.0], [-4.5, 0.5], [-700.0, 1.0]],
}


def text(number):
    return repr(float(number))


def rows():
    for name, (value, *derivatives) in OPERATIONS.items():
        default = PAIRS if len(derivatives) == 2 else EVERYWHERE
        for operands in OPERANDS.get(name, default):
            exact = [mp.mpf(x) for x in operands]
            numbers = " ".join(map(text, operands))
            partials = " ".join(text(d(*exact)) for d in derivatives)
            yield f"  {name} | {numbers} | {text(value(*exact))} | {partials}"


HEAD = """\
/// Values and derivatives from mpmath; written by Tests/Oracle/operations.py, not by hand.
let recordedOperations = \"\"\"
  operation | operands | value | derivative by each operand
"""

out = pathlib.Path(__file__).parents[1] / "AutogradTests" / "RecordedOperations.swift"
out.write_text(HEAD + "\n".join(rows()) + '\n  """\n')
