"""Measures the program `gradwalk` as a process: start-up, the language, training, drawing, pictures.

    program.py PROGRAM GROUP ROUNDS      one of those groups; lines of JSON

Runs in a directory of its own that it may write to. The environment variable YARDSTICK says where the
yardstick's library is, and EMPTY where a Swift program is that does nothing.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import processes

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here / "Peers"))
samples = here.parent / "samples"

EXPRESSION = "a=2; b=-3; c=10; f=-2; e=a*b; d=e+c; L=d*f; backward L"
MOONS = """
data = load("moons100.csv");
points = [row[0..<2] for row in data];
labels = [row[2] for row in data];
seed 1337
net = mlp(2, [16, 16, 1]);
cost() = hinge([net(p) for p in points], labels) + 1e-4 * l2(params(net))
"""
CHAIN = """
x = 0.5
y = x;
for k in 0..<1000000 { y = tanh(0.9y + 0.1) }
backward y
"""


def row(group, what, **fields):
    shown = {k: float(f"{v:.4g}") if isinstance(v, float) else v for k, v in fields.items()}
    print(json.dumps({"kind": "program", "group": group, "what": what, **shown}), flush=True)


def script(name, code):
    """The command that runs a script of this code."""
    pathlib.Path(name + ".gw").write_text(code + "\n")
    return [program, "--no-init", "-q", name + ".gw"]


def median(costs, field):
    return statistics.median(getattr(cost, field) for cost in costs)


def beside_first(group, commands, rounds):
    """Wall times, and ratios to the first command in the same round."""
    columns = processes.in_turns(list(commands.values()), rounds)
    first = [cost.wall for cost in columns[0]]
    for what, column in zip(commands, columns):
        row(
            group, what, seconds=median(column, "wall"),
            ratio=processes.median_ratio([cost.wall for cost in column], first))


def startup(rounds):
    call = [program, "--no-init", "-e"]
    beside_first(
        "start-up",
        {
            "an empty Swift program": [os.environ["EMPTY"]],
            "to the first gradients": call + [EXPRESSION],
            "to the first picture": call + [EXPRESSION + "; draw L to L.svg"],
        },
        5 * rounds,
    )


def difference(many, few, rounds):
    """The processor's time that one script takes more than the other: without starting, reading and
    what is built once. One number a round."""
    columns = processes.in_turns([many, few], rounds)
    return [a.processor - b.processor for a, b in zip(*columns)]


def verify_language():
    """Holds the loss and the gradients of W3, written in the language, to the yardstick's."""
    import peer

    code = MOONS + "loss = cost();\nbackward loss\nprint loss.value\n[p.grad for p in params(net)]"
    command = script("verify", code)
    command.insert(1, "--json")
    command.remove("-q")
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    shown = [json.loads(line) for line in lines]
    loss = next(line["values"][0] for line in shown if line["type"] == "print")
    gradients = next(
        line["value"] for line in reversed(shown) if isinstance(line.get("value"), list))
    peer.library.yardstick_reset(3)
    peer.seconds(3, peer.REPLAY, 1)
    expected = peer.doubles(537, lambda array: peer.library.yardstick_gradients(3, array))
    error = peer.difference(
        [loss] + gradients, [peer.library.yardstick_value(3)] + expected[:337])
    if not error <= peer.TOLERANCE:
        peer.write(kind="wrong", who="the language", workload=3, mode="rebuild", error=str(error))
        sys.exit(3)


def micrograd_step():
    """The processor's time that micrograd takes for W3; `None` where it is not installed."""
    import peer

    try:
        import peer_micrograd
    except ImportError:
        return None
    numbers = peer.inputs(3)
    start = time.process_time()
    peer_micrograd.computed(3, [peer_micrograd.Value(number) for number in numbers])
    return time.process_time() - start


def speeds(fields, slow, took, count=1):
    """Adds how many times as fast as micrograd something is, the median of the rounds."""
    if None not in slow:
        fields["micrograd"] = statistics.median(count * a / b for a, b in zip(slow, took))
    return fields


