#pragma once
// The graph of W6, which has no structure that a compiled form could profit from.

#include <cstdint>
#include <random>
#include <vector>

namespace workloads {

/// One operation of the random graph.
struct Step {
  enum Kind : std::uint8_t { add, subtract, multiply, relu } kind;
  std::uint32_t left, right;
};

/// 700 leaves, then operations of operands among the thousand nodes before them, a product with a
/// leaf as its second factor, since the numbers would otherwise grow without bound; at last a sum of
/// fifty, so that much of the graph is reached.
struct RandomGraph {
  std::vector<double> leaves;
  std::vector<Step> steps;

  RandomGraph() {
    std::mt19937_64 random(7);
    while (leaves.size() < 700) leaves.push_back((random() >> 11) * 0x1p-53 - 0.5);
    std::uint32_t count = leaves.size();
    while (count < 65000) {
      const std::uint32_t window = count < 1000 ? count : 1000;
      const std::uint32_t left = count - 1 - random() % window;
      std::uint32_t right = count - 1 - random() % window;
      const auto kind = static_cast<Step::Kind>(random() % 4);
      if (kind == Step::multiply) right = random() % leaves.size();
      steps.push_back({kind, left, right});
      count++;
    }
    for (int term = 0; term < 50; term++, count++) {
      steps.push_back({Step::add, count - 1, static_cast<std::uint32_t>(count - 1 - random() % 1000)});
    }
  }

  static const RandomGraph &shared() {
    static const RandomGraph graph;
    return graph;
  }
};

}  // namespace workloads
