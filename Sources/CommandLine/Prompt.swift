import Glibc
import Language
import Session
import Terminal

/// The prompt: reads a line, runs it, shows what it found out, and so on.
final class Prompt {
  private let program: Program
  private let session: Session
  private let editor: LineEditor

  init(program: Program, session: Session) {
    self.program = program
    self.session = session
    let completer = Completer(session)
    editor = LineEditor(
      historyFile: World.file(
        "history", variable: "XDG_STATE_HOME", fallback: ".local/state")
    ) { line, cursor in Prompt.completion(completer.offer(for: line, cursor: cursor)) }
    let editor = editor
    session.history = { editor.history }
    session.effects.ask = { (question) throws(Effects.Failure) in
      program.output.flush()
      let input = editor.read(prompt: program.writer.ink(question, .prompt))
      guard case .line(let answer) = input else { return nil }
      return answer
    }
  }

  func run() {
    if !program.arguments.isQuiet {
      program.output.line(
        "Gradwalk \(Gradwalk.version). Type an expression, `help` for help, Ctrl-D to leave.")
    }
    runStartUpFile()
    let ink = program.writer.ink
    while !session.isFinished, !program.output.isClosed {
      program.output.flush()
      if let warning = editor.takeWarning() { program.output.error("warning: \(warning)") }
      switch read(ink) {
      case .line(let text):
        editor.remember(text)
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

  /// A whole input: as long as a bracket is open, another line is asked for.
  private func read(_ ink: Ink) -> LineEditor.Input {
    var text = ""
    while true {
      let place = session.debuggerPlace.map { $0 + " " } ?? ""
      let prompt = text.isEmpty ? "\(place)>>> " : "... "
      let input = editor.read(prompt: ink(prompt, .prompt))
      guard case .line(let line) = input else { return input }
      text += text.isEmpty ? line : "\n" + line
      if !Parser.isUnfinished(text) { return .line(text) }
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

  private static func completion(_ offer: Completer.Offer) -> Completion {
    switch offer.kind {
    case .files:
      return .fileNames(from: offer.start)
    case .words(let words):
      return Completion(
        replacementStart: offer.start,
        candidates: words.map { word in
          let follower: Completion.Follower =
            switch word.follower {
            case .space: .space
            case .parenthesis: .openParenthesis
            case .nothing: .nothing
            }
          return Completion.Candidate(word.text, followedBy: follower)
        })
    }
  }
}
