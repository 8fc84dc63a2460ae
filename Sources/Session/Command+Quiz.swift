import Autograd
import Explanation
import Language

extension Command {
  static let quiz = Command(
    "quiz", [.init("L", .node), .init("n", .expression, optional: true)],
    summary: "Asks for the gradients of L, one at a time.",
    details: """
      In the order of the backward pass, with all that is needed: formula, values and the upstream \
      known so far. With n, so many gradients are chosen, the same for the same `--seed`; without \
      it all are asked for, and of a large graph \(Quiz.usualCount). An answer is a number or an \
      expression of the language, such as -2*b or 1 - o^2; it is right within a ten-thousandth, or \
      rounded to two digits or more, one of them behind the point. A wrong answer gets a hint that \
      names the likely slip, and a second try. `?` or `hint` gives a hint, `skip` leaves a \
      question, and `quit`, Ctrl-C or the end of the input ends the quiz. In a script the answers \
      are lines of standard input. Nothing of the session changes: gradients stay as they were.
      """,
    examples: ["a = 2; b = -3; e = a*b\nquiz e"], voice: .always, kept: .never, topOnly: true
  ) { (call) throws(Diagnostic) in try call.quiz() }
}

extension Command.Call {
  fileprivate func quiz() throws(Diagnostic) {
    let score = try workspace.onTrial { () throws(Diagnostic) in
      var run = QuizRun(try newQuiz(), in: session, at: span)
      session.quizzes += 1
      return try run.score()
    }
    session.report(.quiz(.score(score)))
  }

  private func newQuiz() throws(Diagnostic) -> Quiz {
    guard let root = try node("L") else { throw Diagnostic(.interrupted, span) }
    var count: Int?
    if let (value, span) = try value("n") {
      count = try session.evaluator.wholeNumber(value, at: span, needed: "how many are asked for")
      guard count! > 0 else {
        throw Diagnostic(.other("at least one gradient is asked for", help: nil), span)
      }
    }
    // A second quiz asks for others, and neither takes random numbers from the session.
    var generator = workspace.randomNumbers
    for _ in 0..<session.quizzes { _ = generator.next() }
    let quiz = Quiz(on: root, in: graph, count: count) { generator.below($0) }
    // Ctrl-C while a large graph is gone through is not meant for the first question.
    if session.effects.isInterrupted() { throw Diagnostic(.interrupted, span) }
    if quiz.questions.isEmpty {
      let name = workspace.label(root)
      throw Diagnostic(
        .other(
          graph.instruction(root).isLeaf
            ? "`\(name)` is a leaf: there is nothing to ask"
            : "there is no gradient of `\(name)` that could be asked for",
          help: graph.instruction(root).isLeaf
            ? "name a computed node: y = x^2, then quiz y" : "backward shows what there is"), span)
    }
    return quiz
  }
}
