import Glibc
import Typography

/// The size of the terminal, and the room that text takes on it.
package enum Screen {
  /// Which side of a padded text stays free.
  package enum Alignment: Sendable { case left, right }

  /// Whether a descriptor is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal behind a descriptor; without one `$COLUMNS`; without that 80.
  package static func columns(of descriptor: Int32 = STDOUT_FILENO) -> Int {
    size(of: descriptor)?.columns
      ?? getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 > 0 ? $0 : nil }
      ?? 80
  }

  /// Columns and rows of the terminal behind a descriptor, nil when it is none.
  package static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// How many pixels wide the terminal behind a descriptor is; 0 where it does not say.
  package static func pixels(of descriptor: Int32) -> Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_xpixel) : 0
  }

  /// Columns that a text of one line takes: combining marks and colours none, East Asian wide
  /// letters and emoji two.
  package static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    var rest = text.unicodeScalars[...]
    var plain = String.UnicodeScalarView()
    while let scalar = rest.first {
      let length = escapeLength(rest)
      if length == 0 { plain.append(scalar) }
      rest = rest.dropFirst(max(length, 1))
    }
    return String(plain).reduce(0) { $0 + TextWidth.columns(of: $1) }
  }

  /// A text filled up with spaces to a width; a longer one is returned as it is.
  package static func padded(
    _ text: String, to width: Int, _ alignment: Alignment = .left
  ) -> String {
    let space = String(repeating: " ", count: max(0, width - Screen.width(of: text)))
    return alignment == .left ? text + space : space + text
  }

  /// A text without colours cut to a width, with `…` for what is missing.
  package static func shortened(_ text: String, to width: Int) -> String {
    guard Screen.width(of: text) > width else { return text }
    var result = ""
    var room = width - 1
    for character in text {
      room -= TextWidth.columns(of: character)
      if room < 0 { break }
      result.append(character)
    }
    return width > 0 ? result + "…" : ""
  }

  /// A text without colours cut to a width in its middle, with `…` for what is missing: the end gets
  /// the larger half.
  package static func shortenedInside(_ text: String, to width: Int) -> String {
    guard Screen.width(of: text) > width, width > 2 else { return shortened(text, to: width) }
    var end = ""
    var room = width / 2
    for character in text.reversed() {
      room -= TextWidth.columns(of: character)
      if room < 0 { break }
      end.insert(character, at: end.startIndex)
    }
    return shortened(text, to: width - Screen.width(of: end)) + end
  }

  /// The number of scalars of a CSI sequence (`ESC [ … letter`) at the start of a text, or 0.
  static func escapeLength(_ text: Substring.UnicodeScalarView) -> Int {
    guard text.starts(with: "\u{1B}[".unicodeScalars) else { return 0 }
    let end = text.dropFirst(2).firstIndex { ("@"..."~").contains($0) }
    return end.map { text.distance(from: text.startIndex, to: $0) + 1 } ?? 0
  }
}
