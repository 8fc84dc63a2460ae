import Autograd

/// Puts a formula together as a graph. What it says twice is one node, as in `e = exp(2 * x)` and
/// `(e - 1) / (e + 1)`.
struct ElementaryForm {
  private var graph = Graph()
  private var leaves: [Node] = []
  private var known: [[UInt64]: Node] = [:]

  private enum Term {
    case number(Double)
    case node(Node)
  }

  private init(parameters: Int, operations: [Operation]) {
    for operation in operations { _ = graph.define(operation) }
    leaves = (0..<parameters).map { _ in graph.leaf(0.5) }
  }

  /// The node's value through simpler operations, or `nil` where there are none.
  static func of(_ node: Node, in graph: Graph) -> GraphFunction? {
    guard let operation = graph.operation(of: node) else { return nil }
    if let definition = operation.definition { return shared(definition) }
    let exponent = graph.operands(of: node).last!
    if graph.instruction(node).code == Operators.power, graph.instruction(exponent).isConstant {
      // A power is a product where its exponent is whole, which its row cannot say.
      let factors = graph[exponent]
      return factors == factors.rounded() && wholePowers.contains(factors)
        ? powers[Int(factors) - Int(wholePowers.lowerBound)] : nil
    }
    return table[Int(graph.instruction(node).code.rawValue)]
  }

  /// The forms of the table's rows, read once: a graph can hold a million of one of them.
  private static let table: [GraphFunction?] = Operation.table.map { operation in
    operation.expansion.flatMap { read($0, operation) }
  }

  private static let wholePowers = 2.0...16.0

  /// The powers that are products, from the least exponent on.
  private static let powers: [GraphFunction?] =
    (Int(wholePowers.lowerBound)...Int(wholePowers.upperBound)).map { factors in
      read(
        [String](repeating: "x", count: factors).joined(separator: " * "),
        Operation.table[Int(Operators.power.rawValue)])
    }

  private static func read(_ text: String, _ operation: Operation) -> GraphFunction? {
    var sources = SourceMap()
    var parser = Parser(sources.add(text), names: NameTable(), commands: [:])
    guard let expression = try? parser.expression() else { return nil }
    var form = ElementaryForm(parameters: operation.arity, operations: [])
    let names = Dictionary(
      uniqueKeysWithValues: zip(operation.parameters, form.leaves.map { Term.node($0) }))
    let term = form.term(expression, names)
    return form.function(term)
  }

  /// A definition without what it does not need, and with what it says twice said once.
  private static func shared(_ definition: GraphFunction) -> GraphFunction? {
    var form = ElementaryForm(
      parameters: definition.leaves.count, operations: definition.graph.ownOperations)
    let reached = definition.graph.backward(from: definition.root)
    var terms: [Node: Term] = [:]
    for (leaf, own) in zip(definition.leaves, form.leaves) { terms[leaf] = .node(own) }
    for node in definition.graph.nodes.prefix(definition.root.index + 1)
    where reached.reaches(node) && terms[node] == nil {
      let instruction = definition.graph.instruction(node)
      terms[node] =
        instruction.isLeaf
        ? .number(definition.graph[node])
        : form.apply(
          instruction.code, definition.graph.operands(of: node).map { terms[$0]! })
    }
    return form.function(terms[definition.root]!)
  }

  /// Nothing for what is no computation, as `op same(x) = x`.
  private func function(_ term: Term?) -> GraphFunction? {
    guard case .node(let root)? = term, !graph.instruction(root).isLeaf else { return nil }
    return GraphFunction(graph: graph, root: root, leaves: leaves)
  }

  private mutating func apply(_ code: OperationCode, _ operands: [Term]) -> Term {
    var key = [UInt64(code.rawValue)]
    var numbers: [Double] = []
    for operand in operands {
      switch operand {
      case .number(let number):
        key += [1, number.bitPattern]
        numbers.append(number)
      case .node(let node): key += [0, UInt64(node.index)]
      }
    }
    if numbers.count == operands.count {
      return .number(graph.operation(code).value(at: numbers))
    }
    if let node = known[key] { return .node(node) }
    let nodes = operands.map { operand in
      switch operand {
      case .number(let number): graph.leaf(number, role: .constant)
      case .node(let node): node
      }
    }
    let node = graph.apply(code, nodes)
    known[key] = node
    return .node(node)
  }

  /// A formula of the table, which uses no more of the language than operations. It is no deeper
  /// than people write.
  private mutating func term(_ expression: Expression, _ names: [String: Term]) -> Term? {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .name(let name): return names[name.text]
    case .grouped(let inner): return term(inner, names)
    case .negated(let operand): return apply(Operators.negation, [operand], names)
    case .power(let base, let exponent, _): return apply(Operators.power, [base, exponent], names)
    case .product(let number, let factor):
      return term(factor, names).map { apply(.mul, [.number(number), $0]) }
    case .infix(let first, let applications):
      guard var value = term(first, names) else { return nil }
      for application in applications {
        guard let code = application.operation, let operand = term(application.operand, names)
        else { return nil }
        value = apply(code, [value, operand])
      }
      return value
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, let code = Operation.code(named: name.text) else {
        return nil
      }
      return apply(code, arguments.map(\.value), names)
    default:
      return nil
    }
  }

  private mutating func apply(
    _ code: OperationCode, _ operands: [Expression], _ names: [String: Term]
  ) -> Term? {
    var terms: [Term] = []
    for operand in operands {
      guard let term = term(operand, names) else { return nil }
      terms.append(term)
    }
    return apply(code, terms)
  }
}
