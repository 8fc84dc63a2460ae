import Typography

extension VisibleText {
  /// The text with at most `limit` characters, the middle left out: the ends tell names apart.
  static func shortened(_ text: String, to limit: Int) -> String {
    let shown = visible(text)
    guard shown.count > limit else { return shown }
    let kept = max(limit, 3) - 1
    return "\(shown.prefix(kept - kept / 2))…\(shown.suffix(kept / 2))"
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
