/// A forward and a backward pass as a table: the values downward, the gradients upward.
public struct TapeReport: Sendable {
  public let root: String
  /// In the order of the forward pass.
  public let rows: [Row]
  /// How many rows come before those.
  public let omitted: Int
  public let format: Format

  public enum Format: String, CaseIterable, Sendable {
    case text, markdown, csv, latex
  }

  public struct Row: Sendable {
    public let node: String
    /// The node in terms of its operands; of a leaf its role.
    public let formula: String
    public let isLeaf: Bool
    public let value: Double
    public let adjoint: Double
    /// What each use adds, from the last use back.
    public let contributions: [Contribution]
    /// What the backward pass does when it comes by, in its order.
    public let steps: [Step]
  }

  public struct Contribution: Sendable {
    public let user: String
    public let upstream: Double
    public let local: Double
    public let product: Double
  }

  /// One `+=` of the pass.
  public struct Step: Sendable {
    /// Whose gradient grows.
    public let node: String
    /// The local derivative in the names of the operands.
    public let formula: String
    public let upstream: Double
    public let local: Double
    public let product: Double
    /// The gradient before; `nil` at the first use.
    public let before: Double?
    public let after: Double
  }
}
