/// The number before a term, as a fraction in lowest terms where both of its parts are whole, so
/// that a third stays `1 / 3`.
///
///     Coefficient(2, over: 6) + Coefficient(1, over: 6)   // 1 / 2
public struct Coefficient: Hashable, Sendable {
  public let numerator: Double
  /// Above 0.
  public let denominator: Double

  public init(_ numerator: Double, over denominator: Double = 1) {
    let sign = denominator < 0 ? -1.0 : 1
    let (n, d) = (sign * numerator, sign * denominator)
    let quotient = n / d
    let isExact = quotient == quotient.rounded() && quotient * d == n
    if isExact || !quotient.isFinite || !(1e-100...1e100).contains(d) {
      self.numerator = quotient
      self.denominator = 1
    } else if Coefficient.isWhole(n), Coefficient.isWhole(d) {
      let divisor = Coefficient.greatestDivisor(abs(n), d)
      self.numerator = n / divisor
      self.denominator = d / divisor
    } else {
      self.numerator = n
      self.denominator = d
    }
  }

  /// A number that is one or a few thirds, sevenths … as such a fraction, which has the same value; any
  /// other as it is.
  init(recognizing number: Double) {
    // What is short as a decimal, as 0.25, is left so.
    if number.isFinite, number.description.utf8.count > 12, abs(number) < 1000 {
      for denominator in 2...99 {
        let numerator = (number * Double(denominator)).rounded()
        if numerator != 0, numerator / Double(denominator) == number {
          self.init(numerator, over: Double(denominator))
          return
        }
      }
    }
    self.init(number)
  }

  static let zero = Coefficient(0)
  static let one = Coefficient(1)
  static let minusOne = Coefficient(-1)

  public var value: Double { numerator / denominator }
  var isWhole: Bool { denominator == 1 && Coefficient.isWhole(numerator) }
  var isNegative: Bool { numerator < 0 }

  /// Whether a number is whole, and small enough that its neighbours are numbers too.
  private static func isWhole(_ number: Double) -> Bool {
    number == number.rounded() && abs(number) < 9_007_199_254_740_992
  }

  private static func greatestDivisor(_ a: Double, _ b: Double) -> Double {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
    return a
  }

  static func * (a: Coefficient, b: Coefficient) -> Coefficient {
    Coefficient(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  static func + (a: Coefficient, b: Coefficient) -> Coefficient {
    if a.denominator == b.denominator {
      return Coefficient(a.numerator + b.numerator, over: a.denominator)
    }
    guard isWhole(a.numerator), isWhole(b.numerator), isWhole(a.denominator),
      isWhole(b.denominator)
    else { return Coefficient(a.value + b.value) }
    return Coefficient(
      a.numerator * b.denominator + b.numerator * a.denominator,
      over: a.denominator * b.denominator)
  }

  static prefix func - (a: Coefficient) -> Coefficient {
    Coefficient(-a.numerator, over: a.denominator)
  }
}
