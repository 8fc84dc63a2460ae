import Glibc
import Language
import Rendering
import Session
import Terminal

/// One run of the program: what the arguments ask for, one after the other.
final class Program {
  let arguments: Arguments
  let output: Output
  private let input = StandardInput()
  private(set) var writer = TextWriter()
  private let pictures = TerminalPictures()

  init(_ arguments: Arguments) {
    self.arguments = arguments
    let isTerminal = Screen.isTerminal(STDOUT_FILENO)
    output = Output(isTerminal: isTerminal)
    writer.ink = Ink(arguments.color, on: STDOUT_FILENO)
  }

  func run() -> Int32 {
    Interrupt.install()
    let status: Int32
    switch arguments.mode {
    case .help:
      output.line(String(Arguments.help.dropLast()))
      status = ExitStatus.fine
    case .version:
      output.line("Gradwalk \(Gradwalk.version)")
      status = ExitStatus.fine
    case .generate(let name):
      output.line(GeneratedPage.text(name))
      status = ExitStatus.fine
    case .test(let files):
      status = TestRun(program: self).run(files)
    case .walk(let file):
      input.isScript = file == "-"
      status = Presentation(program: self).present(file)
    case .lesson(let name):
      status = LessonList(program: self).run(name)
    case .publish(let request):
      status = PublishRun(program: self, request).run()
    case .prompt, .code, .file:
      status = runSession()
    }
    output.flush()
    // Whoever read has read enough: nothing is wrong.
    if output.isClosed { return ExitStatus.fine }
    if let failure = output.failure {
      output.error("gradwalk: \(FileFailure(.write, "standard output", code: failure))")
      return max(status, ExitStatus.mistake)
    }
    return status
  }

  private func runSession() -> Int32 {
    let session = makeSession()
    var outcome = Session.Outcome.finished
    switch arguments.mode {
    case .code:
      for code in arguments.code where outcome == .finished && !session.isFinished {
        outcome = session.run(code, name: "-e")
      }
    case .file(let file, let words):
      input.isScript = file == "-"
      session.define(arguments: words)
      do throws(Effects.Failure) {
        outcome = session.run(try Walkthrough.parts(of: file), name: file)
      } catch {
        output.error("gradwalk: \(error.message)")
        return error.isInterrupt ? ExitStatus.interrupted : ExitStatus.usage
      }
    default:
      if !Screen.isTerminal(STDIN_FILENO) {
        input.isScript = true
        do throws(Effects.Failure) {
          outcome = session.run(try World.text(of: "-"), name: "stdin")
        } catch {
          output.error("gradwalk: \(error.message)")
          return ExitStatus.usage
        }
      }
    }
    if isPrompting, !session.isFinished {
      Prompt(program: self, session: session).run()
      return ExitStatus.fine
    }
    switch outcome {
    case .finished: return ExitStatus.fine
    case .failed: return ExitStatus.mistake
    case .interrupted: return ExitStatus.interrupted
    }
  }

  private var isPrompting: Bool {
    arguments.isInteractive
      || (arguments.mode == .prompt && Screen.isTerminal(STDIN_FILENO))
  }

  /// A session that writes its reports to the output.
  func makeSession() -> Session {
    let session = Session(
      effects: World.effects(output: output, showsPictures: !arguments.writesJSON))
    session.effects.ask = { [input, output] (prompt) throws(Effects.Failure) in
      try input.line(prompt, output: output)
    }
    if !arguments.writesJSON {
      session.effects.showsImages = { [pictures] in pictures.graphics($0) != nil }
    }
    session.showsValues = !arguments.isQuiet
    if let seed = arguments.seed { session.workspace.seed(seed) }
    session.report = { [unowned self, unowned session] report in
      write(report, session.settings)
    }
    return session
  }

  private func show(_ png: [UInt8], _ settings: Settings) {
    do throws(LayoutError) {
      output.bytes(try pictures.sequence(png, settings.graphics))
    } catch {
      output.error("warning: the picture cannot be shown: \(error.message)")
    }
  }

  func write(_ report: Report, _ settings: Settings) {
    // Whoever read has gone, as after `| head`: that this ends the run is no news.
    if output.isClosed { return }
    if arguments.writesJSON { return output.line(JSONWriter.line(for: report)) }
    writer.format = settings.precision
    writer.columns = Screen.columns()
    if case .image(let png, _) = report { show(png, settings) }
    if TextWriter.isForError(report) {
      var writer = writer
      writer.ink = Ink(arguments.color, on: STDERR_FILENO)
      output.error(writer.lines(for: report).joined(separator: "\n"))
    } else {
      for line in writer.lines(for: report) { output.line(line) }
    }
  }
}

extension Session {
  /// Makes the words behind a script's name its list `args`: numbers where they are numbers.
  func define(arguments words: [String]) {
    workspace.define(
      "args", .list(words.map { word in Double(word).map { .number($0) } ?? .text(word) }))
  }
}
