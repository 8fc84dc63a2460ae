import Autograd

/// The rules of algebra by which terms become shorter. They keep the value but for rounding,
/// wherever it is finite: 0 · x is 0.
extension SymbolicGraph {
  /// The operation on these operands, simplified.
  mutating func apply(_ code: OperationCode, _ operands: [Term]) -> Term {
    let numbers = operands.compactMap(number)
    if numbers.count == operands.count { return term(operation(code).value(at: numbers)) }
    switch code {
    case .add: return sum(operands[0], operands[1])
    case .sub: return difference(operands[0], operands[1])
    case .mul: return product(operands[0], operands[1])
    case .div: return quotient(operands[0], operands[1])
    case .neg: return negative(operands[0])
    case .pow: return power(operands[0], operands[1])
    default: return plain(code, operands)
    }
  }

  // MARK: Sums

  /// 0 + b = b, 2a + 3a = 5a, a + -b = a - b
  mutating func sum(_ a: Term, _ b: Term) -> Term {
    if let x = number(a), let y = number(b) { return term(x + y) }
    if number(a) == 0 { return b }
    if number(b) == 0 { return a }
    let (p, x) = scaled(a)
    let (q, y) = scaled(b)
    if x == y { return scaled(x, by: p + q) }
    if q < 0 { return difference(a, scaled(y, by: -q)) }
    if p < 0 { return difference(b, scaled(x, by: -p)) }
    return plain(.add, a, b)
  }

  /// a - 0 = a, 0 - b = -b, a - a = 0, a - -b = a + b
  mutating func difference(_ a: Term, _ b: Term) -> Term {
    if let x = number(a), let y = number(b) { return term(x - y) }
    if number(b) == 0 { return a }
    if number(a) == 0 { return negative(b) }
    let (p, x) = scaled(a)
    let (q, y) = scaled(b)
    if x == y { return scaled(x, by: p - q) }
    if q < 0 { return sum(a, scaled(y, by: -q)) }
    return plain(.sub, a, b)
  }

  /// --a = a, -(a - b) = b - a, -(a · b) = -a · b
  mutating func negative(_ a: Term) -> Term {
    let (p, x) = scaled(a)
    return p == 1 ? opposite(x) : scaled(x, by: -p)
  }

  /// The same for what has no factor that is a number.
  private mutating func opposite(_ a: Term) -> Term {
    if let number = number(a) { return term(-number) }
    if !isGiven(a), case .operation(let code, let operands) = kind(a) {
      switch code {
      case .sub: return plain(.sub, operands[1], operands[0])
      case .mul, .div:
        let (p, x) = scaled(operands[0])
        // One level down at most; a chain of products would be rebuilt from its far end.
        let isShallow = self.operands(x, of: .mul) == nil && self.operands(x, of: .div) == nil
        if isShallow || isGiven(x) { return plain(code, scaled(x, by: -p), operands[1]) }
      default: break
      }
    }
    return plain(.neg, a)
  }

  // MARK: Products

  /// 1 · b = b, 0 · b = 0, 2 · 3a = 6a, -a · -b = a · b, a · a² = a³, a · (1 / b) = a / b
  mutating func product(_ a: Term, _ b: Term) -> Term {
    if let number = number(a) { return product(number, b) }
    if let number = number(b) { return product(number, a) }
    if let term = existing(.mul, a, b), isGiven(term) { return term }
    let (p, x) = scaled(a)
    let (q, y) = scaled(b)
    if p == -1 || q == -1 || (p != 1 && q != 1), (p * q).isNormal {
      return product(p * q, product(x, y))
    }
    let (base, exponent) = powered(a)
    let (other, more) = powered(b)
    if base == other, let exponent, let more { return power(base, term(exponent + more)) }
    for (factor, fraction) in [(a, b), (b, a)] {
      if let parts = operands(fraction, of: .div), let number = number(parts[0]) {
        return quotient(product(number, factor), parts[1])
      }
    }
    return q != 1 ? plain(.mul, b, a) : plain(.mul, a, b)
  }

  private mutating func product(_ factor: Double, _ b: Term) -> Term {
    if factor == 0 { return term(0) }
    if factor == 1 { return b }
    if let number = number(b) { return term(factor * number) }
    if let parts = operands(b, of: .div), let number = number(parts[0]) {
      return quotient(term(factor * number), parts[1])
    }
    let (q, y) = scaled(b)
    return (factor * q).isNormal ? scaled(y, by: factor * q) : plain(.mul, term(factor), b)
  }

  /// a / 1 = a, 0 / b = 0, 6a / 2 = 3a, a / -b = -a / b
  mutating func quotient(_ a: Term, _ b: Term) -> Term {
    if let x = number(a), let y = number(b) { return term(x / y) }
    if number(a) == 0 { return a }
    if number(b) == 1 { return a }
    let (q, y) = scaled(b)
    if q == -1 { return quotient(negative(a), y) }
    let (p, x) = scaled(a)
    if p != 1, p != -1, let number = number(b), (p / number).isNormal, p / number * number == p {
      return product(p / number, x)
    }
    return plain(.div, a, b)
  }

  /// a⁰ = 1, a¹ = a
  mutating func power(_ a: Term, _ b: Term) -> Term {
    switch number(b) {
    case 0: return term(1)
    case 1: return a
    case 2: return existing(.mul, a, a).flatMap { isGiven($0) ? $0 : nil } ?? plain(.pow, a, b)
    default: return number(a) == 1 ? a : plain(.pow, a, b)
    }
  }

  /// A term as a base and a positive whole exponent, or `nil` for an exponent that is none.
  private func powered(_ a: Term) -> (base: Term, exponent: Double?) {
    guard let parts = operands(a, of: .pow), let exponent = number(parts[1]) else { return (a, 1) }
    return (parts[0], exponent > 0 && exponent == exponent.rounded() ? exponent : nil)
  }

  // MARK: Factors

  /// A term as a number times another: -3x as -3 and x.
  mutating func scaled(_ term: Term) -> (Double, Term) {
    if let number = number(term) {
      return number < 0 ? (-1, self.term(-number)) : (1, term)
    }
    var term = term
    var factor = 1.0
    while let operands = operands(term, of: .neg) {
      factor = -factor
      term = operands[0]
    }
    if let operands = operands(term, of: .mul) {
      if let number = number(operands[0]) { return (factor * number, operands[1]) }
      if let number = number(operands[1]) { return (factor * number, operands[0]) }
    }
    // The sign of the first factor is that of the whole; it is few factors away.
    if hasSign(term), case .operation(let code, let operands) = kind(term) {
      let (p, x) = scaled(operands[0])
      if p < 0 { return (-factor, plain(code, scaled(x, by: -p), operands[1])) }
    }
    return (factor, term)
  }

  /// `factor` times a term that has no such factor yet.
  private mutating func scaled(_ term: Term, by factor: Double) -> Term {
    switch factor {
    case 0: return self.term(0)
    case 1: return term
    case -1: return opposite(term)
    default:
      if let number = number(term) { return self.term(factor * number) }
      return plain(.mul, self.term(factor), term)
    }
  }
}
