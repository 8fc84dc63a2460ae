"""JAX: compiled by XLA from arrays where the workload is one of arrays, or from scalars. It keeps no
nodes: only the value and the gradients of the inputs are there afterwards."""

import os
import sys

# One thread, as for all others.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import peer
import workloads

jax.config.update("jax_enable_x64", True)
WHO = "JAX " + jax.__version__


def matrices(parameters, sizes):
    """Weights and biases of each layer, of parameters in the yardstick's order."""
    parts, place = [], 0
    for inputs, neurons in zip(sizes, sizes[1:]):
        block = parameters[place : place + neurons * (inputs + 1)].reshape(neurons, inputs + 1)
        parts.append((block[:, :inputs], block[:, inputs]))
        place += neurons * (inputs + 1)
    return parts


def flat(parts):
    return jnp.concatenate([jnp.column_stack(part).ravel() for part in parts])


def lesson(layers):
    signals = jnp.array(workloads.EXAMPLES)
    for weights, biases in layers:
        signals = jnp.tanh(signals @ weights.T + biases)
    return ((signals[:, 0] - jnp.array(workloads.TARGETS)) ** 2).sum()


def moons(layers, points):
    signals = points
    for place, (weights, biases) in enumerate(layers):
        signals = signals @ weights.T + biases
        signals = jax.nn.relu(signals) if place < 2 else signals
    missing = jax.nn.relu(1 - jnp.array(peer.labels()) * signals[:, 0])
    return missing.sum() * 0.01 + 1e-4 * sum((a * a).sum() for part in layers for a in part)


def descended(loss):
    """A compiled step of W2."""

    @jax.jit
    def step(parameters):
        value, gradients = jax.value_and_grad(loss)(parameters)
        moved = jax.tree.map(lambda p, g: p - peer.RATE * g, parameters, gradients)
        return value, gradients, moved

    return step


def measure_descent(kind, step, start, flattened, pairs):
    value, gradients, _ = step(start)
    error = peer.verify(2, float(value), flattened(gradients).tolist())
    held = [start]

    def run(repetitions):
        parameters = held[0]
        for _ in range(repetitions):
            _, _, parameters = step(parameters)
        held[0] = jax.block_until_ready(parameters)

    run(20)
    error = max(error, peer.verify_descent(flattened(held[0]).tolist()))
    peer.measure(f"{WHO}, {kind}", 2, peer.REPLAY, error, run, pairs)


def measure_loop(start, pairs):
    """A thousand steps of W2 compiled as one function: Python is not called in between."""
    step = descended(lesson)

    def many(parameters, count):
        return jax.lax.scan(lambda p, _: (step(p)[2], None), parameters, None, length=count)[0]

    error = peer.verify_descent(flat(jax.jit(many, static_argnums=1)(start, 20)).tolist())
    thousand = jax.jit(lambda parameters: many(parameters, 1000))
    held = [start]

    def run(repetitions):
        for _ in range(repetitions):
            held[0] = thousand(held[0])
        jax.block_until_ready(held[0])

    peer.measure(f"{WHO}, a loop", 2, peer.REPLAY, error, run, pairs, unit=1000)


def measure(kind, workload, function, arguments, flattened, pairs):
    """Times a loss of several arguments; `flattened` has their gradients in the inputs' order."""
    compiled = jax.jit(jax.value_and_grad(function, argnums=tuple(range(len(arguments)))))
    value, gradients = compiled(*arguments)
    error = peer.verify(workload, float(value), flattened(*gradients).tolist())

    def run(repetitions):
        for _ in range(repetitions):
            result = compiled(*arguments)
        jax.block_until_ready(result)

    peer.measure(f"{WHO}, {kind}", workload, peer.REPLAY, error, run, pairs)


def main(workload, pairs):
    x = jnp.array(peer.inputs(workload))
    if workload == 1:
        scalar = lambda *inputs: workloads.neuron(inputs, jnp.tanh, None)
        measure("scalars", 1, scalar, list(x), lambda *g: jnp.stack(g), pairs)
    elif workload == 2:
        layers = matrices(x, [3, 4, 4, 1])
        measure_descent("arrays", descended(lesson), layers, flat, pairs)
        scalar = lambda inputs: workloads.lesson(list(inputs), jnp.tanh, None)
        measure_descent("scalars", descended(scalar), x, lambda g: g, pairs)
        measure_loop(layers, pairs)
    elif workload == 3:
        layers, points = matrices(x[:337], [2, 16, 16, 1]), x[337:].reshape(100, 2)
        together = lambda parts, points: jnp.concatenate([flat(parts), points.ravel()])
        measure("arrays", 3, moons, [layers, points], together, pairs)
    elif workload == 4:

        def chain(end, factor, shift):
            link = lambda x, _: (jnp.tanh(factor * x + shift), None)
            return jax.lax.scan(link, end, None, length=workloads.LINKS)[0]

        measure("a loop", 4, chain, list(x), lambda *g: jnp.stack(g), pairs)
    else:
        half = workloads.PRODUCTS
        together = lambda *gradients: jnp.concatenate(gradients)
        measure("arrays", 5, jnp.dot, [x[:half], x[half:]], together, pairs)


main(int(sys.argv[2]), int(sys.argv[3]))
