#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Operation {
  /// Every operation that is built in. The place of a row is its ``OperationCode``; the first
  /// belong to ``OperationCode/leaf`` and to the operations with names of their own there.
  public static let table: [Operation] = [given] + arithmetic

  /// How each row is computed, apart, so that the passes need not touch the texts.
  static let rules: [Rule] = table.map(\.rule)

  /// The code of the operation with this name.
  public static func code(named name: String) -> OperationCode? {
    codes[name]
  }

  private static let codes: [String: OperationCode] = Dictionary(
    uniqueKeysWithValues: table.enumerated().dropFirst().map {
      ($1.name, OperationCode(rawValue: UInt16($0)))
    })

  /// The row in the place of ``OperationCode/leaf``, so that codes are places.
  private static let given = Operation(
    "leaf", parameters: [], rule: .general(value: { _ in .nan }, partials: { _, _ in [] }),
    formula: "", derivatives: [], samples: [], summary: "A given number.", example: "x = 2")

  private static let arithmetic: [Operation] = [
    Operation(
      "add", notation: .infix("+", precedence: Precedence.sum), symbol: "+",
      parameters: ["x", "y"],
      rule: .binary(value: { $0 + $1 }, partials: { _, _, _ in (1, 1) }),
      formula: "x + y", derivatives: ["1", "1"],
      samples: [[2, -3], [0.5, 0.25]],
      summary: "The sum of two numbers.", example: "2 + 3"),
    Operation(
      "sub", notation: .infix("-", precedence: Precedence.sum), symbol: "−",
      parameters: ["x", "y"],
      rule: .binary(value: { $0 - $1 }, partials: { _, _, _ in (1, -1) }),
      formula: "x - y", derivatives: ["1", "-1"],
      samples: [[2, -3], [0.5, 0.25]],
      summary: "The difference of two numbers.", example: "2 - 3"),
    Operation(
      "mul", notation: .infix("*", precedence: Precedence.product), symbol: "×",
      parameters: ["x", "y"],
      rule: .binary(value: { $0 * $1 }, partials: { x, y, _ in (y, x) }),
      formula: "x * y", derivatives: ["y", "x"],
      samples: [[2, -3], [0.5, 0.25]],
      summary: "The product of two numbers.", example: "2 * 3"),
    Operation(
      "div", notation: .infix("/", precedence: Precedence.product), symbol: "÷",
      parameters: ["x", "y"],
      rule: .binary(
        value: { $0 / $1 }, partials: { _, y, value in (1 / y, -value / y) }),
      formula: "x / y", derivatives: ["1 / y", "-x / y^2"], domain: "y not 0",
      samples: [[2, -3], [0.5, 0.25]],
      summary: "The quotient of two numbers.", example: "3 / 4"),
    Operation(
      "neg", notation: .prefix("-", precedence: Precedence.prefix), symbol: "−",
      parameters: ["x"],
      rule: .unary(value: { -$0 }, derivative: { _, _ in -1 }),
      formula: "-x", derivatives: ["-1"],
      samples: [[2], [-0.5]],
      summary: "The number with its sign turned.", example: "-(2 + 3)"),
    Operation(
      "relu", parameters: ["x"],
      rule: .unary(value: relu, derivative: { x, _ in x > 0 ? 1 : 0 }),
      formula: "max(x, 0)", derivatives: ["x > 0"],
      kinks: "at 0 the derivative is 0",
      samples: [[2], [-0.5]],
      summary: "The number where it is positive, else 0 (rectified linear unit).",
      example: "relu(-3)"),
    Operation(
      "pow", notation: .infix("^", precedence: Precedence.power), symbol: "xʸ",
      parameters: ["x", "y"], fixedOperand: 1,
      rule: .binary(
        value: { x, y in y == 2 ? x * x : Glibc.pow(x, y) },
        partials: { x, y, value in
          (
            y == 0 ? 0 : y == 2 ? 2 * x : y * Glibc.pow(x, y - 1),
            x == 0 && y >= 0 ? 0 : value * Glibc.log(x)
          )
        }),
      formula: "x^y", derivatives: ["y * x^(y - 1)", "x^y * log(x)"],
      domain: "x > 0, or any x with a whole exponent",
      kinks: "at 0 ^ y with y ≥ 0 the derivative by the exponent is 0",
      samples: [[2, 3], [0.5, -1.5]],
      summary: "A power; `**` means the same. An exponent written as a number has no gradient.",
      example: "2^10"),
    Operation(
      "exp", parameters: ["x"],
      rule: .unary(value: { Glibc.exp($0) }, derivative: { _, value in value }),
      formula: "exp(x)", derivatives: ["exp(x)"],
      samples: [[0], [1.5], [-2]],
      summary: "e to the power of x.", example: "exp(1)"),
    Operation(
      "tanh", parameters: ["x"],
      rule: .unary(value: { Glibc.tanh($0) }, derivative: { _, value in 1 - value * value }),
      formula: "tanh(x)", derivatives: ["1 - tanh(x)^2"],
      samples: [[0.5], [-1.25], [3]],
      summary: "The hyperbolic tangent, from -1 to 1.", example: "tanh(0.5)"),
  ]
}
