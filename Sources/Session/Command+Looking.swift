import Autograd
import Language

extension Command {
  static let looking: [Command] = [
    Command(
      "show", [.init("x", .expression)],
      summary: "Shows how something was made, its value and its gradient.",
      details: """
        Of a function, or of an `op`, it shows the definition. The gradient is that of the last \
        backward pass, whose root `info x` names.
        """,
      examples: ["a = 2; e = a * 3\nshow e", "f(x) = 3x^2 - 4x + 5\nshow f"]
    ) { (call) throws(Diagnostic) in try call.show() },
    Command(
      "list", short: "l", summary: "Lists what is defined.",
      details: "While a debugger runs it lists the steps around the one that is next.",
      examples: ["param w = 0.5; x = 2; y = w*x\nlist"]
    ) { (call) throws(Diagnostic) in
      if let steps = call.session.stepsReport() {
        call.session.repeats(call)
        call.report(.steps(steps))
      } else {
        call.report(.definitions(call.definitions()))
      }
    },
    Command(
      "info", [.init("x", .expression, optional: true)],
      summary: "Tells all about one node, or about the whole graph.",
      details:
        "Of a node: its inputs with their local derivatives, what uses it, and where it was written. `why x` explains its gradient.",
      examples: ["a = 2; b = 3; e = a * b\ninfo e", "a = 2; e = 3a^2\ninfo"]
    ) { (call) throws(Diagnostic) in try call.info() },
    tape,
  ]
}

extension Command.Call {
  // MARK: show and list

  fileprivate func show() throws(Diagnostic) {
    guard let (value, span) = try value("x") else { return }
    let text = workspace.sources.text(of: span)
    if case .function(let function) = value {
      report(.definition(name: text, text: session.text(of: function)))
    } else {
      report(.definitions([definition(text, value)]))
    }
  }

  fileprivate func definitions() -> [Definition] {
    workspace.definitions.map(definition)
  }

  private func definition(_ name: String, _ value: Datum) -> Definition {
    Definition(
      name: name, value: workspace.shown(value), kind: kind(of: value), formula: formula(of: value),
      gradient: session.gradients(of: value))
  }

  private func kind(of value: Datum) -> String {
    switch value {
    case .number: return "number"
    case .node(let node):
      let instruction = graph.instruction(node)
      if !instruction.isLeaf { return "node" }
      return instruction.role == .plain ? "leaf" : "\(instruction.role)"
    case .list(let elements): return "list of \(elements.count)"
    case .range(let range): return "range of \(range.count)"
    case .text: return "string"
    case .function(.operation): return "operation"
    case .function: return "function"
    case .missing, .nothing: return "–"
    }
  }

  private func formula(of value: Datum) -> String? {
    guard case .node(let node) = value, !graph.instruction(node).isLeaf else { return nil }
    return session.formula(of: node)
  }

  // MARK: info

  /// More users than this are counted, not listed.
  private var mostUsers: Int { 12 }

  fileprivate func info() throws(Diagnostic) {
    guard let (value, span) = try value("x") else { return report(.graph(graphReport())) }
    let node = try node(value, at: span)
    let operation = graph.operation(of: node)
    let locals = Dictionary(
      graph.localDerivatives(of: node).map { ($0.position, $0.local) }, uniquingKeysWith: { $1 })
    let inputs = graph.operands(of: node).enumerated().map { position, operand in
      NodeReport.Input(
        node: session.name(operand), value: graph[operand], local: locals[position])
    }
    let users = graph.nodes.dropFirst(node.index + 1).filter {
      graph.operands(of: $0).contains(node)
    }
    let origin = graph.instruction(node).origin
    report(
      .node(
        NodeReport(
          name: workspace.label(node), node: node.description, value: graph[node],
          gradient: workspace.pass?.gradient(of: node),
          root: workspace.pass.map { workspace.label($0.root) },
          role: operation == nil ? graph.instruction(node).role : nil,
          scope: workspace.scope(of: node),
          operation: operation?.name, summary: operation?.summary,
          formula: operation == nil ? nil : session.formula(of: node),
          expression: session.expression(of: node), inputs: inputs,
          users: users.prefix(mostUsers).map {
            Named(workspace.label($0), session.formula(of: $0))
          },
          omittedUsers: max(users.count - mostUsers, 0),
          place: origin == 0
            ? nil : workspace.sources.place(of: Span(origin: origin)))))
  }

  private func graphReport() -> GraphReport {
    var leaves = 0
    var constants = 0
    var counts: [OperationCode: Int] = [:]
    for node in graph.nodes {
      let instruction = graph.instruction(node)
      if instruction.isConstant {
        constants += 1
      } else if instruction.isLeaf {
        leaves += 1
      } else {
        counts[instruction.code, default: 0] += 1
      }
    }
    let operations = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return GraphReport(
      nodes: graph.count, leaves: leaves, constants: constants,
      operations: operations.map { Named(graph.operation($0.key).name, $0.value) },
      names: definitions().count, root: workspace.pass.map { workspace.label($0.root) })
  }
}

extension Session {
  /// A function as it was written, or how it is defined in the table.
  func text(of function: Function) -> String {
    if case .operation(let code) = function {
      let operation = workspace.graph.operation(code)
      return "op \(operation.name)(\(operation.parameters.joined(separator: ", "))) = "
        + "\(operation.formula) grad \(operation.derivatives.joined(separator: ", "))"
    }
    return workspace.text(of: function)
  }
}
