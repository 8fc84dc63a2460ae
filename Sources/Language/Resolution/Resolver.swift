import Autograd

/// Gives the names of a statement or an expression their slots, once, before it is run.
///
/// A name is looked for in the frame that it stands in: that of the innermost function around it, or
/// that of the statement at the top. Loops at the top and lists have names of their own, which hide
/// others until they end. In a function every other name has one slot, too, since it may be given a
/// value there, or have one from where the function was made; what is left empty is global. So
/// functions may use globals that are defined, or defined anew, after them.
struct Resolver {
  private var frames: [Frame]
  /// Whether a word is one of the debugger, which is a command where it stands alone.
  private let isDebuggerWord: (String) -> Bool

  private struct Frame {
    var names: VisibleNames
    /// How many slots it needs so far.
    var size: Int
    /// How many expressions stand around the one that is being resolved.
    var level = 0
  }

  /// - Parameters:
  ///   - names: what can be used of the running frame.
  ///   - size: how many slots that frame has already.
  init(names: VisibleNames, size: Int, isDebuggerWord: @escaping (String) -> Bool) {
    frames = [Frame(names: names, size: size)]
    self.isDebuggerWord = isDebuggerWord
  }

  /// How many slots the frame needs.
  var size: Int { frames[0].size }

  // MARK: Names

  private var last: Int { frames.count - 1 }

  private mutating func newSlot() -> Int {
    frames[last].size += 1
    return frames[last].size - 1
  }

  /// The slot in which a value of the name may stand.
  private mutating func slot(of name: Identifier) -> Int? {
    if let slot = frames[last].names.slot(of: name.id) { return slot }
    guard frames[last].names.isFunction else { return nil }
    let slot = newSlot()
    frames[last].names.bindOwn(name.id, at: slot)
    return slot
  }

  /// Resolves `body` where names of a loop or a list have slots of their own.
  private mutating func binding<Result>(
    _ names: [Identifier], _ body: (inout Resolver, Resolved.Binding) -> Result
  ) -> Result {
    let count = frames[last].names.innerCount
    var slots: [Int] = []
    for name in names {
      slots.append(newSlot())
      frames[last].names.bind(name.id, at: slots.last!)
    }
    defer { frames[last].names.drop(to: count) }
    return body(&self, Resolved.Binding(names: names, slots: slots))
  }

  // MARK: Expressions

  mutating func expression(_ expression: Expression) -> Resolved {
    let span = expression.span
    switch expression.kind {
    case .number(let number): return Resolved.Literal(.number(number), span)
    case .text(let text): return Resolved.Literal(.text(text), span)
    case .node(let index): return Resolved.Address(index, span)
    case .name(let name): return self.name(name, span)
    case .grouped(let inner): return Resolved.Group(self.expression(inner), span)
    default: break
    }
    frames[last].level += 1
    defer { frames[last].level -= 1 }
    switch expression.kind {
    case .negated(let operand):
      return Resolved.Negation(self.expression(operand), span)
    case .infix(let first, let applications):
      return Resolved.Row(
        self.expression(first), applications.map { application($0) }, span)
    case .power(let base, let exponent, let sign):
      return Resolved.Pair(
        Operators.power, sign: "^", at: sign, self.expression(base), self.expression(exponent),
        span)
    case .product(let number, let factor):
      return Resolved.Pair(
        Operators.product, sign: "*", at: span, Resolved.Literal(.number(number), span),
        self.expression(factor), span)
    case .range(let range):
      return Resolved.Range(
        self.expression(range.start), self.expression(range.end),
        step: range.step.map { self.expression($0) }, includesEnd: range.includesEnd, span)
    case .list(let elements):
      return Resolved.List(elements.map { self.expression($0) }, span)
    case .comprehension(let comprehension):
      let source = self.expression(comprehension.source)
      return binding(comprehension.names) { resolver, names in
        Resolved.Comprehension(
          resolver.expression(comprehension.element), for: names, in: source,
          if: comprehension.condition.map { resolver.expression($0) }, span)
      }
    case .function(let literal): return lambda(literal, span)
    case .call(let callee, let arguments):
      return Resolved.Call(
        self.expression(callee), arguments.map { self.expression($0.value) },
        names: arguments.map(\.name), level: frames[last].level, span)
    case .index(let list, let index):
      return Resolved.Index(self.expression(list), self.expression(index), span)
    case .member(let base, let member):
      return Resolved.Member(self.expression(base), member, span)
    case .number, .text, .node, .name, .grouped:
      return Resolved.Literal(.nothing, span)
    }
  }

