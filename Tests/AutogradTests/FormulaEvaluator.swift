import Testing

@testable import Autograd

/// Computes a formula of the table. It knows only what formulas need of the language:
///
///     comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
///     sum        = product {("+" | "-") product}
///     product    = signed {("*" | "/") signed}
///     signed     = "-" signed | power
///     power      = atom ["^" signed]
///     atom       = number | name | name "(" comparison {"," comparison} ")" | "(" comparison ")"
func evaluate(_ text: String, _ names: [String: Double]) throws -> Double {
  var formula = Formula(tokens: tokens(of: text), names: names)
  let value = try formula.comparison()
  guard formula.tokens.isEmpty else { throw FormulaError(rest: formula.tokens) }
  return value
}

struct FormulaError: Error {
  let rest: [String]
}

private func tokens(of text: String) -> [String] {
  let pattern = #/\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z_]\w*|<=|>=|==|!=|[-+*\/^(),<>]/#
  return text.matches(of: pattern).map { String($0.output) }
}

private struct Formula {
  var tokens: [String]
  let names: [String: Double]

  mutating func take(_ wanted: String...) -> String? {
    guard let first = tokens.first, wanted.contains(first) else { return nil }
    return tokens.removeFirst()
  }

  mutating func comparison() throws -> Double {
    let left = try sum()
    guard let sign = take("<", "<=", ">", ">=", "==", "!=") else { return left }
    return apply(infix: sign, [left, try sum()])
  }

  mutating func sum() throws -> Double {
    var value = try product()
    while let sign = take("+", "-") { value = apply(infix: sign, [value, try product()]) }
    return value
  }

  mutating func product() throws -> Double {
    var value = try signed()
    while let sign = take("*", "/") { value = apply(infix: sign, [value, try signed()]) }
    return value
  }

  mutating func signed() throws -> Double {
    take("-") != nil ? -(try signed()) : try power()
  }

  mutating func power() throws -> Double {
    let base = try atom()
    return take("^") != nil ? apply(infix: "^", [base, try signed()]) : base
  }

  mutating func atom() throws -> Double {
    if take("(") != nil { return try closed() }
    guard let token = tokens.first else { throw FormulaError(rest: []) }
    tokens.removeFirst()
    if let number = Double(token) ?? names[token] { return number }
    guard let code = Operation.code(named: token), take("(") != nil else {
      throw FormulaError(rest: [token] + tokens)
    }
    let operation = Operation.table[Int(code.rawValue)]
    var operands = [try comparison()]
    while take(",") != nil { operands.append(try comparison()) }
    guard take(")") != nil else { throw FormulaError(rest: tokens) }
    operands += operation.defaults.suffix(operation.arity - operands.count)
    return operation.value(at: operands)
  }

  mutating func closed() throws -> Double {
    let value = try comparison()
    guard take(")") != nil else { throw FormulaError(rest: tokens) }
    return value
  }

  func apply(infix sign: String, _ operands: [Double]) -> Double {
    let row = operations.first {
      if case .infix(sign, _) = $0.notation { true } else { false }
    }
    return row!.value(at: operands)
  }
}
