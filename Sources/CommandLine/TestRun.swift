import Language
import Session
import Typography

/// `gradwalk test FILE...`: runs files and counts what they expect.
final class TestRun {
  private let program: Program
  private var passed = 0
  private var failed = 0
  private var status = ExitStatus.fine
  /// How often each place failed, in their order.
  private var failures: [(position: String, count: Int)] = []

  init(program: Program) { self.program = program }

  /// Runs each file in a session of its own, says what failed, and closes with a line that counts.
  /// A mistake that ends a file counts as a failure; so does a file that cannot be read.
  func run(_ files: [String]) -> Int32 {
    for file in files {
      let before = passed + failed
      switch run(file) {
      case .interrupted:
        status = ExitStatus.interrupted
      case .failed:
        tellRepetitions()
        failed += 1
      case .finished:
        tellRepetitions()
        if passed + failed == before { warn("\(file) expects nothing") }
      }
      if status == ExitStatus.interrupted { break }
    }
    summarise()
    return status == ExitStatus.fine && failed > 0 ? ExitStatus.mistake : status
  }

  /// What fails in a loop is shown once, and counted each time.
  private func tellRepetitions() {
    for (position, count) in failures where count > 1 {
      program.output.line(
        "\(program.writer.ink(position, .error)) failed \((count - 1).counted("more time"))")
    }
    failures = []
  }

  private func warn(_ message: String) {
    program.write(
      .diagnostic(Diagnostic(.other(message, help: nil), .none, severity: .warning), nil),
      Settings())
  }

  private func summarise() {
    if program.arguments.writesJSON {
      let summary = JSON.object([
        ("type", .string("test")), ("passed", .integer(passed)), ("failed", .integer(failed)),
      ])
      return program.output.line(summary.text)
    }
    let ink = program.writer.ink
    program.output.line(
      ink("\(passed) passed", failed == 0 && passed > 0 ? .success : .plain) + ", "
        + ink("\(failed) failed", failed > 0 ? .error : .plain))
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
      if !error.isInterrupt { status = ExitStatus.usage }
      return error.isInterrupt ? .interrupted : .failed
    }
  }

  /// Counts expectations and lets only them and what went wrong be seen.
  private func take(_ report: Report, _ session: Session) {
    let settings = session.settings
    switch report {
    case .expectation(let isMet, let actual, let expected, let place):
      // What a block shows that has to fail counts for nothing.
      if session.expectsFailure { return }
      if isMet { passed += 1 } else { failed += 1 }
      if program.arguments.writesJSON { return program.write(report, settings) }
      if !isMet, let place {
        let mistake = Mistake.failedExpectation(
          actual: Text.of(actual, .full), expected: Text.of(expected, .full), difference: nil)
        let position = "\(place.file ?? ""):\(place.line):"
        if let known = failures.firstIndex(where: { $0.position == position }) {
          failures[known].count += 1
          return
        }
        failures.append((position, 1))
        program.output.line("\(program.writer.ink(position, .error)) \(mistake.message)")
      }
    case .diagnostic(let diagnostic, _)
    where diagnostic.severity == .error && !session.expectsFailure:
      program.write(report, settings)
    default:
      break
    }
  }
}
