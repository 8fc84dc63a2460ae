#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Operation {
  /// The circular functions, in radians, and their inverses.
  static let trigonometric: [Operation] = [
    Operation(
      "sin", parameters: ["x"],
      rule: .unary(value: { sin($0) }, derivative: { x, _ in cos(x) }),
      formula: "sin(x)", derivatives: ["cos(x)"],
      ruleName: "sine rule", latex: "\\sin",
      samples: [[0], [1.2], [-2.5]],
      summary: "The sine of an angle in radians.", example: "sin(3.141592653589793 / 6)"),
    Operation(
      "cos", parameters: ["x"],
      rule: .unary(value: { cos($0) }, derivative: { x, _ in -sin(x) }),
      formula: "cos(x)", derivatives: ["-sin(x)"],
      ruleName: "cosine rule", latex: "\\cos",
      samples: [[0.5], [1.2], [-2.5]],
      summary: "The cosine of an angle in radians.", example: "cos(3.141592653589793 / 3)"),
    Operation(
      "tan", parameters: ["x"],
      rule: .unary(value: { tan($0) }, derivative: { _, value in 1 + value * value }),
      formula: "sin(x) / cos(x)", derivatives: ["1 + tan(x)^2"],
      domain: "cos(x) not 0",
      ruleName: "tangent rule", latex: "\\tan",
      samples: [[0], [1.2], [-2.5]],
      summary: "The tangent of an angle in radians: sine over cosine.",
      example: "tan(3.141592653589793 / 4)"),
    Operation(
      "asin", parameters: ["x"],
      rule: .unary(value: { asin($0) }, derivative: { x, _ in 1 / legOfUnitTriangle(x) }),
      formula: "asin(x)", derivatives: ["1 / sqrt(1 - x^2)"], domain: "-1 ≤ x ≤ 1",
      kinks: "at -1 and 1 the derivative is inf",
      ruleName: "arcsine rule", latex: "\\arcsin",
      samples: [[0], [0.6], [-0.9]],
      summary: "The angle between -π/2 and π/2 whose sine is x.", example: "asin(0.5)"),
    Operation(
      "acos", parameters: ["x"],
      rule: .unary(value: { acos($0) }, derivative: { x, _ in -1 / legOfUnitTriangle(x) }),
      formula: "acos(x)", derivatives: ["-1 / sqrt(1 - x^2)"], domain: "-1 ≤ x ≤ 1",
      kinks: "at -1 and 1 the derivative is -inf",
      ruleName: "arccosine rule", latex: "\\arccos",
      samples: [[0], [0.6], [-0.9]],
      summary: "The angle between 0 and π whose cosine is x.", example: "acos(0.5)"),
    Operation(
      "atan", parameters: ["x"],
      rule: .unary(value: { atan($0) }, derivative: { x, _ in 1 / (1 + x * x) }),
      formula: "atan(x)", derivatives: ["1 / (1 + x^2)"],
      ruleName: "arctangent rule", latex: "\\arctan",
      samples: [[0], [1.5], [-4]],
      summary: "The angle between -π/2 and π/2 whose tangent is x.", example: "atan(1)"),
    Operation(
      "atan2", parameters: ["y", "x"],
      rule: .binary(
        value: { y, x in atan2(y, x) },
        partials: { y, x, _ in
          // Dividing twice by the distance keeps its square from overflowing or vanishing.
          let distance = hypot(x, y)
          return (x / distance / distance, -y / distance / distance)
        }),
      formula: "atan2(y, x)", derivatives: ["x / (x^2 + y^2)", "-y / (x^2 + y^2)"],
      domain: "not both 0",
      kinks: "it jumps by 2π where x < 0 and y passes 0; where both are 0 the derivatives are nan",
      ruleName: "arctangent rule",
      samples: [[1, 2], [-1, 0.5], [2, -3], [-0.5, -0.25], [0, 1], [3, 0]],
      summary: "The angle of the point (x, y) seen from the origin, from -π to π; y comes first.",
      example: "atan2(1, -1)"),
  ]

  /// The hyperbolic functions.
  static let hyperbolic: [Operation] = [
    Operation(
      "sinh", parameters: ["x"],
      rule: .unary(value: { sinh($0) }, derivative: { x, _ in cosh(x) }),
      formula: "(exp(x) - exp(-x)) / 2", derivatives: ["cosh(x)"],
      ruleName: "hyperbolic sine rule", latex: "\\sinh",
      samples: [[0], [1.5], [-2]],
      summary: "The hyperbolic sine.", example: "sinh(1)"),
    Operation(
      "cosh", parameters: ["x"],
      rule: .unary(value: { cosh($0) }, derivative: { x, _ in sinh(x) }),
      formula: "(exp(x) + exp(-x)) / 2", derivatives: ["sinh(x)"],
      ruleName: "hyperbolic cosine rule", latex: "\\cosh",
      samples: [[0.5], [1.5], [-2]],
      summary: "The hyperbolic cosine, the shape of a hanging chain.", example: "cosh(1)"),
    Operation(
      "tanh", parameters: ["x"],
      rule: .unary(
        value: { tanh($0) },
        derivative: tanhDerivative),
      formula: "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", derivatives: ["1 - tanh(x)^2"],
      expansion: "(exp(2 * x) - 1) / (exp(2 * x) + 1)",
      ruleName: "hyperbolic tangent rule", latex: "\\tanh",
      pattern: .init(
        "tanh squeezes", "little of the upstream gradient passes where the operand is far from 0",
        zeros: ["tanh is saturated"]),
      samples: [[0], [0.5], [-1.25], [3]],
      summary: "The hyperbolic tangent: squeezes any number into -1 to 1.", example: "tanh(0.5)"),
  ]
}

/// √(1 − x²), without the loss of digits of 1 − x² near ±1.
private func legOfUnitTriangle(_ x: Double) -> Double { ((1 - x) * (1 + x)).squareRoot() }

/// The derivative of tanh at `x`, where it has `value`.
@inline(__always)
func tanhDerivative(_ x: Double, value: Double) -> Double {
  // Where tanh is close to ±1, the difference from 1 would have lost its digits.
  abs(value) < 0.99 ? 1 - value * value : squaredSecant(x)
}

/// 1 / cosh²(x), which no x overflows.
private func squaredSecant(_ x: Double) -> Double {
  let decay = exp(-2 * abs(x))
  return 4 * decay / ((1 + decay) * (1 + decay))
}
