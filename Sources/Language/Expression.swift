import Autograd

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

/// A name where it is written.
public struct Identifier: Sendable, Hashable {
  public let text: String
  /// The name's place in the session's table of names.
  public let id: Int
  public let span: Span
}
