/// Making any text fit to be shown.
enum VisibleText {
  /// The text with everything that XML cannot hold, or that no eye can see, replaced by a sign
  /// for it: control characters by their pictures (`␊`), characters that turn the direction of
  /// what follows, and those that are none, by `�`.
  static func visible(_ text: String) -> String {
    // Nearly every text needs nothing.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: text.unicodeScalars.lazy.map { visible($0) })
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

  /// The text with at most `limit` characters, the middle left out: the ends tell names apart.
  static func shortened(_ text: String, to limit: Int) -> String {
    let shown = visible(text)
    guard shown.count > limit else { return shown }
    let kept = max(limit, 3) - 1
    return "\(shown.prefix(kept - kept / 2))…\(shown.suffix(kept / 2))"
  }

  /// `²` for `2`; `nil` where there is no such character.
  static func superscript(_ number: String) -> String? {
    let digits: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
      "9": "⁹", "-": "⁻",
    ]
    var raised = ""
    for character in number {
      guard let digit = digits[character] else { return nil }
      raised.append(digit)
    }
    return raised
  }

  /// `w₀` for `w0` and `x₁w₁` for `x1w1`, as formulas are set: digits behind a letter are lowered,
  /// where a name is letters and digits only.
  static func subscripted(_ name: String) -> String {
    guard name.allSatisfy({ $0.isLetter || $0.isASCII && $0.isNumber }) else { return name }
    var lowered = ""
    for character in name {
      if let digit = character.wholeNumberValue, character.isASCII, !lowered.isEmpty {
        lowered.unicodeScalars.append(Unicode.Scalar(0x2080 + UInt32(digit))!)
      } else {
        lowered.append(character)
      }
    }
    return lowered
  }
}
