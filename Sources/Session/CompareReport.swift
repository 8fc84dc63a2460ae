import Autograd

/// The right order of a backward pass beside others.
public struct CompareReport: Sendable {
  public let root: String
  /// The right one is the last.
  public let orders: [Order]
  /// The leaves whose gradients are shown.
  public let leaves: [String]
  /// How many leaves are left out.
  public let omitted: Int

  public struct Order: Sendable {
    /// The word that asks for it: `recursion`.
    public let word: String
    /// How it is called in a sentence: `plain recursion`.
    public let name: String
    /// The nodes that were passed on, one after the other; only the first of many.
    public let visits: [String]
    public let visitCount: Int
    /// Whether it was given up before its end.
    public let isCut: Bool
    /// One a shown leaf, and whether it is right; of an order that was given up they say nothing.
    public let gradients: [Gradient]
    /// How many of all named leaves have a wrong gradient.
    public let wrongCount: Int
    public let parting: Parting?

    public var isRight: Bool { !isCut && wrongCount == 0 }
  }

  public struct Gradient: Sendable {
    public let value: Double
    public let isRight: Bool
  }

  /// The first visit at which an order does what the right one does not.
  public struct Parting: Sendable {
    public let visit: Int
    public let node: String
    public let reason: String
  }
}
