/// What a quiz says, in its turn.
public enum QuizReport: Sendable {
  case question(Question)
  case verdict(Verdict)
  case score(Score)

  /// A gradient that is asked for.
  public struct Question: Sendable {
    public let root: String
    public let node: String
    /// Which question it is, from 1.
    public let number: Int
    public let count: Int
    /// How many nodes could have been asked for.
    public let candidates: Int
    public let value: Double
    public let uses: [Use]
  }

  /// What has to be known of a use to answer.
  public struct Use: Sendable {
    public let user: String
    public let formula: String
    /// The value of the user, where its local derivative may take it.
    public let value: Double
    public let isFunction: Bool
    /// The operands with their values, constants left out, each once.
    public let operands: [Named<Double>]
    public let upstream: Double
  }

  /// What is said to something that was typed.
  public struct Verdict: Sendable {
    public let root: String
    public let node: String
    public let kind: Kind
    /// What was typed.
    public let text: String
    /// What it came to.
    public let answer: Double?
    /// The slip, by its name in the table.
    public let slip: String?
    /// What helps; of something that could not be read, why.
    public let hint: String?
    /// The gradient, once the question is done.
    public let gradient: Double?
    /// What each use adds to it, once the question is done.
    public let contributions: [TapeReport.Contribution]
  }

  /// What a verdict says.
  public enum Kind: String, Sendable {
    case right, wrong, missed, rough, hint, skipped, unreadable
  }

  /// How it ended.
  public struct Score: Sendable {
    public let root: String
    public let count: Int
    public let first: Int
    public let later: Int
    public let missed: Int
    public let skipped: Int
    /// Whether it ended before all was asked.
    public let isCutShort: Bool

    public var answered: Int { first + later + missed }
  }
}
