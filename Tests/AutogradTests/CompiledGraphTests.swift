import RandomGraphs
import SeededNumbers
import Testing

@testable import Autograd

@Suite("Compiled graphs")
struct CompiledGraphTests {
  @Test("any operations: each node follows from its operands, each gradient from the uses")
  func anyOperations() {
    for seed in 1...12 {
      let random = RandomGraph(
        seed: seed, nodes: 1500, leaves: 40, constants: 8, reach: 400, root: .last)
      expectConsistent(random.graph, random.root, "\(random)")
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
      expectConsistent(random.graph, random.root, "\(names), \(random)")
    }
  }

  @Test("infinite and undefined numbers go the same way")
  func wild() {
    for seed in 1...12 {
      let random = RandomGraph(
        seed: seed, nodes: 1200, leaves: 40, constants: 8, reach: 300, keepsWild: true,
        root: .last)
      expectConsistent(random.graph, random.root, "\(random)")
    }
  }

  @Test("narrow and wide vectors give the same digits")
  func widths() {
    for seed in 1...6 {
      let random = RandomGraph(seed: seed, nodes: 1500, leaves: 40, reach: 300, root: .last)
      var narrow = CompiledGraph(random.graph, root: random.root, isWide: false)!
      var wide = CompiledGraph(random.graph, root: random.root, isWide: Replay.hasWideLanes)!
      narrow.forward()
      narrow.backward()
      wide.forward()
      wide.backward()
      for node in random.graph.nodes {
        #expect(isSame(narrow[node], wide[node]), "\(random), \(node)")
        #expect(
          isSame(narrow.gradient(of: node) ?? 0, wide.gradient(of: node) ?? 0),
          "\(random), \(node)")
      }
    }
  }
}

/// Replays a compiled graph with leaves that were set anew, and holds every value to the operation's
/// rule and every gradient to the sum of its contributions, so that nothing depends on how badly
/// conditioned the whole is.
func expectConsistent(_ graph: Graph, _ root: Node, _ name: String) {
  var compiled = CompiledGraph(graph, root: root)!
  var random = SeededNumbers(seed: graph.count)
  for node in graph.nodes where graph.instruction(node).isLeaf {
    if graph.instruction(node).isConstant { continue }
    compiled.set(node, to: .random(in: -2...2, using: &random))
  }
  compiled.forward()
  compiled.backward(seed: 1)
  let reached = graph.reach(of: root)
  var sums = [Double](repeating: 0, count: graph.count)
  var sizes = sums
  sums[root.index] = 1
  for node in graph.nodes.reversed() {
    let gradient = compiled.gradient(of: node)
    #expect((gradient != nil) == (reached[node.index] != 0), "\(name), \(node)")
    if let gradient {
      let error = abs(gradient - sums[node.index])
      let isRight =
        isSame(gradient, sums[node.index]) || error <= 1e-12 * sizes[node.index]
        || !sums[node.index].isFinite && !gradient.isFinite || sizes[node.index].isNaN
      #expect(isRight, "\(name), \(node): \(gradient), not \(sums[node.index])")
    }
    guard let operation = graph.operation(of: node) else { continue }
    let operands = graph.operands(of: node).map { compiled[$0] }
    let value = operation.value(at: operands)
    #expect(
      isClose(compiled[node], value, relative: 1e-15, absolute: .leastNonzeroMagnitude),
      "\(name), \(node) = \(operation.name) \(operands)")
    guard let gradient else { continue }
    let locals = operation.partials(at: operands, value: compiled[node])
    for (position, operand) in graph.differentiatedOperands(of: node) {
      let contribution = gradient * locals[position]
      sums[operand.index] += contribution
      sizes[operand.index] += abs(contribution)
    }
  }
}
