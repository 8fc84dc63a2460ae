#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Operation {
  /// What an operation gives, where the passes know it by heart; a call with a code that is written
  /// down becomes the operation itself. Where it has one operand, that is `x`.
  @inlinable
  @inline(__always)
  static func valueByHeart(_ code: OperationCode, _ x: Double, _ y: Double) -> Double? {
    switch code {
    case .add: x + y
    case .sub: x - y
    case .mul: x * y
    case .div: x / y
    case .neg: -x
    case .relu: relu(x)
    case .tanh: tanh(x)
    case .exp: exp(x)
    case .log: log(x)
    case .pow: power(x, y)
    case .sigmoid: sigmoid(x)
    default: nil
    }
  }

  /// What an operation of the table gives.
  @usableFromInline
  static func tableValue(_ code: OperationCode, _ x: Double, _ y: Double) -> Double {
    rules[Int(code.rawValue)].value(x, y, arity: arities[Int(code.rawValue)])
  }
}

extension Operation.Rule {
  /// The value of an operation of one or two operands; of one, that is `x`.
  func value(_ x: Double, _ y: Double, arity: Int) -> Double {
    switch self {
    case .unary(let value, _): value(x)
    case .binary(let value, _): value(x, y)
    case .general(let value, _): value(arity == 1 ? [x] : [x, y])
    }
  }
}

/// max(x, 0); nan stays nan, as in PyTorch.
@inlinable
@inline(__always)
func relu(_ x: Double) -> Double { x <= 0 ? 0 : x }
