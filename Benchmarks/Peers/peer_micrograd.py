"""micrograd, from PyPI: an object and a closure for each node, built anew each time."""

import math
import sys
import threading
from importlib.metadata import version

import peer
import workloads
from micrograd.engine import Value

WHO = "micrograd " + version("micrograd")


def tanh(x):
    """As the lecture adds it; the package has relu alone."""
    t = math.tanh(x.data)
    out = Value(t, (x,), "tanh")

    def backward():
        x.grad += (1 - t**2) * out.grad

    out._backward = backward
    return out


def computed(workload, leaves):
    root = workloads.BUILD[workload](leaves, tanh, Value.relu)
    root.backward()
    return root


def main():
    purpose, workload = sys.argv[1], int(sys.argv[2])
    if purpose == "memory":
        # A hundredth of the whole, which is more than its recursion bears.
        links = workloads.LINKS // 100
        if workload == 4:
            leaves, operations = [Value(v) for v in peer.inputs(4)], 3 * links
            build = lambda: workloads.chain(leaves, tanh, Value.relu, links)
        else:
            operations = 2 * links - 1
            build = lambda: workloads.dot([Value(0.5) for _ in range(2 * links)], tanh, Value.relu)

        def run():
            root = build()
            root.backward()
            return root

        peer.measure_memory(WHO, workload, operations, run)
        return
    numbers = peer.inputs(workload)
    leaves = [Value(v) for v in numbers]
    root = computed(workload, leaves)
    error = peer.verify(workload, root.data, [leaf.grad for leaf in leaves])

    def step():
        if workload != 2:
            computed(workload, [Value(v) for v in numbers])
            return
        for leaf in leaves:
            leaf.grad = 0
        computed(2, leaves)
        for leaf in leaves:
            leaf.data -= peer.RATE * leaf.grad

    def run(repetitions):
        for _ in range(repetitions):
            step()

    if workload == 2:
        run(20)
        error = max(error, peer.verify_descent([leaf.data for leaf in leaves]))
    peer.measure(WHO, workload, peer.REBUILD, error, run, int(sys.argv[3]))


def deep(body):
    """Runs `body` with room for a recursion as deep as a graph: by that it sorts the nodes."""
    sys.setrecursionlimit(10**8)
    threading.stack_size(1 << 30)
    thread = threading.Thread(target=body)
    thread.start()
    thread.join()


if __name__ == "__main__":
    deep(main)
