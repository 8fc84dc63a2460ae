import Autograd

/// What lies between a variable and a root that is computed from it.
struct Way {
  let variable: Node
  let root: Node
  /// How many nodes are computed from the variable, and the root from them.
  let count: Int
  /// The steps of a derivation from the variable upward; `nil` where there are too many.
  let groups: [Group]?
  private let isOn: [Bool]
  private let isNamed: (Node) -> Bool

  /// A node, with the sums below a sum, or the products below a product, that belong to one step.
  struct Group {
    let root: Node
    /// The nodes of the step, operands first.
    let nodes: [Node]
    /// The operands that vary, each once.
    let operands: [Node]
  }

  init(
    from variable: Node, to root: Node, in graph: Graph, _ pass: BackwardPass,
    isNamed: @escaping (Node) -> Bool
  ) {
    self.variable = variable
    self.root = root
    self.isNamed = isNamed
    var isOn = [Bool](repeating: false, count: root.index + 1)
    var count = 0
    if variable < root, pass.reaches(variable) {
      isOn[variable.index] = true
      for node in (variable.index + 1...root.index).lazy.map(Node.init) where pass.reaches(node) {
        // An exponent that is a number belongs to its operation.
        if graph.differentiatedOperands(of: node).contains(where: { isOn[$0.node.index] }) {
          isOn[node.index] = true
          count += 1
        }
      }
    }
    self.isOn = isOn
    self.count = isOn[root.index] ? count : 0
    groups =
      count == 0 || count > Derivation.longestWay
      ? nil : Way.groups(from: variable, to: root, in: graph, isOn, isNamed)
  }

  /// Whether a node is computed from the variable, or is it.
  func contains(_ node: Node) -> Bool { node.index < isOn.count && isOn[node.index] }

  /// What stands for an operand of a step: its own name, if it varies or has one.
  func standIn(for node: Node) -> Formula? {
    contains(node) || isNamed(node) ? .variable(node) : nil
  }

  private static func groups(
    from variable: Node, to root: Node, in graph: Graph, _ isOn: [Bool],
    _ isNamed: @escaping (Node) -> Bool
  ) -> [Group] {
    let nodes = (variable.index + 1..<root.index + 1).map(Node.init).filter { isOn[$0.index] }
    var users: [Node: [Node]] = [:]
    for node in nodes {
      for operand in graph.operands(of: node) where isOn[operand.index] {
        users[operand, default: []].append(node)
      }
    }
    // a + b + c is one sum, though it is two nodes.
    let isInner = { (node: Node) in
      guard node != root, !isNamed(node), let all = users[node], all.count == 1,
        let family = family(of: node, in: graph)
      else { return false }
      return family == Way.family(of: all[0], in: graph)
    }
    return nodes.filter { !isInner($0) }.map { node in
      var members = [node]
      var operands: Set<Node> = []
      var place = 0
      while place < members.count {
        for operand in Set(graph.operands(of: members[place])) where isOn[operand.index] {
          if operand != variable, isInner(operand) {
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
