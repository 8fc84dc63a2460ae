import Autograd

/// What is exported of a graph: a node, and all that it depends on.
///
///     let exported = ExportedGraph(of: loss, in: graph, names: [w: "w"])
///     exported.text(as: .torch)
public struct ExportedGraph: Sendable {
  public let graph: Graph
  public let root: Node
  /// The gradients that a table and a document tell, where a pass has computed some.
  public let pass: BackwardPass?
  public let names: [Node: String]
  /// What the root depends on, operands first: also exponents and slopes, which no gradient flows to.
  public let nodes: [Node]
  /// The nodes without operands that a program gives a value and asks for the gradient of.
  let leaves: [Node]
  private let isVariable: [Bool]

  /// O(nodes up to the root).
  public init(
    of root: Node, in graph: Graph, pass: BackwardPass? = nil, names: [Node: String] = [:]
  ) {
    self.graph = graph
    self.root = root
    self.pass = pass
    self.names = names
    nodes = graph.nodes(needed: [root])
    // A graph of constants alone is differentiated by them.
    let given = nodes.filter { graph.instruction($0).isLeaf }
    let variables = given.filter { !graph.instruction($0).isConstant || $0 == root }
    let engine = graph.backward(from: root)
    leaves = (variables.isEmpty ? given : variables).filter(engine.reaches)
    var isVariable = [Bool](repeating: false, count: root.index + 1)
    for node in nodes where !graph.instruction(node).isLeaf { isVariable[node.index] = true }
    for node in leaves { isVariable[node.index] = true }
    self.isVariable = isVariable
  }

  /// What a node is called: its name, or its address.
  func label(_ node: Node) -> String { names[node] ?? node.description }

  /// The number that a node is written as in a program, or `nil` where it is a variable there.
  func number(_ node: Node) -> Double? { isVariable[node.index] ? nil : graph[node] }

  /// The gradient of a node where a pass has computed one; a number inside an expression has none.
  func gradient(_ node: Node) -> Double? {
    graph.instruction(node).isConstant && node != root ? nil : pass?.gradient(of: node)
  }

  /// The most operations between the root and a leaf.
  var depth: Int {
    var depths = [Int](repeating: 0, count: root.index + 1)
    for node in nodes {
      let deepest = graph.operands(of: node).map { depths[$0.index] }.max()
      depths[node.index] = deepest.map { $0 + 1 } ?? 0
    }
    return depths[root.index]
  }
}

extension Graph {
  /// The nodes that `roots` depend on, themselves included, operands first. O(nodes up to the last
  /// root).
  public func nodes(needed roots: [Node]) -> [Node] {
    let count = roots.max().map { $0.index + 1 } ?? 0
    var isNeeded = [Bool](repeating: false, count: count)
    for root in roots { isNeeded[root.index] = true }
    for index in stride(from: count - 1, through: 0, by: -1) where isNeeded[index] {
      for operand in operands(of: Node(index)) { isNeeded[operand.index] = true }
    }
    return (0..<count).filter { isNeeded[$0] }.map(Node.init)
  }
}
