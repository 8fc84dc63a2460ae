"""The six workloads in Python's operators, as workloads.hpp has them for C++.

Each function gets the inputs in the yardstick's order, and what tanh and relu are.
"""

import peer

EXAMPLES = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
TARGETS = [1.0, -1.0, -1.0, 1.0]
LINKS = PRODUCTS = 1_000_000


def layer(parameters, inputs, neurons, activation):
    """One layer; takes its parameters from the iterator, each neuron's weights, then its bias."""
    outputs = []
    for _ in range(neurons):
        weights = [next(parameters) for _ in inputs]
        total = next(parameters)
        for weight, x in zip(weights, inputs):
            total = total + weight * x
        outputs.append(activation(total))
    return outputs


def perceptron(parameters, inputs, sizes, inner, outer):
    parameters = iter(parameters)
    for place, neurons in enumerate(sizes):
        activation = outer if place == len(sizes) - 1 else inner
        inputs = layer(parameters, inputs, neurons, activation)
    return inputs[0]


def accumulate(terms):
    total = None
    for term in terms:
        total = term if total is None else total + term
    return total


def neuron(x, tanh, relu):
    return tanh(x[0] * x[2] + x[1] * x[3] + x[4])


def lesson(x, tanh, relu):
    errors = (perceptron(x, row, [4, 4, 1], tanh, tanh) - y for row, y in zip(EXAMPLES, TARGETS))
    return accumulate(error * error for error in errors)


def moons(x, tanh, relu):
    parameters, points = x[:337], x[337:]
    missing = []
    for place, label in enumerate(peer.labels()):
        point = points[2 * place : 2 * place + 2]
        score = perceptron(parameters, point, [16, 16, 1], relu, lambda total: total)
        missing.append(relu(score * -label + 1.0))
    return accumulate(missing) * 0.01 + accumulate(p * p for p in parameters) * 1e-4


def chain(x, tanh, relu, links=LINKS):
    end, factor, shift = x
    for _ in range(links):
        end = tanh(factor * end + shift)
    return end


def dot(x, tanh, relu):
    half = len(x) // 2
    return accumulate(w * y for w, y in zip(x[:half], x[half:]))


def random(x, tanh, relu):
    nodes = list(x)
    for name, left, right in peer.random_graph():
        a, b = nodes[left], nodes[right]
        if name == "relu":
            nodes.append(relu(a))
        else:
            nodes.append(a + b if name == "add" else a - b if name == "subtract" else a * b)
    return nodes[-1]


BUILD = {1: neuron, 2: lesson, 3: moons, 4: chain, 5: dot, 6: random}
