import Autograd
import Language
import Typography

extension Command {
  static let scripts: [Command] = [
    Command(
      "print", [.init("values", .expressions)],
      summary: "Shows values, and nothing else, on one line.",
      details:
        "Strings are shown as they are. It speaks inside blocks too, where statements do not.",
      examples: ["for k in 0..<3 { print k, k^2 }"], voice: .always
    ) { (call) throws(Diagnostic) in try call.printValues() },
    Command(
      "say", [.init("text", .expressions)],
      summary: "Narrates: shows a text on lines of its own.",
      examples: ["say \"The chain rule multiplies.\""], voice: .always
    ) { (call) throws(Diagnostic) in try call.say() },
    Command(
      "pause", summary: "Waits for Enter when a walk-through is presented.",
      details: "Elsewhere it does nothing. `help walk` says what can be done there.",
      examples: ["pause"]
    ) { (call) throws(Diagnostic) in call.session.effects.pause() },
    Command(
      "expect", [.init("left == right [~ tolerance]", .expectation)],
      summary: "Checks that something holds, and fails if it does not.",
      details: """
        Two sides of == are compared, exactly or within a tolerance after ~. Anything else has to \
        differ from 0. `expect error "text"` stands before a statement that has to fail with a \
        message that contains the text. `expect file "NAME"` holds if this run has written the \
        file, and something is in it.
        """,
      examples: [
        "x = 3; y = x^2\nbackward y;\nexpect x.grad == 6\nexpect y.value == 9 ~ 1e-9",
        "expect error \"not defined\"\n2q + 1",
        "a = 2; draw 3a to triple.dot\nexpect file \"triple.dot\"",
      ], voice: .always
    ) { (call) throws(Diagnostic) in try call.expect() },
    Command(
      "source", [.init("FILE", .path)], summary: "Runs a file in this session.",
      details: """
        Its names are then defined here. It stops at the first mistake. In a script FILE is the one \
        beside the script, and where there is none, the one in the folder where the program runs, to \
        which `save` and `export` write. A `;` keeps the whole file quiet.
        """,
      examples: [], topOnly: true
    ) { (call) throws(Diagnostic) in
      guard let (path, span) = call.text("FILE") else { return }
      try call.session.source(path, isQuiet: call.isSilent, at: span)
    },
    Command(
      "save", [.init("FILE", .path)],
      summary: "Writes what was done in this session to a file, as a script.",
      details: """
        Lines that failed or were undone are left out, and with an undone line those after it that \
        only looked at something, as `expect` does. `gradwalk FILE` runs it again.
        """,
      examples: ["a = 2\nb = a^2\nsave walk.gw"], kept: .never, topOnly: true
    ) { (call) throws(Diagnostic) in
      guard let (path, span) = call.text("FILE") else { return }
      try call.session.attempt(at: span) { () throws(Effects.Failure) in
        try call.session.writeFile(Array(call.session.script.utf8), path)
      }
      call.report(.file(path: path, format: "gw", nodes: nil))
    },
  ]
}

extension Command.Call {
  private func values(_ argument: String) throws(Diagnostic) -> [Shown] {
    guard case .expressions(let expressions)? = invocation.arguments[argument] else { return [] }
    var values: [Shown] = []
    for expression in expressions {
      values.append(workspace.shown(try session.evaluator.evaluate(expression)))
    }
    return values
  }

  fileprivate func printValues() throws(Diagnostic) {
    let values = try values("values")
    report(.printed(values))
  }

  fileprivate func say() throws(Diagnostic) {
    let texts = try values("text").map { value in
      if case .text(let text) = value { return text }
      return Text.of(value, session.settings.precision)
    }
    report(.said(texts.joined(separator: " ")))
  }

  // MARK: expect

  fileprivate func expect() throws(Diagnostic) {
    if let (path, _) = text("file") { return try expect(file: path) }
    guard case .expectation(let expectation)? = invocation.arguments.values.first else { return }
    let actual = workspace.shown(try session.evaluator.evaluate(expectation.actual))
    guard let right = expectation.expected else {
      var holds = false
      if case .number(let number) = actual { holds = number != 0 && !number.isNaN }
      return try conclude(holds, actual, .text("not 0"), difference: nil)
    }
    let expected = workspace.shown(try session.evaluator.evaluate(right))
    var tolerance = 0.0
    if let bound = expectation.tolerance {
      tolerance = try session.evaluator.plainNumber(
        session.evaluator.evaluate(bound), at: bound.span, needed: "a tolerance")
    }
    try conclude(
      Text.equal(actual, expected, within: tolerance), actual, expected,
      difference: difference(actual, expected))
  }

  private func expect(file path: String) throws(Diagnostic) {
    let bytes = session.bytesWritten(to: path)
    let actual =
      switch bytes {
      case nil: "none"
      case 0?: "an empty one"
      case let bytes?: bytes.counted("byte")
      }
    try conclude(
      bytes ?? 0 > 0, .text(actual), .text("this run to write the file “\(path)”"), difference: nil)
  }

  private func difference(_ actual: Shown, _ expected: Shown) -> String? {
    guard case .number(let a) = actual, case .number(let b) = expected else { return nil }
    let difference = abs(a - b)
    return difference.isFinite ? NumberFormat.significant(3).text(difference) : nil
  }

  private func conclude(
    _ passed: Bool, _ actual: Shown, _ expected: Shown, difference: String?
  ) throws(Diagnostic) {
    report(
      .expectation(
        passed: passed, actual: actual, expected: expected,
        place: workspace.sources.place(of: span)))
    // Where it has to fail, that is the mistake.
    guard !passed, session.stopsAtFailedExpectation || session.expectsFailure else { return }
    throw Diagnostic(
      .failedExpectation(
        actual: Text.of(actual, .full), expected: Text.of(expected, .full),
        difference: difference), span)
  }
}
