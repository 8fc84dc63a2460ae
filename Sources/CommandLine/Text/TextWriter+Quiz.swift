import Session
import Terminal
import Typography

extension TextWriter {
  /// The lines of a quiz. What is typed stands behind the prompt, so a verdict repeats it only as
  /// far as it has to.
  func lines(_ quiz: QuizReport) -> [String] {
    switch quiz {
    case .question(let question): lines(question)
    case .verdict(let verdict): lines(verdict)
    case .score(let score): wrapped(text(of: score), indent: 2)
    }
  }

  private func lines(_ question: QuizReport.Question) -> [String] {
    var lines: [String] = []
    if question.number == 1 {
      let all = question.count.counted("gradient")
      lines = wrapped(
        (question.count < question.candidates ? "\(all) out of \(question.candidates)" : all)
          + " of \(question.root), backward. Answer with a number or an expression, such as -2*b; "
          + "? gives a hint, skip goes on, quit ends.")
    }
    lines.append("")
    let head = "\(question.number) of \(question.count)   ∂\(question.root)/∂\(question.node) = ?"
    let uses = question.uses.map { facts(of: $0, in: question) }
    // One use stands behind the question, where there is room.
    if uses.count == 1 {
      let line = head + "   " + uses[0].joined(separator: ", ")
      if Screen.width(of: line) <= columns { return lines + [line] }
    }
    lines.append(head)
    for facts in uses {
      lines += wrapped("  " + facts.joined(separator: ", "), indent: 4)
    }
    return lines
  }

  /// `L = d * f`, `d = 4`, `f = -2`, `∂L/∂L = 1`
  func facts(of use: QuizReport.Use, in question: QuizReport.Question) -> [String] {
    let value = use.isFunction ? " = \(number(use.value))" : ""
    return ["\(use.user) = \(use.formula)\(value)"]
      + use.operands.map { "\($0.name) = \(number($0.value))" }
      + ["∂\(question.root)/∂\(use.user) = \(number(use.upstream))"]
  }

  private func lines(_ verdict: QuizReport.Verdict) -> [String] {
    let hint = verdict.hint ?? ""
    let wrong = "\(typed(verdict)) is \(ink("wrong", .error))"
    switch verdict.kind {
    case .right:
      return wrapped("\(ink("right", .success)): \(solution(of: verdict))", indent: 2)
    case .wrong:
      return wrapped("\(wrong): \(hint). Try again.", indent: 2)
    case .missed:
      return wrapped(hint.isEmpty ? "\(wrong), too." : "\(wrong), too: \(hint).", indent: 2)
        + wrapped("  " + solution(of: verdict), indent: 4)
    case .rough:
      return wrapped(
        "\(verdict.text) is right as far as it goes: give two digits, one of them behind the point.",
        indent: 2)
    case .hint:
      return wrapped("\(ink("hint", .hint)): \(hint).", indent: 2)
    case .skipped:
      return wrapped("skipped: \(solution(of: verdict))", indent: 2)
    case .unreadable:
      return wrapped("\(hint); that costs no try.", indent: 2)
    }
  }

  /// An answer, and what it came to where it was no number.
  private func typed(_ verdict: QuizReport.Verdict) -> String {
    guard let answer = verdict.answer, Double(verdict.text) == nil else { return verdict.text }
    return "\(verdict.text) = \(number(answer))"
  }

  /// `∂L/∂a = 6   a.grad += -2 · -3 through e`
  func solution(of verdict: QuizReport.Verdict) -> String {
    let isSum = verdict.contributions.count > 1
    let gradient = "∂\(verdict.root)/∂\(verdict.node) = \(number(verdict.gradient ?? 0))"
    let parts = verdict.contributions.map { part in
      "+= \(number(part.upstream)) · \(number(part.local))"
        + (isSum ? " = \(number(part.product))" : "") + " through \(part.user)"
    }
    return "\(gradient)   \(verdict.node).grad \(parts.joined(separator: ", "))"
  }

  private func text(of score: QuizReport.Score) -> String {
    guard score.answered + score.skipped > 0 else {
      return "the quiz ends with 0 of \(score.count) answered"
    }
    let others = [
      (score.later, "later"), (score.missed, "missed"), (score.skipped, "skipped"),
      (score.count - score.answered - score.skipped, "not asked"),
    ].filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
    return "\(score.first) of \(score.count) at the first try\(others)"
  }
}
