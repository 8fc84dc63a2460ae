import Autograd

/// Questions for the gradients of one pass, in the order of the pass: the root's operands first,
/// and no node before everything that uses it.
///
///     var quiz = Quiz(on: L, in: graph, count: nil) { below in generator.below(below) }
///     quiz.question?.node                          // d, of L = d * f
///     quiz.answer(QuizAnswer(4, typed: "4"))       // .wrong, with the slip: the wrong operand
///     quiz.answer(QuizAnswer(-2, typed: "-2"))     // .right, and the next question follows
///
/// It neither asks nor prints: it is told answers and tells verdicts. The gradients are those of a
/// pass of its own.
public struct Quiz: Sendable {
  public let graph: Graph
  public let pass: BackwardPass
  public let questions: [Question]
  /// How many nodes could have been asked for.
  public let candidates: Int
  /// How many questions are done.
  public private(set) var done = 0
  public private(set) var score = Score()
  /// Which try the next answer is, from 1.
  public private(set) var attempt = 1
  private var isHinted = false

  /// A node whose gradient is asked for.
  public struct Question: Sendable, Equatable {
    public let node: Node
    public let gradient: Double
    /// Where the node is used, in the order of the pass; the contributions add up to the gradient.
    public let uses: [Edge]

    /// What the contributions leave over by rounding where they cancel.
    var noise: Double { 1e-12 * uses.reduce(0) { $0 + abs($1.contribution) } }
  }

  /// What became of the questions that are done.
  public struct Score: Sendable, Equatable {
    /// Answered without a hint at the first try.
    public internal(set) var first = 0
    /// Answered after a hint.
    public internal(set) var later = 0
    /// Answered wrong twice.
    public internal(set) var missed = 0
    public internal(set) var skipped = 0
  }

  /// What an answer is worth.
  public enum Verdict: Sendable {
    case right
    /// Wrong, and there is one try left; with the slip, where it is one that is known.
    case wrong(QuizSlip.Finding?)
    /// Wrong for the second time.
    case missed(QuizSlip.Finding?)
    /// Right as far as it goes, with too few digits to tell. It costs no try.
    case rough
  }

  init(
    graph: Graph, pass: BackwardPass, questions: [Question], candidates: Int
  ) {
    self.graph = graph
    self.pass = pass
    self.questions = questions
    self.candidates = candidates
  }

  /// The question that waits for an answer; `nil` when all are done.
  public var question: Question? { done < questions.count ? questions[done] : nil }

  /// The nodes whose gradients have been shown so far.
  public var known: [Node] {
    [pass.root] + questions.prefix(done).map(\.node)
      + questions.prefix(done + 1).flatMap { $0.uses.map(\.node) }
  }

  /// Judges an answer to the question. After a right one, or the second wrong one, the next
  /// question waits.
  public mutating func answer(_ answer: QuizAnswer) -> Verdict? {
    guard let question else { return nil }
    let closeness = answer.closeness(to: question.gradient, noise: question.noise)
    if closeness == .equal {
      if attempt == 1, !isHinted { score.first += 1 } else { score.later += 1 }
      goOn()
      return .right
    }
    let finding = QuizSlip.finding(for: answer, to: question, of: self)
    if finding == nil, closeness == .rough { return .rough }
    if attempt == 1 {
      attempt = 2
      return .wrong(finding)
    }
    score.missed += 1
    goOn()
    return .missed(finding)
  }

  /// Notes that a hint was given, after which no answer counts as one at the first try.
  public mutating func hint() { isHinted = true }

  /// Leaves the question.
  public mutating func skip() {
    guard question != nil else { return }
    score.skipped += 1
    goOn()
  }

  private mutating func goOn() {
    done += 1
    attempt = 1
    isHinted = false
  }
}
