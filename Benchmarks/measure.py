"""Times commands in turn, so that a drift of the machine's speed falls on all of them alike.

    measure.py RUNS BASE COMMAND...        each a command line without a shell

Prints for each command the median of its wall times, of its time by that of the first in the
same round, and its peak memory.
"""

import os
import shlex
import statistics
import subprocess
import sys
import time


def run(words):
    start = time.perf_counter()
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"measure: {' '.join(words)} ended with {child.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss


runs = int(sys.argv[1])
commands = [shlex.split(command) for command in sys.argv[2:]]
for words in commands:
    run(words)
rounds = [[run(words) for words in commands] for _ in range(runs)]
for place, words in enumerate(commands):
    seconds = statistics.median(r[place][0] for r in rounds)
    ratio = statistics.median(r[place][0] / r[0][0] for r in rounds)
    memory = max(r[place][1] for r in rounds) / 1024
    name = " ".join(os.path.basename(word) for word in words)
    print(f"{name:<44} {seconds * 1000:9.2f} ms {ratio:7.2f} times the first {memory:8.1f} MB")
