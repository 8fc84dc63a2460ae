"""CasADi: symbols, a gradient made of more symbols, and both run by its virtual machine or, unless
they are too long, as C compiled by gcc."""

import sys

import casadi
import numpy
import peer
import workloads

WHO = "CasADi " + casadi.__version__


def symbols(workload):
    x = casadi.SX.sym("x", len(peer.inputs(workload)))
    relu = lambda total: casadi.fmax(total, 0)
    root = workloads.BUILD[workload](casadi.vertsplit(x), casadi.tanh, relu)
    return x, root


def evaluated(name, x, root, options):
    """A function that computes value and gradient in arrays of ours."""
    function = casadi.Function(name, [x], [root, casadi.gradient(root, x)], options)
    buffer, trigger = function.buffer()
    numbers, value = numpy.empty(x.shape[0]), numpy.empty(1)
    gradient = numpy.empty(x.shape[0])
    buffer.set_arg(0, memoryview(numbers))
    buffer.set_res(0, memoryview(value))
    buffer.set_res(1, memoryview(gradient))
    return buffer, trigger, numbers, value, gradient


def measure(kind, workload, x, root, options, pairs):
    buffer, trigger, numbers, value, gradient = evaluated(f"w{workload}", x, root, options)
    numbers[:] = peer.inputs(workload)
    trigger()
    error = peer.verify(workload, value[0], list(gradient))

    def run(repetitions):
        for _ in range(repetitions):
            trigger()
            if workload == 2:
                numbers[:] -= peer.RATE * gradient

    if workload == 2:
        run(20)
        error = max(error, peer.verify_descent(list(numbers)))
    peer.measure(f"{WHO}, {kind}", workload, peer.REPLAY, error, run, pairs)


def main(workload, pairs):
    made = []

    def make():
        x, root = symbols(workload)
        function = evaluated(f"memory{workload}", x, root, {})
        function[2][:] = peer.inputs(workload)
        function[1]()
        made.append((x, root))
        return function

    # Making the symbols of a large graph takes a minute, so its memory is measured by the way.
    if workload in (4, 5):
        operations = peer.library.yardstick_operation_count(workload)
        peer.measure_memory(WHO, workload, operations, make)
    else:
        made.append(symbols(workload))
    measure("virtual machine", workload, *made[0], {}, pairs)
    if workload <= 3:
        # A function of 200,000 lines, as that of W3 is, takes the better optimiser too long.
        flags = ["-O3" if workload < 3 else "-O1", "-march=native"]
        compiler = {"compiler": "gcc", "flags": flags, "verbose": False}
        options = {"jit": True, "compiler": "shell", "jit_options": compiler}
        measure("compiled by gcc", workload, *made[0], options, pairs)


main(int(sys.argv[2]), int(sys.argv[3]))
