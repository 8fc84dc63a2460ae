import Autograd
import Typography

extension Formula {
  /// The formula as LaTeX writes mathematics: `2x \cdot \cos\left(x^{2}\right)`.
  public func latex(_ notation: Notation) -> String { typeset(notation).text }

  /// The same as a part of a product that is written out.
  public func factorLaTeX(_ notation: Notation, isFirst: Bool) -> String {
    let part = typeset(notation)
    let isSum = part.precedence <= Precedence.sum
    return isSum || part.text.hasPrefix("-") && !isFirst ? part.inParentheses : part.text
  }

  fileprivate func typeset(_ notation: Notation) -> Typeset {
    switch self {
    case .number(let number):
      let sign = number.isNegative ? "-" : ""
      let above = TeX.number(notation.format.text(abs(number.numerator)))
      if number.denominator == 1 { return Typeset(sign + above, isAtomic: sign.isEmpty) }
      let below = TeX.number(notation.format.text(number.denominator))
      return Typeset("\(sign)\\frac{\(above)}{\(below)}", Precedence.product)
    case .variable(let node):
      return Typeset(TeX.name(notation.name(node)), isAtomic: true)
    case .sum(let terms):
      var text = terms[0].typeset(notation).binding(at: Precedence.sum)
      for term in terms.dropFirst() {
        let opposite = term.isNegative ? term.opposite : term
        text +=
          (term.isNegative ? " - " : " + ")
          + opposite.typeset(notation).binding(at: Precedence.product)
      }
      return Typeset(text, Precedence.sum)
    case .product(let number, let factors):
      return Formula.typeset(number, factors, notation)
    case .call(let code, let operands):
      return Typeset(
        Formula.call(notation.operation(code), operands.map { $0.latex(notation) }), isAtomic: true)
    }
  }

  private static func typeset(
    _ number: Coefficient, _ factors: [Factor], _ notation: Notation
  ) -> Typeset {
    let (above, below) = fraction(number, factors)
    let sign = number.isNegative ? "-" : ""
    let numerator = joined(abs(number.numerator), above, notation)
    if number.denominator == 1, below.isEmpty {
      return sign.isEmpty ? numerator : Typeset(sign + numerator.text, Precedence.product)
    }
    let denominator = joined(number.denominator, below, notation)
    return Typeset(
      "\(sign)\\frac{\(numerator.text)}{\(denominator.text)}", Precedence.product)
  }

  private static func joined(
    _ number: Double, _ factors: [Factor], _ notation: Notation
  ) -> Typeset {
    let parts = factors.map { $0.typeset(notation) }
    let digits = TeX.number(notation.format.text(number))
    guard let first = parts.first else { return Typeset(digits, isAtomic: true) }
    if parts.count == 1, number == 1 { return first }
    let text = parts.map { $0.binding(at: Precedence.prefix + 1) }.joined(separator: " \\cdot ")
    if number == 1 { return Typeset(text, Precedence.product) }
    let touches: Bool
    if digits.contains("^") {
      touches = false
    } else if case .variable = factors[0].base {
      touches = true
    } else {
      touches = text.hasPrefix("\\left(")
    }
    return Typeset(
      digits + (touches ? " " : " \\cdot ") + text, Precedence.product)
  }

  /// A function of operands that are typeset already.
  static func call(_ operation: Operation, _ operands: [String]) -> String {
    let pattern = operation.latex ?? "\\operatorname{\(TeX.text(operation.name))}"
    guard pattern.contains("#1") else {
      return "\(pattern)\\left(\(operands.joined(separator: ", "))\\right)"
    }
    // An operand could hold a `#` of its own, so that the pattern is filled in from left to right.
    var text = ""
    var isPlace = false
    for character in pattern {
      if isPlace {
        text += operands[(character.wholeNumberValue ?? 1) - 1]
        isPlace = false
      } else if character == "#" {
        isPlace = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}

extension Formula.Factor {
  fileprivate func typeset(_ notation: Formula.Notation) -> Typeset {
    if exponent == .one { return base.typeset(notation) }
    let power = exponent.latex(notation)
    // sin²(x), as it is written by hand.
    if case .call(let code, let operands) = base, case .number = exponent {
      let operation = notation.operation(code)
      if let sign = operation.latex, !sign.contains("#1") {
        let arguments = operands.map { $0.latex(notation) }.joined(separator: ", ")
        return Typeset("\(sign)^{\(power)}\\left(\(arguments)\\right)", isAtomic: true)
      }
    }
    let isName =
      switch base {
      case .variable: true
      case .number(let number): number.isWhole && !number.isNegative
      default: false
      }
    let foot = base.typeset(notation)
    let text = isName ? foot.text : foot.inParentheses
    return Typeset("{\(text)}^{\(power)}", Precedence.power)
  }
}

/// A piece of LaTeX, and how tightly it holds together.
private struct Typeset {
  let text: String
  let precedence: Int

  init(_ text: String, _ precedence: Int) {
    self.text = text
    self.precedence = precedence
  }

  init(_ text: String, isAtomic: Bool) {
    self.init(text, isAtomic ? Int.max : Precedence.prefix)
  }

  var inParentheses: String { "\\left(\(text)\\right)" }

  func binding(at precedence: Int) -> String {
    self.precedence < precedence ? inParentheses : text
  }
}
