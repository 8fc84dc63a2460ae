import Autograd

/// The functions that a Python program defines for operations that its library lacks, or does not
/// differentiate to the last digits where it is asked to, and for those of the user's own.
struct PythonFunctions {
  private let library: PythonProgram.Library
  private let dialect: PythonDialect
  /// What the user's operations are called, in their order.
  var own: [String] = []
  private var defined: Set<OperationCode> = []
  private var definitions: [String] = []

  init(_ library: PythonProgram.Library, _ dialect: PythonDialect) {
    self.library = library
    self.dialect = dialect
  }

  /// The definitions so far, those first that others use.
  var text: String { definitions.joined(separator: "\n\n\n") }

  /// The words that stand for an operation of the table, if the program has to define it.
  func reservedNames(of operation: Operation) -> [String] {
    let name = PythonOperation.functionName(of: operation.name)
    return [name, className(name)]
  }

  /// How an operation is called, defined if it has not been.
  mutating func call(_ code: OperationCode, _ operation: Operation, in graph: Graph) -> String {
    let name = self.name(code, operation)
    if defined.insert(code).inserted {
      let body = body(code, operation, in: graph)
      definitions.append(definition(name, operation.arity, body))
    }
    return library == .torch ? "\(className(name)).apply" : name
  }

  private func name(_ code: OperationCode, _ operation: Operation) -> String {
    let place = Int(code.rawValue) - Operation.table.count
    return place < 0 ? PythonOperation.functionName(of: operation.name) : own[place]
  }

  /// `leaky_relu` as `LeakyRelu`
  private func className(_ name: String) -> String {
    name.split(separator: "_").map { String($0).capitalizedFirst }.joined()
  }

  // MARK: Bodies

  /// What an operation computes from numbers: lines that prepare, and the expressions they end in.
  private struct Body {
    var parameters: [String]
    var valueLines: [String] = []
    var value: String
    var partialLines: [String] = []
    var partials: [String]
  }

  private mutating func body(
    _ code: OperationCode, _ operation: Operation, in graph: Graph
  ) -> Body {
    guard Int(code.rawValue) >= Operation.table.count, let definition = operation.definition else {
      let row = PythonOperation.named[operation.name]!
      return Body(
        parameters: Array(["x", "y"].prefix(operation.arity)), value: dialect.text(row.value),
        partials: row.partials.map { dialect.text($0) })
    }
    var identifiers = Identifiers(
      reserved: dialect.reserved.union(["v", "ctx", "upstream", "saved", "operands"]))
    let parameters = operation.parameters.map { identifiers.identifier(for: $0) }
    let (valueLines, value) = lines(of: definition, parameters, prefix: "v")
    var body = Body(
      parameters: parameters, valueLines: valueLines, value: value, partials: [])
    for (place, partial) in operation.derivativeGraphs.enumerated() {
      let (lines, result) = lines(of: partial, parameters, prefix: "d\(place + 1)_")
      body.partialLines += lines
      body.partials.append(result)
    }
    return body
  }

  /// The nodes of a function as lines, one each, and the name of the last.
  private mutating func lines(
    of function: GraphFunction, _ parameters: [String], prefix: String
  ) -> ([String], String) {
    let graph = function.graph
    var names: [Node: String] = [:]
    for (leaf, parameter) in zip(function.leaves, parameters) { names[leaf] = parameter }
    var lines: [String] = []
    for node in graph.nodes(needed: [function.root]) where names[node] == nil {
      let name = "_\(prefix)\(node.index)"
      names[node] = name
      guard let operation = graph.operation(of: node) else {
        lines.append("\(name) = \(literal(graph[node]))")
        continue
      }
      let operands = graph.operands(of: node).map { names[$0]! }
      let code = graph.instruction(node).code
      if Int(code.rawValue) >= Operation.table.count {
        lines.append(
          "\(name) = \(valueFunction(code, operation, in: graph))(\(operands.joined(separator: ", ")))"
        )
      } else {
        let row = PythonOperation.named[operation.name]!
        let names = Dictionary(uniqueKeysWithValues: zip(["x", "y"], operands))
        lines.append("\(name) = \(dialect.text(row.value, names))")
      }
    }
    return (lines, names[function.root]!)
  }

  private var valueFunctions: Set<OperationCode> = []

  /// The function that computes an operation of the user's own inside another one's.
  private mutating func valueFunction(
    _ code: OperationCode, _ operation: Operation, in graph: Graph
  ) -> String {
    let name = "_value_of_\(self.name(code, operation))"
    if valueFunctions.insert(code).inserted {
      let body = body(code, operation, in: graph)
      let lines = body.valueLines + ["return \(body.value)"]
      definitions.append(
        "def \(name)(\(body.parameters.joined(separator: ", "))):\n"
          + indented(lines, 1))
    }
    return name
  }

  private func literal(_ number: Double) -> String {
    let text =
      number.isNaN
      ? "float(\"nan\")"
      : number.isInfinite ? (number < 0 ? "-float(\"inf\")" : "float(\"inf\")") : "\(number)"
    return library == .micrograd ? text : "number(\(text))"
  }

  private func indented(_ lines: [String], _ depth: Int) -> String {
    let margin = String(repeating: "    ", count: depth)
    return lines.map { margin + $0 }.joined(separator: "\n")
  }

  // MARK: Definitions

  private func definition(_ name: String, _ arity: Int, _ body: Body) -> String {
    let parameters = body.parameters.joined(separator: ", ")
    switch library {
    case .micrograd:
      let nodes = (1...arity).map { "operand\(arity == 1 ? "" : "\($0)")" }
      let pairs = zip(nodes, body.partials).map { "(\($0), \($1))" }
      return "def \(name)(\(nodes.joined(separator: ", "))):\n"
        + indented(
          nodes.map { "\($0) = value(\($0))" }
            + zip(body.parameters, nodes).map { "\($0) = \($1).data" }
            + body.valueLines + ["v = \(body.value)"] + body.partialLines
            + ["return node(v, \"\(name)\", \(pairs.joined(separator: ", ")))"], 1)
    case .torch:
      return "class \(className(name))(torch.autograd.Function):\n"
        + indented(["@staticmethod", "def forward(ctx, \(parameters)):"], 1) + "\n"
        + indented(
          body.valueLines
            + [
              "v = (\(body.value)) + 0.0", "ctx.save_for_backward(\(parameters), v)", "return v",
            ], 2) + "\n\n"
        + indented(["@staticmethod", "def backward(ctx, upstream):"], 1) + "\n"
        + indented(
          ["\(parameters), v = ctx.saved_tensors"] + body.partialLines
            + [
              "return "
                + body.partials.map { "upstream * (\($0))" }.joined(separator: ", ")
            ], 2)
    case .jax:
      return "@jax.custom_vjp\ndef \(name)(\(parameters)):\n"
        + indented(body.valueLines + ["return (\(body.value)) + 0.0"], 1)
        + "\n\n\ndef _\(name)_forward(\(parameters)):\n"
        + indented(
          ["v = \(name)(\(parameters))", "return v, (\(parameters), v)"], 1)
        + "\n\n\ndef _\(name)_backward(saved, upstream):\n"
        + indented(
          ["\(parameters), v = saved"] + body.partialLines
            + [
              "return (" + body.partials.map { "upstream * (\($0))," }.joined(separator: " ") + ")"
            ],
          1)
        + "\n\n\n\(name).defvjp(_\(name)_forward, _\(name)_backward)"
    }
  }
}
