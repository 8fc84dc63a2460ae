/// Which loop computes a run of one operation. The raw values are names of the table of operations.
@frozen
public enum Kernel: String, CaseIterable, Sendable {
  case add, sub, mul, div
  /// Squares alone; other powers are calls.
  case pow
  case neg, relu, sqrt, exp, log, log1p, expm1, tanh, sigmoid, softplus, gelu, silu, abs, sign
  /// A call of the table's function for each lane.
  case table

  /// Whether a backward pass may store its contributions instead of adding them. Calls always add.
  public var canStore: Bool { self != .table && self != .pow }
}
