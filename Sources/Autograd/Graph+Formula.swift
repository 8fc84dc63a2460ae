extension Graph {
  /// A node in terms of its operands, in the language's notation: `a * b`, `tanh(n)`, `x^2`.
  ///
  /// Constants are written as numbers; `name` says what every other operand is called. A leaf is
  /// its own name.
  public func formula(
    of node: Node, format: NumberFormat = .full, name: (Node) -> String
  ) -> String {
    guard let operation = operation(of: node) else { return name(node) }
    let arguments = operands(of: node).map { operand in
      instruction(operand).isConstant ? format.text(self[operand]) : name(operand)
    }
    return operation.formula(applied: arguments)
  }
}

extension Operation {
  /// The operation written with the texts of its operands, each a name or a number.
  public func formula(applied arguments: [String]) -> String {
    switch notation {
    case .function:
      var shown = arguments
      // A slope that is the usual one goes without saying.
      for (place, usual) in zip(parameters.indices.suffix(defaults.count), defaults).reversed()
      where shown[place] == NumberFormat.full.text(usual) {
        shown.removeLast()
      }
      return "\(name)(\(shown.joined(separator: ", ")))"
    case .prefix(let sign, _):
      return arguments[0].hasPrefix("-") ? "\(sign)(\(arguments[0]))" : sign + arguments[0]
    case .infix(let sign, let precedence):
      if precedence == Precedence.power {
        let base = arguments[0].hasPrefix("-") ? "(\(arguments[0]))" : arguments[0]
        return base + sign + arguments[1]
      }
      return "\(arguments[0]) \(sign) \(arguments[1])"
    }
  }
}
