// One row for each vectorised operation, in the order of the table of operations.

extension VectorMath {
  enum Negation: VectorFunction {
    static let name = "neg"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { negative(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { .all(-1) }
  }

  enum Rectifier: VectorFunction {
    static let name = "relu"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { (x + 0).atLeast(0) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      Lanes.all(1).kept(where: x .> 0)
    }
  }

  enum AbsoluteValue: VectorFunction {
    static let name = "abs"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { x.absolute }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { sign(x) }
  }

  enum SquareRoot: VectorFunction {
    static let name = "sqrt"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { x.squareRoot() }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { 0.5 / value }
  }

  enum Exponential: VectorFunction {
    static let name = "exp"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { exp(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { value }
  }

  enum HyperbolicTangent: VectorFunction {
    static let name = "tanh"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { tanh(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      tanhDerivative(x, value)
    }
  }
}
