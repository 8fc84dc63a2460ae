extension Operation {
  /// An operation that is no row of the table, whose value and derivatives are graphs of their own.
  ///
  /// `formula` and `derivativeTexts` say the same in words. The graphs may apply the operations
  /// that were defined before it, which they then hold in the same order as the graph that this one
  /// is defined in.
  public init(
    _ name: String, parameters: [String], value: GraphFunction, derivatives: [GraphFunction],
    formula: String, derivativeTexts: [String]
  ) {
    self.init(
      name, parameters: parameters,
      rule: .general(
        value: { value.value(at: $0) },
        partials: { operands, _ in derivatives.map { $0.value(at: operands) } }),
      formula: formula, derivatives: derivativeTexts, derivativeGraphs: derivatives,
      definition: value, ruleName: "given with op", samples: [],
      summary: "Defined with `op`.",
      example: "\(name)(\(parameters.map { _ in "1" }.joined(separator: ", ")))")
  }
}
