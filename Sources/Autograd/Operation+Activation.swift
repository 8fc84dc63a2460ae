#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Operation {
  /// The rectified linear unit stands alone: its place is one that ``OperationCode`` names.
  static let rectifier = Operation(
    "relu", parameters: ["x"],
    rule: .unary(value: relu, derivative: { x, _ in x > 0 ? 1 : 0 }),
    formula: "max(x, 0)", derivatives: ["x > 0"], expansion: "x * (x > 0)",
    kinks: "at 0 the derivative is 0",
    ruleName: "rectifier rule",
    pattern: .init(
      "relu switches",
      "the upstream gradient passes whole where the operand is positive, else not at all",
      zeros: ["relu is off"]),
    samples: [[2], [-0.5]],
    summary: "The rectified linear unit: x where it is positive, else 0.",
    example: "relu(-3)")

  /// What neurons put around their sum, and the error function that one of them needs.
  static let activation: [Operation] = [
    Operation(
      "erf", parameters: ["x"],
      rule: .unary(value: { erf($0) }, derivative: { x, _ in twoOverRootPi * exp(-x * x) }),
      formula: "erf(x)", derivatives: ["2 / sqrt(3.141592653589793) * exp(-x^2)"],
      ruleName: "error function rule",
      pattern: .init(
        "erf squeezes", "little of the upstream gradient passes where the operand is far from 0",
        zeros: ["erf is saturated"]),
      samples: [[0], [0.7], [-1.5]],
      summary: "The error function: the chance that a normal deviate stays within √2·x standard "
        + "deviations.",
      example: "erf(0.5)"),
    Operation(
      "sigmoid", symbol: "σ", parameters: ["x"],
      rule: .unary(
        value: sigmoid, derivative: sigmoidDerivative),
      formula: "1 / (1 + exp(-x))", derivatives: ["sigmoid(x) * (1 - sigmoid(x))"],
      ruleName: "sigmoid rule", latex: "\\sigma",
      pattern: .init(
        "sigmoid squeezes", "a quarter of the upstream gradient passes at 0, less everywhere else",
        zeros: ["sigmoid is saturated"]),
      samples: [[0], [1], [-2], [5]],
      summary: "The logistic function: squeezes any number into 0 to 1.", example: "sigmoid(1)"),
    Operation(
      "softplus", parameters: ["x"],
      rule: .unary(
        value: { x in relu(x) + log1p(exp(-abs(x))) }, derivative: { x, _ in sigmoid(x) }),
      formula: "log(1 + exp(x))", derivatives: ["sigmoid(x)"],
      ruleName: "softplus rule",
      pattern: .init(
        "softplus switches softly", "the upstream gradient passes times the sigmoid of the operand",
        zeros: ["softplus is off"]),
      samples: [[0], [2], [-3]],
      summary: "The logarithm of 1 + eˣ: a relu with a rounded corner.", example: "softplus(0)"),
    Operation(
      "leaky_relu", parameters: ["x", "slope"], defaults: [0.01], fixedOperand: 1,
      rule: .binary(
        value: { x, slope in x > 0 ? x : slope * x },
        partials: { x, slope, _ in x > 0 ? (1, 0) : (slope, x) }),
      formula: "max(x, 0) + slope * min(x, 0)",
      derivatives: ["(x > 0) + slope * (x <= 0)", "min(x, 0)"],
      expansion: "x * (x > 0) + slope * (x * (x <= 0))",
      kinks: "at 0 the derivative is the slope",
      ruleName: "leaky rectifier rule",
      pattern: .init(
        "leaky relu switches",
        "the upstream gradient passes whole where the operand is positive, else times the slope",
        zeros: [
          "leaky_relu is off with slope 0",
          "the slope does not matter where the operand is not negative",
        ]),
      samples: [[2, 0.01], [-0.5, 0.01], [-3, 0.2], [1, -0.5]],
      summary: "x where it is positive, else x times a small slope.",
      example: "leaky_relu(-3)"),
    Operation(
      "elu", parameters: ["x", "alpha"], defaults: [1], fixedOperand: 1,
      rule: .binary(
        value: { x, alpha in x > 0 ? x : alpha * expm1(x) },
        partials: { x, alpha, _ in x > 0 ? (1, 0) : (alpha * exp(x), expm1(x)) }),
      formula: "max(x, 0) + alpha * expm1(min(x, 0))",
      derivatives: ["(x > 0) + alpha * exp(min(x, 0)) * (x <= 0)", "expm1(min(x, 0))"],
      expansion: "x * (x > 0) + alpha * expm1(x * (x <= 0))",
      kinks: "at 0 the derivative is alpha",
      ruleName: "exponential unit rule",
      pattern: .init(
        "elu switches",
        "the upstream gradient passes whole where the operand is positive, else it fades",
        zeros: ["elu is saturated", "alpha does not matter where the operand is not negative"]),
      samples: [[2, 1], [-0.5, 1], [-3, 0.5], [0.25, 2]],
      summary: "The exponential linear unit: x where it is positive, else alpha·(eˣ − 1).",
      example: "elu(-1)"),
    Operation(
      "gelu", parameters: ["x"],
      rule: .unary(
        value: { x in x == -.infinity ? 0 : x * normalShare(x) },
        derivative: { x, _ in
          // At ±inf the second term is inf · 0, and tends to 0.
          x.isInfinite
            ? normalShare(x) : normalShare(x) + x * (oneOverRootTwoPi * exp(-0.5 * x * x))
        }),
      formula: "x * (1 + erf(x / sqrt(2))) / 2",
      derivatives: [
        "(1 + erf(x / sqrt(2))) / 2 + x * exp(-x^2 / 2) / sqrt(2 * 3.141592653589793)"
      ],
      ruleName: "Gaussian unit rule",
      pattern: .init(
        "gelu switches softly", "nearly all of the upstream gradient passes above 0, little below",
        zeros: ["gelu is off"]),
      samples: [[0], [1], [-2], [3]],
      summary: "The Gaussian error linear unit: x times the share of normal deviates below x.",
      example: "gelu(1)"),
    Operation(
      "silu", parameters: ["x"],
      rule: .unary(
        value: { x in x == -.infinity ? 0 : x * sigmoid(x) },
        derivative: { x, _ in
          x.isInfinite ? sigmoid(x) : sigmoid(x) * (1 + x * sigmoid(-x))
        }),
      formula: "x * sigmoid(x)", derivatives: ["sigmoid(x) * (1 + x * (1 - sigmoid(x)))"],
      ruleName: "sigmoid unit rule",
      pattern: .init(
        "silu switches softly", "nearly all of the upstream gradient passes above 0, little below",
        zeros: ["silu is off"]),
      samples: [[0], [1], [-2], [5]],
      summary: "The sigmoid linear unit, also called swish: x times its sigmoid.",
      example: "silu(1)"),
  ]
}

private let twoOverRootPi = 1.128379167095512573896
private let oneOverRootTwoPi = 0.398942280401432677940
private let rootOfHalf = 0.707106781186547524401

/// 1 / (1 + e⁻ˣ), with an exponential that cannot overflow.
@usableFromInline
func sigmoid(_ x: Double) -> Double {
  let decay = exp(-abs(x))
  return (x < 0 ? decay : 1) / (1 + decay)
}

/// The derivative of the logistic function at `x`, where it has `value`.
func sigmoidDerivative(_ x: Double, value: Double) -> Double {
  // Where the value is close to 1, the difference from 1 would have lost its digits.
  value * (x > 2 ? sigmoid(-x) : 1 - value)
}

/// The share of a normal distribution below x; through erfc, which keeps its digits far below 0.
private func normalShare(_ x: Double) -> Double { 0.5 * erfc(-x * rootOfHalf) }
