import RandomGraphs
import Testing

@testable import Autograd

@Suite("Compiled graphs")
struct CompiledGraphTests {
  @Test("any operations: each node follows from its operands, each gradient from the uses")
  func anyOperations() {
    for seed in 1...12 {
      let random = RandomGraph(
        seed: seed, nodes: 1500, leaves: 40, constants: 8, reach: 400, root: .last)
      expectReplays(random, "\(random)")
    }
  }

  @Test(
    "few operations, so that runs are long",
    arguments: [
      ["add", "mul"], ["add", "sub", "mul", "div"], ["mul", "relu", "sub", "neg"],
      ["tanh", "add"], ["exp", "log", "mul"], ["pow", "add", "sqrt"], ["max", "min", "abs", "add"],
    ])
  func fewOperations(names: [String]) {
    for seed in 1...6 {
      let random = RandomGraph(
        seed: seed, nodes: 1500, leaves: 60, constants: 10, names: names, reach: 300,
        root: seed % 2 == 0 ? .sum : .last)
      expectReplays(random, "\(names), \(random)")
    }
  }

  @Test("infinite and undefined numbers go the same way")
  func wild() {
    for seed in 1...12 {
      let random = RandomGraph(
        seed: seed, nodes: 1200, leaves: 40, constants: 8, reach: 300, keepsWild: true,
        root: .last)
      expectReplays(random, "\(random)")
    }
  }

  /// New leaves, other than those that the graph was built with.
  private func expectReplays(_ random: RandomGraph, _ name: String) {
    let complaint = ReplayComparison.complaint(random.graph, root: random.root) {
      .random(in: -2...2, using: &$1)
    }
    #expect(complaint == nil, "\(name)")
  }
}
