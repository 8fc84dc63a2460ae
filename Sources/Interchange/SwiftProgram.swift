import Autograd

/// A graph as a Swift program for the library `Autograd`.
struct SwiftProgram {
  private let exported: ExportedGraph
  private var names: [Node: String] = [:]
  /// What the user's operations are called, in their order.
  private var own: [String] = []

  init(_ exported: ExportedGraph) {
    self.exported = exported
    var identifiers = Identifiers(reserved: SwiftProgram.reserved)
    for operation in exported.graph.ownOperations {
      let name = identifiers.identifier(for: SwiftOperation.codeName(of: operation.name))
      own.append(name)
      _ = identifiers.identifier(for: name + "Operation")
    }
    for node in exported.nodes where exported.number(node) == nil {
      if let name = exported.names[node] { names[node] = identifiers.identifier(for: name) }
    }
    for node in exported.nodes where exported.number(node) == nil && names[node] == nil {
      names[node] = identifiers.identifier(for: node.description)
    }
  }

  var text: String {
    let graph = exported.graph
    var lines = [
      "// \(exported.label(exported.root)) and its gradients. Written by Gradwalk.",
      "import Autograd", "",
    ]
    for (place, operation) in ownOperations { lines += definition(operation, at: place) + [""] }
    for node in exported.nodes where exported.number(node) == nil {
      let name = names[node]!
      let value =
        graph.instruction(node).isLeaf
        ? "Value(\(SwiftProgram.literal(graph[node])))" : expression(of: node)
      let original = exported.names[node].flatMap { $0 == name ? nil : "  // \($0)" } ?? ""
      lines.append("let \(name) = \(value)\(original)")
    }
    let root = names[exported.root]!
    lines += [
      "", "\(root).backward()",
      "print(\(Template.quoted("\(exported.label(exported.root)) =")), \(root).data)",
    ]
    lines += exported.leaves.map {
      "print(\(Template.quoted("\(exported.label($0)).grad =")), \(names[$0]!).grad!)"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words of Swift, and what the programs and the library call something.
  private static let reserved: Set<String> = Set(
    [
      "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
      "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
      "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
      "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows",
      "return", "self", "Self", "static", "struct", "subscript", "super", "switch", "throw",
      "throws", "true", "try", "typealias", "var", "where", "while", "Any", "Type", "Value", "Tape",
      "Operation", "Graph", "GraphFunction", "Node", "Role", "Double", "Autograd", "Swift",
      "print", "pow", "leakyRelu", "graph",
    ] + Operation.table.map(\.name))

  // MARK: Nodes

  private func expression(of node: Node) -> String {
    let graph = exported.graph
    let operands = graph.operands(of: node)
    let code = graph.instruction(node).code
    let place = Int(code.rawValue) - Operation.table.count
    if place >= 0 {
      let list = operands.map { text($0, inlined: false) }.joined(separator: ", ")
      return "Tape.current.apply(\(own[place]), to: [\(list)])"
    }
    let row = SwiftOperation.named[graph.operation(code).name]!
    let isFixed = operands.count == 2 && exported.number(operands[1]) != nil
    let isMixed = operands.contains { exported.number($0) == nil }
    if isFixed, let fixed = row.fixedText {
      return Template.filled(
        fixed,
        [
          text(operands[0], inlined: false),
          SwiftProgram.literal(exported.graph[operands[1]]),
        ])
    }
    return Template.filled(
      row.text, operands.map { text($0, inlined: row.takesNumbers && isMixed) })
  }

  private func text(_ node: Node, inlined: Bool) -> String {
    guard let number = exported.number(node) else { return names[node]! }
    let literal = SwiftProgram.literal(number)
    if !inlined { return "Value(\(literal), role: .constant)" }
    return literal.hasPrefix("-") ? "(\(literal))" : literal
  }

  static func literal(_ number: Double) -> String {
    if number.isNaN { return "Double.nan" }
    if number.isInfinite { return number < 0 ? "-Double.infinity" : "Double.infinity" }
    return number.description
  }

  // MARK: Operations of the user's own

  /// Those up to the last that the graph applies: later ones may apply the earlier.
  private var ownOperations: ArraySlice<(offset: Int, element: Operation)> {
    let used = exported.nodes.map {
      Int(exported.graph.instruction($0).code.rawValue) - Operation.table.count
    }
    return Array(exported.graph.ownOperations.enumerated()).prefix(max(0, (used.max() ?? -1) + 1))
  }

  private func definition(_ operation: Operation, at place: Int) -> [String] {
    guard let value = operation.definition else { return [] }
    let name = own[place]
    let parameters = operation.parameters.map(Template.quoted).joined(separator: ", ")
    return [
      "let \(name)Operation = Operation(",
      "  \(Template.quoted(operation.name)), parameters: [\(parameters)],",
    ]
      + function("value: ", value, before: place, ",")
      + ["  derivatives: ["]
      + operation.derivativeGraphs.flatMap { function("  ", $0, before: place, ",") }
      + [
        "  ], formula: \(Template.quoted(operation.formula)),",
        "  derivativeTexts: [\(operation.derivatives.map(Template.quoted).joined(separator: ", "))])",
        "let \(name) = Tape.current.define(\(name)Operation)",
      ]
  }

  private func function(
    _ label: String, _ function: GraphFunction, before place: Int, _ end: String
  ) -> [String] {
    var lines = ["  \(label){", "    var graph = Graph()"]
    lines += own.prefix(place).enumerated().map { "    let o\($0) = graph.define(\($1)Operation)" }
    var names: [Node: String] = [:]
    for (place, leaf) in function.leaves.enumerated() {
      names[leaf] = "x\(place)"
      lines.append("    let x\(place) = graph.leaf(0.5)")
    }
    for node in function.graph.nodes(needed: [function.root]) where names[node] == nil {
      let name = "v\(node.index)"
      let code = function.graph.instruction(node).code
      let own = Int(code.rawValue) - Operation.table.count
      if code == .leaf {
        let number = SwiftProgram.literal(function.graph[node])
        lines.append("    let \(name) = graph.leaf(\(number), role: .constant)")
      } else {
        let codeName =
          own < 0
          ? ".\(SwiftOperation.codeName(of: Operation.table[Int(code.rawValue)].name))" : "o\(own)"
        let operands = function.graph.operands(of: node).map { names[$0]! }
        lines.append(
          "    let \(name) = graph.apply(\(codeName), [\(operands.joined(separator: ", "))])")
      }
      names[node] = name
    }
    let leaves = function.leaves.indices.map { "x\($0)" }.joined(separator: ", ")
    lines.append(
      "    return GraphFunction(graph: graph, root: \(names[function.root]!), leaves: [\(leaves)])")
    return lines + ["  }()\(end)"]
  }
}
