"""Writes Tests/LanguageTests/RecordedRandomNumbers.swift: what Python's random module gives.

Run it as `python3 Tests/Oracle/random_numbers.py` at the top of the repository; it needs nothing but
Python (recorded with 3.11). Each row is drawn after a seed of its own, so rows can be read alone.
"""

import pathlib
import random

SEEDS = [0, 1, 1337, -5, 2**32, 2**53 - 1, 2**70]


def shuffled(count):
    elements = list(range(count))
    random.shuffle(elements)
    return elements


# name: what draws; the name says how the test draws the same.
DRAWS = {
    "random": lambda: [random.random() for _ in range(4)],
    "uniform -1 1": lambda: [random.uniform(-1, 1) for _ in range(4)],
    "uniform 0.1 3.7": lambda: [random.uniform(0.1, 3.7) for _ in range(3)],
    "normal 0 1": lambda: [random.normalvariate(0, 1) for _ in range(6)],
    "normal -2.5 0.3": lambda: [random.normalvariate(-2.5, 0.3) for _ in range(3)],
    # An odd number of them, so that one is left over.
    "gauss 0 1": lambda: [random.gauss(0, 1) for _ in range(5)],
    "gauss 10 0.1": lambda: [random.gauss(10, 0.1) for _ in range(3)],
    "randint 1 6": lambda: [random.randint(1, 6) for _ in range(12)],
    "randint -8 -8": lambda: [random.randint(-8, -8) for _ in range(2)],
    "randint 0 4294967295": lambda: [random.randint(0, 2**32 - 1) for _ in range(3)],
    "randint -9007199254740992 9007199254740992": lambda: [
        random.randint(-(2**53), 2**53) for _ in range(3)
    ],
    "choice 5": lambda: [random.choice(range(5)) for _ in range(8)],
    "shuffle 0": lambda: shuffled(0),
    "shuffle 1": lambda: shuffled(1),
    "shuffle 12": lambda: shuffled(12),
    "shuffle 1000, the first 8": lambda: shuffled(1000)[:8],
}

# A million draws are recorded as one number: h := 31 h + n modulo 2^64.
LONG = 1_000_000


def checksum(numbers):
    total = 0
    for number in numbers:
        total = (31 * total + number) % 2**64
    return total


def rows():
    for seed in SEEDS:
        for name, draw in DRAWS.items():
            random.seed(seed)
            numbers = " ".join(repr(number) for number in draw())
            yield f"  {float(seed)!r} | {name} | {numbers}".rstrip()


def checksums():
    random.seed(1337)
    yield "random", checksum(int(random.random() * 2**53) for _ in range(LONG))
    random.seed(1337)
    yield "below", checksum(random.randrange(10) for _ in range(LONG))


HEAD = """\
/// What Python's random module gives; written by Tests/Oracle/random_numbers.py, not by hand.
let recordedRandomNumbers = \"\"\"
  seed | what is drawn | numbers
"""

LONG_HEAD = """

/// A million draws after the seed 1337, folded by h := 31 h + n modulo 2^64: multiples of 2^-53 from
/// random(), and whole numbers below 10.
"""

out = pathlib.Path(__file__).parents[1] / "LanguageTests" / "RecordedRandomNumbers.swift"
text = HEAD + "\n".join(rows()) + '\n  """\n' + LONG_HEAD.removeprefix("\n")
for name, total in checksums():
    text += f"let recordedChecksumOf{name.capitalize()}: UInt64 = {total:_}\n"
out.write_text(text)
