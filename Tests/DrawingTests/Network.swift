import Autograd

@testable import Drawing

/// Layers of two neurons and of one, without biases, on two points, and the sum of the squared
/// errors: as the language would build it, with its calls and lists.
struct Network {
  private var sample = Sample()
  private var folds: [Subject.Fold] = []

  static func subject() -> Subject {
    var network = Network()
    return network.build()
  }

  private mutating func build() -> Subject {
    let x = (0..<2).map { point in
      (0..<2).map { sample.leaf("x[\(point)][\($0)]", Double(point) - 0.5 * Double($0)) }
    }
    let y = (0..<2).map { sample.leaf("y[\($0)]", Double($0)) }
    folds = [
      Subject.Fold(name: "net", function: "mlp", ranges: []),
      Subject.Fold(name: "net.layer1", function: "layer", parent: 0, ranges: []),
      Subject.Fold(name: "net.layer2", function: "layer", parent: 0, ranges: []),
    ]
    let weights = call(0) { network in
      let first = network.call(1) { $0.weights(layer: 1, neurons: 2) }
      return [first, network.call(2) { $0.weights(layer: 2, neurons: 1) }]
    }
    let out = (0..<2).map { point in
      call(0) { network in
        let hidden = network.call(1) { network in
          weights[0].map { network.neuron($0, x[point], nil, "tanh") }
        }
        return network.call(2) { $0.neuron(weights[1][0], hidden, "out[\(point)]", nil) }
      }
    }
    var squares: [Node] = []
    for (out, y) in zip(out, y) {
      let error = sample.apply(nil, "sub", out, y)
      squares.append(sample.apply(nil, "pow", error, sample.leaf(nil, 2, .constant)))
    }
    _ = sample.apply("L", "add", squares[0], squares[1])
    var subject = sample.subject()
    subject.folds = folds
    subject.lists = [
      Subject.List(name: "x", shape: [2, 2], nodes: x.flatMap { $0 }),
      Subject.List(name: "y", shape: [2], nodes: y),
      Subject.List(name: "out", shape: [2], nodes: out),
    ]
    return subject
  }

  private mutating func call<Result>(_ fold: Int, _ body: (inout Network) -> Result) -> Result {
    let start = sample.graph.count
    defer { folds[fold].ranges.append(start..<sample.graph.count) }
    return body(&self)
  }

  private mutating func weights(layer: Int, neurons: Int) -> [[Node]] {
    (1...neurons).map { neuron in
      (0..<2).map { weight in
        sample.leaf(
          "net.layer\(layer).neuron\(neuron).w[\(weight)]", 0.25 * Double(neuron + weight) - 0.5,
          .param)
      }
    }
  }

  private mutating func neuron(
    _ weights: [Node], _ inputs: [Node], _ name: String?, _ activation: String?
  ) -> Node {
    let first = sample.apply(nil, "mul", weights[0], inputs[0])
    let second = sample.apply(nil, "mul", weights[1], inputs[1])
    let sum = sample.apply(activation == nil ? name : nil, "add", first, second)
    guard let activation else { return sum }
    return sample.apply(name, activation, sum)
  }
}
