import Autograd
import Language

/// Shown values as text.
public enum Text {
  /// A value on one line: a list in brackets, a string as it is.
  public static func of(_ value: Shown, _ format: NumberFormat) -> String {
    switch value {
    case .number(let number): format.text(number)
    case .list(let elements): "[" + elements.map { of($0, format) }.joined(separator: ", ") + "]"
    case .text(let text): text
    case .function(let text): text
    case .missing: "–"
    }
  }

  /// Whether two values are the same, numbers within a tolerance. nan equals nan.
  static func equal(_ a: Shown, _ b: Shown, within tolerance: Double) -> Bool {
    switch (a, b) {
    case (.number(let x), .number(let y)):
      return x == y || (x.isNaN && y.isNaN) || abs(x - y) <= tolerance
    case (.list(let xs), .list(let ys)):
      return xs.count == ys.count && zip(xs, ys).allSatisfy { equal($0, $1, within: tolerance) }
    case (.missing, .missing):
      return true
    default:
      return a == b
    }
  }
}
