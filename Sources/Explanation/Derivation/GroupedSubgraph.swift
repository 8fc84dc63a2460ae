import Autograd

/// What lies between a variable and a root that is computed from it, cut into the steps of a
/// derivation: `a + b + c` is one of them, though it is two nodes.
struct GroupedSubgraph {
  /// The steps from the variable upward; `nil` where there are too many.
  let groups: [Group]?
  private let subgraph: Subgraph
  private let isNamed: (Node) -> Bool

  /// A node, with the sums below a sum, or the products below a product, that belong to one step.
  struct Group {
    let root: Node
    /// The nodes of the step, operands first.
    let nodes: [Node]
    /// The operands that vary, each once.
    let operands: [Node]
  }

  /// O(nodes between the variable and the root).
  init(from variable: Node, to root: Node, in graph: Graph, isNamed: @escaping (Node) -> Bool) {
    self.isNamed = isNamed
    subgraph = Subgraph(from: variable, to: root, in: graph)
    groups =
      subgraph.count - 1 > Derivation.mostNodes
      ? nil : GroupedSubgraph.groups(of: subgraph, in: graph, isNamed)
  }

  var variable: Node { subgraph.node }
  var root: Node { subgraph.root }
  /// How many nodes are computed from the variable, and the root from them.
  var count: Int { max(subgraph.count - 1, 0) }

  /// Whether a node is computed from the variable, and the root from it, or is one of the two.
  func contains(_ node: Node) -> Bool { subgraph.contains(node) }

  /// What stands for an operand of a step: its own name, if it varies or has one.
  func standIn(for node: Node) -> Formula? {
    contains(node) || isNamed(node) ? .variable(node) : nil
  }

  private static func groups(
    of subgraph: Subgraph, in graph: Graph, _ isNamed: @escaping (Node) -> Bool
  ) -> [Group] {
    // Used once, by what goes with it, and without a name.
    let isInner = { (node: Node) in
      let users = subgraph.nodes(using: node)
      guard node != subgraph.root, !isNamed(node), users.count == 1, let user = users.first,
        graph.operands(of: user).count(where: { $0 == node }) == 1,
        let family = family(of: node, in: graph)
      else { return false }
      return family == GroupedSubgraph.family(of: user, in: graph)
    }
    return Array(subgraph.nodes).dropFirst().filter { !isInner($0) }.map { node in
      var members = [node]
      var operands: Set<Node> = []
      var place = 0
      while place < members.count {
        for operand in Set(graph.operands(of: members[place])) where subgraph.contains(operand) {
          if operand != subgraph.node, isInner(operand) {
            members.append(operand)
          } else {
            operands.insert(operand)
          }
        }
        place += 1
      }
      return Group(root: node, nodes: members.sorted(), operands: operands.sorted())
    }
  }

  /// Sums go with sums, products with products.
  private static func family(of node: Node, in graph: Graph) -> Int? {
    switch graph.instruction(node).code {
    case .add, .sub: 0
    case .mul: 1
    default: nil
    }
  }
}
