import Autograd

/// An expression as a textbook would leave it: sums and products of any number of parts, like terms
/// collected, powers added up, in a fixed order: `2x * cos(exp(-cos(x^2))) * …`.
///
/// Equal formulas have been written alike, so `==` says whether two are the same after collecting.
/// Its value is that of the graph it was read from, wherever that one is finite.
public indirect enum Formula: Hashable, Sendable {
  case number(Coefficient)
  case variable(Node)
  /// Two or more terms, none of them a sum.
  case sum([Formula])
  /// A number times powers; no two have the same base.
  case product(Coefficient, [Factor])
  /// Any other operation.
  case call(OperationCode, [Formula])

  /// A power in a product; one of exponent 1 is its base.
  public struct Factor: Hashable, Sendable {
    public let base: Formula
    public let exponent: Formula
  }

  static let zero = Formula.number(.zero)
  static let one = Formula.number(.one)

  /// The variables, in the order of their making.
  public var variables: [Node] {
    var found: Set<Node> = []
    collectVariables(into: &found)
    return found.sorted()
  }

  private func collectVariables(into found: inout Set<Node>) {
    switch self {
    case .number: break
    case .variable(let node): found.insert(node)
    case .sum(let parts), .call(_, let parts):
      for part in parts { part.collectVariables(into: &found) }
    case .product(_, let factors):
      for factor in factors {
        factor.base.collectVariables(into: &found)
        factor.exponent.collectVariables(into: &found)
      }
    }
  }

  // MARK: Parts

  /// A term as a number and powers.
  var parts: (coefficient: Coefficient, factors: [Factor]) {
    switch self {
    case .number(let number): (number, [])
    case .product(let coefficient, let factors): (coefficient, factors)
    default: (.one, [Factor(base: self, exponent: .one)])
    }
  }

  private var terms: [Formula] {
    if case .sum(let terms) = self { terms } else { [self] }
  }

  private static func composed(_ coefficient: Coefficient, _ factors: [Factor]) -> Formula {
    if factors.isEmpty || coefficient == .zero { return .number(coefficient) }
    if factors.count == 1, factors[0].exponent == .one {
      if coefficient == .one { return factors[0].base }
      // -(a - b) is b - a.
      if coefficient == .minusOne, case .sum(let terms) = factors[0].base {
        return total(terms.map { product([.number(.minusOne), $0]) })
      }
    }
    return .product(coefficient, factors)
  }

  /// The same with the other sign, and otherwise as it was written.
  var opposite: Formula {
    let (coefficient, factors) = parts
    if factors.isEmpty { return .number(-coefficient) }
    let isPlain = coefficient == .minusOne && factors.count == 1 && factors[0].exponent == .one
    return isPlain ? factors[0].base : .product(-coefficient, factors)
  }

  // MARK: Operations

  /// An operation on formulas, in normal form.
  static func applying(_ code: OperationCode, _ operands: [Formula]) -> Formula {
    switch code {
    case .add: total(operands)
    case .sub: total([operands[0], product([.number(.minusOne), operands[1]])])
    case .mul: product(operands)
    case .div: product([operands[0], power(operands[1], .number(.minusOne))])
    case .neg: product([.number(.minusOne), operands[0]])
    case .pow: power(operands[0], operands[1])
    default: .call(code, operands)
    }
  }

  /// The same as it was written: nothing is collected, and the order is kept.
  static func asWritten(_ code: OperationCode, _ operands: [Formula]) -> Formula {
    switch code {
    case .add: return .sum(operands[0].terms + operands[1].terms)
    case .sub: return .sum(operands[0].terms + [operands[1].opposite])
    case .neg: return operands[0].opposite
    case .mul:
      let (left, right) = (operands[0].parts, operands[1].parts)
      let number = left.coefficient * right.coefficient
      let factors = left.factors + right.factors
      return factors.isEmpty ? .number(number) : .product(number, factors)
    case .div, .pow:
      let exponent = code == .div ? .number(.minusOne) : operands[1]
      let base = code == .div ? operands[1] : operands[0]
      let power = Factor(base: base, exponent: exponent)
      if code == .pow { return .product(.one, [power]) }
      let (number, factors) = operands[0].parts
      return .product(number, factors + [power])
    default: return .call(code, operands)
    }
  }

  /// 2a + 3a = 5a, a - a = 0, a · f(x) + b · f(x) = (a + b) · f(x)
  static func total(_ terms: [Formula]) -> Formula {
    var places: [[Factor]: Int] = [:]
    var collected: [(coefficient: Coefficient, factors: [Factor])] = []
    for term in terms.flatMap(\.terms) {
      let (coefficient, factors) = term.parts
      if let place = places[factors] {
        collected[place].coefficient = collected[place].coefficient + coefficient
      } else {
        places[factors] = collected.count
        collected.append((coefficient, factors))
      }
    }
    collected.removeAll { $0.coefficient == .zero }
    if let whole = wholeShares(in: collected.map { composed($0.coefficient, $0.factors) }) {
      return total(whole)
    }
    guard collected.count > 1 else {
      return collected.first.map { composed($0.coefficient, $0.factors) } ?? .zero
    }
    let common = commonFactors(collected.map(\.factors))
    if !common.isEmpty {
      let divisors = common.map { power($0.base, product([.number(.minusOne), $0.exponent])) }
      let rest = collected.map { product([composed($0.coefficient, $0.factors)] + divisors) }
      return product(common.map { power($0.base, $0.exponent) } + [total(rest)])
    }
    let parts = collected.map { composed($0.coefficient, $0.factors) }
    // 2(a + b) - 3(a + b) leaves a sum among the terms.
    if parts.contains(where: { $0.terms.count > 1 }) { return total(parts) }
    return .sum(arranged(parts))
  }

  /// a / (a + b) + b / (a + b) = 1, as the shares of a softmax are: the terms with such shares replaced
  /// by a number, or `nil` where there are none.
  private static func wholeShares(in terms: [Formula]) -> [Formula]? {
    var seen: Set<Formula> = []
    for whole in terms.compactMap(\.denominatorSum) where seen.insert(whole).inserted {
      let divisor = Factor(base: whole, exponent: .number(.minusOne))
      let shares = terms.filter { $0.parts.factors.contains(divisor) }
      guard shares.count >= whole.terms.count else { continue }
      let numerator = total(shares.map { product([$0, whole]) })
      let ratio =
        numerator.terms[0].parts.coefficient.value
        / whole.terms[0].parts.coefficient.value
      let number = Formula.number(Coefficient(ratio))
      guard numerator.terms.count == whole.terms.count,
        zip(numerator.terms, whole.terms).allSatisfy({ $0 == product([number, $1]) })
      else { continue }
      return terms.filter { !$0.parts.factors.contains(divisor) } + [number]
    }
    return nil
  }

  /// The sum that a term is divided by.
  private var denominatorSum: Formula? {
    parts.factors.first { factor in
      if case .sum = factor.base { factor.exponent == .number(.minusOne) } else { false }
    }?.base
  }

  /// What all terms have as a factor, but for plain powers of variables: x² + xy stays as it is.
  private static func commonFactors(_ terms: [[Factor]]) -> [Factor] {
    terms[0].compactMap { factor in
      if case .variable = factor.base, case .number = factor.exponent { return nil }
      var common = factor.exponent
      for factors in terms.dropFirst() {
        guard let other = factors.first(where: { $0.base == factor.base })?.exponent else {
          return nil
        }
        if other == common { continue }
        guard case .number(let a) = common, case .number(let b) = other,
          a.isNegative == b.isNegative
        else { return nil }
        common = abs(a.value) < abs(b.value) ? common : other
      }
      return Factor(base: factor.base, exponent: common)
    }
  }

  /// 2a · 3a = 6a², a · a^(n - 1) = a^n
  static func product(_ factors: [Formula]) -> Formula {
    var coefficient = Coefficient.one
    var places: [Formula: Int] = [:]
    var collected: [(base: Formula, exponents: [Formula])] = []
    for factor in factors {
      let (number, powers) = factor.parts
      coefficient = coefficient * number
      for var power in powers {
        // (-a - b) / (a + b) is -1.
        if case .sum(let terms) = power.base, terms.allSatisfy(\.isNegative),
          case .number(let exponent) = power.exponent, exponent.isWhole
        {
          if !Int(exactly: exponent.value)!.isMultiple(of: 2) { coefficient = -coefficient }
          let opposite = total(terms.map { product([.number(.minusOne), $0]) })
          power = Factor(base: opposite, exponent: power.exponent)
        }
        if let place = places[power.base] {
          collected[place].exponents.append(power.exponent)
        } else {
          places[power.base] = collected.count
          collected.append((power.base, [power.exponent]))
        }
      }
    }
    if coefficient == .zero { return .zero }
    var result: [Factor] = []
    var others: [Formula] = []
    for (base, exponents) in collected {
      guard exponents.count > 1 else {
        result.append(Factor(base: base, exponent: exponents[0]))
        continue
      }
      let power = power(base, total(exponents))
      let (number, factors) = power.parts
      if number == .one, factors.isEmpty { continue }
      if number == .one, factors.count == 1, factors[0].base == base {
        result += factors
      } else {
        // sqrt(a) · sqrt(a) is a, which may be a factor already.
        others.append(power)
      }
    }
    guard others.isEmpty else {
      return product([composed(coefficient, result)] + others)
    }
    return composed(coefficient, result.sorted { $0.precedes($1) })
  }

  /// a⁰ = 1, (2ab)² = 4a²b², (a²)³ = a⁶, sqrt(a)² = a
  static func power(_ base: Formula, _ exponent: Formula) -> Formula {
    let plain = Formula.product(.one, [Factor(base: base, exponent: exponent)])
    guard case .number(let number) = exponent else { return plain }
    if number == .zero { return .one }
    if number == .one { return base }
    let isWhole = number.isWhole && abs(number.value) < 1000
    switch base {
    case .number(let base):
      let value = { (x: Double) in
        Operation.table[Int(OperationCode.pow.rawValue)].value(at: [x, abs(number.value)])
      }
      guard isWhole else {
        return .number(
          Coefficient(
            Operation.table[Int(OperationCode.pow.rawValue)].value(
              at: [base.value, number.value])))
      }
      let (over, under) = (value(base.numerator), value(base.denominator))
      return .number(
        number.isNegative ? Coefficient(under, over: over) : Coefficient(over, over: under))
    case .product(let coefficient, let factors) where isWhole:
      return product(
        [power(.number(coefficient), exponent)]
          + factors.map { power($0.base, product([$0.exponent, exponent])) })
    case .call(.sqrt, let operands) where isWhole && Int(number.value).isMultiple(of: 2):
      return power(operands[0], .number(Coefficient(number.value / 2)))
    default:
      return plain
    }
  }
}
