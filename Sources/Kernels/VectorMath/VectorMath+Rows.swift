// One row for each vectorised operation, in the order of the table of operations.

extension VectorMath {
  enum Negation: VectorFunction {
    static let name = "neg"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { negative(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { .all(-1) }
  }

  enum Rectifier: VectorFunction {
    static let name = "relu"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { x.rectified }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      Lanes.all(1).kept(where: x .> 0)
    }
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

  enum Logarithm: VectorFunction {
    static let name = "log"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { log(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { 1 / x }
  }

  enum LogarithmOfSuccessor: VectorFunction {
    static let name = "log1p"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { log1p(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { 1 / (1 + x) }
  }

  enum ExponentialLessOne: VectorFunction {
    static let name = "expm1"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { expm1(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { exp(x) }
  }

  enum HyperbolicTangent: VectorFunction {
    static let name = "tanh"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { tanh(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      tanhDerivative(x, value)
    }
  }

  enum Sigmoid: VectorFunction {
    static let name = "sigmoid"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { sigmoid(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      sigmoidDerivative(x, value)
    }
  }

  enum Softplus: VectorFunction {
    static let name = "softplus"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { softplus(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { sigmoid(x) }
  }

  enum GaussianUnit: VectorFunction {
    static let name = "gelu"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { gelu(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      geluDerivative(x)
    }
  }

  enum SigmoidUnit: VectorFunction {
    static let name = "silu"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { silu(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes {
      siluDerivative(x)
    }
  }

  enum AbsoluteValue: VectorFunction {
    static let name = "abs"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { x.absolute }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { sign(x) }
  }

  enum Sign: VectorFunction {
    static let name = "sign"
    @inline(__always) static func value(_ x: Lanes) -> Lanes { sign(x) }
    @inline(__always) static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes { .zero }
  }
}
