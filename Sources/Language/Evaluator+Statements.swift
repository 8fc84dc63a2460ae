import Autograd

extension Evaluator {
  /// Runs a statement of a script or a line of the prompt. If it fails, it has changed nothing; of
  /// a loop, the statements of the body that had finished stand.
  public func run(_ statement: Statement) throws(Diagnostic) {
    beginLine()
    do throws(Diagnostic) {
      try run(statement, isNested: false)
    } catch {
      forgetLocals()
      throw explained(error)
    }
  }

  private func run(_ statement: Statement, isNested: Bool) throws(Diagnostic) {
    switch statement.kind {
    case .loop(let names, let source, let body):
      let values = try attempt { () throws(Diagnostic) in try evaluate(source) }
      try loop(over: values, names, at: source.span) { () throws(Diagnostic) in
        try run(body)
      }
    case .choice(let condition, let then, let otherwise):
      if try attempt({ () throws(Diagnostic) in try isTrue(condition) }) {
        try run(then)
      } else if let otherwise {
        try run(otherwise)
      }
    default:
      let value = try attempt { () throws(Diagnostic) in try execute(statement) }
      if !isNested, !statement.isQuiet { show(value, of: statement) }
    }
  }

  private func run(_ block: Block) throws(Diagnostic) {
    blockDepth += 1
    defer { blockDepth -= 1 }
    for statement in block.statements {
      try run(statement, isNested: true)
      reclaim()
    }
  }

