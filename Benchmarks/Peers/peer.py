"""What the peers in Python have in common, as peer.hpp has it for those in C++.

    PEER.py time WORKLOAD PAIRS       lines of JSON, one a measurement
    PEER.py memory WORKLOAD           the memory that one pass takes, in a process of its own

The environment variable YARDSTICK says where the library is.
"""

import ctypes
import json
import math
import os
import resource
import statistics
import sys
import time

REBUILD, REPLAY = 0, 1
RATE = 0.05  # of descent, W2
TOLERANCE = 1e-10  # the largest difference that counts as the same: sums are formed in other orders

library = ctypes.CDLL(os.environ["YARDSTICK"])
library.yardstick_seconds.restype = ctypes.c_double
library.yardstick_value.restype = ctypes.c_double
for count in ("input_count", "node_count", "operation_count"):
    getattr(library, "yardstick_" + count).restype = ctypes.c_long


def doubles(count, fill):
    """The numbers that a function of the library writes into an array."""
    array = (ctypes.c_double * count)()
    fill(array)
    return list(array)


def inputs(workload):
    count = library.yardstick_input_count(workload)
    return doubles(count, lambda array: library.yardstick_inputs(workload, array))


def labels():
    return doubles(100, library.yardstick_labels)


def random_graph():
    """The operations of W6: (name, left, right) for each node behind the leaves."""
    names = {1: "add", 2: "subtract", 3: "multiply", 8: "relu"}
    count = library.yardstick_node_count(6)
    codes = (ctypes.c_uint8 * count)()
    left, right = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)()
    values, gradients = (ctypes.c_double * count)(), (ctypes.c_double * count)()
    library.yardstick_nodes(6, codes, left, right, values, gradients)
    first = library.yardstick_input_count(6)
    return [(names[codes[i]], left[i], right[i]) for i in range(first, count)]


def seconds(workload, mode, repetitions):
    return library.yardstick_seconds(workload, mode, ctypes.c_long(repetitions))


def difference(a, b):
    """|a - b| by the larger of |b| and 1; infinite where one of them is no number."""
    if len(a) != len(b):
        return math.inf
    distances = (0 if x == y else abs(x - y) / max(1, abs(y)) for x, y in zip(a, b))
    return max((math.inf if math.isnan(d) else d for d in distances), default=0)


def write(**fields):
    shown = {k: float(f"{v:.4g}") if isinstance(v, float) else v for k, v in fields.items()}
    print(json.dumps(shown), flush=True)


def verify(workload, value, gradients):
    """How far a value and the gradients of the inputs are from the yardstick's."""
    library.yardstick_reset(workload)
    seconds(workload, REPLAY, 1)
    count = library.yardstick_input_count(workload)
    expected = doubles(count, lambda array: library.yardstick_gradients(workload, array))
    return max(
        difference([value], [library.yardstick_value(workload)]), difference(gradients, expected))


def verify_descent(parameters):
    """How far the parameters of W2 after twenty steps are from the yardstick's."""
    library.yardstick_reset(2)
    seconds(2, REBUILD, 20)
    return difference(parameters, doubles(41, library.yardstick_parameters))


def measure(who, workload, mode, error, run, pairs, unit=1):
    """Times `run(repetitions)` in turns with the yardstick, after it was found to be right. A
    repetition may do the work `unit` times."""
    name = ("rebuild", "replay")[mode]
    if not error <= TOLERANCE:
        write(kind="wrong", who=who, workload=workload, mode=name, error=str(error))
        sys.exit(3)

    def own(repetitions):
        wall, processor = time.perf_counter(), time.process_time()
        run(repetitions)
        # Threads that only wait for work count as the processor's time; the smaller one is in
        # favour of the peer.
        return min(time.perf_counter() - wall, time.process_time() - processor)

    def yardstick(repetitions):
        return seconds(workload, mode, repetitions)

    def enough(timed):
        """As many repetitions as take a hundredth of a second, and the time that they took."""
        repetitions = 1
        while (took := timed(repetitions)) < 0.01:
            repetitions = max(2 * repetitions, int(repetitions * 0.012 / max(took, 1e-7)))
        return repetitions, took

    library.yardstick_reset(workload)
    repetitions, took = enough(own)
    yardstick_repetitions, _ = enough(yardstick)
    # What takes a second is not disturbed by what lasts a thousandth.
    pairs = pairs if took < 0.5 else min(pairs, 3)
    ratios, times, references = [], [], []
    for _ in range(pairs):
        before = yardstick(yardstick_repetitions)
        times.append(own(repetitions) / repetitions / unit)
        after = yardstick(yardstick_repetitions)
        references.append((before + after) / 2 / yardstick_repetitions)
        ratios.append(times[-1] / references[-1])
    ratios.sort()
    write(
        kind="time", who=who, workload=workload, mode=name, ratio=statistics.median(ratios),
        low=ratios[len(ratios) // 4], high=ratios[3 * len(ratios) // 4],
        seconds=statistics.median(times), yardstick=statistics.median(references), pairs=pairs,
        error=float(error))


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def held():
    """The memory that the process holds now, in bytes."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def measure_memory(who, workload, operations, run):
    """How far the process's peak rises above what it holds, while `run` keeps what it builds."""
    before = held()
    kept = run()
    write(kind="memory", who=who, workload=workload, bytes=(peak() - before) / operations)
    return kept
