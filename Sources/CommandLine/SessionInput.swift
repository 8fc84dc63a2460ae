import Language
import Session
import Terminal

/// What somebody types into a session at a terminal: edited, completed and remembered.
final class SessionInput {
  private let program: Program
  private let session: Session
  private let editor: LineEditor

  /// From now on the session asks here, as a quiz does, and has a history.
  init(program: Program, session: Session) {
    self.program = program
    self.session = session
    let completer = Completer(session)
    editor = LineEditor(
      historyFile: World.file(
        "history", variable: "XDG_STATE_HOME", fallback: ".local/state")
    ) { line, cursor in SessionInput.completion(completer.offer(for: line, cursor: cursor)) }
    let editor = editor
    session.history = { editor.history }
    session.effects.ask = { [unowned self] (question) throws(Effects.Failure) in
      self.answer(question)
    }
  }

  /// A line that is an answer, and no code; `nil` where none comes.
  func answer(_ question: String) -> String? {
    program.output.flush()
    let input = editor.read(prompt: program.writer.ink(question, .prompt))
    guard case .line(let answer) = input else { return nil }
    return answer
  }

  /// A whole input: as long as a bracket is open, another line is asked for.
  func read() -> LineEditor.Input {
    program.output.flush()
    if let warning = editor.takeWarning() { program.output.error("warning: \(warning)") }
    let ink = program.writer.ink
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

  /// Puts a line into the history.
  func remember(_ text: String) { editor.remember(text) }

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