  /// Does `body` on trial.
  private func attempt<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    workspace.begin()
    do throws(Diagnostic) {
      let result = try body()
      workspace.commit()
      return result
    } catch {
      workspace.rollback()
      throw error
    }
  }

  private func show(_ value: Datum, of statement: Statement) {
    switch statement.kind {
    case .assignment(let assignment):
      report(.value(name: assignment.name.text, workspace.shown(value)))
    case .expression(let expression):
      if case .nothing = value { return }
      report(.value(name: name(of: expression, value), workspace.shown(value)))
    default:
      break
    }
  }

  /// What a shown expression is called: the name that it is, or nothing.
  private func name(of expression: Expression, _ value: Datum) -> String? {
    switch expression.kind {
    case .name(let name):
      if case .function = value { return nil }
      return name.text
    case .index, .member:
      return workspace.sources.text(of: expression.span)
    case .node(let index):
      return Node(index).description
    default:
      return nil
    }
  }

  // MARK: Statements

  /// Carries a statement out and returns its value.
  func execute(_ statement: Statement) throws(Diagnostic) -> Datum {
    switch statement.kind {
    case .expression(let expression):
      if let invocation = debuggerCommand(expression) {
        try perform(
          invocation, CommandPlace(isQuiet: statement.isQuiet, isInBlock: blockDepth > 0))
        return .nothing
      }
      let value = try evaluate(expression)
      if !isInFunction { setAnswer(value) }
      return value
    case .assignment(let assignment):
      return try assign(assignment)
    case .function(let name, let literal):
      let function = UserFunction(
        name: name.text, literal: literal, span: statement.span,
        captured: isInFunction ? capture(literal.free) : [], scope: scope)
      bind(name, .function(.user(function)))
      return .nothing
    case .operation(let definition):
      bind(definition.name, .function(.operation(try define(definition))))
      return .nothing
    case .loop(let names, let source, let body):
      let values = try evaluate(source)
      try loop(over: values, names, at: source.span) { () throws(Diagnostic) in
        _ = try execute(body)
      }
      return .nothing
    case .choice(let condition, let then, let otherwise):
      if try isTrue(condition) { return try execute(then) }
      return try otherwise.map(execute) ?? .nothing
    case .command(let invocation):
      try perform(
        invocation, CommandPlace(isQuiet: statement.isQuiet, isInBlock: blockDepth > 0))
      return .nothing
    case .expectedError(let text, let statement):
      try expectError(text, from: statement)
      return .nothing
    case .unreadable(let diagnostic):
      throw diagnostic
    }
  }

  /// A word of the debugger that stands alone: while one runs, the command, whatever has the same
  /// name. In a block it is a name, as everywhere else; one that is not defined goes on as the
  /// command, which says why it cannot be that.
  private func debuggerCommand(_ expression: Expression) -> Invocation? {
    guard case .name(let name) = expression.kind, let syntax = debuggerCommands[name.text] else {
      return nil
    }
    let isDefined = local(name.id) != nil || workspace.global(name.id) != nil
    let isCommand = isDebugging() && blockDepth == 0 && !isInFunction
    guard isCommand || (!isDefined && name.text == syntax.word && syntax.isContextual) else {
      return nil
    }
    return Invocation(word: syntax.word, span: expression.span, arguments: [:], options: [:])
  }

  /// Carries the statements of a block out and returns the value of the last.
  func execute(_ block: Block) throws(Diagnostic) -> Datum {
    blockDepth += 1
    defer { blockDepth -= 1 }
    var value = Datum.nothing
    for statement in block.statements {
      value = try execute(statement)
      if case .expression = statement.kind { continue }
      if case .choice = statement.kind { continue }
      value = .nothing
    }
    return value
  }

  private func expectError(_ text: String, from statement: Statement) throws(Diagnostic) {
    do throws(Diagnostic) {
      _ = try execute(statement)
    } catch {
      if case .interrupted = error.mistake { throw error }
      let error = explained(error)
      let message = [error.message, error.help ?? ""].joined(separator: " ")
      workspace.rollback()
      report(
        .expectation(
          passed: message.contains(text), actual: .text(error.message), expected: .text(text)))
      guard message.contains(text) || !stopsAtFailedExpectation else {
        throw Diagnostic(.otherError(error.message, expected: text), statement.span)
      }
      return
    }
    report(.expectation(passed: false, actual: .text("no error"), expected: .text(text)))
    if stopsAtFailedExpectation { throw Diagnostic(.noError(text), statement.span) }
  }

  /// `_` and `ans`
  private func setAnswer(_ value: Datum) {
    if case .nothing = value { return }
    workspace.setGlobal(workspace.names.id(of: "ans"), value)
    workspace.setGlobal(workspace.names.id(of: "_"), value)
  }

  // MARK: Assignments

  private func assign(_ assignment: Statement.Assignment) throws(Diagnostic) -> Datum {
    var value: Datum
    if let application = assignment.operation {
      let name = Expression(kind: .name(assignment.name), span: assignment.name.span, height: 1)
      value = try combine(evaluate(name), from: name.span, application)
    } else {
      value = try evaluate(assignment.value)
    }
    if case .nothing = value {
      throw Diagnostic(.noValue("the right side"), assignment.value.span)
    }
    if let role = assignment.role {
      value = try leaves(
        value, role, "\(role) \(assignment.name.text)", at: assignment.value.span)
      if let scope { workspace.record(value, assignment.name.text, in: scope) }
    } else if !isInFunction {
      value = try leaves(value, nil, "", at: assignment.name.span)
    }
    bind(assignment.name, value)
    if !isInFunction { setAnswer(value) }
    return value
  }

  /// The value with its plain numbers made leaves, as a name that is given one stands for a node.
  private func leaves(
    _ value: Datum, _ role: Role?, _ what: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    switch value {
    case .number(let number):
      return .node(workspace.graph.leaf(number, role: role ?? .plain, origin: span.start))
    case .list(let elements):
      var made: [Datum] = []
      made.reserveCapacity(elements.count)
      for element in elements { made.append(try leaves(element, role, what, at: span)) }
      return .list(made)
    case .node(let node):
      guard let role else { return value }
      guard workspace.graph.instruction(node).isLeaf else {
        throw Diagnostic(
          .roleNeedsNumber("\(role)", String(what.drop { $0 != " " }.dropFirst())), span)
      }
      return .node(
        workspace.graph.leaf(workspace.graph[node], role: role, origin: span.start))
    case .range(let range):
      guard let role else { return value }
      return try leaves(try list(range, at: span), role, what, at: span)
    case .text, .function, .missing, .nothing:
      guard role != nil else { return value }
      throw Diagnostic(.notANumber(value.kind, needed: "`\(what)`"), span)
    }
  }

  func bind(_ name: Identifier, _ value: Datum) {
    // The variable of a loop at the top is local there.
    if isInFunction || local(name.id) != nil { return setLocal(name.id, value) }
    if case .function(.user(let function)) = value { function.scope?.nameRoot(name.text) }
    let before = workspace.global(name.id)
    workspace.setGlobal(name.id, value)
    guard case .node(let old)? = before, workspace.graph.instruction(old).isLeaf else { return }
    // A new node made from the old one is meant; so is another name for the same.
    if case .node(let new) = value, new == old || !workspace.graph.instruction(new).isLeaf {
      return
    }
    hintAtRebinding(name, old, to: value)
  }

  func capture(_ names: [Identifier]) -> [(name: Identifier, value: Datum)] {
    names.compactMap { name in local(name.id).map { (name, $0) } }
  }

  // MARK: Loops and choices

  /// Runs `body` for each element, with the names bound to it, or to its elements.
  func loop(
    over values: Datum, _ names: [Identifier], at span: Span,
    _ body: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let count: Int
    var values = values
    if case .range(let range) = values {
      count = range.count
    } else {
      let elements = try elements(of: values, at: span, needed: "what a loop runs over")
      count = elements.count
      values = .list(elements)
    }
    let outside = localCount
    runningLoops.append((values, !isInFunction))
    defer {
      _ = runningLoops.popLast()
      if !isInFunction { dropLocals(to: min(outside, localCount)) }
    }
    for place in 0..<count {
      try checkInterrupt(at: span)
      try bindElements(element(place), names, at: span)
      try body()
      if !isInFunction { dropLocals(to: outside) }
    }
  }

  /// An element of what the innermost loop runs over.
  private func element(_ place: Int) -> Datum {
    switch runningLoops.last?.values {
    case .range(let range)?: .number(range[place])
    case .list(let elements)?: elements[place]
    default: .nothing
    }
  }

  private func bindElements(
    _ value: Datum, _ names: [Identifier], at span: Span
  ) throws(Diagnostic) {
    let set = isInFunction ? setLocal : bindLocal
    if names.count == 1 { return set(names[0].id, value) }
    let parts = try elements(of: value, at: span, needed: "each element")
    guard parts.count == names.count else {
      throw Diagnostic(.wrongElementCount(names: names.count, values: parts.count), names[0].span)
    }
    for (name, part) in zip(names, parts) { set(name.id, part) }
  }

  func isTrue(_ condition: Expression) throws(Diagnostic) -> Bool {
    try plainNumber(evaluate(condition), at: condition.span, needed: "a condition") != 0
  }
}
