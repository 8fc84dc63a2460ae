import Autograd

extension Evaluator {
  /// What an expression that somebody types comes to, without leaving anything behind: no node, no
  /// name, no `_`, and no warning.
  ///
  ///     try evaluator.numberOnTrial("-2*b", needed: "an answer")   // 6, where b = -3
  ///
  /// `prepare` may change the workspace first, for as long as the trial lasts. Anything but one
  /// expression that gives a number is a mistake.
  public func numberOnTrial(
    _ text: String, needed: String, after prepare: () -> Void = {}
  ) throws(Diagnostic) -> Double {
    let before = position
    let told = report
    report = { _ in }
    defer { report = told }
    let script = parse(workspace.sources.add(text))
    if let mistake = script.mistakes.first { throw mistake }
    guard script.statements.count == 1,
      case .expression(let expression)? = script.statements.first?.kind
    else {
      throw Diagnostic(
        .notANumber("a statement", needed: needed), script.statements.last?.span ?? .none)
    }
    return try workspace.onTrial { () throws(Diagnostic) in
      prepare()
      do throws(Diagnostic) {
        let value = try evaluate(expression)
        if case .missing = value {
          throw Diagnostic(
            .noGradient(workspace.sources.text(of: expression.span)), expression.span)
        }
        return try plainNumber(value, at: expression.span, needed: needed)
      } catch {
        // The statement that this stands in goes on.
        position = before
        throw explained(error)
      }
    }
  }
}
