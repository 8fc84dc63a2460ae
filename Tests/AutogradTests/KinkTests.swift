import Testing

@testable import Autograd

/// An operation at one point, and what is expected there.
struct Point: Sendable, CustomTestStringConvertible {
  let name: String
  let operands: [Double]
  let value: Double
  let partials: [Double]

  init(_ name: String, _ operands: [Double], _ value: Double, _ partials: [Double]) {
    self.name = name
    self.operands = operands
    self.value = value
    self.partials = partials
  }

  var testDescription: String { "\(name)\(operands)" }
}

@Suite("Kinks, ties and extremes")
struct KinkTests {
  /// PyTorch's conventions, from derivatives.yaml and FunctionsManual.cpp of its sources.
  static let kinks = [
    Point("relu", [0], 0, [0]),
    Point("relu", [-0.0], 0, [0]),
    Point("abs", [0], 0, [0]),
    Point("sign", [0], 0, [0]),
    Point("sign", [-3], -1, [0]),
    Point("leaky_relu", [0, 0.01], 0, [0.01, 0]),
    Point("leaky_relu", [0, 0.3], 0, [0.3, 0]),
    Point("elu", [0, 1], 0, [1, 0]),
    Point("elu", [0, 0.5], 0, [0.5, 0]),
    Point("max", [2, 2], 2, [0.5, 0.5]),
    Point("min", [2, 2], 2, [0.5, 0.5]),
    Point("max", [0, -0.0], 0, [0.5, 0.5]),
    Point("max", [.infinity, .infinity], .infinity, [0.5, 0.5]),
    Point("pow", [0, 0], 1, [0, 0]),
    Point("pow", [0, 1], 0, [1, 0]),
    Point("pow", [0, 2], 0, [0, 0]),
    Point("pow", [0, 3], 0, [0, 0]),
    Point("pow", [0, 0.5], 0, [.infinity, 0]),
    Point("pow", [0, -1], .infinity, [-.infinity, -.infinity]),
    Point("pow", [5, 0], 1, [0, 1.6094379124341003]),
    Point("pow", [-2, 3], -8, [12, .nan]),
    Point("pow", [-2, 2], 4, [-4, .nan]),
    Point("pow", [-2, 0.5], .nan, [.nan, .nan]),
    Point("sqrt", [0], 0, [.infinity]),
    Point("sqrt", [-1], .nan, [.nan]),
    Point("log", [0], -.infinity, [.infinity]),
    Point("div", [1, 0], .infinity, [.infinity, -.infinity]),
    Point("div", [0, 0], .nan, [.infinity, .nan]),
    Point("asin", [1], 1.5707963267948966, [.infinity]),
    Point("acos", [-1], 3.141592653589793, [-.infinity]),
    Point("asin", [2], .nan, [.nan]),
    Point("atan2", [0, 0], 0, [.nan, .nan]),
    Point("atan2", [0, -1], 3.141592653589793, [-1, 0]),
    Point("equal", [2, 2], 1, [0, 0]),
    Point("less", [2, 2], 0, [0, 0]),
    Point("less_equal", [2, 2], 1, [0, 0]),
    Point("greater", [2, 2], 0, [0, 0]),
    Point("greater_equal", [2, 2], 1, [0, 0]),
    Point("not_equal", [2, 2], 0, [0, 0]),
    Point("equal", [0, -0.0], 1, [0, 0]),
  ]

  static let extremes = [
    Point("sigmoid", [1000], 1, [0]),
    Point("sigmoid", [-1000], 0, [0]),
    Point("sigmoid", [.infinity], 1, [0]),
    Point("sigmoid", [-.infinity], 0, [0]),
    Point("softplus", [1000], 1000, [1]),
    Point("softplus", [-1000], 0, [0]),
    Point("softplus", [.infinity], .infinity, [1]),
    Point("softplus", [-.infinity], 0, [0]),
    Point("silu", [1000], 1000, [1]),
    Point("silu", [-1000], 0, [0]),
    Point("silu", [.infinity], .infinity, [1]),
    Point("silu", [-.infinity], 0, [0]),
    Point("gelu", [1000], 1000, [1]),
    Point("gelu", [-1000], 0, [0]),
    Point("gelu", [.infinity], .infinity, [1]),
    Point("gelu", [-.infinity], 0, [0]),
    Point("gelu", [1e200], 1e200, [1]),
    Point("tanh", [1000], 1, [0]),
    Point("tanh", [-1000], -1, [0]),
    Point("tanh", [.infinity], 1, [0]),
    Point("erf", [1000], 1, [0]),
    Point("erf", [-.infinity], -1, [0]),
    Point("relu", [.infinity], .infinity, [1]),
    Point("relu", [-.infinity], 0, [0]),
    Point("leaky_relu", [-1000, 0.01], -10, [0.01, -1000]),
    Point("elu", [-1000, 1], -1, [0, -1]),
    Point("elu", [1000, 1], 1000, [1, 0]),
    Point("elu", [-.infinity, 2], -2, [0, -1]),
    Point("exp", [1000], .infinity, [.infinity]),
    Point("exp", [-1000], 0, [0]),
    Point("expm1", [-1000], -1, [0]),
    Point("atan", [1000], 1.5697963271282298, [9.99999000001e-07]),
    Point("atan", [1e300], 1.5707963267948966, [0]),
    Point("atan2", [1e200, 1e200], 0.7853981633974483, [5e-201, -5e-201]),
    Point("cosh", [-1000], .infinity, [-.infinity]),
    Point("log1p", [1e-20], 1e-20, [1]),
    Point("expm1", [1e-20], 1e-20, [1]),
    Point("max", [1000, -.infinity], 1000, [1, 0]),
    Point("min", [1000, .infinity], 1000, [1, 0]),
    Point("log", [.infinity], .infinity, [0]),
    Point("sqrt", [.infinity], .infinity, [0]),
  ]

  @Test("have the expected value and partials", arguments: kinks + extremes)
  func point(_ point: Point) {
    let single = Single(point.name, point.operands)
    #expect(isClose(single.value, point.value))
    for (gradient, expected) in zip(single.gradients, point.partials) {
      #expect(isClose(gradient, expected), "\(single.gradients)")
    }
  }

  @Test("nan stays nan", arguments: operations)
  func nan(_ operation: Operation) {
    for position in 0..<operation.arity {
      var operands = operation.samples[0]
      operands[position] = .nan
      let value = Single(operation.name, operands).value
      switch operation.name {
      case "less", "less_equal", "greater", "greater_equal", "equal":
        #expect(value == 0, "nothing compares with nan")
      case "not_equal":
        #expect(value == 1, "nan differs from everything")
      case "leaky_relu" where position == 1, "elu" where position == 1:
        #expect(value == operands[0], "above 0 the slope is not used")
      default:
        #expect(value.isNaN, "\(operands)")
      }
    }
  }

  @Test("what has a kink says so, and the rest does not")
  func said() {
    let kinked = operations.filter { !$0.kinks.isEmpty }.map(\.name)
    #expect(
      kinked == [
        "relu", "pow", "sqrt", "asin", "acos", "atan2", "leaky_relu", "elu", "abs", "sign", "max",
        "min", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal",
      ])
  }
}
