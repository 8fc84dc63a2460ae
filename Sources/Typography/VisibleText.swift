/// Making any text fit to be shown.
public enum VisibleText {
  /// The text with everything that XML cannot hold, or that no eye can see, replaced by a sign
  /// for it: control characters by their pictures (`␊`), characters that turn the direction of
  /// what follows, and those that are none, by `�`.
  ///
  /// - Parameter keepingLines: whether the ends of lines and tabs stay what they are.
  public static func visible(_ text: String, keepingLines: Bool = false) -> String {
    // Nearly every text needs nothing.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isKept = keepingLines && (scalar == "\n" || scalar == "\t")
      shown.append(isKept ? scalar : visible(scalar))
    }
    return String(shown)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)!
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x2028, 0x2029: "\u{FFFD}"
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
    default: scalar
    }
  }
}
