#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Operation {
  /// The operations of school arithmetic, in the places that ``OperationCode`` names.
  static let arithmetic: [Operation] = [
    Operation(
      "add", notation: .infix("+", precedence: Precedence.sum), symbol: "+",
      parameters: ["x", "y"], commutes: true,
      rule: .binary(value: { $0 + $1 }, partials: { _, _, _ in (1, 1) }),
      formula: "x + y", derivatives: ["1", "1"],
      ruleName: "sum rule",
      pattern: .init(
        "add distributes", "each operand gets the whole upstream gradient"),
      samples: [[2, -3], [0.5, 0.25], [-4, -1.5]],
      summary: "The sum of two numbers.", example: "2 + 3"),
    Operation(
      "sub", notation: .infix("-", precedence: Precedence.sum), symbol: "−",
      parameters: ["x", "y"],
      rule: .binary(value: { $0 - $1 }, partials: { _, _, _ in (1, -1) }),
      formula: "x - y", derivatives: ["1", "-1"], expansion: "x + -1 * y",
      ruleName: "difference rule",
      pattern: .init(
        "subtract distributes",
        "the first operand gets the upstream gradient, the second its opposite"),
      samples: [[2, -3], [0.5, 0.25], [-4, -1.5]],
      summary: "The difference of two numbers.", example: "2 - 3"),
    Operation(
      "mul", notation: .infix("*", precedence: Precedence.product), symbol: "×",
      parameters: ["x", "y"], commutes: true,
      rule: .binary(value: { $0 * $1 }, partials: { x, y, _ in (y, x) }),
      formula: "x * y", derivatives: ["y", "x"],
      ruleName: "product rule", ruleNamesAlone: ["constant factor rule", "constant factor rule"],
      pattern: .init(
        "multiply swaps", "each factor gets the upstream gradient times the other factor",
        zeros: ["the other factor is 0"]),
      samples: [[2, -3], [0.5, 0.25], [-4, -1.5]],
      summary: "The product of two numbers.", example: "2 * 3"),
    Operation(
      "div", notation: .infix("/", precedence: Precedence.product), symbol: "÷",
      parameters: ["x", "y"],
      rule: .binary(
        value: { $0 / $1 }, partials: { _, y, value in (1 / y, -value / y) }),
      formula: "x / y", derivatives: ["1 / y", "-x / y^2"], expansion: "x * y^-1",
      domain: "y not 0",
      ruleName: "quotient rule", ruleNamesAlone: ["constant factor rule", "reciprocal rule"],
      pattern: .init(
        "divide scales", "the dividend gets the upstream gradient over the divisor",
        zeros: ["the divisor is infinite", "the dividend is 0"]),
      samples: [[2, -3], [0.5, 0.25], [-4, -1.5]],
      summary: "The quotient of two numbers.", example: "3 / 4"),
    Operation(
      "neg", notation: .prefix("-", precedence: Precedence.prefix), symbol: "−",
      parameters: ["x"],
      rule: .unary(value: { -$0 }, derivative: { _, _ in -1 }),
      formula: "-x", derivatives: ["-1"], expansion: "-1 * x",
      ruleName: "constant factor rule",
      pattern: .init(
        "negate turns the sign", "the operand gets the opposite of the upstream gradient"),
      samples: [[2], [-0.5]],
      summary: "The number with its sign turned.", example: "-(2 + 3)"),
  ]

  static let powers: [Operation] = [
    Operation(
      "pow", notation: .infix("^", precedence: Precedence.power), symbol: "xʸ",
      parameters: ["x", "y"], fixedOperand: 1,
      rule: .binary(
        value: power,
        partials: { x, y, value in
          (powerDerivative(x, y), x == 0 && y >= 0 ? 0 : value * log(x))
        }),
      formula: "x^y", derivatives: ["y * x^(y - 1)", "x^y * log(x)"],
      domain: "x > 0; 0 with y ≥ 0; x < 0 with a whole y",
      kinks: "at 0^y with y ≥ 0 the derivative by the exponent is 0; x^0 has derivative 0 by x; "
        + "for x < 0 the derivative by the exponent is nan",
      ruleName: "power and exponential rule", ruleNamesAlone: ["power rule", "exponential rule"],
      pattern: .init(
        "power scales", "the base gets the upstream gradient times the slope of the power there",
        zeros: ["the power is flat there", "the base is 0 or 1"]),
      samples: [[2, 3], [0.5, -1.5], [1.5, 2], [3, 0], [0.25, 0.5]],
      summary: "x to the power of y; `**` means the same. An exponent written as a number has no "
        + "gradient.",
      example: "2^10"),
    Operation(
      "sqrt", symbol: "√", parameters: ["x"],
      rule: .unary(value: { $0.squareRoot() }, derivative: { _, value in 0.5 / value }),
      formula: "x^0.5", derivatives: ["1 / (2 * sqrt(x))"], domain: "x ≥ 0",
      kinks: "at 0 the derivative is inf",
      ruleName: "square root rule", latex: "\\sqrt{#1}",
      pattern: .init(
        "root scales", "the upstream gradient is divided by twice the root",
        zeros: ["the operand is infinite"]),
      samples: [[4], [0.3], [100]],
      summary: "The square root: the number whose square is x.", example: "sqrt(2)"),
  ]
}

/// x to the power of y.
@inlinable
func power(_ x: Double, _ y: Double) -> Double {
  // Squares are the commonest powers by far, and a product gives the same digits.
  y == 2 ? x * x : pow(x, y)
}

/// The derivative of ``power(_:_:)`` by x.
func powerDerivative(_ x: Double, _ y: Double) -> Double {
  y == 0 ? 0 : y == 2 ? 2 * x : y * pow(x, y - 1)
}
