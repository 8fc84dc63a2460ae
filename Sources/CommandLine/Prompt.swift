import Glibc
import Language
import Session
import Terminal

/// The prompt: reads a line, runs it, shows what it found out, and so on.
final class Prompt {
  private let program: Program
  private let session: Session
  private let input: SessionInput

  init(program: Program, session: Session) {
    self.program = program
    self.session = session
    input = SessionInput(program: program, session: session)
  }

  func run() {
    if !program.arguments.isQuiet {
      program.output.line(
        "Gradwalk \(Gradwalk.version). Type an expression, `help` for help, Ctrl-D to leave.")
    }
    runStartUpFile()
    while !session.isFinished, !program.output.isClosed {
      switch input.read() {
      case .line(let text):
        input.remember(text)
        // Enter alone repeats what the debugger was told last.
        let isEmpty = text.allSatisfy { $0 == " " }
        session.run(isEmpty ? session.repeatedCommand ?? text : text)
        Interrupt.clear()
      case .interrupted:
        continue
      case .end where session.isDebugging:
        if !program.arguments.isQuiet { program.output.line("") }
        session.run("quit")
      case .end:
        if !program.arguments.isQuiet { program.output.line("") }
        return
      }
    }
  }

  private func runStartUpFile() {
    guard program.arguments.runsStartUpFile,
      let path = World.file("init.gw", variable: "XDG_CONFIG_HOME", fallback: ".config"),
      access(path, F_OK) == 0
    else { return }
    do throws(Effects.Failure) {
      session.run(try World.text(of: path), name: path)
    } catch {
      program.output.error("warning: \(error.message)")
    }
  }
}
