#include "yardstick.h"

#include <algorithm>
#include <ctime>

#include "interpreter.hpp"
#include "workloads.hpp"

using yardstick::Interpreter;
using yardstick::Node;
using yardstick::Operation;

namespace {

/// Writes a workload into an interpreter.
struct Builder {
  using Number = Node;
  using Constant = Node;
  Interpreter &graph;

  Node constant(double x) { return graph.leaf(x); }
  Node add(Node x, Node y) { return graph.add(x, y); }
  Node subtract(Node x, Node y) { return graph.subtract(x, y); }
  Node multiply(Node x, Node y) { return graph.multiply(x, y); }
  void accumulate(Node &sum, Node weight, Node x) {
    const Node product = graph.multiply(weight, x);
    sum = graph.add(sum, product);
  }
  Node addNumber(Node x, double c) { const Node y = graph.leaf(c); return graph.add(x, y); }
  Node subtractNumber(Node x, double c) { const Node y = graph.leaf(c); return graph.subtract(x, y); }
  Node multiplyByNumber(Node x, double c) { const Node y = graph.leaf(c); return graph.multiply(x, y); }
  Node square(Node x) { return graph.square(x); }
  Node tanh(Node x) { return graph.tanh(x); }
  Node relu(Node x) { return graph.relu(x); }
};

/// A workload with its graph.
struct Measured {
  Interpreter graph;
  Node root = 0;
  std::vector<double> inputs;
  std::vector<Node> nodes;

  void build(int workload) {
    graph.clear();
    for (std::size_t i = 0; i < inputs.size(); i++) nodes[i] = graph.leaf(inputs[i]);
    Builder builder{graph};
    root = workloads::build(workload, builder, nodes.data());
  }

  void reset(int workload) {
    inputs = workloads::initialInputs(workload);
    nodes.resize(inputs.size());
    build(workload);
  }
};

Measured &measured(int workload) {
  static Measured all[workloads::last + 1];
  if (all[workload].inputs.empty()) all[workload].reset(workload);
  return all[workload];
}

void descend(double *parameters, const double *gradients) {
  for (int i = 0; i < 41; i++) parameters[i] -= workloads::rate * gradients[i];
}

/// Seconds of the processor's, so that what else the machine does is not in it.
double now() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

}  // namespace

const char *yardstick_compiler(void) { return "g++ " __VERSION__; }

long yardstick_input_count(int workload) { return measured(workload).inputs.size(); }

void yardstick_inputs(int workload, double *values) {
  const auto inputs = workloads::initialInputs(workload);
  std::copy(inputs.begin(), inputs.end(), values);
}

void yardstick_labels(double *labels) { std::copy(moonLabels, moonLabels + 100, labels); }

void yardstick_reset(int workload) { measured(workload).reset(workload); }

double yardstick_seconds(int workload, int mode, long repetitions) {
  Measured &work = measured(workload);
  const double start = now();
  for (long repetition = 0; repetition < repetitions; repetition++) {
    if (mode == yardstick_rebuild) work.build(workload); else work.graph.forward();
    work.graph.backward(work.root);
    // The parameters are the first leaves.
    if (workload == 2)
      descend(
        mode == yardstick_rebuild ? work.inputs.data() : work.graph.value, work.graph.gradient);
  }
  const double seconds = now() - start;
  if (workload == 2 && mode == yardstick_replay)
    std::copy(work.graph.value, work.graph.value + 41, work.inputs.begin());
  return seconds;
}

double yardstick_value(int workload) {
  Measured &work = measured(workload);
  return work.graph.value[work.root];
}

void yardstick_gradients(int workload, double *gradients) {
  Measured &work = measured(workload);
  std::copy(work.graph.gradient, work.graph.gradient + work.inputs.size(), gradients);
}

void yardstick_parameters(double *parameters) {
  const auto &inputs = measured(2).inputs;
  std::copy(inputs.begin(), inputs.end(), parameters);
}

long yardstick_node_count(int workload) { return measured(workload).graph.count; }

long yardstick_operation_count(int workload) {
  const Interpreter &graph = measured(workload).graph;
  return graph.count - std::count(graph.operation, graph.operation + graph.count, Operation::leaf);
}

void yardstick_nodes(
  int workload, uint8_t *operations, uint32_t *left, uint32_t *right, double *values,
  double *gradients
) {
  const Interpreter &graph = measured(workload).graph;
  for (Node node = 0; node < graph.count; node++)
    operations[node] = static_cast<uint8_t>(graph.operation[node]);
  std::copy(graph.left, graph.left + graph.count, left);
  std::copy(graph.right, graph.right + graph.count, right);
  std::copy(graph.value, graph.value + graph.count, values);
  std::copy(graph.gradient, graph.gradient + graph.count, gradients);
}
