import Autograd

/// The six workloads, as somebody would write them who knows the library well and wants speed: with a
/// ``Graph`` of their own and whole rows at a time, without a ``Value`` for each node. The nodes are
/// the yardstick's.
struct Workload {
  let number: Int
  /// The initial values of its inputs, which are the first nodes of the graph.
  var inputs: [Double]
  private let labels: [Double]
  private let steps: [Step]
  // Rows of neurons, kept so that building asks for no memory.
  private var first: [Node] = []
  private var second: [Node] = []
  private var output: [Node] = []

  /// An operation of the random graph, W6.
  private struct Step {
    var code: OperationCode
    var left: Node
    var right: Node
  }

  static let tanh = Operation.code(named: "tanh")!
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
  mutating func build(in graph: inout Graph) -> Node {
    let leaves = graph.leaves(inputs)
    return switch number {
    case 1: neuron(leaves, in: &graph)
    case 2: lesson(leaves, in: &graph)
    case 3: moons(leaves, in: &graph)
    case 4: chain(leaves, in: &graph)
    case 5: graph.dot(leaves.prefix(Workload.products), leaves.dropFirst(Workload.products))
    default: random(in: &graph)
    }
  }

  /// W1: tanh(x1·w1 + x2·w2 + b), the neuron of micrograd's lecture.
  private func neuron(_ x: NodeRange, in graph: inout Graph) -> Node {
    let products = (graph.apply(.mul, x[0], x[2]), graph.apply(.mul, x[1], x[3]))
    let sum = graph.apply(.add, graph.apply(.add, products.0, products.1), x[4])
    return graph.apply(Workload.tanh, sum)
  }

  /// W2: the lecture's perceptron 3–4–4–1 on four examples, squared errors.
  private mutating func lesson(_ parameters: NodeRange, in graph: inout Graph) -> Node {
    var loss: Node?
    for (example, target) in zip(Workload.examples, Workload.targets) {
      let x = graph.leaves(example, role: .constant)
      var rest = parameters[...]
      layer(4, of: x, &rest, Workload.tanh, into: &first, in: &graph)
      layer(4, of: first, &rest, Workload.tanh, into: &second, in: &graph)
      layer(1, of: second, &rest, Workload.tanh, into: &output, in: &graph)
      let error = graph.apply(.sub, output[0], graph.leaf(target, role: .constant))
      let square = graph.apply(.mul, error, error)
      loss = loss.map { graph.apply(.add, $0, square) } ?? square
    }
    return loss!
  }

  private static let examples: [[Double]] = [[2, 3, -1], [3, -1, 0.5], [0.5, 1, 1], [1, 1, -1]]
  private static let targets = [1.0, -1, -1, 1]

  /// W3: the two moons, a perceptron 2–16–16–1 over a hundred points, max-margin and L2.
  private mutating func moons(_ leaves: NodeRange, in graph: inout Graph) -> Node {
    let parameters = leaves.prefix(337)
    var points = leaves.dropFirst(337)
    var loss: Node?
    for label in labels {
      var rest = parameters
      layer(16, of: points.prefix(2), &rest, .relu, into: &first, in: &graph)
      layer(16, of: first, &rest, .relu, into: &second, in: &graph)
      layer(1, of: second, &rest, nil, into: &output, in: &graph)
      points = points.dropFirst(2)
      let score = graph.apply(.mul, output[0], graph.leaf(-label, role: .constant))
      let missing = graph.apply(.add, score, graph.leaf(1, role: .constant))
      let cost = graph.apply(.relu, missing)
      loss = loss.map { graph.apply(.add, $0, cost) } ?? cost
    }
    let mean = graph.apply(.mul, loss!, graph.leaf(1.0 / 100, role: .constant))
    let penalty = graph.dot(parameters, parameters)
    let scaled = graph.apply(.mul, penalty, graph.leaf(1e-4, role: .constant))
    return graph.apply(.add, mean, scaled)
  }

  /// One layer, which takes its parameters from the front: each neuron's weights, then its bias.
  @inline(__always)
  private func layer(
    _ neurons: Int, of inputs: some RandomAccessCollection<Node>,
    _ parameters: inout Slice<NodeRange>, _ activation: OperationCode?, into row: inout [Node],
    in graph: inout Graph
  ) {
    row.removeAll(keepingCapacity: true)
    for _ in 0..<neurons {
      let weights = parameters.prefix(inputs.count)
      parameters = parameters.dropFirst(inputs.count)
      let sum = graph.dot(weights, inputs, onto: parameters.removeFirst())
      row.append(activation.map { graph.apply($0, sum) } ?? sum)
    }
  }

  /// W4: x ← tanh(a·x + c).
  private func chain(_ leaves: NodeRange, in graph: inout Graph) -> Node {
    var x = leaves[0]
    for _ in 0..<Workload.links {
      let sum = graph.apply(.add, graph.apply(.mul, leaves[1], x), leaves[2])
      x = graph.apply(Workload.tanh, sum)
    }
    return x
  }

  /// W6: the random graph.
  private func random(in graph: inout Graph) -> Node {
    for step in steps {
      if step.code == .relu {
        _ = graph.apply(.relu, step.left)
      } else {
        _ = graph.apply(step.code, step.left, step.right)
      }
    }
    return Node(graph.count - 1)
  }
}
