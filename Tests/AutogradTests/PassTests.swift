import RandomGraphs
import SeededNumbers
import Testing

@testable import Autograd

/// The loops of the passes are held to passes that are written as the definition says.
@Suite("The passes against their definition")
struct PassTests {
  /// A backward pass edge by edge, from gradients of 0, with a mark for each node it comes by.
  static func reference(
    _ graph: Graph, from root: Node, seed: Double
  ) -> (adjoints: [Double], isReached: [Bool]) {
    var adjoints = [Double](repeating: 0, count: root.index + 1)
    var isReached = [Bool](repeating: false, count: root.index + 1)
    adjoints[root.index] = seed
    isReached[root.index] = true
    for index in (0...root.index).reversed() where isReached[index] {
      for edge in graph.edges(of: Node(index), upstream: adjoints[index]) {
        adjoints[edge.operand.index] += edge.contribution
      }
      for operand in graph.operands(of: Node(index)) { isReached[operand.index] = true }
    }
    return (adjoints, isReached)
  }

  static func expectSame(_ graph: Graph, from root: Node, seed: Double, _ comment: Comment) {
    let pass = graph.backward(from: root, seed: seed)
    let expected = reference(graph, from: root, seed: seed)
    #expect(zip(pass.adjoints, expected.adjoints).allSatisfy(isSame), comment)
    #expect(pass.adjoints.count == expected.adjoints.count, comment)
    #expect(graph.nodes.prefix(root.index + 1).map(pass.reaches) == expected.isReached, comment)
    #expect(!graph.nodes.dropFirst(root.index + 1).contains(where: pass.reaches), comment)
    // In the memory of another pass, and of one that came by other nodes.
    var other = graph.backward(from: Node(root.index / 2))
    graph.backward(from: root, seed: seed, into: &other)
    graph.backward(from: root, seed: seed, into: &other)
    #expect(zip(other.adjoints, expected.adjoints).allSatisfy(isSame), comment)
    #expect(graph.nodes.prefix(root.index + 1).map(other.reaches) == expected.isReached, comment)
  }

  static func expectSameValues(_ graph: Graph, _ comment: Comment) {
    var values = graph.values
    for node in graph.nodes where !graph.instruction(node).isLeaf { values[node.index] = 7 }
    graph.replay(&values)
    let expected = graph.nodes.map { node in
      graph.operation(of: node).map {
        $0.value(at: graph.operands(of: node).map { values[$0.index] })
      } ?? values[node.index]
    }
    #expect(zip(values, expected).allSatisfy(isSame), comment)
    #expect(zip(values, graph.values).allSatisfy(isSame), comment)
  }

  @Test("random graphs of every operation, wild numbers included", arguments: 1...60)
  func wild(seed: Int) {
    let random = RandomGraph(
      seed: seed, nodes: 80, constants: seed % 3, reach: seed % 2 == 0 ? .max : 6,
      keepsWild: true, root: .last)
    for root in [random.root, Node(random.graph.count / 2), Node(0)] {
      for seed in [1, -2.5, 0, -0.0, .infinity] {
        Self.expectSame(random.graph, from: root, seed: seed, "\(random), \(root), \(seed)")
      }
    }
    Self.expectSameValues(random.graph, "\(random)")
  }

  @Test("random graphs of what the passes know by heart", arguments: 1...120)
  func byHeart(seed: Int) {
    // Near operands, so that sums of products, chains and operands used twice are frequent.
    let random = RandomGraph(
      seed: seed, nodes: 120, names: ["add", "mul", "add", "mul", "sub", "neg", "relu", "tanh"],
      reach: 2 + seed % 5, keepsWild: seed % 2 == 0, root: .last)
    for root in [random.root, Node(random.graph.count / 2)] {
      Self.expectSame(random.graph, from: root, seed: 1, "\(random), \(root)")
    }
    Self.expectSameValues(random.graph, "\(random)")
  }

  @Test("sums of products whose terms are used elsewhere too", arguments: 1...40)
  func usedTerms(seed: Int) {
    var random = SeededNumbers(seed: seed)
    var graph = Graph()
    _ = graph.leaves((0..<6).map { _ in Double(Int.random(in: -2...2, using: &random)) })
    for _ in 0..<8 {
      func row() -> [Node] {
        (0..<3).map { _ in Node(.random(in: 0..<graph.count, using: &random)) }
      }
      let (xs, ys, start) = (row(), row(), row()[0])
      _ = graph.dot(xs, ys, onto: start)
      if Bool.random(using: &random) { _ = graph.apply(.tanh, Node(graph.count - 1)) }
    }
    Self.expectSame(graph, from: Node(graph.count - 1), seed: 1, "seed \(seed)")
    Self.expectSameValues(graph, "seed \(seed)")
  }

  @Test("a contribution of -0 counts as one, and leaves 0")
  func negativeZero() {
    var graph = Graph()
    let x = graph.leaf(-0.0)
    let y = graph.leaf(3)
    let root = graph.apply(.neg, graph.apply(.sub, graph.apply(.mul, x, y), y))
    let pass = graph.backward(from: root, seed: 0)
    #expect(pass.adjoints.allSatisfy { $0.bitPattern == 0 })
    #expect(graph.nodes.allSatisfy(pass.reaches))
  }
}
