extension Operation {
  /// Operations that look at the sign, or choose one of two numbers.
  static let selection: [Operation] = [
    Operation(
      "abs", symbol: "|x|", parameters: ["x"],
      rule: .unary(value: { abs($0) }, derivative: { x, _ in sign(x) }),
      formula: "max(x, -x)", derivatives: ["sign(x)"],
      kinks: "at 0 the derivative is 0",
      ruleName: "absolute value rule", latex: "\\left|#1\\right|",
      pattern: .init(
        "abs turns the sign below 0", "the upstream gradient passes with the sign of the operand",
        zeros: ["abs has its corner there"]),
      samples: [[2], [-0.5]],
      summary: "The number without its sign.", example: "abs(-3)"),
    Operation(
      "sign", symbol: "±", parameters: ["x"],
      rule: .unary(value: sign, derivative: { _, _ in 0 }),
      formula: "(x > 0) - (x < 0)", derivatives: ["0"],
      kinks: "it jumps at 0, where the derivative is 0 as everywhere",
      ruleName: "step rule", latex: "\\operatorname{sgn}",
      pattern: .init(
        "sign stops", "nothing passes, since it is flat but for a jump", zeros: ["sign is flat"]),
      samples: [[2], [-0.5]],
      summary: "1 for a positive number, -1 for a negative one, 0 for 0.", example: "sign(-3)"),
    Operation(
      "max", parameters: ["x", "y"], commutes: true,
      rule: .binary(
        value: { x, y in x.isNaN || x > y ? x : y },
        partials: { x, y, _ in share(x > y, x < y, tie: x == y) }),
      formula: "max(x, y)", derivatives: ["(x > y) + (x == y) / 2", "(x < y) + (x == y) / 2"],
      kinks: "at a tie each operand gets half of the gradient",
      ruleName: "maximum rule", latex: "\\max",
      pattern: .init(
        "max routes", "the larger operand gets the whole upstream gradient, the other nothing",
        zeros: ["max takes the other operand"]),
      samples: [[2, -3], [0.5, 0.75]],
      summary: "The larger of two numbers.", example: "max(2, 3)"),
    Operation(
      "min", parameters: ["x", "y"], commutes: true,
      rule: .binary(
        value: { x, y in x.isNaN || x < y ? x : y },
        partials: { x, y, _ in share(x < y, x > y, tie: x == y) }),
      formula: "min(x, y)", derivatives: ["(x < y) + (x == y) / 2", "(x > y) + (x == y) / 2"],
      expansion: "-max(-x, -y)",
      kinks: "at a tie each operand gets half of the gradient",
      ruleName: "minimum rule", latex: "\\min",
      pattern: .init(
        "min routes", "the smaller operand gets the whole upstream gradient, the other nothing",
        zeros: ["min takes the other operand"]),
      samples: [[2, -3], [0.5, 0.75]],
      summary: "The smaller of two numbers.", example: "min(2, 3)"),
  ]

  /// Comparisons: 1 where they hold, 0 where they do not.
  static let comparison: [Operation] = [
    comparing("less", "<", "less than", latex: "<") { $0 < $1 },
    comparing("less_equal", "<=", "at most", symbol: "≤", latex: "\\le") { $0 <= $1 },
    comparing("greater", ">", "greater than", latex: ">") { $0 > $1 },
    comparing("greater_equal", ">=", "at least", symbol: "≥", latex: "\\ge") { $0 >= $1 },
    comparing("equal", "==", "equal to", symbol: "=", latex: "=", commutes: true) { $0 == $1 },
    comparing("not_equal", "!=", "different from", symbol: "≠", latex: "\\ne", commutes: true) {
      $0 != $1
    },
  ]

  private static func comparing(
    _ name: String, _ sign: String, _ words: String, symbol: String? = nil, latex: String,
    commutes: Bool = false,
    holds: @escaping @Sendable (Double, Double) -> Bool
  ) -> Operation {
    Operation(
      name, notation: .infix(sign, precedence: Precedence.comparison), symbol: symbol ?? sign,
      parameters: ["x", "y"], commutes: commutes,
      rule: .binary(value: { holds($0, $1) ? 1 : 0 }, partials: { _, _, _ in (0, 0) }),
      formula: "x \(sign) y", derivatives: ["0", "0"],
      kinks: "it may jump where x equals y; the derivatives are 0 there as everywhere",
      ruleName: "step rule", latex: "\\left[#1 \(latex) #2\\right]",
      pattern: .init(
        "a comparison stops", "nothing passes, since it is flat but for a jump",
        zeros: ["a comparison is flat"]),
      samples: [[2, -3], [0.5, 0.75]],
      summary: "1 where x is \(words) y, else 0.", example: "2 \(sign) 3")
  }
}

/// 1, -1 or 0; nan stays nan.
private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }

/// How max and min share a gradient: all to the operand that was chosen, half to each at a tie.
/// Next to nan, where nothing compares, both count as chosen, as in PyTorch.
private func share(_ first: Bool, _ second: Bool, tie: Bool) -> (Double, Double) {
  tie ? (0.5, 0.5) : (second ? 0 : 1, first ? 0 : 1)
}
