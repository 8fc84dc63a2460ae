import Autograd

extension Graph {
  /// A local derivative as the table writes it, in the operands' names and simplified: `b` for a * b
  /// by its first operand, `2 * x` for x^2, `1 - tanh(n)^2` for tanh(n).
  ///
  /// Constants are written as numbers in `format`; `name` says what every other operand is called.
  public func localFormula(
    of node: Node, at position: Int, format: NumberFormat = .full, name: (Node) -> String
  ) -> String {
    guard let operation = operation(of: node) else { return "0" }
    var graph = Graph()
    for own in ownOperations { _ = graph.define(own) }
    var names: [Node: String] = [:]
    // An operand that is used twice is two leaves, so that only one of them is differentiated by.
    let leaves = operands(of: node).map { operand in
      let leaf = graph.leaf(
        self[operand], role: instruction(operand).isConstant ? .constant : .plain)
      names[leaf] = name(operand)
      return leaf
    }
    guard leaves.count == operation.arity else { return "0" }
    let result = graph.apply(instruction(node).code, leaves)
    var symbols = SymbolicGraph(of: [result], in: graph)
    let text = symbols.text(
      ofDerivativeOf: result, at: position, in: &graph, format: format
    ) { names[$0] ?? "" }
    return text ?? operation.derivatives[position]
  }
}

extension SymbolicGraph {
  /// The partial derivative of one node, as text; `nil` where that would be very long.
  fileprivate mutating func text(
    ofDerivativeOf node: Node, at position: Int, in graph: inout Graph, format: NumberFormat,
    name: (Node) -> String
  ) -> String? {
    guard let term = term(of: node) else { return nil }
    switch build([partial(of: term, at: position)], into: &graph, origin: 0)[0] {
    case .number(let number): return format.text(number)
    case .node(let root): return graph.expression(of: root, format: format, name: name)
    default: return nil
    }
  }
}
