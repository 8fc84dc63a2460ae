#pragma once
// The six workloads, written once for whatever can compute. A builder has
//
//     Builder::Number                     a node of the graph
//     Builder::Constant                   a number of the data: a node, or a plain double where the
//                                         library has operations with those
//     constant(double) -> Constant
//     add, subtract, multiply             of Numbers
//     accumulate(sum, weight, x)          sum += weight * x; x is a Number or a Constant
//     addNumber, subtractNumber, multiplyByNumber      with a double
//     square, tanh, relu
//
// Each function gets the inputs as Numbers, in the order of `initialInputs`.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "data.hpp"
#include "random_graph.hpp"

namespace workloads {

constexpr int first = 1, last = 6;
constexpr std::size_t links = 1000000;     // of the chain, W4
constexpr std::size_t products = 1000000;  // of the dot product, W5
constexpr double rate = 0.05;              // of descent, W2

/// The values that the inputs of a workload have at first.
inline std::vector<double> initialInputs(int workload) {
  std::vector<double> inputs;
  switch (workload) {
    case 1: inputs = {2, 0, -3, 1, 6.8813735870195432}; break;
    case 2: inputs.assign(lessonParameters, lessonParameters + 41); break;
    case 3:
      inputs.assign(moonParameters, moonParameters + 337);
      inputs.insert(inputs.end(), moonPoints, moonPoints + 200);
      break;
    case 4: inputs = {0.5, 0.9, 0.1}; break;
    case 5:
      for (std::uint64_t i = 0; i < products; i++)
        inputs.push_back((i * 2654435761u % 2001) / 1000.0 - 1.0);
      for (std::uint64_t i = 0; i < products; i++)
        inputs.push_back((i * 40503u + 12345u) % 1999 / 1000.0 - 0.9);
      break;
    case 6: inputs = RandomGraph::shared().leaves; break;
  }
  return inputs;
}

enum class Activation { none, tanh, relu };

/// One layer; `parameters` moves on behind its own: each neuron's weights, then its bias.
template <class Builder, class Input>
inline void layer(
  Builder &builder, const typename Builder::Number *&parameters, const Input *inputs,
  int inputCount, int neurons, Activation activation, typename Builder::Number *outputs
) {
  for (int neuron = 0; neuron < neurons; neuron++) {
    typename Builder::Number sum = parameters[inputCount];
    for (int i = 0; i < inputCount; i++) builder.accumulate(sum, parameters[i], inputs[i]);
    outputs[neuron] = activation == Activation::tanh ? builder.tanh(sum)
      : activation == Activation::relu ? builder.relu(sum) : sum;
    parameters += inputCount + 1;
  }
}

/// W1: the neuron of micrograd's lecture.
template <class Builder>
inline typename Builder::Number neuron(Builder &builder, const typename Builder::Number *in) {
  const auto products = builder.add(builder.multiply(in[0], in[2]), builder.multiply(in[1], in[3]));
  return builder.tanh(builder.add(products, in[4]));
}

/// W2: the lecture's perceptron 3-4-4-1 on four examples, squared errors.
template <class Builder>
inline typename Builder::Number lesson(Builder &builder, const typename Builder::Number *in) {
  static const double examples[4][3] = {{2, 3, -1}, {3, -1, 0.5}, {0.5, 1, 1}, {1, 1, -1}};
  static const double targets[4] = {1, -1, -1, 1};
  typename Builder::Number loss{};
  for (int example = 0; example < 4; example++) {
    const auto *parameters = in;
    typename Builder::Constant x[3];
    typename Builder::Number first[4], second[4], output[1];
    for (int i = 0; i < 3; i++) x[i] = builder.constant(examples[example][i]);
    layer(builder, parameters, x, 3, 4, Activation::tanh, first);
    layer(builder, parameters, first, 4, 4, Activation::tanh, second);
    layer(builder, parameters, second, 4, 1, Activation::tanh, output);
    const auto error = builder.square(builder.subtractNumber(output[0], targets[example]));
    if (example == 0) loss = error; else loss = builder.add(loss, error);
  }
  return loss;
}

/// W3: the two moons, a perceptron 2-16-16-1 over a hundred points, max-margin and L2.
template <class Builder>
inline typename Builder::Number moons(Builder &builder, const typename Builder::Number *in) {
  typename Builder::Number loss{};
  for (int point = 0; point < 100; point++) {
    const auto *parameters = in;
    typename Builder::Number first[16], second[16], score[1];
    layer(builder, parameters, in + 337 + 2 * point, 2, 16, Activation::relu, first);
    layer(builder, parameters, first, 16, 16, Activation::relu, second);
    layer(builder, parameters, second, 16, 1, Activation::none, score);
    const auto signedScore = builder.multiplyByNumber(score[0], -moonLabels[point]);
    const auto missing = builder.relu(builder.addNumber(signedScore, 1.0));
    if (point == 0) loss = missing; else loss = builder.add(loss, missing);
  }
  loss = builder.multiplyByNumber(loss, 1.0 / 100);
  auto penalty = builder.square(in[0]);
  for (int i = 1; i < 337; i++) penalty = builder.add(penalty, builder.square(in[i]));
  return builder.add(loss, builder.multiplyByNumber(penalty, 1e-4));
}

/// W4: x <- tanh(a x + c).
template <class Builder>
inline typename Builder::Number chain(Builder &builder, const typename Builder::Number *in) {
  auto x = in[0];
  for (std::size_t link = 0; link < links; link++)
    x = builder.tanh(builder.add(builder.multiply(in[1], x), in[2]));
  return x;
}

/// W5: the sum of w_i x_i.
template <class Builder>
inline typename Builder::Number dot(Builder &builder, const typename Builder::Number *in) {
  auto sum = builder.multiply(in[0], in[products]);
  for (std::size_t i = 1; i < products; i++) builder.accumulate(sum, in[i], in[products + i]);
  return sum;
}

/// W6: the random graph.
template <class Builder>
inline typename Builder::Number random(Builder &builder, const typename Builder::Number *in) {
  const auto &graph = RandomGraph::shared();
  static std::vector<typename Builder::Number> nodes;
  nodes.assign(in, in + graph.leaves.size());
  nodes.reserve(graph.leaves.size() + graph.steps.size());
  for (const Step &step : graph.steps) {
    const auto &x = nodes[step.left], &y = nodes[step.right];
    switch (step.kind) {
      case Step::add: nodes.push_back(builder.add(x, y)); break;
      case Step::subtract: nodes.push_back(builder.subtract(x, y)); break;
      case Step::multiply: nodes.push_back(builder.multiply(x, y)); break;
      case Step::relu: nodes.push_back(builder.relu(x)); break;
    }
  }
  const auto root = nodes.back();
  nodes.clear();
  return root;
}

template <class Builder>
inline typename Builder::Number build(
  int workload, Builder &builder, const typename Builder::Number *inputs
) {
  switch (workload) {
    case 1: return neuron(builder, inputs);
    case 2: return lesson(builder, inputs);
    case 3: return moons(builder, inputs);
    case 4: return chain(builder, inputs);
    case 5: return dot(builder, inputs);
    default: return random(builder, inputs);
  }
}

}  // namespace workloads
