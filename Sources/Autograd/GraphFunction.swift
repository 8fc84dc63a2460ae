/// A graph as a function of its leaves: how an operation is defined that is no row of the table.
///
///     var graph = Graph()
///     let x = graph.leaf(0)
///     let root = graph.apply(.mul, x, x)
///     let square = GraphFunction(graph: graph, root: root, leaves: [x])
///     square.value(at: [3])   // 9
public struct GraphFunction: Sendable {
  public let graph: Graph
  /// The node that is the result.
  public let root: Node
  /// The nodes that stand for the operands.
  public let leaves: [Node]

  public init(graph: Graph, root: Node, leaves: [Node]) {
    self.graph = graph
    self.root = root
    self.leaves = leaves
  }

  /// The root's value, where the leaves have these. The graph is replayed: O(nodes).
  public func value(at operands: [Double]) -> Double {
    var values = graph.values
    for (leaf, operand) in zip(leaves, operands) { values[leaf.index] = operand }
    graph.replay(&values)
    return values[root.index]
  }
}
