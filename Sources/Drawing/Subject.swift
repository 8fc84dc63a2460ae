import Autograd

/// What is drawn: the part of a graph that one node depends on, and what is known of it.
public struct Subject: Sendable {
  public var graph: Graph
  /// The node whose picture it is. Only nodes that it depends on are drawn.
  public var root: Node
  /// The pass whose gradients are shown; without one they are shown as `–`.
  public var pass: BackwardPass?
  /// What the user calls the nodes. The others are called by their addresses, as `%7`.
  public var names: [Node: String]
  /// The calls that made the nodes, outer ones first.
  public var folds: [Fold]
  /// The named lists, in the order in which they were named.
  public var lists: [List]
  /// How far a pass has come, in a frame; `nil` where everything is shown.
  public var moment: Moment?
  /// What was written where a node was made, by the node's origin.
  public var wording: @Sendable (_ origin: UInt32) -> Wording? = { _ in nil }

  public init(
    graph: Graph, root: Node, pass: BackwardPass? = nil, names: [Node: String] = [:],
    folds: [Fold] = [], lists: [List] = []
  ) {
    self.graph = graph
    self.root = root
    self.pass = pass
    self.names = names
    self.folds = folds
    self.lists = lists
  }

  /// What is known of a node's gradient.
  func gradient(of node: Node) -> Double? {
    guard let moment else { return pass?.gradient(of: node) }
    return moment.gradients[node]
  }

  /// Whether a node's value is known.
  func isComputed(_ node: Node) -> Bool { moment?.computed?.contains(node) ?? true }

  /// The user's name of a node, or its address.
  func name(of node: Node) -> String {
    names[node] ?? node.description
  }
}
