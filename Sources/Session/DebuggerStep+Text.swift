import Autograd

extension DebuggerStep {
  /// What the step does, on a line: `a.grad += ∂L/∂e · b = -2 · -3 = 6`, or in a forward pass
  /// `e = a * b = 2 * -3 = -6`; without the numbers where it has not been done.
  public func line(_ format: NumberFormat) -> String {
    guard let edge else {
      let text = "\(node) = \(formula)"
      guard let after, let substituted else { return text }
      return text + " = \(substituted) = \(format.text(after))"
    }
    let sum =
      "\(edge.operand).grad += ∂\(root)/∂\(node) · \(DebuggerStep.factor(edge.formula))"
    guard isTaken || after != nil else { return sum }
    return sum
      + " = \(format.text(edge.upstream)) · \(format.text(edge.local)) = "
      + format.text(edge.contribution)
  }

  /// What the step changes: `a.grad: 0 → 6`; `nil` where that is not known.
  public func change(_ format: NumberFormat, isUndone: Bool = false) -> String? {
    guard let edge, let before, let after else { return nil }
    let (from, to) = isUndone ? (after, before) : (before, after)
    return "\(edge.operand).grad: \(format.text(from)) → \(format.text(to))"
  }

  /// A formula as a factor of a product.
  private static func factor(_ formula: String) -> String {
    formula.contains(" ") && !(formula.hasSuffix(")") && isOneCall(formula))
      ? "(\(formula))" : formula
  }

  /// Whether a formula is one call, such as `f(x, y)`.
  private static func isOneCall(_ formula: String) -> Bool {
    guard let opening = formula.firstIndex(of: "("),
      !formula[..<opening].contains(where: { " +-*/^".contains($0) })
    else { return false }
    var depth = 0
    for (place, character) in zip(formula.indices, formula) {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0, place > opening { return formula.index(after: place) == formula.endIndex }
    }
    return false
  }
}
