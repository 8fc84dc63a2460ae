"""Measures training; run by training.sh.

    training.py PROGRAM RUNS

A time is the difference between a run with many steps and one with few, so that starting,
reading and building are not in it; the median of the runs counts. It is the processor's time:
all of it is one thread's, and what else the machine does is not in it.
"""

import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

program, runs = sys.argv[1], int(sys.argv[2])
samples = pathlib.Path("samples").resolve()

MOONS = f"""
data = load("{samples}/micrograd/moons100.csv");
points = [row[0..<2] for row in data];
labels = [row[2] for row in data];
seed 1337
net = mlp(2, [16, 16, 1]);
cost() = hinge([net(p) for p in points], labels) + 1e-4 * l2(params(net))
"""
ONE_GRAPH = "loss = cost();\ntrain loss rate=1 - 0.9k/100 steps="
REBUILT = "for k in 0..<{} {{ loss = cost(); backward loss; descend 1 - 0.9k/100 }}\nprint loss"
# An epoch of digits.gw, as it stands there.
DIGITS = (samples / "layers" / "digits.gw").read_text()
DIGITS = DIGITS.replace('"digits.csv"', f'"{samples}/layers/digits.csv"')
DIGITS = DIGITS[: DIGITS.index("# The digits that it has never seen")]


def seconds(code):
    with tempfile.NamedTemporaryFile("w", suffix=".gw") as script:
        script.write(code)
        script.flush()
        words = [program, "--no-init", script.name]
        child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"training: the program ended with {child.returncode}")
        return usage.ru_utime + usage.ru_stime


def difference(many, few):
    rounds = [(seconds(many), seconds(few)) for _ in range(runs)]
    return statistics.median(a for a, _ in rounds) - statistics.median(b for _, b in rounds)


def micrograd_step():
    """The demo of micrograd, as its notebook has it: seconds a step, of two."""
    from micrograd.nn import MLP

    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    lines = (samples / "micrograd" / "moons100.csv").read_text().split()
    rows = [[float(cell) for cell in line.split(",")] for line in lines]
    start = time.process_time()
    for k in range(2):
        scores = [model(row[:2]) for row in rows]
        losses = [(1 + -row[2] * score).relu() for row, score in zip(rows, scores)]
        loss = sum(losses) * (1 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())
        print(f"micrograd, step {k}: loss {loss.data:.6f}")
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= (1 - 0.9 * k / 100) * p.grad
    return (time.process_time() - start) / 2


def line(what, took, beside=None):
    ratio = f"   {beside / took:8.0f} times as fast as micrograd" if beside else ""
    print(f"{what:<52} {took * 1000:9.2f} ms{ratio}")


slow = micrograd_step()
line("moons, a step of micrograd", slow)
hundred = difference(MOONS + ONE_GRAPH + "100", MOONS + ONE_GRAPH + "0")
line("moons, 100 steps of train on one graph", hundred, 100 * slow)
rebuilt = difference(MOONS + REBUILT.format(21), MOONS + REBUILT.format(1)) / 20
line("moons, a step that builds its graph anew", rebuilt, slow)
epoch = difference(DIGITS, DIGITS.replace("1..5", "1..1")) / 4
line("digits, an epoch of 1,400 in batches of 64", epoch)
