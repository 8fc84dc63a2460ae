/// Nodes put in elementary form, or back, and calls drawn as one box, or node by node again.
public struct ExpansionReport: Sendable {
  /// Whether this was `fold`.
  public let isFolding: Bool
  public let nodes: [Entry]
  /// How many more there were.
  public let omitted: Int
  /// The calls that were folded or unfolded, by their paths.
  public let scopes: [String]
  /// Which nodes were left as they are, and why.
  public let kept: [String]

  public struct Entry: Sendable {
    public let name: String
    /// What it was before: `tanh(n)`.
    public let before: String
    /// What it is now: `(exp(2 * n) - 1) / (exp(2 * n) + 1)`.
    public let after: String
    /// Of how many operations it now consists.
    public let operations: Int
    /// The values before and after, which differ by rounding at most.
    public let value: Change
  }
}
