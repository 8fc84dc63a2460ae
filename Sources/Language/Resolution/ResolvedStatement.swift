import Autograd

/// A statement whose names have their places.
final class ResolvedStatement {
  let syntax: Statement
  let kind: Kind

  init(_ syntax: Statement, _ kind: Kind) {
    self.syntax = syntax
    self.kind = kind
  }

  enum Kind {
    /// - Parameter word: the name that it is, where that is also a word of the debugger.
    case expression(Resolved, word: Resolved.Name?)
    case assignment(Assignment)
    case function(Target, Resolved.Lambda)
    case operation(OperationDefinition)
    case loop(Loop)
    case choice(Resolved, then: ResolvedBlock, otherwise: ResolvedBlock?)
    case command(Invocation, VisibleNames)
    case expectedError(String, ResolvedStatement)
    case unreadable(Diagnostic)
  }

  /// A name that is given a value, and its slot where it is local.
  struct Target {
    let name: Identifier
    let slot: Int?
  }

  final class Assignment {
    let role: Role?
    let target: Target
    let value: Value
    /// The whole right side.
    let span: Span

    enum Value {
      case plain(Resolved)
      /// `+=`
      case applied(Resolved.Name, Resolved.Application)
    }

    init(role: Role?, _ target: Target, _ value: Value, _ span: Span) {
      self.role = role
      self.target = target
      self.value = value
      self.span = span
    }
  }

  /// `for names in source { … }`
  final class Loop {
    let names: Resolved.Binding
    let source: Resolved
    let body: ResolvedBlock

    init(_ names: Resolved.Binding, in source: Resolved, _ body: ResolvedBlock) {
      self.names = names
      self.source = source
      self.body = body
    }
  }

  /// `op name(parameters) = value grad derivatives`: each expression has a frame of its own, with
  /// the parameters in its first slots.
  final class OperationDefinition {
    let syntax: Statement.OperationDefinition
    let target: Target
    let value: Template
    let derivatives: [Template]

    typealias Template = (expression: Resolved, frameSize: Int)

    init(
      _ syntax: Statement.OperationDefinition, _ target: Target, value: Template,
      derivatives: [Template]
    ) {
      self.syntax = syntax
      self.target = target
      self.value = value
      self.derivatives = derivatives
    }
  }
}

/// Statements between braces, resolved.
final class ResolvedBlock {
  let statements: [ResolvedStatement]

  init(_ statements: [ResolvedStatement]) { self.statements = statements }
}
