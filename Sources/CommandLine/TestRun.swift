import Language
import Session

/// `gradwalk test FILE...`: runs files and counts what they expect.
final class TestRun {
  private let program: Program
  private var passed = 0
  private var failed = 0

  init(program: Program) { self.program = program }

  /// Runs each file in a session of its own, says what failed, and closes with a line that counts.
  func run(_ files: [String]) -> Int32 {
    for file in files {
      let outcome = run(file)
      if outcome == .interrupted { return ExitStatus.interrupted }
      if outcome == .failed { failed += 1 }
    }
    if program.arguments.writesJSON {
      let summary = JSON.object([
        ("type", .string("test")), ("passed", .integer(passed)), ("failed", .integer(failed)),
      ])
      program.output.line(summary.text)
    } else {
      program.output.line("\(passed) passed, \(failed) failed")
    }
    return failed == 0 ? ExitStatus.fine : ExitStatus.mistake
  }

  private func run(_ file: String) -> Session.Outcome {
    let session = program.makeSession()
    session.define(arguments: [])
    session.stopsAtFailedExpectation = false
    // Nobody sits before a test.
    session.effects.ask = { (_) throws(Effects.Failure) in nil }
    session.report = { [unowned self, unowned session] report in
      take(report, session)
    }
    do throws(Effects.Failure) {
      return session.run(try Walkthrough.parts(of: file), name: file)
    } catch {
      program.output.error("gradwalk: \(error.message)")
      return error.isInterrupt ? .interrupted : .failed
    }
  }

  /// Counts expectations and lets only them and what went wrong be seen.
  private func take(_ report: Report, _ session: Session) {
    let settings = session.settings
    switch report {
    case .expectation(let isMet, let actual, let expected, let place):
      if isMet { passed += 1 } else { failed += 1 }
      if program.arguments.writesJSON { return program.write(report, settings) }
      if !isMet, let place {
        let mistake = Mistake.failedExpectation(
          actual: Text.of(actual, .full), expected: Text.of(expected, .full), difference: nil)
        program.output.line("\(place.file ?? ""):\(place.line): \(mistake.message)")
      }
    case .diagnostic(let diagnostic, _)
    where diagnostic.severity == .error && !session.expectsFailure:
      program.write(report, settings)
    default:
      break
    }
  }
}
