import Explanation

/// An answer to `paths`: how many lead from a root to a node, the largest, the total, the cost.
public struct PathsReport: Sendable {
  public let root: String
  public let node: String
  /// How many there are; `nil` where there are too many digits.
  public let count: WholeNumber?
  /// The same as a power of 2.
  public let countLog2: Double
  /// The largest, largest first.
  public let paths: [Path]
  /// The sum of all of them: the gradient.
  public let total: Double
  public let cost: PathCost
  /// Whether it is the node that depends on the root, as when the two were exchanged.
  public let isReversed: Bool

  public struct Path: Sendable {
    public let root: String
    /// From the root down; of a long path the two ends, of equal length or one more at the root's.
    public let steps: [Step]
    public let product: Double
    /// How many steps were left out in the middle.
    public let omitted: Int
  }

  /// A step from a node to one of its operands.
  public struct Step: Sendable {
    public let node: String
    public let local: Double
    /// Which operand it is, from 1, where the node is used more than once in one operation.
    public let place: Int?
  }
}
