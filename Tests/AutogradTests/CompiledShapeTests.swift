import RandomGraphs
import SeededNumbers
import Testing

@testable import Autograd

/// Graphs of every shape, compiled: each replay gives what the plain passes give.
@Suite("Compiled graphs of every shape")
struct CompiledShapeTests {
  @Test("rows of any operations and sums, on operands that lie in any way")
  func layered() {
    for seed in 1...60 {
      let layered = LayeredGraph(seed: seed, rows: 40)
      let complaint = ReplayComparison.complaint(layered.graph, root: layered.root)
      #expect(complaint == nil, "\(layered)")
    }
  }

  @Test("rows of few operations, so that runs are long, and of long sums")
  func few() {
    for seed in 1...25 {
      let names = [
        ["add", "mul"], ["sub", "div", "mul"], ["tanh", "pow", "relu"], ["max", "gelu"],
      ]
      let layered = LayeredGraph(
        seed: 100 + seed, rows: 16, names: names[seed % 4], widest: 70, mostTerms: 30)
      let complaint = ReplayComparison.complaint(layered.graph, root: layered.root, seed: -2.5)
      #expect(complaint == nil, "\(layered)")
    }
  }

  @Test("infinite, undefined and tiny leaves, and zeros times infinities")
  func wild() {
    let wild: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1e300, -1e300, 1e-300, 1, -1,
    ]
    for seed in 1...40 {
      let layered = LayeredGraph(seed: 200 + seed, rows: 15)
      let complaint = ReplayComparison.complaint(layered.graph, root: layered.root) {
        value, random in
        Int.random(in: 0..<5, using: &random) == 0 ? wild.randomElement(using: &random)! : value
      }
      #expect(complaint == nil, "\(layered)")
    }
  }

  @Test("a chain of operations, each of the one before")
  func chain() {
    for seed in 1...4 {
      let random = RandomGraph(seed: seed, nodes: 600, leaves: 2, reach: 2, root: .last)
      #expect(ReplayComparison.complaint(random.graph, root: random.root) == nil, "\(random)")
    }
  }

  @Test("a star: one leaf that thousands of nodes use", arguments: [1, 2, 3, 4, 7, 8, 9, 15, 2001])
  func star(rays: Int) {
    for code in [OperationCode.mul, .sub, .div, .max, .add] {
      for isLeft in [true, false] {
        var shape = Shape(seed: rays)
        let centre = shape.leaf()
        let tips = (0..<rays).map { _ in shape.leaf() }
        let products = tips.map {
          isLeft ? shape.graph.apply(code, centre, $0) : shape.graph.apply(code, $0, centre)
        }
        let curved = shape.graph.apply(.tanh, each: products)
        let root = shape.graph.sum(Array(curved))
        shape.expectReplays(root, "\(rays) rays of \(code), centre on the left: \(isLeft)")
      }
    }
  }

  @Test("a network: neurons that are given one to nine examples", arguments: 1...9)
  func network(examples: Int) {
    let activations: [OperationCode] = [.tanh, .relu, .sigmoid, .softplus, .gelu, .silu]
    for (place, activation) in activations.enumerated() {
      var shape = Shape(seed: 10 * examples + place)
      let inputs = 1 + (place + examples) % 9
      let signals = (0..<examples).map { _ in shape.leaves(inputs, role: .input) }
      let hidden = shape.layer(signals, neurons: 1 + (place + 2 * examples) % 9, activation)
      let outputs = shape.layer(hidden, neurons: 2, activation)
      let two = shape.graph.leaf(2, role: .constant)
      let squares = outputs.joined().map {
        shape.graph.apply(.pow, shape.graph.apply(.sub, $0, shape.leaf()), two)
      }
      let weights = shape.graph.nodes.filter { shape.graph.instruction($0).role == .param }
      let penalty = shape.graph.dot(weights, weights)
      let root = shape.graph.apply(.add, shape.graph.sum(squares), penalty)
      shape.expectReplays(root, "\(examples) examples, \(activation)")
      // The forward pass of all, the backward pass of one example alone.
      shape.expectReplays(outputs[0][0], "the first of \(examples) examples, \(activation)")
    }
  }

  @Test("a grid: each node of its neighbours above and to the left", arguments: [3, 9])
  func grid(side: Int) {
    for code in [OperationCode.add, .mul, .min, .atan2] {
      var shape = Shape(seed: side)
      var row = shape.leaves(side)
      for _ in 1..<side {
        row[0] = shape.graph.apply(.sin, row[0])
        for column in 1..<side {
          row[column] = shape.graph.apply(code, row[column - 1], row[column])
        }
      }
      shape.expectReplays(row[side - 1], "\(side) rows of \(code)")
      shape.expectReplays(row[side / 2], "\(side) rows of \(code), root in the middle")
    }
  }

  @Test("the same operand twice, and many times", arguments: [1, 2, 3, 4, 5, 8, 13])
  func repeated(lanes: Int) {
    for code in [OperationCode.add, .sub, .mul, .div, .pow, .max, .atan2] {
      var shape = Shape(seed: lanes)
      let xs = shape.leaves(lanes)
      let twice = xs.map { shape.graph.apply(code, $0, $0) }
      let thrice = twice.map { shape.graph.sum([$0, $0, $0]) }
      let squares = shape.graph.dot(xs, xs)
      let root = shape.graph.sum(thrice + [squares, xs[0], xs[0]])
      shape.expectReplays(root, "\(lanes) lanes of \(code)")
    }
  }

  @Test("sums of sums, from the left, from the right and in pairs")
  func sums() {
    for lanes in 1...9 {
      for terms in [2, 3, 8, 17] {
        var shape = Shape(seed: 20 * lanes + terms)
        let rows = (0..<lanes).map { _ in shape.leaves(terms) }
        let fromLeft = rows.map { shape.graph.sum($0) }
        let fromRight = rows.map { row in
          row.dropLast().reversed().reduce(row.last!) { shape.graph.apply(.add, $1, $0) }
        }
        let pairs = zip(fromLeft, fromRight).map { shape.graph.apply(.add, $0, $1) }
        let again = shape.graph.sum(pairs + [fromLeft[0], pairs[0]])
        shape.expectReplays(again, "\(lanes) sums of \(terms)")
        shape.expectReplays(fromRight[lanes - 1], "the last of \(lanes) sums of \(terms)")
      }
    }
  }

  @Test("dot products of which an inner node is used elsewhere, or is the root")
  func innerNodes() {
    for lanes in [1, 4, 6] {
      for terms in [1, 2, 8, 11] {
        for use in 0..<2 * terms {
          var shape = Shape(seed: 100 * lanes + 20 * terms + use)
          let weights = shape.leaves(terms)
          let start = shape.leaf()
          var inner: [Node] = []
          let dots = (0..<lanes).map { _ in
            let first = shape.graph.count + terms
            let dot = shape.graph.dot(weights, shape.leaves(terms), onto: start)
            inner.append(Node(first + use))
            return dot
          }
          // In one lane alone, or in each.
          let used = use % 2 == 0 ? inner : [inner[lanes - 1]]
          let others = used.map { shape.graph.apply(.mul, $0, weights[0]) }
          let root = shape.graph.sum(dots + others)
          let name = "\(lanes) dot products of \(terms), node \(use) used"
          shape.expectReplays(root, name)
          shape.expectReplays(inner[0], name + ", and is the root")
        }
      }
    }
  }

  @Test("every node of a graph as the root: a leaf, in the middle, with dead nodes above")
  func roots() {
    for seed in 1...3 {
      let layered = LayeredGraph(seed: 300 + seed, rows: 9, widest: 9)
      for root in layered.graph.nodes {
        let complaint = ReplayComparison.complaint(layered.graph, root: root)
        #expect(complaint == nil, "\(layered), root \(root)")
      }
    }
  }

  @Test("one leaf and nothing else")
  func leaf() {
    var shape = Shape(seed: 1)
    var root = shape.leaf()
    shape.expectReplays(root, "a leaf")
    root = shape.graph.leaf(2, role: .constant)
    shape.expectReplays(root, "a constant")
  }
}

/// A graph whose leaves are drawn as a seed would have it.
private struct Shape {
  var graph = Graph()
  private var random: SeededNumbers

  init(seed: Int) { random = SeededNumbers(seed: seed) }

  mutating func leaf(role: Role = .plain) -> Node {
    graph.leaf(.random(in: 0.1...1.5, using: &random), role: role)
  }

  mutating func leaves(_ count: Int, role: Role = .plain) -> [Node] {
    (0..<count).map { _ in leaf(role: role) }
  }

  /// Neurons with weights of their own, each given all examples.
  mutating func layer(
    _ examples: [[Node]], neurons: Int, _ activation: OperationCode
  ) -> [[Node]] {
    let weights = (0..<neurons).map { _ in leaves(examples[0].count, role: .param) }
    let biases = leaves(neurons, role: .param)
    return examples.map { signals in
      (0..<neurons).map {
        graph.apply(activation, graph.dot(weights[$0], signals, onto: biases[$0]))
      }
    }
  }

  func expectReplays(_ root: Node, _ name: String) {
    let complaint = ReplayComparison.complaint(graph, root: root)
    #expect(complaint == nil, "\(name)")
  }
}
