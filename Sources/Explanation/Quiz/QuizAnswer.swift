/// A number that was given for a gradient, and how exactly it was written.
///
/// An answer is right if it is off by no more than a ten-thousandth, or if it is the gradient
/// rounded to the digits that were typed, of which there are at least two, and one behind the
/// point: 0.39 will do for 0.3932, and 0.4 is too rough to tell.
public struct QuizAnswer: Sendable, Equatable {
  public let value: Double
  /// How the number was written, where it was written as one.
  let digits: Digits?

  /// How near an answer comes to a number.
  enum Closeness: Sendable, Equatable {
    case equal
    /// Rounded rightly, to fewer digits than can tell.
    case rough
    case different
  }

  /// The largest relative error of a right answer.
  static let tolerance = 1e-4

  /// - Parameters:
  ///   - value: what the answer came to.
  ///   - text: what was typed; an expression is taken as exact.
  public init(_ value: Double, typed text: String) {
    self.value = value
    digits = Digits(text)
  }

  /// `noise` is how far the exact number may itself be off.
  func closeness(to exact: Double, noise: Double = 0) -> Closeness {
    let difference = abs(value - exact)
    if difference <= max(QuizAnswer.tolerance * abs(exact), noise) { return .equal }
    guard let digits, digits.significant > 0, difference <= digits.unit / 2 * (1 + 1e-9)
    else { return .different }
    return digits.significant > 1 && digits.hasFraction ? .equal : .rough
  }

  /// The digits of a number as it was typed.
  struct Digits: Sendable, Equatable {
    /// What one more in the last place would be.
    let unit: Double
    /// Digits from the first that is not 0.
    let significant: Int
    let hasFraction: Bool

    /// `nil` where the text is not just a number.
    init?(_ text: String) {
      var mantissa = text.filter { $0 != " " }[...]
      if mantissa.hasPrefix("-") || mantissa.hasPrefix("+") { mantissa = mantissa.dropFirst() }
      var exponent = 0
      if let sign = mantissa.firstIndex(where: { $0 == "e" || $0 == "E" }) {
        guard let power = Int(mantissa[mantissa.index(after: sign)...]), abs(power) < 400
        else { return nil }
        exponent = power
        mantissa = mantissa[..<sign]
      }
      let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
      let digits = parts.joined()
      guard (1...2).contains(parts.count), !digits.isEmpty,
        digits.allSatisfy({ $0.isASCII && $0.isNumber })
      else { return nil }
      let places = parts.count == 2 ? parts[1].count : 0
      guard let unit = Double("1e\(exponent - places)") else { return nil }
      self.unit = unit
      significant = digits.drop { $0 == "0" }.count
      hasFraction = places > 0
    }
  }
}
