import Autograd

/// The graphs that are measured. Their shapes are those of lectures; their numbers do not matter.
enum Workload {
  /// The loss of a perceptron 2–16–16–1 over a hundred points of two half-moons: relu inside,
  /// largest margin and a penalty on the weights. 65,075 operations.
  static func moons(in graph: inout Graph) -> Node {
    var random = SeededNumbers(state: 1337)
    let one = graph.leaf(1, role: .constant)
    var params: [Node] = []
    var layers: [[(weights: [Node], bias: Node)]] = []
    for (inputs, outputs) in [(2, 16), (16, 16), (16, 1)] {
      layers.append(
        (0..<outputs).map { _ in
          let weights = (0..<inputs).map { _ in graph.leaf(random.next(), role: .param) }
          let bias = graph.leaf(0, role: .param)
          params += weights + [bias]
          return (weights, bias)
        })
    }
    var losses: [Node] = []
    for _ in 0..<100 {
      var signals = [graph.leaf(random.next()), graph.leaf(random.next())]
      let label = graph.leaf(random.next() > 0 ? 1 : -1)
      for (depth, layer) in layers.enumerated() {
        signals = layer.map { neuron in
          var sum = neuron.bias
          for (weight, signal) in zip(neuron.weights, signals) {
            let product = graph.apply(.mul, weight, signal)
            sum = graph.apply(.add, sum, product)
          }
          return depth < 2 ? graph.apply(.relu, sum) : sum
        }
      }
      let margin = graph.apply(.sub, one, graph.apply(.mul, label, signals[0]))
      losses.append(graph.apply(.relu, margin))
    }
    let loss = graph.apply(.div, sum(losses, in: &graph), graph.leaf(100, role: .constant))
    let squares = params.map { graph.apply(.mul, $0, $0) }
    let penalty = graph.apply(
      .mul, graph.leaf(1e-4, role: .constant), sum(squares, in: &graph))
    return graph.apply(.add, loss, penalty)
  }

  /// The same through `Value`, as a program would write it.
  static func moonsOfValues() -> Value {
    var random = SeededNumbers(state: 1337)
    var params: [Value] = []
    let layers = [(2, 16), (16, 16), (16, 1)].map { inputs, outputs in
      (0..<outputs).map { _ in
        let weights = (0..<inputs).map { _ in Value(random.next(), role: .param) }
        let bias = Value(0, role: .param)
        params += weights + [bias]
        return (weights: weights, bias: bias)
      }
    }
    var losses: [Value] = []
    for _ in 0..<100 {
      var signals = [Value(random.next()), Value(random.next())]
      for (depth, layer) in layers.enumerated() {
        signals = layer.map { neuron in
          let sum = zip(neuron.weights, signals).map(*).reduce(neuron.bias, +)
          return depth < 2 ? sum.relu() : sum
        }
      }
      losses.append(relu(1 - Value(random.next() > 0 ? 1 : -1) * signals[0]))
    }
    let loss = losses.dropFirst().reduce(losses[0], +) / 100
    return loss + 1e-4 * params.dropFirst().reduce(params[0] * params[0]) { $0 + $1 * $1 }
  }

  /// x ← tanh(0.9 x + 0.1), so many times: three operations each.
  static func chain(_ links: Int, in graph: inout Graph) -> Node {
    let factor = graph.leaf(0.9, role: .constant)
    let shift = graph.leaf(0.1, role: .constant)
    let tanh = Operation.code(named: "tanh")!
    var x = graph.leaf(0.5)
    for _ in 0..<links {
      x = graph.apply(tanh, graph.apply(.add, graph.apply(.mul, factor, x), shift))
    }
    return x
  }

  private static func sum(_ nodes: [Node], in graph: inout Graph) -> Node {
    nodes.dropFirst().reduce(nodes[0]) { graph.apply(.add, $0, $1) }
  }
}

/// Numbers between -1 and 1, the same in every run (splitmix64).
struct SeededNumbers {
  var state: UInt64

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return Double(z >> 11) / Double(1 << 52) - 1
  }
}
