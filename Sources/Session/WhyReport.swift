/// An answer to `why`: one gradient as a sum over uses, and what is upstream of it.
public struct WhyReport: Sendable {
  public let node: String
  /// How the node is computed, where its name does not say.
  public let formula: String?
  /// What was differentiated; `nil` where there is no pass.
  public let root: String?
  /// `nil` where no pass has computed one.
  public let gradient: Double?
  /// What passes before left, where this one was asked to add to it.
  public let earlier: Double?
  /// Why it is 0, nan, infinite, missing or the seed, in words.
  public let reason: String?
  /// What to type next.
  public let help: String?
  public let link: Link?
  /// The gradients upstream, nearest first, ending in the root's.
  public let links: [Link]
  public let omittedLinks: Int

  /// A gradient and its uses.
  public struct Link: Sendable {
    public let node: String
    public let gradient: Double
    public let uses: [Use]
    public let omittedUses: Int
  }

  /// One use of a node.
  public struct Use: Sendable {
    /// The node that uses it, and how that is computed.
    public let user: String
    public let formula: String
    public let upstream: Double
    public let local: Double
    public let contribution: Double
    /// The local derivative as the table writes it, where that says more than the number.
    public let localFormula: String?
    /// What the gate does, in a word and in a sentence.
    public let pattern: String?
    public let meaning: String?
    /// Why nothing passes here, in words.
    public let zero: String?
    /// Which operand it is, from 1, where the node is used more than once in one operation.
    public let place: Int?
  }
}
