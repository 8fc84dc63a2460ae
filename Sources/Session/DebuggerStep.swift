/// One step of a debugger.
public struct DebuggerStep: Sendable {
  /// What the pass differentiates.
  public let root: String
  /// From 1.
  public let number: Int
  /// Whose turn it belongs to.
  public let node: String
  /// How that is computed.
  public let formula: String
  /// The one edge, in a backward pass.
  public let edge: Edge?
  /// The value with numbers for the operands, as `2 · -3`, in a forward pass.
  public let substituted: String?
  /// The gradient of the operand, or the value of the node, before and after; `nil` for a step
  /// that is not the last one.
  public let before: Double?
  public let after: Double?
  public let isTaken: Bool

  public struct Edge: Sendable {
    public let operand: String
    public let upstream: Double
    /// The local derivative as a formula, and as a number.
    public let formula: String
    public let local: Double
    public let contribution: Double
  }
}
