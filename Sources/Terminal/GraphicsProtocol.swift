import Glibc

/// How a terminal can be given a picture.
///
/// Sources: kitty's terminal graphics protocol, iTerm2's inline images protocol, and the sixels of
/// DEC's VT340.
package enum GraphicsProtocol: String, CaseIterable, Sendable {
  case kitty
  case iterm
  case sixel

  /// What asks a terminal which of them it knows: a kitty query, its name, and its attributes, which
  /// every terminal answers, so that it is the sign that nothing more will come.
  static let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>q\u{1B}[c"

  /// What an answer to ``question`` says; the best one first.
  ///
  ///     GraphicsProtocol(answer: "\u{1B}[?62;4;22c")   // .sixel
  init?(answer: String) {
    if answer.contains("\u{1B}_Gi=31;OK") {
      self = .kitty
    } else if answer.contains("iTerm2") || answer.contains("WezTerm") {
      self = .iterm
    } else if GraphicsProtocol.attributes(in: answer).contains("4") {
      self = .sixel
    } else {
      return nil
    }
  }

  /// The numbers of the terminal's attributes: those of `ESC [ ? 62 ; 4 ; 22 c`.
  private static func attributes(in answer: String) -> [Substring] {
    guard let start = answer.lastRange(of: "\u{1B}[?") else { return [] }
    return answer[start.upperBound...].prefix { $0 != "c" }.split(separator: ";").dropFirst()
      .map { $0 }
  }

  /// Whether an answer is complete: it ends with the attributes.
  static func isComplete(_ answer: String) -> Bool {
    guard let start = answer.lastRange(of: "\u{1B}[?") else { return false }
    return answer[start.upperBound...].contains("c")
  }

  /// What the terminal of this process says it knows, or `nil`.
  ///
  /// Terminals that would show the question instead of answering it are not asked: those without
  /// control sequences, and multiplexers, which keep pictures from what lies behind them.
  package static func ofTerminal(
    environment: (String) -> String? = { getenv($0).map { String(cString: $0) } },
    ask: (String) -> String = TerminalQuestion.ask
  ) -> GraphicsProtocol? {
    let kind = environment("TERM") ?? ""
    let mute = ["", "dumb", "linux"]
    if mute.contains(kind) || kind.hasPrefix("screen") || kind.hasPrefix("tmux") { return nil }
    if environment("TMUX") != nil { return nil }
    return GraphicsProtocol(answer: ask(question))
  }
}

extension String {
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    ranges(of: text).last
  }
}
