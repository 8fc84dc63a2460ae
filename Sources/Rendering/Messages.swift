import CGraphviz
import Glibc

/// What Graphviz says while one picture is made. It reports to a C function without context, so
/// the pieces are gathered in globals, which the lock of ``Layout`` guards.
enum Messages {
  nonisolated(unsafe) private static var pieces = ""
  nonisolated(unsafe) static private(set) var hasErrors = false

  /// Everything that was said, on one line; `nil` for nothing.
  static var text: String? {
    let lines = pieces.split(whereSeparator: \.isNewline)
    return lines.isEmpty ? nil : lines.joined(separator: " ")
  }

  static func begin() {
    pieces = ""
    hasErrors = false
    // The level of the worst message stays until it is reset, and would fail the next picture.
    agreseterrors()
    agseterrf { piece in
      guard let piece else { return 0 }
      let text = String(cString: piece)
      // "Error", ": " and the message come one by one.
      if text == "Error" { Messages.hasErrors = true } else if text != ": " { Messages.add(text) }
      return 0
    }
  }

  static func end() {
    agseterrf(nil)
    agreseterrors()
    pieces = ""
  }

  private static func add(_ text: String) {
    if text != "Warning" { pieces += text }
  }
}
