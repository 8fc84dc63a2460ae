#!/usr/bin/env python3
"""Whether graphs are compiled that are run again is nobody's business but the clock's.

    Tools/check-compilation.py [PROGRAM]

Runs every sample and every lecture with compilation at every turn, never, and as the program likes.
All have to say the same. Where each turn is compiled, a number that is all rounding may come out as
another that is: contributions are then added up in another order.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
NOISE = 1e-14


def output(program, policy, sample):
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script.gw"
        script.write_text(f'seed 0\noption compile {policy};\nsource "{sample}"\n')
        run = subprocess.run(
            [program, "--no-init", script], cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        return run.stdout.splitlines()


def is_same_but_noise(line, other):
    """Whether lines differ in nothing but numbers that are as good as 0, and in how wide they are."""
    numbers, others = NUMBER.findall(line), NUMBER.findall(other)
    if NUMBER.sub("", line).split() != NUMBER.sub("", other).split() or len(numbers) != len(others):
        return False
    return all(a == b or abs(float(a) - float(b)) <= NOISE for a, b in zip(numbers, others))


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else ".build/release/gradwalk").resolve()
    samples = Path(__file__).resolve().parent.parent / "samples"
    files = sorted([*samples.rglob("*.gw"), *samples.rglob("*.md")])
    speaking = 0
    wrong = []
    for sample in files:
        plain = output(program, "never", sample)
        speaking += bool(plain)
        if output(program, "auto", sample) != plain:
            wrong.append((sample, "auto", plain, output(program, "auto", sample)))
        compiled = output(program, "always", sample)
        if len(compiled) != len(plain) or not all(map(is_same_but_noise, plain, compiled)):
            wrong.append((sample, "always", plain, compiled))
    for sample, policy, plain, compiled in wrong:
        print(f"check-compilation: with compilation {policy}, {sample} says something else:")
        for line, other in zip(plain, compiled):
            if line != other:
                print(f"  never:  {line}\n  {policy}: {other}")
                break
    if speaking < 60:
        sys.exit(f"check-compilation: of {len(files)} samples only {speaking} say anything")
    if wrong:
        sys.exit(1)
    print(f"check-compilation: {len(files)} samples say the same compiled and not")


main()
