"""Times whole processes in turn, so that a drift of the machine's speed falls on all of them alike."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """What one run of a process took."""

    wall: float  # seconds from start to end
    processor: float  # seconds of the processor's, of its children too
    megabytes: float  # at its peak


def run(words):
    """Runs a command to its end; one that fails ends the measurement."""
    start = time.perf_counter()
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {child.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turns(commands, rounds):
    """The costs of each command in each round, after one that is not counted."""
    for words in commands:
        run(words)
    columns = [[] for _ in commands]
    for _ in range(rounds):
        for column, words in zip(columns, commands):
            column.append(run(words))
    return columns


def median_ratio(numbers, references):
    return statistics.median(a / b for a, b in zip(numbers, references))
