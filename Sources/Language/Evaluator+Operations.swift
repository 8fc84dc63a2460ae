import Autograd

extension Evaluator {
  /// Applies an operation of one operand: to a plain number it gives one, to a node a new node.
  func apply(
    _ code: OperationCode, _ x: Datum, sign: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    switch x {
    case .node(let node):
      let result = workspace.graph.apply(code, node, origin: span.start)
      warnIfBorn(result, at: span)
      return .node(result)
    case .number(let number):
      let result = workspace.graph.value(code, number)
      warnIfBorn(result, code, [number], at: span)
      return .number(result)
    case .list, .range:
      return try map(code, over: x, sign: sign, at: span)
    default:
      throw Diagnostic(mistake(x, sign), span)
    }
  }

  /// Applies an operation of two operands: to two plain numbers it gives one; where one operand is
  /// a node, the other becomes a constant beside it.
  func apply(
    _ code: OperationCode, _ x: Datum, _ y: Datum, sign: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    let left: Node
    let right: Node
    switch (x, y) {
    case (.node(let a), .node(let b)):
      left = a
      right = b
    case (.node(let a), .number(let b)):
      left = a
      right = workspace.graph.leaf(b, role: .constant, origin: span.start)
    case (.number(let a), .node(let b)):
      left = workspace.graph.leaf(a, role: .constant, origin: span.start)
      right = b
    case (.number(let a), .number(let b)):
      let result = workspace.graph.value(code, a, b)
      warnIfBorn(result, code, [a, b], at: span)
      return .number(result)
    default:
      if let culprit = [x, y].first(where: { !$0.isNumeric }) {
        throw Diagnostic(mistake(culprit, sign), span)
      }
      return try broadcast(code, x, y, sign: sign, at: span)
    }
    let result = workspace.graph.apply(code, left, right, origin: span.start)
    warnIfBorn(result, at: span)
    return .node(result)
  }

  /// Applies an operation of any number of operands.
  func apply(
    _ code: OperationCode, _ operands: [Datum], sign: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    var numbers: [Double] = []
    var hasNode = false
    for operand in operands {
      switch operand {
      case .number(let number): numbers.append(number)
      case .node(let node):
        hasNode = true
        numbers.append(workspace.value(of: node))
      default: throw Diagnostic(mistake(operand, sign), span)
      }
    }
    guard hasNode else {
      let result = workspace.operation(code).value(at: numbers)
      warnIfBorn(result, code, numbers, at: span)
      return .number(result)
    }
    let nodes = operands.map { operand in
      if case .node(let node) = operand { return node }
      guard case .number(let number) = operand else { return Node(0) }
      return workspace.graph.leaf(number, role: .constant, origin: span.start)
    }
    let result = workspace.graph.apply(code, nodes, origin: span.start)
    warnIfBorn(result, at: span)
    return .node(result)
  }

  private func mistake(_ value: Datum, _ sign: String) -> Mistake {
    switch value {
    case .list(let elements): .listInOperation(sign, count: elements.count)
    case .range(let range): .listInOperation(sign, count: range.count)
    default: .notANumber(value.kind, needed: "an operand of `\(sign)`")
    }
  }

  // MARK: nan and inf

  @inline(__always)
  func warnIfBorn(_ node: Node, at span: Span) {
    if !workspace.value(of: node).isFinite { warnOfNode(node, at: span) }
  }

  private func warnOfNode(_ node: Node, at span: Span) {
    let graph = workspace.graph
    guard graph.operands(of: node).allSatisfy({ graph[$0].isFinite }) else { return }
    warnOfBirth(graph[node], graph.formula(of: node, name: workspace.label), at: span)
  }

  private func warnIfBorn(
    _ value: Double, _ code: OperationCode, _ operands: [Double], at span: Span
  ) {
    guard !value.isFinite, operands.allSatisfy(\.isFinite) else { return }
    warnOfBirth(
      value, workspace.operation(code).formula(applied: operands.map(exact)), at: span)
  }

  // MARK: Defining

  /// Carries out `op name(x) = value grad derivative`: its expressions are evaluated once, on nodes
  /// that stand for the operands, and the graphs that come out are replayed at every use.
  func define(
    _ definition: ResolvedStatement.OperationDefinition
  ) throws(Diagnostic) -> OperationCode {
    let syntax = definition.syntax
    let arity = syntax.parameters.count
    let value = try graph(of: definition.value, arity: arity)
    var derivatives: [GraphFunction] = []
    for derivative in definition.derivatives {
      derivatives.append(try graph(of: derivative, arity: arity))
    }
    let operation = Operation(
      syntax.name.text, parameters: syntax.parameters.map(\.text), value: value,
      derivatives: derivatives, formula: workspace.sources.text(of: syntax.value.span),
      derivativeTexts: syntax.derivatives.map { workspace.sources.text(of: $0.span) })
    return workspace.graph.define(operation)
  }

  /// Makes an operation that another session defined callable in this one.
  public func adopt(_ operation: Operation) {
    let id = workspace.names.id(of: operation.name)
    workspace.setGlobal(id, .function(.operation(workspace.graph.define(operation))))
  }

  private func graph(
    of template: ResolvedStatement.OperationDefinition.Template, arity: Int
  ) throws(Diagnostic) -> GraphFunction {
    // The operations that the graph has already can be used in a new one.
    var graph = Graph()
    for operation in workspace.graph.ownOperations { _ = graph.define(operation) }
    let leaves = (0..<arity).map { _ in graph.leaf(0.5) }
    let base = stackHeight
    let outer = frame
    swap(&graph, &workspace.graph)
    isTracing = true
    callDepth += 1
    frame = base
    defer {
      swap(&graph, &workspace.graph)
      isTracing = false
      callDepth -= 1
      dropLocals(to: base)
      frame = outer
    }
    for leaf in leaves { push(.node(leaf)) }
    reserve(template.frameSize, from: base)
    let expression = template.expression
    let value = try expression.value(in: self)
    switch value {
    case .node(let root):
      return GraphFunction(graph: workspace.graph, root: root, leaves: leaves)
    case .number(let number):
      let root = workspace.graph.leaf(number, role: .constant)
      return GraphFunction(graph: workspace.graph, root: root, leaves: leaves)
    default:
      throw Diagnostic(.notANumber(value.kind, needed: "an operation's value"), expression.span)
    }
  }
}
