import Autograd

extension Evaluator {
  /// The value of an expression.
  public func evaluate(_ expression: Expression) throws(Diagnostic) -> Datum {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .name(let name): return try lookUp(name)
    case .node(let index): return try node(index, at: expression.span)
    case .grouped(let inner): return try evaluate(inner)
    default: break
    }
    depth += 1
    defer { depth -= 1 }
    guard depth < Evaluator.deepestEvaluation else { throw Diagnostic(.tooDeep, expression.span) }
    switch expression.kind {
    case .negated(let operand):
      return try apply(Operators.negation, evaluate(operand), sign: "-", at: expression.span)
    case .infix(let first, let applications):
      var value = try evaluate(first)
      for application in applications {
        value = try combine(value, from: first.span, application)
      }
      return value
    case .power(let base, let exponent, let span):
      return try apply(
        Operators.power, evaluate(base), evaluate(exponent), sign: "^", at: span)
    case .product(let number, let factor):
      return try apply(
        Operators.product, .number(number), evaluate(factor), sign: "*", at: expression.span)
    case .range(let range): return .range(try evaluate(range, at: expression.span))
    case .list(let elements):
      var values: [Datum] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(try checkedElement(element)) }
      return .list(values)
    case .comprehension(let comprehension):
      return try evaluate(comprehension)
    case .function(let literal):
      return .function(
        .user(
          UserFunction(
            name: nil, literal: literal, span: expression.span, captured: capture(literal.free),
            scope: scope)))
    case .call(let callee, let arguments):
      return try call(callee, arguments, at: expression.span)
    case .index(let list, let index):
      return try evaluate(list, index: index)
    case .member(let base, let member):
      return try evaluate(base, member: member)
    case .number, .text, .name, .node, .grouped:
      return .nothing
    }
  }

  private func checkedElement(_ expression: Expression) throws(Diagnostic) -> Datum {
    let value = try evaluate(expression)
    if case .nothing = value { throw Diagnostic(.noValue("an element"), expression.span) }
    return value
  }

  /// The number that an expression gives with a name bound to a value, unless a loop around has
  /// that name already; the nodes that it makes are dropped.
  public func evaluate(
    _ expression: Expression, with name: String, as value: Datum
  ) throws(Diagnostic) -> Double {
    let count = workspace.graph.count
    let outside = localCount
    let id = workspace.names.id(of: name)
    if local(id) == nil { bindLocal(id, value) }
    defer { dropLocals(to: outside) }
    let result = try evaluate(expression)
    let number = try plainNumber(result, at: expression.span, needed: "this")
    workspace.graph.truncate(to: count, operations: workspace.graph.ownOperations.count)
    return number
  }

  // MARK: Names

  private func lookUp(_ name: Identifier) throws(Diagnostic) -> Datum {
    if let value = local(name.id) { return value }
    if let value = workspace.global(name.id) {
      if isTracing, case .node = value { throw Diagnostic(.nodeInOperation(name.text), name.span) }
      return value
    }
    if let value = BuiltIns.value(named: name.text) ?? prelude(name.text) { return value }
    throw Diagnostic(.undefined(name.text, nearest: nearest(to: name.text)), name.span)
  }

  func nearest(to name: String) -> String? {
    Nearest.name(to: name, among: workspace.definitions.map(\.name) + BuiltIns.names + preludeNames)
  }

  private func node(_ index: Int, at span: Span) throws(Diagnostic) -> Datum {
    guard index < workspace.graph.count, !isTracing else {
      throw Diagnostic(.noSuchNode(index, count: workspace.graph.count), span)
    }
    return .node(Node(index))
  }

  // MARK: Ranges and lists

  private func evaluate(_ range: Expression.Range, at span: Span) throws(Diagnostic) -> Datum.Range
  {
    let start = try plainNumber(
      evaluate(range.start), at: range.start.span, needed: "a range's start")
    let end = try plainNumber(evaluate(range.end), at: range.end.span, needed: "a range's end")
    let step =
      try range.step.map { (step) throws(Diagnostic) in
        try plainNumber(evaluate(step), at: step.span, needed: "a range's step")
      } ?? 1
    guard step != 0, step.isFinite, start.isFinite, end.isFinite else {
      throw Diagnostic(.endlessRange, span)
    }
    // Rounding in the division must not cost `0..1 by 0.1` its last element.
    let steps = (end - start) / step
    let whole = steps.rounded()
    let isWhole = abs(steps - whole) <= 1e-9 * max(1, abs(steps))
    let last = isWhole ? (range.includesEnd ? whole : whole - 1) : steps.rounded(.down)
    guard last < 1e15 else { throw Diagnostic(.tooManyElements(Int.max), span) }
    return .init(start: start, step: step, count: max(Int(last) + 1, 0))
  }

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

  private func evaluate(_ comprehension: Expression.Comprehension) throws(Diagnostic) -> Datum {
    var values: [Datum] = []
    // Its names are its own, inside a function too.
    let outside = localCount
    defer { dropLocals(to: min(outside, localCount)) }
    let source = try evaluate(comprehension.source)
    let count: Int
    let elementAt: (Int) -> Datum
    if case .range(let range) = source {
      guard range.count <= Evaluator.longestList else {
        throw Diagnostic(.tooManyElements(range.count), comprehension.source.span)
      }
      count = range.count
      elementAt = { .number(range[$0]) }
    } else {
      let elements = try elements(
        of: source, at: comprehension.source.span, needed: "what a list runs over")
      count = elements.count
      elementAt = { elements[$0] }
    }
    values.reserveCapacity(count)
    for place in 0..<count {
      let element = elementAt(place)
      try checkInterrupt(at: comprehension.source.span)
      if comprehension.names.count == 1 {
        bindLocal(comprehension.names[0].id, element)
      } else {
        let parts = try self.elements(
          of: element, at: comprehension.source.span, needed: "each element")
        guard parts.count == comprehension.names.count else {
          throw Diagnostic(
            .wrongElementCount(names: comprehension.names.count, values: parts.count),
            comprehension.names[0].span)
        }
        for (name, part) in zip(comprehension.names, parts) { bindLocal(name.id, part) }
      }
      if try comprehension.condition.map(isTrue) ?? true {
        values.append(try checkedElement(comprehension.element))
      }
      dropLocals(to: outside)
    }
    return .list(values)
  }

  private func evaluate(_ list: Expression, index: Expression) throws(Diagnostic) -> Datum {
    let value = try evaluate(list)
    let place = try evaluate(index)
    if case .range(let range) = value, case .number = place {
      let place = try wholeNumber(place, at: index.span, needed: "an index")
      try check(place, count: range.count, at: index.span)
      return .number(range[place])
    }
    let elements = try elements(of: value, at: list.span, needed: "what is indexed")
    if case .range(let range) = place {
      var slice: [Datum] = []
      for place in 0..<range.count {
        let number = try wholeNumber(.number(range[place]), at: index.span, needed: "an index")
        try check(number, count: elements.count, at: index.span)
        slice.append(elements[number])
      }
      return .list(slice)
    }
    if case .list(let places) = place {
      var chosen: [Datum] = []
      for place in places {
        let number = try wholeNumber(place, at: index.span, needed: "an index")
        try check(number, count: elements.count, at: index.span)
        chosen.append(elements[number])
      }
      return .list(chosen)
    }
    let number = try wholeNumber(place, at: index.span, needed: "an index")
    try check(number, count: elements.count, at: index.span)
    return elements[number]
  }

  private func check(_ index: Int, count: Int, at span: Span) throws(Diagnostic) {
    guard 0 <= index, index < count else {
      throw Diagnostic(.indexOutOfRange(index, count: count), span)
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
      return workspace.graph[node]
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

  // MARK: Members

  /// `x.grad` and `x.value`: plain numbers, in the shape of a list.
  private func evaluate(_ base: Expression, member: Identifier) throws(Diagnostic) -> Datum {
    let value = try evaluate(base)
    switch member.text {
    case "value": return try members(of: value, at: base.span) { .number(workspace.graph[$0]) }
    case "grad":
      return try members(of: value, at: base.span) { node in
        (workspace.pass?.gradient(of: node)).map { .number($0) } ?? .missing
      }
    default:
      throw Diagnostic(
        .unknownMember(
          member.text, nearest: Nearest.name(to: member.text, among: ["grad", "value"])),
        member.span)
    }
  }

  private func members(
    of value: Datum, at span: Span, _ member: (Node) -> Datum
  ) throws(Diagnostic) -> Datum {
    switch value {
    case .node(let node):
      if isTracing { throw Diagnostic(.choiceInOperation, span) }
      return member(node)
    case .number: return value
    case .list(let elements):
      var members: [Datum] = []
      for element in elements { members.append(try self.members(of: element, at: span, member)) }
      return .list(members)
    case .range(let range):
      return try self.members(of: list(range, at: span), at: span, member)
    default:
      throw Diagnostic(.notANumber(value.kind, needed: "what has a gradient"), span)
    }
  }
}
