"""Runs exported programs with PyTorch and JAX, where they can be installed, and compares what they
print with the engine's numbers.

Every operation is tried at ordinary points, at its kinks and far out, and many of them together.
"""

import contextlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIBRARIES = [name for name in ("micrograd", "torch", "jax") if importlib.util.find_spec(name)]

UNARY = (
    "-x sqrt(x) exp(x) log(x) log2(x) log10(x) log1p(x) expm1(x) sin(x) cos(x) tan(x) asin(x) "
    "acos(x) atan(x) sinh(x) cosh(x) tanh(x) erf(x) sigmoid(x) softplus(x) relu(x) leaky_relu(x) "
    "leaky_relu(x,0.3) elu(x) elu(x,0.5) gelu(x) silu(x) abs(x) sign(x) x^2 x^3 x^-1 x^0 x^0.5 "
    "2^x (-2)^x 3/x x/3 max(x,0.5) min(0.5,x) atan2(x,1) atan2(2,x)"
).split()
POINTS = "0 1 -1 0.5 -0.3 0.95 -0.95 2.4 -2.7 7 -9 30 -30 400 -400 1e-9 inf -inf nan".split()
BINARY = (
    "x+y x-y x*y x/y x^y atan2(x,y) leaky_relu(x,y) elu(x,y) max(x,y) min(x,y) x<y x<=y x>y x>=y "
    "x==y x!=y"
).split()
PAIRS = "2,3 -2,3 0.5,0.5 0,0 -0.5,2 3,0 0,2 1.5,-2.5 -3,-1".split()
OWN = """
op square(x) = x*x grad 2x
op legendre3(x) = (5square(x)*x - 3x)/2 grad (15square(x) - 3)/2
op blend(a, b, share) = a*share + b*(1 - share) grad share, 1 - share, a - b
"""


def cases():
    for point in POINTS:
        for expression in UNARY:
            yield f"x = {point}\nL = {expression}"
    for pair in PAIRS:
        x, y = pair.split(",")
        for expression in BINARY:
            yield f"x = {x}; y = {y}\nL = {expression}"
    yield OWN + "x = 0.7; lambda = 0.3\nL = legendre3(x) * blend(x, legendre3(lambda), lambda)"
    yield (
        "seed 7\nnet = mlp(2, [4, 1])\nxs = [0.5, -1]\n"
        "L = (tanh(net(xs)) - 1)^2 + mean(softmax(xs)^2)"
    )


def close(a, b):
    if a != a or b != b:
        return a != a and b != b
    return a == b or abs(a - b) <= 1e-12 * max(abs(a), abs(b))


def printed(path):
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code, {"__name__": "__main__"})
    pairs = (line.split(" = ") for line in output.getvalue().splitlines())
    return {name: float(number) for name, number in pairs}


def expected(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    numbers = {"L": float(document["nodes"][document["root"]]["value"])}
    for node in document["nodes"]:
        if node.get("role") in ("leaf", "input", "param") and "gradient" in node:
            name = node.get("name", "%" + str(node["id"]))
            numbers[name + ".grad"] = float(node["gradient"])
    return numbers, {node.get("operation") for node in document["nodes"]} - {None}


def main():
    builds = [f"{ROOT}/.build/{kind}/gradwalk" for kind in ("release", "debug")]
    programs = [path for path in builds if os.access(path, os.X_OK)]
    if not programs:
        sys.exit("there is no gradwalk yet: make build")
    gradwalk = max(programs, key=os.path.getmtime)
    os.environ["JAX_PLATFORMS"] = "cpu"
    wrong, tried, seen = 0, 0, set()
    with tempfile.TemporaryDirectory() as directory:
        script = ""
        count = 0
        for count, case in enumerate(cases(), 1):
            script += f"reset\n{case}\nbackward L;\nexport L to {count}.json\n"
            script += "".join(f"export L to {count}{lib}.py as={lib}\n" for lib in LIBRARIES)
        with open(f"{directory}/cases.gw", "w", encoding="utf-8") as file:
            file.write(script)
        subprocess.run(
            [gradwalk, "--no-init", "--quiet", "cases.gw"], cwd=directory, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for place, case in enumerate(cases(), 1):
            numbers, operations = expected(f"{directory}/{place}.json")
            seen |= operations
            for library in LIBRARIES:
                tried += 1
                try:
                    found = printed(f"{directory}/{place}{library}.py")
                except Exception as error:
                    wrong += 1
                    print(f"{library}: {case!r}: {type(error).__name__}: {error}")
                    continue
                for name in numbers.keys() | found.keys():
                    a, b = numbers.get(name), found.get(name)
                    if a is None or b is None or not close(a, b):
                        wrong += 1
                        print(f"{library}: {case!r}: {name} is {b}, not {a}")
    with open(f"{ROOT}/Sources/Interchange/PythonOperation+Table.swift", encoding="utf-8") as file:
        table = set(re.findall(r'(?:everywhere|function|PythonOperation)\(\s*"(\w+)"', file.read()))
    missing = table - seen
    print(f"{tried} programs for {', '.join(LIBRARIES)}; {wrong} differ")
    if missing:
        print("not tried:", ", ".join(sorted(missing)))
    sys.exit(1 if wrong or missing else 0)


main()
