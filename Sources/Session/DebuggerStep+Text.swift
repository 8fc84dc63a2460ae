import Autograd

extension DebuggerStep {
  /// What the step does, on a line: `a.grad += ∂L/∂e · b = -2 · -3 = 6`, or in a forward pass
  /// `e = a * b = 2 * -3 = -6`; without the numbers where it has not been done.
  public func line(_ format: NumberFormat) -> String {
    guard let edge else {
      let text = "\(node) = \(formula)"
      guard let after, let substituted else { return text }
      let value = format.text(after)
      // The negation of 1 is written as its value is.
      return text + (substituted == value ? "" : " = \(substituted)") + " = \(value)"
    }
    let sum =
      "\(edge.operand).grad += ∂\(root)/∂\(node) · \(Text.factor(edge.formula))"
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
}
