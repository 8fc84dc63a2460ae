import Autograd

extension Formula {
  /// What writing a formula needs to know.
  public struct Notation {
    let name: (Node) -> String
    let operation: (OperationCode) -> Operation
    let format: NumberFormat

    public init(
      format: NumberFormat = .full, operation: @escaping (OperationCode) -> Operation,
      name: @escaping (Node) -> String
    ) {
      self.name = name
      self.operation = operation
      self.format = format
    }
  }

  /// The formula in the language's notation, with no more parentheses than it needs to read back as
  /// the same: `2x * cos(x^2)`.
  ///
  ///     formula.text(Formula.Notation(operation: graph.operation, name: \.description))
  public func text(_ notation: Notation) -> String { phrase(notation).text }

  fileprivate func phrase(_ notation: Notation) -> Phrase {
    switch self {
    case .number(let number): return Phrase(number, notation)
    case .variable(let node): return Phrase(text: notation.name(node), precedence: Phrase.atomic)
    case .sum(let terms): return Formula.sumPhrase(terms, notation)
    case .product(let number, let factors): return Formula.productPhrase(number, factors, notation)
    case .call(let code, let operands):
      let operation = notation.operation(code)
      guard case .infix(_, let precedence) = operation.notation else {
        return Phrase(
          text: operation.formula(applied: operands.map { $0.text(notation) }),
          precedence: Phrase.atomic)
      }
      let texts = operands.map { $0.phrase(notation).binding(at: precedence + 1) }
      return Phrase(text: operation.formula(applied: texts), precedence: precedence)
    }
  }

  private static func sumPhrase(_ terms: [Formula], _ notation: Notation) -> Phrase {
    var text = terms[0].phrase(notation).binding(at: Precedence.sum)
    for term in terms.dropFirst() {
      let opposite = term.isNegative ? term.opposite : term
      text +=
        (term.isNegative ? " - " : " + ")
        + opposite.phrase(notation).binding(at: Precedence.product)
    }
    return Phrase(text: text, precedence: Precedence.sum)
  }

  private static func productPhrase(
    _ number: Coefficient, _ factors: [Factor], _ notation: Notation
  ) -> Phrase {
    let (above, below) = fraction(number, factors)
    let sign = number.isNegative ? "-" : ""
    let numerator = joined(abs(number.numerator), above, notation)
    if number.denominator == 1 && below.isEmpty {
      let precedence =
        sign.isEmpty ? numerator.precedence : min(numerator.precedence, Precedence.prefix)
      return Phrase(text: sign + numerator.text, precedence: precedence)
    }
    let denominator = joined(number.denominator, below, notation)
    return Phrase(
      text: sign + numerator.binding(at: Precedence.product) + " / "
        + denominator.binding(at: Precedence.power), precedence: Precedence.product)
  }

  /// The factors above and below the bar of a fraction, all with the exponents that are written.
  static func fraction(
    _ number: Coefficient, _ factors: [Factor]
  ) -> (above: [Factor], below: [Factor]) {
    var above: [Factor] = []
    var below: [Factor] = []
    for factor in factors {
      if case .number(let exponent) = factor.exponent, exponent.isNegative {
        below.append(Factor(base: factor.base, exponent: .number(-exponent)))
      } else {
        above.append(factor)
      }
    }
    return (above, below)
  }

  /// A number and factors with signs between: `2x * cos(x)`. The number 1 is not written before
  /// others.
  private static func joined(
    _ number: Double, _ factors: [Factor], _ notation: Notation
  ) -> Phrase {
    let phrases = factors.map { $0.phrase(notation) }
    guard let first = phrases.first else { return Phrase(Coefficient(number), notation) }
    if phrases.count == 1, number == 1 { return first }
    let texts = phrases.map { $0.binding(at: Precedence.prefix + 1) }
    var text = texts.joined(separator: " * ")
    if number != 1 {
      let digits = notation.format.text(number)
      text = digits + (canTouch(digits, factors[0], texts[0]) ? "" : " * ") + text
    }
    return Phrase(text: text, precedence: Precedence.product)
  }

  /// Whether a number may stand right before a factor, as in `2x` and `2(a + b)`: not where `2e1`
  /// would be another number.
  private static func canTouch(_ digits: String, _ factor: Factor, _ text: String) -> Bool {
    guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return false }
    if text.hasPrefix("(") { return true }
    guard case .variable = factor.base, let first = text.unicodeScalars.first else { return false }
    let second = text.unicodeScalars.dropFirst().first
    if first == "e" || first == "E", let second, ("0"..."9").contains(second) { return false }
    return first.properties.isAlphabetic
  }
}

extension Formula.Factor {
  fileprivate func phrase(_ notation: Formula.Notation) -> Phrase {
    if exponent == .one { return base.phrase(notation) }
    let power = exponent.phrase(notation)
    return Phrase(
      text: base.phrase(notation).binding(at: Precedence.power + 1) + "^"
        + power.binding(at: Precedence.power + 1), precedence: Precedence.power)
  }
}

/// A piece of text, and how tightly it holds together.
private struct Phrase {
  let text: String
  let precedence: Int

  /// What no operator can pull apart.
  static let atomic = Int.max

  init(text: String, precedence: Int) {
    self.text = text
    self.precedence = precedence
  }

  init(_ number: Coefficient, _ notation: Formula.Notation) {
    let above = notation.format.text(number.numerator)
    if number.denominator == 1 {
      self.init(
        text: above, precedence: above.hasPrefix("-") ? Precedence.prefix : Phrase.atomic)
    } else {
      self.init(
        text: "\(above) / \(notation.format.text(number.denominator))",
        precedence: Precedence.product)
    }
  }

  /// The text, in parentheses where it holds together less than `precedence`.
  func binding(at precedence: Int) -> String {
    self.precedence < precedence ? "(\(text))" : text
  }
}
