/// How many columns of a terminal texts take.
public enum TextWidth {
  /// Columns of a text of one line: combining marks take none, East Asian wide letters and emoji
  /// two.
  public static func columns(of text: String) -> Int {
    // ASCII is one column a character.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + $1.columns }
  }

  /// Columns of one letter with its marks.
  public static func columns(of character: Character) -> Int { character.columns }
}

extension Character {
  /// Columns of one letter with its marks. Not wcwidth(3), which knows nothing outside ASCII
  /// before a locale is set and sees half of an emoji that is made of several scalars.
  fileprivate var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    // U+FE0F asks for the coloured form of a sign that is also text: ❤️.
    if unicodeScalars.count > 1, unicodeScalars.contains("\u{FE0F}"), first.properties.isEmoji {
      return 2
    }
    return first.columns
  }
}

extension Unicode.Scalar {
  /// East Asian Width W and F, by blocks; emoji are asked for separately.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x17000...0x18AFF, 0x1B000...0x1B2FF, 0x1F1E6...0x1F1FF, 0x20000...0x3FFFD,
  ]

  fileprivate var columns: Int {
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default:
      return properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }
}
