import Autograd

/// How far a pass has come: what one frame shows of it.
public struct Moment: Sendable, Equatable {
  /// Nodes whose values are known; `nil` where all are, as in a backward pass.
  public var computed: Set<Node>?
  /// What has been added to each gradient so far; a node without an entry has none yet.
  public var gradients: [Node: Double]
  /// Nodes of which everything that the pass finds out is known.
  public var settled: Set<Node>
  /// The uses that the pass has gone along.
  public var passed: Set<Use>
  /// The use that the step goes along, or the operation that it is about.
  public var focus: Use?
  /// The node that the step changes.
  public var target: Node?

  /// An operand of an operation; without a position, the operation as a whole.
  public struct Use: Sendable, Hashable {
    /// The node that the operation gives.
    public let node: Node
    public let position: Int?

    public init(_ node: Node, _ position: Int? = nil) {
      self.node = node
      self.position = position
    }
  }

  public init(
    computed: Set<Node>? = nil, gradients: [Node: Double] = [:], settled: Set<Node> = [],
    passed: Set<Use> = [], focus: Use? = nil, target: Node? = nil
  ) {
    self.computed = computed
    self.gradients = gradients
    self.settled = settled
    self.passed = passed
    self.focus = focus
    self.target = target
  }

  // MARK: States

  func state(of node: Node) -> Scene.State {
    target == node ? .current : settled.contains(node) ? .settled : .waiting
  }

  /// The state of the gate that gives a node and has operands at `positions`.
  func state(ofGate node: Node, _ positions: [Int]) -> Scene.State {
    if focus?.node == node { return .current }
    return positions.contains { passed.contains(Use(node, $0)) } ? .settled : .waiting
  }

  /// The state of the wire from an operand to the gate of a node.
  func state(ofWireInto node: Node, at position: Int) -> Scene.State {
    if focus?.node == node, focus?.position == nil || focus?.position == position {
      return .current
    }
    return passed.contains(Use(node, position)) ? .settled : .waiting
  }

  /// The state of the wire from a gate to its node: what the node has come by, or what it is.
  func state(ofWireOutOf node: Node) -> Scene.State {
    if focus?.node == node { return .current }
    return settled.contains(node) ? .settled : .waiting
  }

  // MARK: Changes

  /// The nodes of which another moment says something else, of their gates or of their wires; `nil`
  /// where that may be any node. O(what is known)
  func difference(from other: Moment) -> Set<Node>? {
    var nodes = settled.symmetricDifference(other.settled)
    for use in passed.symmetricDifference(other.passed) { nodes.insert(use.node) }
    switch (computed, other.computed) {
    case (nil, nil): break
    case (let computed?, let others?): nodes.formUnion(computed.symmetricDifference(others))
    default: return nil
    }
    for (node, gradient) in gradients
    where other.gradients[node]?.bitPattern != gradient.bitPattern {
      nodes.insert(node)
    }
    for node in other.gradients.keys where gradients[node] == nil { nodes.insert(node) }
    for node in [focus?.node, other.focus?.node, target, other.target] {
      if let node { nodes.insert(node) }
    }
    return nodes
  }
}

extension Scene {
  /// How far a pass has come with an element.
  public enum State: String, Sendable {
    /// The pass has yet to come by, or to come by again.
    case waiting
    case settled
    /// The step is about it.
    case current
  }

  /// The widest texts that a box shows in any frame, so that it has room for them in all.
  public struct Room: Sendable, Equatable {
    public internal(set) var value: String
    public internal(set) var gradient: String
  }
}
