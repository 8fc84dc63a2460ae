import Autograd

/// The order in which terms and factors stand, the same whatever order they were written in.
extension Formula {
  /// Terms as they are written: powers of variables by falling degree, then what has functions, then
  /// the number; a positive term first, if there is one: `1 - tanh(n)^2`.
  static func arranged(_ terms: [Formula]) -> [Formula] {
    var terms = terms.sorted { a, b in
      let (first, second) = (a.termRank, b.termRank)
      if first != second { return first < second }
      return compare(a.parts.factors, b.parts.factors) < 0
    }
    if terms[0].isNegative, let place = terms.firstIndex(where: { !$0.isNegative }) {
      terms.insert(terms.remove(at: place), at: 0)
    }
    return terms
  }

  /// Whether it is written with a minus sign.
  var isNegative: Bool { parts.coefficient.isNegative }

  /// Minus the degree of what has only powers of variables; above those the rest.
  private var termRank: Double {
    let factors = parts.factors
    if factors.isEmpty { return .infinity }
    var degree = 0.0
    for factor in factors {
      guard case .variable = factor.base, case .number(let exponent) = factor.exponent,
        exponent.value.isFinite
      else { return .greatestFiniteMagnitude }
      degree += exponent.value
    }
    return -degree
  }

  private var rank: Int {
    switch self {
    case .variable: 0
    case .number: 1
    case .call: 2
    case .product: 3
    case .sum: 4
    }
  }

  /// Below 0 where `a` stands before `b`, 0 where they are the same.
  static func compare(_ a: Formula, _ b: Formula) -> Int {
    switch (a, b) {
    case (.variable(let x), .variable(let y)): return x.index - y.index
    case (.number(let x), .number(let y)): return x.value < y.value ? -1 : x.value > y.value ? 1 : 0
    case (.call(let code, let operands), .call(let other, let others)):
      if code == other { return compare(operands, others) }
      return word(code) < word(other) ? -1 : 1
    case (.product(let x, let factors), .product(let y, let others)):
      let order = compare(factors, others)
      return order != 0 ? order : compare(.number(x), .number(y))
    case (.sum(let terms), .sum(let others)): return compare(terms, others)
    default: return a.rank - b.rank
    }
  }

  private static func compare(_ a: [Formula], _ b: [Formula]) -> Int {
    for (x, y) in zip(a, b) {
      let order = compare(x, y)
      if order != 0 { return order }
    }
    return a.count - b.count
  }

  private static func compare(_ a: [Factor], _ b: [Factor]) -> Int {
    for (x, y) in zip(a, b) {
      let order = Factor.compare(x, y)
      if order != 0 { return order }
    }
    return a.count - b.count
  }

  /// Functions stand in the order of the alphabet, those of the graph's own behind them.
  private static func word(_ code: OperationCode) -> String {
    let place = Int(code.rawValue)
    return place < Operation.table.count ? Operation.table[place].name : "~\(place)"
  }
}

extension Formula.Factor {
  /// Powers of variables come first, then functions, then sums.
  func precedes(_ other: Formula.Factor) -> Bool {
    let (rank, otherRank) = (self.rank, other.rank)
    return rank != otherRank ? rank < otherRank : Formula.Factor.compare(self, other) < 0
  }

  private var rank: Int {
    switch (base, exponent) {
    case (.variable, .number): 0
    case (.variable, _), (.number, _): 1
    case (.call, _): 2
    default: 3
    }
  }

  static func compare(_ a: Formula.Factor, _ b: Formula.Factor) -> Int {
    let order = Formula.compare(a.base, b.base)
    return order != 0 ? order : Formula.compare(a.exponent, b.exponent)
  }
}
