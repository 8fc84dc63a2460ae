#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Operation {
  /// Exponential functions and logarithms.
  static let exponential: [Operation] = [
    Operation(
      "exp", parameters: ["x"],
      rule: .unary(value: { exp($0) }, derivative: { _, value in value }),
      formula: "exp(x)", derivatives: ["exp(x)"],
      ruleName: "exponential rule", latex: "e^{#1}",
      pattern: .init(
        "exp scales by its own value", "the upstream gradient is multiplied by what exp gives",
        zeros: ["exp has vanished to 0"]),
      samples: [[0], [1.5], [-2]],
      summary: "e to the power of x.", example: "exp(1)"),
    Operation(
      "log", parameters: ["x"],
      rule: .unary(value: { log($0) }, derivative: { x, _ in 1 / x }),
      formula: "log(x)", derivatives: ["1 / x"], domain: "x > 0",
      ruleName: "logarithm rule", latex: "\\ln",
      pattern: .init(
        "log divides", "the upstream gradient is divided by the operand",
        zeros: ["the operand is infinite"]),
      samples: [[1], [0.2], [30]],
      summary: "The natural logarithm: the power of e that gives x.", example: "log(10)"),
    Operation(
      "log2", parameters: ["x"],
      rule: .unary(value: { log2($0) }, derivative: { x, _ in 1 / (x * ln2) }),
      formula: "log(x) / log(2)", derivatives: ["1 / (x * log(2))"], domain: "x > 0",
      ruleName: "logarithm rule", latex: "\\log_{2}",
      pattern: .init(
        "log divides", "the upstream gradient is divided by the operand, times log(2)",
        zeros: ["the operand is infinite"]),
      samples: [[1], [0.2], [30]],
      summary: "The logarithm to base 2: the power of 2 that gives x.", example: "log2(1024)"),
    Operation(
      "log10", parameters: ["x"],
      rule: .unary(value: { log10($0) }, derivative: { x, _ in 1 / (x * ln10) }),
      formula: "log(x) / log(10)", derivatives: ["1 / (x * log(10))"], domain: "x > 0",
      ruleName: "logarithm rule", latex: "\\log_{10}",
      pattern: .init(
        "log divides", "the upstream gradient is divided by the operand, times log(10)",
        zeros: ["the operand is infinite"]),
      samples: [[1], [0.2], [30]],
      summary: "The logarithm to base 10: the power of 10 that gives x.", example: "log10(1000)"),
    Operation(
      "log1p", parameters: ["x"],
      rule: .unary(value: { log1p($0) }, derivative: { x, _ in 1 / (1 + x) }),
      formula: "log(1 + x)", derivatives: ["1 / (1 + x)"], domain: "x > -1",
      ruleName: "logarithm rule",
      pattern: .init(
        "log divides", "the upstream gradient is divided by 1 + the operand",
        zeros: ["the operand is infinite"]),
      samples: [[0], [-0.5], [3]],
      summary: "The natural logarithm of 1 + x, exact also where x is tiny.",
      example: "log1p(1e-20)"),
    Operation(
      "expm1", parameters: ["x"],
      rule: .unary(value: { expm1($0) }, derivative: { x, _ in exp(x) }),
      formula: "exp(x) - 1", derivatives: ["exp(x)"],
      ruleName: "exponential rule",
      samples: [[0], [1.5], [-2]],
      summary: "e to the power of x, less 1, exact also where x is tiny.",
      example: "expm1(1e-20)"),
  ]
}

private let ln2 = 0.693147180559945309417
private let ln10 = 2.302585092994045684018
