import Autograd

/// The six workloads, as somebody would write them who knows the library well and wants speed: with a
/// ``Graph`` of their own, room made once, and whole rows at a time, without a ``Value`` for each node.
/// The nodes are the yardstick's.
struct Workload {
  let number: Int
  /// The initial values of its inputs, which are the first nodes of the graph.
  var inputs: [Double]
  private let labels: [Double]
  private let steps: [Step]

  /// An operation of the random graph, W6.
  private struct Step {
    var code: OperationCode
    var left: Node
    var right: Node
  }

  static let links = 1_000_000
  static let products = 1_000_000
  /// Of descent, in W2.
  static let rate = 0.05
  static let parameters = 41

  init(_ number: Int, of yardstick: Yardstick) {
    self.number = number
    inputs = yardstick.inputs(number)
    labels = yardstick.labels
    let codes: [UInt8: OperationCode] = [1: .add, 2: .sub, 3: .mul, 8: .relu]
    steps =
      number != 6
      ? []
      : yardstick.records(6).dropFirst(inputs.count).map {
        Step(code: codes[$0.operation]!, left: Node($0.left), right: Node($0.right))
      }
  }

  /// Builds the graph and returns its root.
  func build(in graph: inout Graph) -> Node {
    switch number {
    case 1: graph.extend(by: 10) { neuron($0.leaves(inputs), in: &$0) }
    case 2: graph.extend(by: 360) { lesson($0.leaves(inputs), in: &$0) }
    case 3: graph.extend(by: 65_814) { moons($0.leaves(inputs), in: &$0) }
    case 4: graph.extend(by: 3 + 3 * Workload.links) { chain($0.leaves(inputs), in: &$0) }
    case 5:
      graph.extend(by: 4 * Workload.products) { tail in
        let leaves = tail.leaves(inputs)
        return tail.dot(leaves.prefix(Workload.products), leaves.dropFirst(Workload.products))
      }
    default:
      graph.extend(by: inputs.count + steps.count) { tail in
        _ = tail.leaves(inputs)
        return random(in: &tail)
      }
    }
  }

  /// W1: tanh(x1·w1 + x2·w2 + b), the neuron of micrograd's lecture.
  private func neuron(_ x: NodeRange, in graph: inout Graph.Tail) -> Node {
    let products = (graph.apply(.mul, x[0], x[2]), graph.apply(.mul, x[1], x[3]))
    let sum = graph.apply(.add, graph.apply(.add, products.0, products.1), x[4])
    return graph.apply(.tanh, sum)
  }

  /// W2: the lecture's perceptron 3–4–4–1 on four examples, squared errors.
  private func lesson(_ parameters: NodeRange, in graph: inout Graph.Tail) -> Node {
    var loss: Node?
    for (example, target) in zip(Workload.examples, Workload.targets) {
      let x = graph.leaves(example, role: .constant)
      var rest = parameters
      let first = layer(4, of: x, &rest, .tanh, in: &graph)
      let second = layer(4, of: first, &rest, .tanh, in: &graph)
      let output = layer(1, of: second, &rest, .tanh, in: &graph)
      let error = graph.apply(.sub, output[0], graph.leaf(target, role: .constant))
      let square = graph.apply(.mul, error, error)
      if let sum = loss { loss = graph.apply(.add, sum, square) } else { loss = square }
    }
    return loss!
  }

  private static let examples: [[Double]] = [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]]
  private static let targets = [1.0, -1, -1, 1]

  /// W3: the two moons, a perceptron 2–16–16–1 over a hundred points, max-margin and L2.
  private func moons(_ leaves: NodeRange, in graph: inout Graph.Tail) -> Node {
    let parameters = leaves.prefix(337)
    var points = leaves.dropFirst(337)
    var loss: Node?
    for label in labels {
      var rest = parameters
      let first = layer(16, of: points.prefix(2), &rest, .relu, in: &graph)
      let second = layer(16, of: first, &rest, .relu, in: &graph)
      let output = layer(1, of: second, &rest, nil, in: &graph)
      points = points.dropFirst(2)
      let score = graph.apply(.mul, output[0], graph.leaf(-label, role: .constant))
      let missing = graph.apply(.add, score, graph.leaf(1, role: .constant))
      let cost = graph.apply(.relu, missing)
      if let sum = loss { loss = graph.apply(.add, sum, cost) } else { loss = cost }
    }
    let mean = graph.apply(.mul, loss!, graph.leaf(1.0 / 100, role: .constant))
    let penalty = graph.dot(parameters, parameters)
    let scaled = graph.apply(.mul, penalty, graph.leaf(1e-4, role: .constant))
    return graph.apply(.add, mean, scaled)
  }

  /// One layer, which takes its parameters from the front: each neuron's weights, then its bias.
  @inline(__always)
  private func layer(
    _ neurons: Int, of inputs: NodeRange, _ parameters: inout NodeRange,
    _ activation: OperationCode?, in graph: inout Graph.Tail
  ) -> NodeRange {
    var last = Node(0)
    for _ in 0..<neurons {
      let weights = parameters.prefix(inputs.count)
      parameters = parameters.dropFirst(inputs.count)
      last = graph.dot(weights, inputs, onto: parameters.removeFirst())
      if let activation { last = graph.apply(activation, last) }
    }
    // What a neuron writes is a product and a sum for each input, and its activation.
    let step = 2 * inputs.count + (activation == nil ? 0 : 1)
    return NodeRange(Node(last.index - (neurons - 1) * step), count: neurons, step: step)
  }

  /// W4: x ← tanh(a·x + c).
  private func chain(_ leaves: NodeRange, in graph: inout Graph.Tail) -> Node {
    var x = leaves[0]
    for _ in 0..<Workload.links {
      let sum = graph.apply(.add, graph.apply(.mul, leaves[1], x), leaves[2])
      x = graph.apply(.tanh, sum)
    }
    return x
  }

  /// W6: the random graph.
  private func random(in graph: inout Graph.Tail) -> Node {
    var last = Node(0)
    for step in steps {
      if step.code == .relu {
        last = graph.apply(.relu, step.left)
      } else {
        last = graph.apply(step.code, step.left, step.right)
      }
    }
    return last
  }
}
