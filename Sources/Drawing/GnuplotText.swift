import Autograd
import Typography

/// Texts and numbers as gnuplot reads them.
enum GnuplotText {
  /// A text in single quotes, in which nothing but the quote means anything to gnuplot: no escape, no
  /// command between backticks, no macro. What has no width, a line's end among it, is replaced by
  /// a sign, so that no text ends its line.
  static func quoted(_ text: String, limit: Int = 120) -> String {
    let shown = VisibleText.shortened(text, to: limit)
    return "'"
      + shown.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }

  /// A text in single quotes that takes up at most so many ems, the middle left out.
  static func quoted(_ text: String, ems: Double) -> String {
    var limit = min(text.count, 400)
    while limit > 3, Helvetica.width(of: VisibleText.shortened(text, to: limit)) > ems {
      limit -= 1
    }
    return quoted(text, limit: limit)
  }

  static func number(_ number: Double) -> String {
    number.isFinite ? NumberFormat.full.text(number) : "NaN"
  }

  /// A size, which nobody sees the third decimal of.
  static func rounded(_ number: Double) -> String {
    let hundredths = (number * 100).rounded() / 100
    return NumberFormat.significant(6).text(hundredths)
  }

  static func range(_ range: ClosedRange<Double>) -> String {
    "[\(number(range.lowerBound)):\(number(range.upperBound))]"
  }

  static func colour(_ colour: Colour) -> String { "rgb '\(colour)'" }
}
