"""Writes docs/performance.md from lines of JSON: performance.md.in with its tables filled in.

    report.py RESULTS       the page on standard output
"""

import datetime
import json
import math
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent

WORKLOADS = {
    1: ("the neuron tanh(x1·w1 + x2·w2 + b)", 5),
    2: ("micrograd's lecture: a perceptron 3–4–4–1 with tanh, 4 examples, squared errors, a step of descent", 303),
    3: ("the moons: a perceptron 2–16–16–1 with relu, 100 points, max-margin and L2", 65_075),
    4: ("a chain x ← tanh(0.9x + 0.1), 1,000,000 times", 3_000_000),
    5: ("a dot product Σ wᵢxᵢ of 1,000,000", 1_999_999),
    6: ("a random graph of add, sub, mul and relu, operands among the last 1,000 nodes", 64_350),
}
# Ratios to the yardstick that are aimed at.
GOALS = {
    "rebuild": {1: 1, 2: 0.8, 3: 0.55, 4: 0.9, 5: 0.85},
    "replay": {1: 1.5, 2: 0.3, 3: 0.15, 4: 0.9, 5: 0.25, 6: 0.15},
}
OURS, PLAIN = "Gradwalk", "Gradwalk, plain passes"


def table(head, *rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def number(x):
    """Three digits at most."""
    return f"{x:,.0f}" if x >= 100 else f"{x:.3g}"


def duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{number(seconds / size)} {unit}"
    return f"{number(seconds * 1e9)} ns"


def verdict(value, goal, at_least=False):
    met = value >= goal if at_least else value <= goal
    return "met" if met else "**not met**"


class Results:
    def __init__(self, directory):
        self.lines = []
        for file in sorted(pathlib.Path(directory).glob("*.jsonl")):
            self.lines += [json.loads(line) for line in file.read_text().splitlines()]

    def of(self, kind, **fields):
        return [
            line for line in self.lines
            if line["kind"] == kind and all(line.get(k) == v for k, v in fields.items())]

    def ours(self, workload, mode):
        """Our time: of the compiled or the plain replay the faster, since a user takes that."""
        lines = self.of("time", workload=workload, mode=mode)
        return min(
            (line for line in lines if line["who"] in (OURS, PLAIN)),
            key=lambda line: line["ratio"], default=None)

    def best_peer(self, workload, mode):
        """The fastest that is not ours, in the mode; what builds anew competes with building anew."""
        lines = self.of("time", workload=workload, mode=mode)
        others = [line for line in lines if not line["who"].startswith(OURS)]
        return min(others, key=lambda line: line["ratio"], default=None)


def engine_goals(results, mode):
    rows = []
    for workload in WORKLOADS:
        goal = GOALS[mode].get(workload)
        peer = results.best_peer(workload, mode)
        yardsticks = [line["yardstick"] for line in results.of("time", workload=workload, mode=mode)]
        line = results.ours(workload, mode)
        row = [f"W{workload}", "–", "–", "–", "–", "–"]
        if yardsticks:
            once = statistics.median(yardsticks)
            row[1] = f"{duration(once)}, {number(once / WORKLOADS[workload][1] * 1e9)} ns/op"
        if line:
            row[2] = f"**{number(line['ratio'])}** ({number(line['low'])}–{number(line['high'])})"
            if line["who"] == PLAIN:
                row[2] += ", plain"
            row[4] = verdict(line["ratio"], goal) if goal else "–"
        if goal:
            row[3] = f"≤ {goal}"
        if peer:
            row[5] = f"{number(peer['ratio'])} {peer['who']}"
        rows.append(row)
    head = ["", "yardstick", "Gradwalk (quartiles)", "goal", "", "best peer"]
    return table(head, *rows)


def engine_peers(results, mode):
    lines = results.of("time", mode=mode)
    names = sorted({line["who"] for line in lines}, key=lambda who: (not who.startswith(OURS), who))
    rows = []
    for who in names:
        ratios = {line["workload"]: line["ratio"] for line in lines if line["who"] == who}
        rows.append([who] + [number(ratios[w]) if w in ratios else "–" for w in WORKLOADS])
    return table(["", *(f"W{workload}" for workload in WORKLOADS)], *rows)


def compiling(results):
    rows = []
    for line in results.of("compile"):
        rows.append([
            f"W{line['workload']}, compiling", f"{number(line['replays'])} plain replays",
            "≤ 60" if line["workload"] == 3 else "–",
            verdict(line["replays"], 60) if line["workload"] == 3 else ""])
        rows.append([
            f"W{line['workload']}, the compiled form", f"{number(line['bytes'])} bytes a node",
            "≤ 40", verdict(line["bytes"], 40)])
    return table(["", "", "goal", ""], *rows) if rows else "Not measured."


def memory(results):
    cells = {(line["who"], line["workload"]): line["bytes"] for line in results.of("memory")}
    names = sorted({who for who, _ in cells}, key=lambda who: (who != OURS, cells.get((who, 4), 0)))
    rows = []
    for who in names:
        sizes = [cells.get((who, workload)) for workload in (4, 5)]
        row = [who] + [number(size) if size is not None else "–" for size in sizes]
        if who == OURS and None not in sizes:
            rows.append(row + ["≤ 48", verdict(max(sizes), 48)])
        else:
            rows.append(row + ["", ""])
    return table(["bytes an operation", "W4", "W5", "goal", ""], *rows)


def program(results, group):
    """What a group of the program's measurements says, with the goals of some rows."""
    goals = {
        "to the first gradients": ("ratio", 2, False),
        "W3 built anew": ("micrograd", 100, True),
        "W4 from start to end": ("seconds", 3, False),
    }
    columns = {
        "ratio": lambda line: number(line["ratio"]),
        "yardstick": lambda line: number(line["yardstick"]),
        "micrograd": lambda line: f"{number(line['micrograd'])} times as fast",
        "megabytes": lambda line: f"{number(line['megabytes'])} MB",
    }
    titles = {
        "ratio": "to the first line", "yardstick": "to the yardstick", "micrograd": "micrograd",
        "megabytes": "memory",
    }
    lines = results.of("program", group=group)
    if not lines:
        return "Not measured."
    shown = [name for name in columns if any(name in line for line in lines)]
    aimed = any(line["what"] in goals for line in lines)
    rows = []
    for line in lines:
        row = [line["what"], duration(line["seconds"])]
        row += [columns[name](line) if name in line else "" for name in shown]
        if aimed and line["what"] in goals:
            name, goal, at_least = goals[line["what"]]
            shown_goal = f"{goal} s" if name == "seconds" else f"{goal} times"
            row.append(("≥ " if at_least else "≤ ") + shown_goal)
            row.append(verdict(line[name], goal, at_least) if name in line else "")
        elif aimed:
            row += ["", ""]
        rows.append(row)
    head = ["", "time"] + [titles[name] for name in shown] + (["goal", ""] if aimed else [])
    return table(head, *rows)


def unmet(results):
    """The goals of the engine that are not reached, and the peers that are ahead."""
    lines = []
    for mode, goals in GOALS.items():
        for place in WORKLOADS:
            line, peer = results.ours(place, mode), results.best_peer(place, mode)
            if line is None:
                continue
            ratio = line["ratio"]
            short = []
            if ratio > goals.get(place, math.inf):
                short.append(f"the goal is {goals[place]}")
            if peer and peer["ratio"] < ratio:
                short.append(f"{peer['who']} is ahead with {number(peer['ratio'])}")
            if short:
                lines.append(f"- W{place}, {mode}: {number(ratio)}; " + "; ".join(short))
    return "\n".join(lines) or "None: every goal is reached, and no peer is ahead."


def left_out(results):
    lines = results.of("missing")
    if not lines:
        return "Everything was measured."
    return "\n".join(
        f"- {line['who']}" + (f", W{line['workload']}" if "workload" in line else "")
        + f": {line['reason']}" for line in lines)


def machine():
    """What it was measured with. No names of hosts, no paths."""
    with open("/proc/cpuinfo") as file:
        information = file.read()

    def field(name):
        found = re.search(rf"^{name}\s*:\s*(.*)$", information, re.MULTILINE)
        return found.group(1) if found else "unknown"

    flags = field("flags").split()
    vectors = [("avx512f", "AVX-512"), ("avx2", "AVX2"), ("avx", "AVX"), ("sse2", "SSE2")]
    widest = next((name for flag, name in vectors if flag in flags), "unknown")

    def cache():
        """The size of the last cache before the memory."""
        sizes = sorted(pathlib.Path("/sys/devices/system/cpu/cpu0/cache").glob("index*/size"))
        return sizes[-1].read_text().strip() if sizes else "unknown"

    def first_line(*words):
        try:
            text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            return "unknown"
        return text.splitlines()[0].strip()

    rows = [
        ["date", datetime.date.today().isoformat()],
        ["processor", f"{field('model name')} (family {field('cpu family')}, model {field('model')}), "
         f"{os.cpu_count()} cores, of which one is used; {widest}; last-level cache {cache()}"],
        ["Swift", first_line("swift", "--version")],
        ["C++", first_line("g++", "--version") + ", `-O3 -march=native`"],
        ["C library", " ".join(platform.libc_ver())],
        ["Python", platform.python_version()],
    ]
    return table(["", ""], *rows)


def page(directory):
    results = Results(directory)
    workloads = [
        [f"W{w}", text, f"{operations:,}"] for w, (text, operations) in WORKLOADS.items()]
    parts = {
        "workloads": table(["", "work", "operations"], *workloads),
        "rebuild goals": engine_goals(results, "rebuild"),
        "replay goals": engine_goals(results, "replay"),
        "rebuild peers": engine_peers(results, "rebuild"),
        "replay peers": engine_peers(results, "replay"),
        "compiling": compiling(results),
        "memory": memory(results),
        "unmet": unmet(results),
        "left out": left_out(results),
        "machine": machine(),
    }
    groups = ("start-up", "language", "training", "drawing", "pictures")
    parts.update({group: program(results, group) for group in groups})
    template = (here / "performance.md.in").read_text()
    return re.sub(r"\{\{(.*?)\}\}", lambda match: parts[match.group(1)], template)


if __name__ == "__main__":
    print(page(sys.argv[1]), end="")
