/// One row of the table of operations: all that is known of one kind of node.
///
/// The parser, the evaluator, the passes, drawings, help, the reference page and the tests read
/// these rows, so adding an operation is adding one row to ``Operation/table``.
public struct Operation: Sendable {
  /// The word by which it is called and reported: `tanh`.
  public let name: String
  /// How it is written.
  public let notation: Notation
  /// What stands on its gate in a drawing: `×`.
  public let symbol: String
  /// The names of its operands in ``formula`` and ``derivatives``: `x`, or `x` and `y`.
  public let parameters: [String]
  /// What an operand is when it is left out, from the right: the slope of `leaky_relu`.
  public let defaults: [Double]
  /// The operand that belongs to the operation when it is a constant, as the exponent of `x^2`
  /// does: it then has no gradient and no box in a drawing.
  public let fixedOperand: Int?
  /// How it is computed.
  public let rule: Rule
  /// The value in the language's own notation: `(exp(x) - exp(-x)) / (exp(x) + exp(-x))`.
  public let formula: String
  /// The partial derivative by each operand, in the same notation, away from kinks.
  public let derivatives: [String]
  /// The partial derivatives as graphs, where the operation was defined by some: its texts may use
  /// names that mean something else by now. Empty for the rows of the table.
  public let derivativeGraphs: [GraphFunction]
  /// Whether its two operands may change places.
  public let commutes: Bool
  /// The value as a graph, where the operation was defined by one. Nil for the rows of the table.
  public let definition: GraphFunction?
  private let elementary: String?
  /// Where it is defined, in words: `x > 0`.
  public let domain: String
  /// What holds at kinks, ties and edges, in words; empty where it is smooth.
  public let kinks: String
  /// What a textbook calls the rule by which it is differentiated, where all of its operands vary:
  /// `product rule`.
  public let ruleName: String
  private let ruleNamesAlone: [String]
  /// How LaTeX writes it, with `#1` and `#2` for the operands: `\sqrt{#1}`; a command alone, as
  /// `\sin`, is followed by the operands in parentheses. `nil` where its name is set upright.
  public let latex: String?
  /// What it does to the gradient that comes from above, in words; `nil` where that has no name.
  public let pattern: Pattern?
  /// Operands, inside the domain and away from kinks, at which the tests compare the derivatives
  /// with differences.
  public let samples: [[Double]]
  /// One sentence for help.
  public let summary: String
  /// A line of the language whose result help shows.
  public let example: String

  public init(
    _ name: String,
    notation: Notation = .function,
    symbol: String? = nil,
    parameters: [String],
    defaults: [Double] = [],
    fixedOperand: Int? = nil,
    commutes: Bool = false,
    rule: Rule,
    formula: String,
    derivatives: [String],
    derivativeGraphs: [GraphFunction] = [],
    definition: GraphFunction? = nil,
    expansion: String? = nil,
    domain: String = "every number",
    kinks: String = "",
    ruleName: String = "chain rule",
    ruleNamesAlone: [String] = [],
    latex: String? = nil,
    pattern: Pattern? = nil,
    samples: [[Double]],
    summary: String,
    example: String
  ) {
    self.name = name
    self.notation = notation
    self.symbol = symbol ?? name
    self.parameters = parameters
    self.defaults = defaults
    self.fixedOperand = fixedOperand
    self.commutes = commutes
    self.rule = rule
    self.formula = formula
    self.derivatives = derivatives
    self.derivativeGraphs = derivativeGraphs
    self.definition = definition
    self.elementary = expansion
    self.domain = domain
    self.kinks = kinks
    self.ruleName = ruleName
    self.ruleNamesAlone = ruleNamesAlone
    self.latex = latex
    self.pattern = pattern
    self.samples = samples
    self.summary = summary
    self.example = example
  }

  /// How an operation is written between or before its operands.
  public enum Notation: Sendable, Hashable {
    /// `tanh(x)`
    case function
    /// `x + y`; a higher precedence binds tighter
    case infix(String, precedence: Int)
    /// `-x`
    case prefix(String, precedence: Int)
  }

  /// What is typed to have it: `*` or `tanh`.
  public var typed: String {
    switch notation {
    case .function: name
    case .infix(let sign, _), .prefix(let sign, _): sign
    }
  }

  /// How an operation is computed. The derivatives are given the value as well, which many of
  /// them can be had from for less.
  public enum Rule: Sendable {
    case unary(
      value: @Sendable (_ x: Double) -> Double,
      derivative: @Sendable (_ x: Double, _ value: Double) -> Double)
    case binary(
      value: @Sendable (_ x: Double, _ y: Double) -> Double,
      partials: @Sendable (_ x: Double, _ y: Double, _ value: Double) -> (Double, Double))
    /// Any number of operands, for operations that users define.
    case general(
      value: @Sendable (_ operands: [Double]) -> Double,
      partials: @Sendable (_ operands: [Double], _ value: Double) -> [Double])
  }

  /// The same value through simpler operations, in the language's notation: `x * y^-1` for a
  /// quotient; `nil` where there is nothing simpler.
  public var expansion: String? {
    elementary ?? (formula == formula(applied: parameters) || arity == 0 ? nil : formula)
  }

  /// The rule's name where only the operands at `positions` vary: of a product with one factor that
  /// stays, the `constant factor rule`.
  public func ruleName(varying positions: [Int]) -> String {
    guard positions.count == 1, positions[0] < ruleNamesAlone.count else { return ruleName }
    return ruleNamesAlone[positions[0]]
  }

  /// The number of operands.
  public var arity: Int { parameters.count }

  /// The value at `operands` (as many as ``arity``).
  public func value(at operands: [Double]) -> Double {
    switch rule {
    case .unary(let value, _): value(operands[0])
    case .binary(let value, _): value(operands[0], operands[1])
    case .general(let value, _): value(operands)
    }
  }

  /// The local derivative by each operand, at `operands`, where the operation has `value`.
  public func partials(at operands: [Double], value: Double) -> [Double] {
    switch rule {
    case .unary(_, let derivative):
      return [derivative(operands[0], value)]
    case .binary(_, let partials):
      let (x, y) = partials(operands[0], operands[1], value)
      return [x, y]
    case .general(_, let partials):
      return partials(operands, value)
    }
  }
}

/// The precedences of the language's operators, loosest first.
public enum Precedence {
  public static let comparison = 1
  public static let sum = 2
  public static let product = 3
  public static let prefix = 4
  public static let power = 5
}
