import Autograd
import Language

/// Values and formulas as pieces of text.
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

  /// A formula or a number as a factor of a product that is written out: a number is bare, its sign
  /// included; a formula is in brackets where it begins with a sign, or has an operator that no call
  /// or brackets hold together.
  ///
  ///     Text.factor("-3")          // "-3"
  ///     Text.factor("-sin(u)")     // "(-sin(u))"
  ///     Text.factor("1 / x")       // "(1 / x)"
  ///     Text.factor("cos(a * b)")  // "cos(a * b)"
  public static func factor(_ text: String) -> String {
    if Double(text) != nil { return text }
    var depth = 0
    let isSplit = text.contains { character in
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      return depth == 0 && character == " "
    }
    return isSplit || text.hasPrefix("-") ? "(\(text))" : text
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