  private mutating func name(_ name: Identifier, _ span: Span) -> Resolved.Name {
    Resolved.Name(name, slot: slot(of: name), span)
  }

  private mutating func application(
    _ application: Expression.Application
  ) -> Resolved.Application {
    Resolved.Application(
      application.operation, sign: application.sign, application.span,
      expression(application.operand))
  }

  // MARK: Functions

  /// Resolves a function; what it carries with it is looked up in the frame around.
  mutating func lambda(
    _ literal: Expression.FunctionLiteral, _ span: Span, carriesLocals: Bool = true
  ) -> Resolved.Lambda {
    frames.append(Frame(names: VisibleNames(isFunction: true), size: 0))
    for parameter in literal.parameters { _ = slot(of: parameter) }
    let freeSlots = literal.free.map { slot(of: $0)! }
    let defaults = literal.defaults.map { expression($0) }
    let body: ResolvedFunction.Body =
      switch literal.body {
      case .expression(let value): .expression(expression(value))
      case .block(let statements): .block(block(statements))
      }
    let frame = frames.removeLast()
    let function = ResolvedFunction(defaults: defaults, body: body, frameSize: frame.size)
    var captures: [(from: Int, to: Int)] = []
    if carriesLocals {
      for (name, inside) in zip(literal.free, freeSlots) {
        if let outside = slot(of: name) { captures.append((outside, inside)) }
      }
    }
    return Resolved.Lambda(literal, function, captures: captures, span)
  }

  // MARK: Statements

  mutating func block(_ block: Block) -> ResolvedBlock {
    ResolvedBlock(block.statements.map { statement($0) })
  }

  mutating func statement(_ statement: Statement) -> ResolvedStatement {
    ResolvedStatement(statement, kind(of: statement))
  }

  private mutating func kind(of statement: Statement) -> ResolvedStatement.Kind {
    switch statement.kind {
    case .expression(let expression):
      let resolved = self.expression(expression)
      let word = resolved as? Resolved.Name
      return .expression(
        resolved, word: word.flatMap { isDebuggerWord($0.identifier.text) ? $0 : nil })
    case .assignment(let assignment):
      return .assignment(self.assignment(assignment))
    case .function(let name, let literal):
      // At the top a function carries nothing: its names are global whenever it is called.
      let isNested = frames[last].names.isFunction
      return .function(
        target(name), lambda(literal, statement.span, carriesLocals: isNested))
    case .operation(let definition): return .operation(operation(definition))
    case .loop(let names, let source, let body):
      let source = expression(source)
      guard frames[last].names.isFunction else {
        return binding(names) { resolver, names in
          .loop(.init(names, in: source, resolver.block(body)))
        }
      }
      let slots = names.map { slot(of: $0)! }
      return .loop(.init(.init(names: names, slots: slots), in: source, block(body)))
    case .choice(let condition, let then, let otherwise):
      return .choice(
        expression(condition), then: block(then), otherwise: otherwise.map { block($0) })
    case .command(let invocation):
      return .command(invocation, frames[last].names)
    case .expectedError(let text, let inner):
      return .expectedError(text, self.statement(inner))
    case .unreadable(let diagnostic): return .unreadable(diagnostic)
    }
  }

  private mutating func target(_ name: Identifier) -> ResolvedStatement.Target {
    .init(name: name, slot: slot(of: name))
  }

  private mutating func assignment(
    _ assignment: Statement.Assignment
  ) -> ResolvedStatement.Assignment {
    let value: ResolvedStatement.Assignment.Value
    if let application = assignment.operation {
      value = .applied(name(assignment.name, assignment.name.span), self.application(application))
    } else {
      value = .plain(expression(assignment.value))
    }
    return .init(
      role: assignment.role, target(assignment.name), value, assignment.value.span)
  }

  private mutating func operation(
    _ definition: Statement.OperationDefinition
  ) -> ResolvedStatement.OperationDefinition {
    .init(
      definition, target(definition.name), value: template(definition.value, definition.parameters),
      derivatives: definition.derivatives.map { template($0, definition.parameters) })
  }

  private mutating func template(
    _ expression: Expression, _ parameters: [Identifier]
  ) -> ResolvedStatement.OperationDefinition.Template {
    frames.append(Frame(names: VisibleNames(isFunction: true), size: 0))
    for parameter in parameters { _ = slot(of: parameter) }
    let resolved = self.expression(expression)
    return (resolved, frames.removeLast().size)
  }
}
