import Autograd

/// A name where it is written.
public struct Identifier: Sendable, Hashable {
  public let text: String
  /// The name's place in the session's table of names.
  public let id: Int
  public let span: Span
}

/// An expression as it was written.
public struct Expression: Sendable {
  public indirect enum Kind: Sendable {
    case number(Double)
    case text(String)
    case name(Identifier)
    /// `%7`
    case node(Int)
    case negated(Expression)
    /// Operations of one precedence in a row, applied from the left; a row and not a tree, so that
    /// a long sum is not a deep one.
    case infix(Expression, [Application])
    /// `base ^ exponent`
    case power(Expression, Expression, operation: Span)
    /// `3x`
    case product(Double, Expression)
    case range(Range)
    case list([Expression])
    case comprehension(Comprehension)
    case function(FunctionLiteral)
    case call(Expression, [Argument])
    case index(Expression, Expression)
    /// `x.grad`
    case member(Expression, Identifier)
    case grouped(Expression)
  }

  public let kind: Kind
  public let span: Span
  /// How many expressions stand in one another here, at most.
  let height: Int

  /// What is passed in a call, by place or by name.
  public struct Argument: Sendable {
    public let name: Identifier?
    public let value: Expression
  }

  /// An operator and what it applies to.
  public struct Application: Sendable {
    /// The operation, element by element; `nil` for `@`.
    public let operation: OperationCode?
    public let sign: String
    public let span: Span
    public let operand: Expression
  }

  /// `start..end by step`
  public struct Range: Sendable {
    public let start: Expression
    public let end: Expression
    public let step: Expression?
    public let includesEnd: Bool
  }

  /// `[element for names in source if condition]`
  public struct Comprehension: Sendable {
    public let element: Expression
    public let names: [Identifier]
    public let source: Expression
    public let condition: Expression?
  }

  /// `x -> x + 1`, or the right side of `f(x) = x + 1`
  public struct FunctionLiteral: Sendable {
    public let parameters: [Identifier]
    /// What the last parameters are when they are left out.
    public let defaults: [Expression]
    public let body: Body
    /// The names that the body takes from around it.
    let free: [Identifier]
  }

  public enum Body: Sendable {
    case expression(Expression)
    case block(Block)
  }
}

/// Statements between braces.
public struct Block: Sendable {
  public let statements: [Statement]
  public let span: Span
}

/// A statement as it was written.
public struct Statement: Sendable {
  public indirect enum Kind: Sendable {
    case expression(Expression)
    case assignment(Assignment)
    case function(Identifier, Expression.FunctionLiteral)
    case operation(OperationDefinition)
    case loop(names: [Identifier], source: Expression, body: Block)
    case choice(condition: Expression, then: Block, otherwise: Block?)
    case command(Invocation)
    /// `expect error "…" statement`
    case expectedError(String, Statement)
    /// What could not be read, where a mistake is expected.
    case unreadable(Diagnostic)
  }

  public let kind: Kind
  public let span: Span
  /// Whether its value is not shown.
  public internal(set) var isQuiet: Bool

  public struct Assignment: Sendable {
    public let role: Role?
    public let name: Identifier
    /// The operation of `+=`.
    public let operation: Expression.Application?
    public let value: Expression
  }

  /// `op name(parameters) = value grad derivatives`
  public struct OperationDefinition: Sendable {
    public let name: Identifier
    public let parameters: [Identifier]
    public let value: Expression
    public let derivatives: [Expression]
  }
}

/// A text that was read whole: its statements, or why it could not be.
public struct Script: Sendable {
  public let statements: [Statement]
  public let mistakes: [Diagnostic]
}
