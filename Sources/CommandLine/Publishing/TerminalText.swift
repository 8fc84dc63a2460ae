import Terminal
import Typography

/// Lines for a terminal as HTML: its colours become classes, which say what a piece of text is.
enum TerminalText {
  static func html(_ lines: [String]) -> String {
    lines.map(html).joined(separator: "\n")
  }

  /// The lines without their colours.
  static func plain(_ lines: [String]) -> [String] {
    lines.map { line in pieces(of: line).map(\.text).joined() }
  }

  private static func html(_ line: String) -> String {
    pieces(of: line).map { text, role in
      let shown = HTML.text(text)
      return role.map { "<span class=\"\($0.rawValue)\">\(shown)</span>" } ?? shown
    }.joined()
  }

  /// The pieces of a line, each with the role whose colour it has.
  private static func pieces(of line: String) -> [(text: String, role: Ink.Role?)] {
    var pieces: [(text: String, role: Ink.Role?)] = []
    var role: Ink.Role?
    for (number, part) in line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
      .enumerated()
    {
      var text = part
      if number > 0, part.first == "[", let end = part.firstIndex(of: "m") {
        role = Ink.role(ofStyle: String(part[part.index(after: part.startIndex)..<end]))
        text = part[part.index(after: end)...]
      }
      if !text.isEmpty { pieces.append((String(text), role)) }
    }
    return pieces
  }
}
