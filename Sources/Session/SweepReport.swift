/// A value and its derivative by one leaf, over a range of the leaf's values.
public struct SweepReport: Sendable {
  public let leaf: String
  public let root: String
  /// The value that the leaf has, and keeps.
  public let current: Double
  public let rows: [Row]
  /// How many rows came after those.
  public let omitted: Int

  public struct Row: Sendable, Equatable {
    /// The leaf's value.
    public let at: Double
    public let value: Double
    public let gradient: Double
    /// Whether this is the value that the leaf has.
    public let isCurrent: Bool
  }

  /// The row with the least value, where there is one of several that differ.
  public var lowest: Row? {
    let finite = rows.filter { $0.value.isFinite }
    guard let least = finite.min(by: { $0.value < $1.value }),
      finite.contains(where: { $0.value > least.value })
    else { return nil }
    return least
  }
}
