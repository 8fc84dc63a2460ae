import Autograd

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
