"""Writes the numbers of the workloads as a C++ header.

    data.py MOONS.csv > data.hpp

The parameters of W3 are those of micrograd's demo with the random seed 1337, biases at zero; those of
W2 are drawn as in its lecture, biases too.
"""

import csv
import random
import sys


def perceptron(sizes, bias):
    """Weights and bias of each neuron in turn."""
    parameters = []
    for inputs, neurons in zip(sizes, sizes[1:]):
        for _ in range(neurons):
            parameters += [random.uniform(-1, 1) for _ in range(inputs)]
            parameters.append(bias())
    return parameters


def array(name, numbers):
    listed = ", ".join(f"{number:.17g}" for number in numbers)
    return f"static const double {name}[{len(numbers)}] = {{{listed}}};"


with open(sys.argv[1], newline="") as file:
    rows = [[float(cell) for cell in row] for row in csv.reader(file)]
random.seed(1337)
lesson = perceptron([3, 4, 4, 1], lambda: random.uniform(-1, 1))
random.seed(1337)
moons = perceptron([2, 16, 16, 1], lambda: 0.0)

print("#pragma once")
print(array("moonPoints", [coordinate for row in rows for coordinate in row[:2]]))
print(array("moonLabels", [row[2] for row in rows]))
print(array("moonParameters", moons))
print(array("lessonParameters", lesson))
