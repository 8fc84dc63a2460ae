import Session

/// What the program writes when code is run in a session of its own.
package enum Transcript {
  /// The results and the mistakes, in their order, as lines of text.
  package static func text(of code: String, effects: Effects = .quiet) -> String {
    lines(of: code, effects) { report, session in
      var writer = TextWriter()
      writer.format = session.settings.precision
      return writer.lines(for: report)
    }
  }

  /// The same as lines of JSON.
  package static func json(of code: String, effects: Effects = .quiet) -> String {
    lines(of: code, effects) { report, _ in [JSONWriter.line(for: report)] }
  }

  private static func lines(
    of code: String, _ effects: Effects, _ write: (Report, Session) -> [String]
  ) -> String {
    LargeStack.run {
      let session = Session(effects: effects)
      var text = ""
      withoutActuallyEscaping(write) { write in
        session.report = { [unowned session] report in
          for line in write(report, session) { text += line + "\n" }
        }
        session.run(code)
        session.report = { _ in }
      }
      return text
    }
  }
}
