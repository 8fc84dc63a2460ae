#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How a number is written for people.
public enum NumberFormat: Sendable, Hashable {
  /// The shortest text that reads back exactly: `0.1`, `24.70408163265306`.
  case full
  /// So many significant digits, without trailing zeros: `24.7041`; whole numbers below 1e15 whole.
  case significant(Int)
  /// So many digits behind the point, zeros included: `24.7041`, `2.0000`. A small number of which
  /// nothing but zeros would be left shows its first digit: `-2e-05`.
  case decimals(Int)

  /// The number in this format. Whole numbers carry no point, and zero no sign except in full,
  /// where `-0` reads back as what it was.
  public func text(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    switch self {
    case .full:
      let text = number.description
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .significant where number == number.rounded() && abs(number) < 1e15:
      return String(Int64(number))
    case .significant(let digits):
      return withoutSignOfZero(printf("%.*g", digits, number))
    // A gradient that all but vanishes is not zero.
    case .decimals(let digits) where number != 0 && !hasDigit(printf("%.*f", digits, number)):
      return printf("%.*g", 1, number)
    case .decimals(let digits):
      // 17 digits of 1e300 behind a hundred others are no help.
      return abs(number) < 1e15
        ? withoutSignOfZero(printf("%.*f", digits, number)) : printf("%.*e", digits, number)
    }
  }

  private func printf(_ format: String, _ digits: Int, _ number: Double) -> String {
    // Sixteen digits before the point, or an exponent, next to those asked for.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(0, digits) + 32) { buffer in
      let written = withVaList([CInt(digits), number]) {
        vsnprintf(buffer.baseAddress!, buffer.count, format, $0)
      }
      let bytes = buffer.prefix(min(Int(written), buffer.count - 1))
      return String(decoding: bytes.lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  private func withoutSignOfZero(_ text: String) -> String {
    text.hasPrefix("-") && !hasDigit(text) ? String(text.dropFirst()) : text
  }

  /// Whether a number was written with any digit but zero.
  private func hasDigit(_ text: String) -> Bool { text.contains { "123456789".contains($0) } }
}
