import Autograd
import Language

extension Session {
  /// A node in terms of its operands' names, constants as numbers in the precision of the session.
  func formula(of node: Node) -> String {
    workspace.graph.formula(of: node, format: settings.precision, name: workspace.label)
  }

  /// A computed node in the names of the leaves, or `nil` where that would be long, or says no more
  /// than its formula.
  func expression(of node: Node) -> String? {
    let graph = workspace.graph
    guard
      let expression = graph.expression(
        of: node, format: settings.precision, name: workspace.label, longest: 300),
      expression != formula(of: node)
    else { return nil }
    return expression
  }

  func name(_ node: Node) -> NodeName {
    let isConstant = workspace.graph.instruction(node).isConstant
    return NodeName(
      name: workspace.label(node), constant: isConstant ? workspace.graph[node] : nil)
  }

  /// The gradients of a value in its shape.
  func gradients(of value: Datum) -> Shown {
    switch value {
    case .node(let node):
      workspace.pass?.gradient(of: node).map { .number($0) } ?? .missing
    case .list(let elements):
      .list(elements.map(gradients))
    default:
      .missing
    }
  }

  /// The named leaves for which `isWanted` holds, each name once, with their gradients; a list
  /// whose elements are all leaves counts as one.
  func leafGradients(where isWanted: (Node) -> Bool) -> [LeafGradient] {
    (workspace.definitions + workspace.ownedDefinitions).compactMap { name, value in
      let leaves = leaves(in: value)
      guard let leaves, leaves.contains(where: isWanted) else { return nil }
      // A second name of the same leaf says nothing new.
      if leaves.count == 1, case .node(let node) = value, workspace.label(node) != name {
        return nil
      }
      return LeafGradient(
        name: name, value: workspace.shown(value), gradient: gradients(of: value))
    }
  }

  /// The leaves of a value that consists of nothing else, or `nil`.
  private func leaves(in value: Datum) -> [Node]? {
    switch value {
    case .node(let node):
      return workspace.graph.instruction(node).isLeaf ? [node] : nil
    case .list(let elements):
      var leaves: [Node] = []
      for element in elements {
        guard let inner = self.leaves(in: element) else { return nil }
        leaves += inner
      }
      return leaves
    default:
      return nil
    }
  }
}
