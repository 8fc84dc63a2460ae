import Autograd

extension Evaluator {
  /// Runs a statement of a script or a line of the prompt. If it fails, it has changed nothing; of
  /// a loop, the statements of the body that had finished stand.
  public func run(_ statement: Statement) throws(Diagnostic) {
    beginLine()
    let before = position
    var resolver = resolver
    let resolved = resolver.statement(statement)
    reserve(resolver.size, from: frame)
    do throws(Diagnostic) {
      try run(resolved, isNested: false)
      position = before
    } catch {
      position = before
      throw explained(error)
    }
  }

  private func run(_ statement: ResolvedStatement, isNested: Bool) throws(Diagnostic) {
    switch statement.kind {
    case .loop(let loop):
      let values = try attempt { () throws(Diagnostic) in try loop.source.value(in: self) }
      try run(loop, over: values) { () throws(Diagnostic) in try run(loop.body) }
    case .choice(let condition, let then, let otherwise):
      if try attempt({ () throws(Diagnostic) in try isTrue(condition) }) {
        try run(then)
      } else if let otherwise {
        try run(otherwise)
      }
    default:
      let value = try attempt { () throws(Diagnostic) in try execute(statement) }
      if !isNested, !statement.syntax.isQuiet { show(value, of: statement.syntax) }
    }
  }

  private func run(_ block: ResolvedBlock) throws(Diagnostic) {
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
  func execute(_ statement: ResolvedStatement) throws(Diagnostic) -> Datum {
    switch statement.kind {
    case .expression(let expression, let word):
      if let word, let invocation = debuggerCommand(word) {
        try perform(invocation, as: statement, with: visible)
        return .nothing
      }
      let value = try expression.value(in: self)
      if !isInFunction { setAnswer(value) }
      return value
    case .assignment(let assignment):
      return try assign(assignment)
    case .function(let target, let lambda):
      bind(target, .function(.user(lambda.made(named: target.name.text, in: self))))
      return .nothing
    case .operation(let definition):
      bind(definition.target, .function(.operation(try define(definition))))
      return .nothing
    case .loop(let loop):
      try run(loop, over: loop.source.value(in: self)) { () throws(Diagnostic) in
        _ = try execute(loop.body)
      }
      return .nothing
    case .choice(let condition, let then, let otherwise):
      if try isTrue(condition) { return try execute(then) }
      guard let otherwise else { return .nothing }
      return try execute(otherwise)
    case .command(let invocation, let names):
      try perform(invocation, as: statement, with: names)
      return .nothing
    case .expectedError(let text, let statement):
      try expectError(text, from: statement)
      return .nothing
    case .unreadable(let diagnostic):
      throw diagnostic
    }
  }

  /// Carries a command out, whose expressions can use `names`.
  private func perform(
    _ invocation: Invocation, as statement: ResolvedStatement, with names: VisibleNames
  ) throws(Diagnostic) {
    let outer = visible
    visible = names
    defer { visible = outer }
    try perform(
      invocation,
      CommandPlace(isQuiet: statement.syntax.isQuiet, isInBlock: blockDepth > 0))
  }

  /// A word of the debugger that stands alone: while one runs, the command, whatever has the same
  /// name. In a block it is a name, as everywhere else; one that is not defined goes on as the
  /// command, which says why it cannot be that.
  private func debuggerCommand(_ word: Resolved.Name) -> Invocation? {
    let name = word.identifier
    guard let syntax = debuggerCommands[name.text] else { return nil }
    let isLocal = word.slot.map { local(at: $0) != nil } ?? false
    let isDefined = isLocal || workspace.global(name.id) != nil
    let isCommand = isDebugging() && blockDepth == 0 && !isInFunction
    guard isCommand || (!isDefined && name.text == syntax.word && syntax.isContextual) else {
      return nil
    }
    return Invocation(word: syntax.word, span: word.span, arguments: [:], options: [:])
  }

  /// Carries the statements of a block out and returns the value of the last.
  func execute(_ block: ResolvedBlock) throws(Diagnostic) -> Datum {
    blockDepth += 1
    defer { blockDepth -= 1 }
    var value = Datum.nothing
    for statement in block.statements {
      value = try execute(statement)
      switch statement.kind {
      case .expression, .choice: continue
      default: value = .nothing
      }
    }
    return value
  }

  private func expectError(
    _ text: String, from statement: ResolvedStatement
  ) throws(Diagnostic) {
    let before = position
    do throws(Diagnostic) {
      _ = try execute(statement)
    } catch {
      if case .interrupted = error.mistake { throw error }
      position = before
      let error = explained(error)
      let message = [error.message, error.help ?? ""].joined(separator: " ")
      workspace.rollback()
      report(
        .expectation(
          passed: message.contains(text), actual: .text(error.message), expected: .text(text)))
      guard message.contains(text) || !stopsAtFailedExpectation else {
        throw Diagnostic(.otherError(error.message, expected: text), statement.syntax.span)
      }
      return
    }
    report(.expectation(passed: false, actual: .text("no error"), expected: .text(text)))
    if stopsAtFailedExpectation { throw Diagnostic(.noError(text), statement.syntax.span) }
  }

  /// `_` and `ans`
  private func setAnswer(_ value: Datum) {
    if case .nothing = value { return }
    workspace.setGlobal(NameTable.answer, value)
    workspace.setGlobal(NameTable.underscore, value)
  }

  // MARK: Assignments

  private func assign(_ assignment: ResolvedStatement.Assignment) throws(Diagnostic) -> Datum {
    let name = assignment.target.name
    var value: Datum
    switch assignment.value {
    case .plain(let expression):
      value = try expression.value(in: self)
    case .applied(let left, let application):
      value = try application.value(on: left.value(in: self), from: left.span, in: self)
    }
    if case .nothing = value { throw Diagnostic(.noValue("the right side"), assignment.span) }
    if let role = assignment.role {
      value = try leaves(value, role, "\(role) \(name.text)", at: assignment.span)
      if let scope { workspace.record(value, name.text, in: scope) }
    } else if !isInFunction {
      value = try leaves(value, nil, "", at: name.span)
    }
    bind(assignment.target, value)
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

  private func bind(_ target: ResolvedStatement.Target, _ value: Datum) {
    // Every name of a function has a slot, and so has the variable of a loop at the top.
    if let slot = target.slot { return setLocal(at: slot, value) }
    let name = target.name
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

  // MARK: Loops

  /// Runs `body` for each element, with the names bound to it, or to its elements.
  private func run(
    _ loop: ResolvedStatement.Loop, over values: Datum, _ body: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let span = loop.source.span
    let count: Int
    var values = values
    if case .range(let range) = values {
      count = range.count
    } else {
      let elements = try elements(of: values, at: span, needed: "what a loop runs over")
      count = elements.count
      values = .list(elements)
    }
    runningLoops.append((values, !isInFunction))
    for place in 0..<count {
      try checkInterrupt(at: span)
      try loop.names.bind(element(place), at: span, in: self)
      try body()
    }
    runningLoops.removeLast()
    if !isInFunction { loop.names.clear(in: self) }
  }

  /// An element of what the innermost loop runs over.
  private func element(_ place: Int) -> Datum {
    switch runningLoops.last?.values {
    case .range(let range)?: .number(range[place])
    case .list(let elements)?: elements[place]
    default: .nothing
    }
  }
}
