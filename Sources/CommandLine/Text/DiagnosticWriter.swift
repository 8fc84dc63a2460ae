import Language
import Terminal

/// A mistake with the line it is in and a caret below it.
struct DiagnosticWriter {
  let writer: TextWriter

  func lines(_ diagnostic: Diagnostic, _ place: Place?) -> [String] {
    let role: Ink.Role =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .hint: .hint
      }
    let position = place.flatMap { place in
      place.file.map { "\($0):\(place.line):\(place.column): " }
    }
    let head =
      (position ?? "") + writer.ink("\(diagnostic.severity.rawValue):", role) + " "
      + diagnostic.message
    guard let place, diagnostic.mistake != .interrupted else {
      return [head] + (diagnostic.help.map { ["  \($0)"] } ?? [])
    }
    return [head] + excerpt(place, diagnostic.help, role)
  }

  private func excerpt(_ place: Place, _ help: String?, _ role: Ink.Role) -> [String] {
    let bar = writer.ink("  | ", .dimmed)
    let room = max(writer.columns - 4, 20)
    var before = place.before
    var line = place.text
    // Of a line that is too long, the part around the place is shown.
    if Screen.width(of: line) > room, Screen.width(of: before) > room / 2 {
      var left = ""
      for character in before.reversed() {
        if Screen.width(of: left) >= room / 2 - 1 { break }
        left = String(character) + left
      }
      line = "…" + left + line.dropFirst(before.count)
      before = "…" + left
    }
    line = Screen.shortened(line, to: room)
    let indent = DiagnosticWriter.blank(before)
    let width = min(max(Screen.width(of: place.marked), 1), max(room - Screen.width(of: before), 1))
    let carets = String(repeating: "^", count: width)
    let caret = bar + indent + writer.ink(carets, role)
    guard let help else { return [bar + DiagnosticWriter.visible(line), caret] }
    if Screen.width(of: indent) + width + 1 + Screen.width(of: help) <= room {
      return [bar + DiagnosticWriter.visible(line), caret + " " + writer.ink(help, .hint)]
    }
    var narrow = writer
    narrow.columns = room
    return [bar + DiagnosticWriter.visible(line), caret]
      + narrow.wrapped(help).map { bar + writer.ink($0, .hint) }
  }

  /// As wide as the text, and empty; tabs stay, so that they end where they do above.
  private static func blank(_ text: String) -> String {
    text.map { character in
      character == "\t"
        ? "\t" : String(repeating: " ", count: Screen.width(of: visible(String(character))))
    }.joined()
  }

  /// The line without characters that would move the cursor.
  static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
        }))
  }
}
