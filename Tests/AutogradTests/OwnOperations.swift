@testable import Autograd

/// Operations that a graph may define beyond the table, one for each way in which it can be done.
let ownOperations: [Operation] = [
  own("successor", ["x"], .unary(value: { $0 + 1 }, derivative: { _, _ in 1 })),
  own(
    "product_less_right", ["x", "y"],
    .binary(value: { $0 * $1 - $1 }, partials: { x, y, _ in (y, x - 1) })),
  own(
    "scaled", ["x", "factor"], .binary(value: { $0 * $1 }, partials: { x, y, _ in (y, x) }),
    fixedOperand: 1),
  own("half_square", ["x"], .general(value: { $0[0] * $0[0] / 2 }, partials: { x, _ in x })),
  own(
    "one_and_a_half", ["x", "y"],
    .general(value: { $0[0] + $0[1] / 2 }, partials: { _, _ in [1, 0.5] })),
  own(
    "scaled_too", ["x", "factor"],
    .general(value: { $0[0] * $0[1] }, partials: { x, _ in [x[1], x[0]] }), fixedOperand: 1),
  own(
    "line", ["x", "y", "z"],
    .general(value: { $0[0] * $0[1] + $0[2] }, partials: { x, _ in [x[1], x[0], 1] })),
  own(
    "scaled_line", ["x", "factor", "z"],
    .general(value: { $0[0] * $0[1] + $0[2] }, partials: { x, _ in [x[1], x[0], 1] }),
    fixedOperand: 1),
]

private func own(
  _ name: String, _ parameters: [String], _ rule: Operation.Rule, fixedOperand: Int? = nil
) -> Operation {
  Operation(
    name, parameters: parameters, fixedOperand: fixedOperand, rule: rule, formula: "",
    derivatives: [], samples: [], summary: "", example: "")
}
