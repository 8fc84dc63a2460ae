"""Writes Tests/SessionTests/RecordedTraining.swift: the course of small trainings, in plain Python.

Run it as `python3 Tests/Oracle/training.py` at the top of the repository; it needs nothing else.
The rules are written as torch.optim has them: SGD with momentum (no dampening), Adam with its
defaults.
"""

import math
import pathlib

STEPS = 12

# The loss is (3 w0 - 2 w1 + b - 1)^2 + 0.1 (w0^2 + w1^2).
START = [0.5, -1.0, 0.25]


def loss(p):
    return (3 * p[0] - 2 * p[1] + p[2] - 1) ** 2 + 0.1 * (p[0] ** 2 + p[1] ** 2)


def gradient(p):
    error = 2 * (3 * p[0] - 2 * p[1] + p[2] - 1)
    return [3 * error + 0.2 * p[0], -2 * error + 0.2 * p[1], error]


def sgd(momentum):
    speeds = [0.0] * 3

    def move(g, rate):
        for i in range(3):
            speeds[i] = momentum * speeds[i] + g[i]
        return [-rate * v for v in speeds]

    return move


def adam():
    means, squares, step = [0.0] * 3, [0.0] * 3, 0

    def move(g, rate):
        nonlocal step
        step += 1
        moves = []
        for i in range(3):
            means[i] = 0.9 * means[i] + 0.1 * g[i]
            squares[i] = 0.999 * squares[i] + 0.001 * g[i] ** 2
            mean = means[i] / (1 - 0.9**step)
            square = squares[i] / (1 - 0.999**step)
            moves.append(-rate * mean / (math.sqrt(square) + 1e-8))
        return moves

    return move


RUNS = {
    "rate=0.02": (sgd(0), lambda k: 0.02),
    "rate=0.05/(k + 1)": (sgd(0), lambda k: 0.05 / (k + 1)),
    "rate=0.02 optimizer=sgd momentum=0.9": (sgd(0.9), lambda k: 0.02),
    "momentum=0.5 rate=0.03 - 0.001k": (sgd(0.5), lambda k: 0.03 - 0.001 * k),
    "optimizer=adam rate=0.1": (adam(), lambda k: 0.1),
    "optimizer=adam rate=0.2 * 0.9^k": (adam(), lambda k: 0.2 * 0.9**k),
}


def rows():
    for options, (move, rate) in RUNS.items():
        params, losses = list(START), []
        for k in range(STEPS):
            losses.append(loss(params))
            moves = move(gradient(params), rate(k))
            params = [p + m for p, m in zip(params, moves)]
        fields = [[loss(params)], params, losses]
        yield " | ".join([options, *(" ".join(map(repr, numbers)) for numbers in fields)])


HEAD = """\
/// Twelve steps of each rule; written by Tests/Oracle/training.py, not by hand.
let recordedTraining = \"\"\"
  options of train | the loss after the last step | w[0], w[1] and b then | the losses before each step
"""

out = pathlib.Path(__file__).parents[1] / "SessionTests" / "RecordedTraining.swift"
out.write_text(HEAD + "\n".join(f"  {row}" for row in rows()) + '\n  """\n')
