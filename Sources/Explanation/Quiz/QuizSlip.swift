import Autograd

/// One row of the table of slips: a way to get a gradient wrong, what it leads to, and what is said.
///
/// What a slip leads to is computed from the engine's own edges, so a hint speaks of the numbers of
/// the graph at hand.
public struct QuizSlip: Sendable {
  /// A word or two, as it stands in JSON: `sign`, `upstream only`.
  public let name: String
  /// The wrong answers that it leads to.
  let answers: @Sendable (Situation) -> [Answer]
  let says: @Sendable (Answer, Quiz.Question, QuizNotation) -> String

  /// A wrong answer, and the use at which it goes wrong.
  struct Answer: Sendable {
    let value: Double
    let edge: Edge
    /// What the row wants to remember of it.
    let note: String

    init(_ value: Double, at edge: Edge, note: String = "") {
      self.value = value
      self.edge = edge
      self.note = note
    }
  }

  /// A question with what is around it.
  struct Situation: Sendable {
    let question: Quiz.Question
    let quiz: Quiz

    var uses: [Edge] { question.uses }
    var graph: Graph { quiz.graph }

    /// The sums that come out if `wrong` is taken for the contribution of one use, or of them all.
    func replacing(_ wrong: (Edge) -> [Answer]) -> [Answer] {
      let instead = uses.map(wrong)
      var answers: [Answer] = []
      for (place, candidates) in instead.enumerated() {
        let others = uses.indices.reduce(0.0) {
          $1 == place ? $0 : $0 + uses[$1].contribution
        }
        answers += candidates.map { Answer(others + $0.value, at: $0.edge, note: $0.note) }
      }
      let firsts = instead.compactMap(\.first)
      if uses.count > 1, firsts.count == uses.count {
        answers.append(
          Answer(
            firsts.reduce(0) { $0 + $1.value }, at: firsts[0].edge, note: firsts[0].note))
      }
      return answers
    }

    /// The same for one number in place of each contribution.
    func replacingEach(by wrong: (Edge) -> Double) -> [Answer] {
      replacing { edge in [Answer(wrong(edge), at: edge)] }
    }
  }

  /// A slip that explains an answer.
  public struct Finding: Sendable {
    /// The slip's name.
    public let name: String
    private let slip: QuizSlip
    private let answer: Answer
    private let question: Quiz.Question

    init(_ slip: QuizSlip, _ answer: Answer, _ question: Quiz.Question) {
      name = slip.name
      self.slip = slip
      self.answer = answer
      self.question = question
    }

    /// The hint, without a full stop.
    public func text(_ words: QuizNotation) -> String { slip.says(answer, question, words) }
  }

  /// The first row of the table that leads to an answer, if any does.
  static func finding(
    for answer: QuizAnswer, to question: Quiz.Question, of quiz: Quiz
  ) -> Finding? {
    let situation = Situation(question: question, quiz: quiz)
    for slip in table {
      for wrong in slip.answers(situation) where wrong.value.isFinite {
        if answer.closeness(to: wrong.value, noise: question.noise) == .equal {
          return Finding(slip, wrong, question)
        }
      }
    }
    return nil
  }
}
