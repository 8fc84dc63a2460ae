import Autograd

/// W1 and W3 as a program would write them that reads like micrograd: an operator for each node, on a
/// ``Tape`` that forgets them again.
struct ValueRun {
  static let workloads = [1, 3]

  private let number: Int
  private let inputs: [Double]
  private let labels: [Double]
  private let tape = Tape()
  /// The value of the last run, and the gradients of its inputs.
  private(set) var value = 0.0
  private(set) var gradients: [Double] = []

  init(_ number: Int, of yardstick: Yardstick) {
    self.number = number
    inputs = yardstick.inputs(number)
    labels = yardstick.labels
  }

  /// Builds, runs forward and backward so many times, and reads the gradients of the last if asked to.
  mutating func run(_ repetitions: Int, readsGradients: Bool = false) {
    tape.run {
      for _ in 0..<repetitions {
        tape.forgetting {
          let leaves = inputs.map { Value($0) }
          let root = number == 1 ? neuron(leaves) : moons(leaves)
          root.backward()
          value = root.data
          if readsGradients { gradients = leaves.map { $0.grad ?? 0 } }
        }
      }
    }
  }

  private func neuron(_ x: [Value]) -> Value {
    tanh(x[0] * x[2] + x[1] * x[3] + x[4])
  }

  private func moons(_ leaves: [Value]) -> Value {
    let parameters = leaves[..<337]
    var points = leaves[337...]
    var losses: [Value] = []
    for label in labels {
      var rest = parameters
      let first = layer(16, of: points.prefix(2), &rest).map { relu($0) }
      let second = layer(16, of: first[...], &rest).map { relu($0) }
      let score = layer(1, of: second[...], &rest)[0]
      points = points.dropFirst(2)
      losses.append(relu(score * -label + 1))
    }
    let loss = losses.dropFirst().reduce(losses[0], +) * 0.01
    let squares = parameters.map { $0 * $0 }
    return loss + squares.dropFirst().reduce(squares[0], +) * 1e-4
  }

  /// The sums of one layer, which takes its parameters from the front.
  private func layer(
    _ neurons: Int, of inputs: ArraySlice<Value>, _ parameters: inout ArraySlice<Value>
  ) -> [Value] {
    (0..<neurons).map { _ in
      let weights = parameters.prefix(inputs.count)
      parameters = parameters.dropFirst(inputs.count)
      return zip(weights, inputs).reduce(parameters.removeFirst()) { $0 + $1.0 * $1.1 }
    }
  }
}