def language(rounds):
    # Before this process grows: a child's peak is never less than what its parent held.
    costs = processes.in_turns([script("chain", CHAIN)], min(rounds, 5))[0]

    import peer

    reference = peer.seconds(4, peer.REBUILD, 3) / 3
    row(
        "language", "W4 from start to end", seconds=median(costs, "processor"),
        yardstick=median(costs, "processor") / reference,
        megabytes=max(cost.megabytes for cost in costs))
    verify_language()
    rebuild = MOONS + "for k in 0..<{} {{ loss = cost(); backward loss }}"
    steps = 40
    many = script("many", rebuild.format(steps + 1))
    few = script("few", rebuild.format(1))
    times, references, slow = [], [], []
    for _ in range(min(rounds, 5)):
        slow.append(micrograd_step())
        references.append(peer.seconds(3, peer.REBUILD, 40) / 40)
        times.append(statistics.median(difference(many, few, 3)) / steps)
    fields = speeds({"seconds": statistics.median(times)}, slow, times)
    row("language", "W3 built anew", yardstick=processes.median_ratio(times, references), **fields)


def training(rounds):
    one_graph = MOONS + "loss = cost();\ntrain loss rate=1 - 0.9k/100 steps={}"
    hundred, none = (script(f"train{n}", one_graph.format(n)) for n in (100, 0))
    times, slow = [], []
    for _ in range(min(rounds, 5)):
        slow.append(micrograd_step())
        times.append(statistics.median(difference(hundred, none, 3)))
    fields = speeds({"seconds": statistics.median(times)}, slow, times, count=100)
    row("training", "the moons, 100 steps of `train`", **fields)

    shutil.copy(samples / "layers" / "digits.csv", ".")
    digits = (samples / "layers" / "digits.gw").read_text()
    digits = digits[: digits.index("# The digits that it has never seen")]
    few = script("digits1", digits.replace("1..5", "1..1"))
    epochs = difference(script("digits5", digits), few, min(rounds, 5))
    row("training", "handwritten digits, an epoch", seconds=statistics.median(epochs) / 4)


# A sum of 119 neurons with one input each: 594 boxes.
MANY = """
xs = [0.01 * k for k in 0..<119]; ws = [0.5 - 0.01 * k for k in 0..<119]
L = sum(tanh(ws * xs))
backward L;
"""


def drawing(rounds):
    if shutil.which("dot") is None:
        print(json.dumps({"kind": "missing", "who": "drawing", "reason": "there is no dot"}))
        return
    processes.run(script("dot", MANY + "draw L to net.dot"))
    beside_first(
        "drawing",
        {
            "`dot -Tsvg` on the same text": ["dot", "-Tsvg", "-o", "dot.svg", "net.dot"],
            "`draw L to L.svg`": script("draw", MANY + "draw L to net.svg"),
        },
        rounds,
    )


# A sum of twelve neurons with one input each: 59 nodes, and 58 contributions behind the seed.
WALK = """
xs = [0.1 * k for k in 0..<12]; ws = [0.5 - 0.1 * k for k in 0..<12]
L = sum(tanh(ws * xs))
backward L;
"""
LESSON = """
seed 1337
xs = [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]]
ys = [1, -1, -1, 1]
net = mlp(3, [4, 4, 1], tanh, tanh);
L = sum(([net(x) for x in xs] - ys)^2)
backward L;
"""


def pictures(rounds):
    small = EXPRESSION + ";\n"
    moons = MOONS + "L = cost();\nbackward L;\n"
    beside_first(
        "pictures",
        {
            "seven nodes as svg": script("svg", small + "draw L to L.svg"),
            "as pdf": script("pdf", small + "draw L to L.pdf"),
            "as png": script("png", small + "draw L to L.png"),
            "as TikZ": script("tex", small + "draw L to L.tex"),
            "59 nodes as svg": script("walk", WALK + "draw L to walk.svg"),
            "their pass in 59 frames": script("frames", WALK + "frames L to walk"),
            "their pass as a deck": script("deck", WALK + "deck L to walk.html"),
            "the loss of W2, folded": script("lesson", LESSON + "draw L to lesson.svg"),
            "the loss of W3, folded": script("moons", moons + "draw L to moons.svg"),
        },
        rounds,
    )


program = sys.argv[1]
shutil.copy(samples / "micrograd" / "moons100.csv", ".")
sys.setrecursionlimit(10**6)
GROUPS = {
    "startup": startup, "language": language, "training": training, "drawing": drawing,
    "pictures": pictures,
}
GROUPS[sys.argv[2]](int(sys.argv[3]))
