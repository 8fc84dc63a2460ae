import Autograd

extension Evaluator {
  /// The value of an expression, with the local names where a command is carried out.
  public func evaluate(_ expression: Expression) throws(Diagnostic) -> Datum {
    var resolver = resolver
    let resolved = resolver.expression(expression)
    let height = stackHeight
    reserve(resolver.size, from: frame)
    defer { dropLocals(to: height) }
    return try resolved.value(in: self)
  }

  /// The number that an expression gives with a name bound to a value, unless a loop around has
  /// that name already; the nodes that it makes are dropped.
  public func evaluate(
    _ expression: Expression, with name: String, as value: Datum
  ) throws(Diagnostic) -> Double {
    let count = workspace.nodeCount
    let outside = position
    let id = workspace.names.id(of: name)
    if local(id) == nil { bindLocal(id, value) }
    defer { position = outside }
    let result = try evaluate(expression)
    let number = try plainNumber(result, at: expression.span, needed: "this")
    if workspace.nodeCount > count {
      workspace.graph.truncate(to: count, operations: workspace.graph.ownOperations.count)
    }
    return number
  }

  // MARK: Names

  /// What is there by a name that nobody has defined.
  func predefined(_ name: Identifier) throws(Diagnostic) -> Datum {
    if let value = BuiltIns.value(named: name.text) ?? prelude(name.text) { return value }
    throw Diagnostic(.undefined(name.text, nearest: nearest(to: name.text)), name.span)
  }

  func nearest(to name: String) -> String? {
    Nearest.name(to: name, among: workspace.definitions.map(\.name) + BuiltIns.names + preludeNames)
  }

  // MARK: Ranges and lists

  /// More elements than this are refused where a range has to become a list.
  static let longestList = 10_000_000

  func list(_ range: Datum.Range, at span: Span) throws(Diagnostic) -> Datum {
    guard range.count <= Evaluator.longestList else {
      throw Diagnostic(.tooManyElements(range.count), span)
    }
    return .list((0..<range.count).map { .number(range[$0]) })
  }

  /// The elements of a list or of a range; `needed` says what they are for.
  public func elements(of value: Datum, at span: Span, needed: String) throws(Diagnostic) -> [Datum]
  {
    switch value {
    case .list(let elements):
      return elements
    case .range(let range):
      guard case .list(let elements) = try list(range, at: span) else { return [] }
      return elements
    default:
      throw Diagnostic(.notAList(value.kind, needed: needed), span)
    }
  }

  // MARK: Plain numbers

  /// The number itself, where the graph is not meant: a condition, an index, a bound.
  public func plainNumber(
    _ value: Datum, at span: Span, needed: String
  ) throws(Diagnostic) -> Double {
    switch value {
    case .number(let number): return number
    case .node(let node):
      if isTracing { throw Diagnostic(.choiceInOperation, span) }
      return workspace.value(of: node)
    default: throw Diagnostic(.notANumber(value.kind, needed: needed), span)
    }
  }

  public func wholeNumber(
    _ value: Datum, at span: Span, needed: String
  ) throws(Diagnostic) -> Int {
    let number = try plainNumber(value, at: span, needed: needed)
    guard let whole = Int(exactly: number) else {
      throw Diagnostic(.notAWholeNumber(number, needed: needed), span)
    }
    return whole
  }

  func isTrue(_ condition: Resolved) throws(Diagnostic) -> Bool {
    try plainNumber(condition.value(in: self), at: condition.span, needed: "a condition") != 0
  }
}
