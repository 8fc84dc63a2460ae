import Autograd

/// What an expression gives.
///
/// Numbers and nodes are held in place, in nine bytes; what is rarer stands in a box of its own, so
/// that lists are short and copying an element is copying a word.
public enum Datum {
  /// A plain number, which is no part of the graph until it meets a node.
  case number(Double)
  case node(Node)
  case list([Datum])
  indirect case range(Range)
  indirect case text(String)
  case function(Function)
  /// A gradient that no pass has computed.
  case missing
  /// What a block without a last expression gives.
  case nothing

  /// Evenly spaced numbers, not stored one by one.
  public struct Range: Sendable {
    public let start: Double
    public let step: Double
    public let count: Int

    public subscript(place: Int) -> Double { start + Double(place) * step }
  }

  /// Whether operations apply to it, at once or element by element.
  var isNumeric: Bool {
    switch self {
    case .number, .node, .list, .range: true
    default: false
    }
  }

  /// How a message calls it.
  var kind: String {
    switch self {
    case .number, .node: "a number"
    case .list(let elements): "a list of \(elements.count)"
    case .range(let range): "a range of \(range.count)"
    case .text: "a string"
    case .function: "a function"
    case .missing: "a gradient that no pass has computed"
    case .nothing: "nothing"
    }
  }
}

/// Something that can be called.
public enum Function {
  case user(UserFunction)
  /// A row of the table of operations, or one that the user defined.
  case operation(OperationCode)
  case builtIn(BuiltInFunction)
}

/// A function that was written in the language.
public final class UserFunction {
  public let name: String?
  public let literal: Expression.FunctionLiteral
  let code: ResolvedFunction
  public let span: Span
  /// The values of local names around it that it uses, from the time when it was made.
  var captured: [Capture]
  /// The call in which it was made, if it was made in one.
  let scope: Scope?

  init(
    name: String?, literal: Expression.FunctionLiteral, code: ResolvedFunction, span: Span,
    captured: [Capture], scope: Scope? = nil
  ) {
    self.name = name
    self.literal = literal
    self.code = code
    self.span = span
    self.captured = captured
    self.scope = scope
  }
}

/// A value as it is shown: the numbers themselves, whatever happens to the graph afterwards.
public indirect enum Shown: Sendable, Equatable {
  case number(Double)
  case list([Shown])
  case text(String)
  case function(String)
  case missing
}

/// What running a statement tells.
public enum Event: Sendable {
  case value(name: String?, Shown)
  case note(Diagnostic)
  case expectation(passed: Bool, actual: Shown, expected: Shown)
}
