extension Operation {
  /// Every operation that is built in. The place of a row is its ``OperationCode``; the first
  /// belong to ``OperationCode/leaf`` and to the operations that the passes know by heart.
  public static let table: [Operation] =
    [given] + arithmetic + [rectifier] + powers + exponential + trigonometric + hyperbolic
    + activation + selection + comparison

  /// How each row is computed, apart, so that the passes need not touch the texts.
  static let rules: [Rule] = table.map(\.rule)
  static let arities: [Int] = table.map(\.arity)
  static let fixesRight: [Bool] = table.map { $0.fixedOperand == 1 }

  /// The code of the operation with this name.
  ///
  ///     Operation.code(named: "add")   // OperationCode.add
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
}
