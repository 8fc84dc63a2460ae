"""The memory of the yardstick itself; its times are the unit of all others."""

import sys

import peer

workload = int(sys.argv[2])
before = peer.held()
operations = peer.library.yardstick_operation_count(workload)
# Without the inputs and their addresses, which it keeps beside the graph.
inputs = 12 * peer.library.yardstick_input_count(workload)
peer.seconds(workload, peer.REPLAY, 1)
size = (peer.peak() - before - inputs) / operations
peer.write(kind="memory", who="yardstick", workload=workload, bytes=size)
