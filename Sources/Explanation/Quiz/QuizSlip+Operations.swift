import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension QuizSlip {
  /// A derivative that is taken wrong, by the rules of the operation.
  static let operation = QuizSlip(
    name: "local derivative",
    answers: { situation in
      situation.replacing { edge -> [Answer] in
        guard let operation = situation.graph.operation(of: edge.node),
          let rules = misrules[operation.name]
        else { return [] }
        let operands = situation.graph.operands(of: edge.node).map { situation.graph[$0] }
        let value = situation.graph[edge.node]
        return rules.compactMap { rule in
          guard rule.position == nil || rule.position == edge.position,
            let wrong = rule.derivative(operands, value), wrong != edge.local
          else { return nil }
          return Answer(edge.upstream * wrong, at: edge, note: rule.says)
        }
      }
    },
    says: { answer, _, words in "\(answer.note): \(words.equation(answer.edge))" })

  /// A rule for the derivative of an operation that is not the right one.
  struct Misrule: Sendable {
    /// The operand that it is for; `nil` for each.
    let position: Int?
    /// What is told of it.
    let says: String
    /// What it gives; `nil` where nobody would apply it.
    let derivative: @Sendable (_ operands: [Double], _ value: Double) -> Double?

    init(
      _ says: String, at position: Int? = 0,
      _ derivative: @escaping @Sendable (_ operands: [Double], _ value: Double) -> Double?
    ) {
      self.position = position
      self.says = says
      self.derivative = derivative
    }
  }

  /// Wrong derivatives, by the names of the operations.
  static let misrules: [String: [Misrule]] = [
    "add": [
      Misrule("a sum hands its upstream on to each operand, it does not multiply", at: 0) { x, _ in
        x[1]
      },
      Misrule("a sum hands its upstream on to each operand, it does not multiply", at: 1) { x, _ in
        x[0]
      },
      Misrule("a sum hands the whole upstream on to each operand, it does not split it", at: nil) {
        _, _ in 0.5
      },
    ],
    "sub": [
      Misrule("a difference falls when what is taken away rises", at: 1) { _, _ in 1 }
    ],
    "neg": [Misrule("a minus turns the sign of what flows through it") { _, _ in 1 }],
    "div": [
      Misrule("the sign is missing: a quotient falls when its denominator rises", at: 1) { x, _ in
        x[0] / (x[1] * x[1])
      },
      Misrule("the denominator has to be squared", at: 1) { x, _ in -x[0] / x[1] },
      Misrule("the numerator is missing", at: 1) { x, _ in -1 / (x[1] * x[1]) },
      Misrule("that is the derivative by the numerator", at: 1) { x, _ in 1 / x[1] },
    ],
    "pow": [
      Misrule("the exponent has to go down by one") { x, value in x[1] * value },
      Misrule("the exponent has to come down as a factor") { x, value in value / x[0] },
      Misrule("the power is missing") { x, _ in x[1] == 2 ? nil : x[1] * x[0] },
    ],
    "exp": [
      Misrule("the rule for powers does not hold where the variable is the exponent") { x, value in
        x[0] * value
      },
      Misrule("the rule for powers does not hold where the variable is the exponent") { x, value in
        x[0] * exp(x[0] - 1)
      },
      Misrule("the derivative of exp is exp of its operand, not the operand") { x, _ in x[0] },
    ],
    "log": [
      Misrule("that is the logarithm itself, not its derivative") { _, value in value },
      Misrule("it has to be one over the operand") { x, _ in x[0] },
    ],
    "sqrt": [
      Misrule("the factor 1/2 is missing") { _, value in 1 / value },
      Misrule("the root belongs below the line") { _, value in value / 2 },
    ],
    "sin": [
      Misrule("the derivative of a sine has no minus") { x, _ in -cos(x[0]) },
      Misrule("that is the sine itself, not its derivative") { _, value in value },
    ],
    "cos": [
      Misrule("the minus is missing") { x, _ in sin(x[0]) },
      Misrule("that is the cosine itself, not its derivative") { _, value in value },
    ],
    "tanh": [
      Misrule("that is tanh itself, not its derivative") { _, value in value },
      Misrule("the square is missing") { _, value in 1 - value },
      Misrule("it is a minus") { _, value in 1 + value * value },
      Misrule("the square has to be taken from 1") { _, value in value * value },
      Misrule("it takes what tanh gives, not what it is given") { x, _ in 1 - x[0] * x[0] },
    ],
    "sigmoid": [
      Misrule("that is the sigmoid itself, not its derivative") { _, value in value },
      Misrule("one factor is missing") { _, value in 1 - value },
      Misrule("it is a minus") { _, value in value * (1 + value) },
      Misrule("it takes what sigmoid gives, not what it is given") { x, _ in x[0] * (1 - x[0]) },
    ],
    "relu": [
      Misrule("relu is off here, and nothing passes") { x, _ in x[0] > 0 ? nil : 1 },
      Misrule("relu is on here, and everything passes") { x, _ in x[0] > 0 ? 0 : nil },
      Misrule("relu passes on what comes, whatever its operand") { x, _ in x[0] > 0 ? x[0] : nil },
    ],
    "abs": [
      Misrule("below 0, abs turns the sign") { x, _ in x[0] < 0 ? 1 : nil },
      Misrule("abs has the slope 1 or -1, whatever its operand") { x, _ in x[0] },
    ],
    "max": route("larger"),
    "min": route("smaller"),
  ]

  private static func route(_ kind: String) -> [Misrule] {
    [
      Misrule("all goes to the \(kind) operand, and nothing to the other", at: nil) { x, _ in
        x[0] == x[1] ? nil : 1
      },
      Misrule("all goes to the \(kind) operand, and nothing is split", at: nil) { x, _ in
        x[0] == x[1] ? nil : 0.5
      },
      Misrule("all goes to the \(kind) operand, which this is", at: nil) { x, _ in
        x[0] == x[1] ? nil : 0
      },
    ]
  }
}
