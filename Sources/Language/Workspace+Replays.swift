import Autograd

/// What can be had of a graph whose values are still to be computed, without computing all of them.
extension Workspace {
  /// The value of a node, without all the others where those are still to be computed.
  public func value(of node: Node) -> Double { replays.value(of: node, in: &storedGraph) }

  /// Whether every value is a number, and none infinite.
  public var isFinite: Bool { replays.isFinite(&storedGraph) }

  /// The record of a node.
  public func instruction(_ node: Node) -> Instruction { storedGraph.instruction(node) }

  /// The leaves of a role that the root of a pass depends on.
  public func leaves(of role: Role, in pass: BackwardPass) -> [Node] {
    storedGraph.leaves(of: role, in: pass)
  }

  /// The derivatives of a root by some nodes, without a pass that stays.
  public func gradients(of nodes: [Node], of root: Node) -> [Double] {
    replays.gradients(of: nodes, of: root, in: &storedGraph)
  }
}
