import Autograd
import Explanation
import Language

/// A quiz while it is held: takes lines from the user, and reports questions and verdicts.
struct QuizRun {
  private let session: Session
  /// Where the command stands, which a failure to ask is blamed on.
  private let span: Span
  private var quiz: Quiz
  private let root: String
  /// What the last wrong answer to this question came of.
  private var lastSlip: String?

  init(_ quiz: Quiz, in session: Session, at span: Span) {
    self.quiz = quiz
    self.session = session
    self.span = span
    root = session.workspace.label(quiz.pass.root)
  }

  private var workspace: Workspace { session.workspace }
  private var graph: Graph { session.workspace.graph }

  /// Asks until all is answered or nobody answers, and returns what came of it.
  mutating func score() throws(Diagnostic) -> QuizReport.Score {
    var asked: Int?
    var isCutShort = false
    while let question = quiz.question {
      if asked != quiz.done {
        session.report(.quiz(.question(shown(question))))
        lastSlip = nil
      }
      asked = quiz.done
      let prompt = "∂\(root)/∂\(workspace.label(question.node)) = "
      let line = try session.attempt(at: span) { () throws(Effects.Failure) in
        try session.effects.ask(prompt)
      }
      guard let line, try take(line, to: question) else {
        isCutShort = true
        break
      }
    }
    let score = quiz.score
    return QuizReport.Score(
      root: root, count: quiz.questions.count, first: score.first, later: score.later,
      missed: score.missed, skipped: score.skipped, isCutShort: isCutShort)
  }

  /// Deals with a line. Returns false where it ends the quiz.
  private mutating func take(
    _ line: String, to question: Quiz.Question
  ) throws(Diagnostic) -> Bool {
    let text = QuizRun.trimmed(line)
    switch text {
    case "":
      return true
    case "quit", ":quit", "exit":
      return false
    case "skip", ":skip":
      quiz.skip()
      tell(.skipped, of: question, text)
    case "?", "hint", "help", ":hint", ":help":
      quiz.hint()
      tell(.hint, of: question, text, hint: words.method(of: question))
    default:
      guard let value = try value(of: text, to: question) else { return true }
      judge(QuizAnswer(value, typed: text), text, to: question)
    }
    return true
  }

  private mutating func judge(_ answer: QuizAnswer, _ text: String, to question: Quiz.Question) {
    let value = answer.value
    switch quiz.answer(answer) {
    case nil: break
    case .right?: tell(.right, of: question, text, value)
    case .rough?: tell(.rough, of: question, text, value)
    case .wrong(let slip)?:
      lastSlip = slip?.name
      tell(
        .wrong, of: question, text, value, slip: slip?.name,
        hint: slip?.text(words) ?? words.method(of: question))
    case .missed(let slip)?:
      // What was said once need not be said again.
      let hint = slip?.name == lastSlip ? nil : slip?.text(words)
      tell(.missed, of: question, text, value, slip: slip?.name, hint: hint)
    }
  }

  /// What an answer comes to; tells why, where it comes to nothing.
  private func value(of text: String, to question: Quiz.Question) throws(Diagnostic) -> Double? {
    do throws(Diagnostic) {
      // `x.grad` is the gradient that the quiz has shown, not one that a pass left earlier.
      let known = quiz.pass.revealing(quiz.known)
      return try session.evaluator.numberOnTrial(text, needed: "an answer") {
        workspace.setPass(known)
      }
    } catch {
      if error.mistake == .interrupted { throw error }
      var message = error.message
      if case .noGradient(let name) = error.mistake {
        message = "`\(name)` is not known yet"
      }
      tell(.unreadable, of: question, text, hint: message)
      return nil
    }
  }

  private static func trimmed(_ line: String) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    return String(line.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  // MARK: Telling

  private var words: QuizNotation {
    let format = session.settings.precision
    let label = workspace.label
    let session = session
    return QuizNotation(
      root: quiz.pass.root, name: { session.name($0).constant.map(format.text) ?? label($0) },
      number: format.text, formula: session.formula,
      local: { [quiz] edge in
        quiz.graph.localFormula(of: edge.node, at: edge.position, format: format, name: label)
      })
  }

  private func shown(_ question: Quiz.Question) -> QuizReport.Question {
    var users: [Node] = []
    // A node that uses another twice is shown once.
    let uses = question.uses.filter { edge in
      let isNew = !users.contains(edge.node)
      if isNew { users.append(edge.node) }
      return isNew
    }
    return QuizReport.Question(
      root: root, node: workspace.label(question.node), number: quiz.done + 1,
      count: quiz.questions.count, candidates: quiz.candidates, value: graph[question.node],
      uses: uses.map(use))
  }

  private func use(_ edge: Edge) -> QuizReport.Use {
    var operands: [Named<Double>] = []
    for operand in graph.operands(of: edge.node) where !graph.instruction(operand).isConstant {
      let name = workspace.label(operand)
      if operands.contains(where: { $0.name == name }) { continue }
      operands.append(Named(name, graph[operand]))
    }
    return QuizReport.Use(
      user: workspace.label(edge.node), formula: session.formula(of: edge.node),
      value: graph[edge.node], isFunction: graph.operation(of: edge.node)?.notation == .function,
      operands: operands, upstream: edge.upstream)
  }

  private func tell(
    _ kind: QuizReport.Kind, of question: Quiz.Question, _ text: String, _ answer: Double? = nil,
    slip: String? = nil, hint: String? = nil
  ) {
    let isDone = kind == .right || kind == .missed || kind == .skipped
    let contributions = question.uses.map { edge in
      TapeReport.Contribution(
        user: workspace.label(edge.node), upstream: edge.upstream, local: edge.local,
        product: edge.contribution)
    }
    session.report(
      .quiz(
        .verdict(
          QuizReport.Verdict(
            root: root, node: workspace.label(question.node), kind: kind, text: text,
            answer: answer, slip: slip, hint: hint,
            gradient: isDone ? question.gradient : nil,
            contributions: isDone ? contributions : []))))
  }
}
