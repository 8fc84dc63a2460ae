import Autograd

/// What lies between a node and a root: the nodes that depend on the one and that the other
/// depends on, both included, and who uses whom among them.
///
///     // e = a * b; d = e + c; L = d * f
///     let subgraph = Subgraph(from: a, to: L, in: graph)
///     subgraph.nodes(using: e)   // [d]
///
/// It is empty where the root does not depend on the node. Making it takes O(nodes up to the root).
struct Subgraph {
  let node: Node
  let root: Node
  /// Which nodes lie inside, counted from ``node``.
  private var isInside: [Bool] = []
  /// Where the users of each node begin in `users`, counted from ``node``.
  private var starts: [Int] = []
  /// The users of all nodes, those of one node in the order in which a backward pass meets them.
  private var users: [Node] = []
  /// How many nodes lie inside.
  private(set) var count = 0

  init(from node: Node, to root: Node, in graph: Graph) {
    self.node = node
    self.root = root
    guard node <= root else { return }
    let span = root.index - node.index + 1
    var dependsOnNode = [Bool](repeating: false, count: span)
    dependsOnNode[0] = true
    for place in 0..<span where place > 0 {
      var depends = false
      graph.forEachDifferentiatedOperand(of: Node(node.index + place)) { operand in
        if operand >= node, dependsOnNode[operand.index - node.index] { depends = true }
      }
      dependsOnNode[place] = depends
    }
    guard dependsOnNode[span - 1] else { return }
    // Local arrays: what a closure changed in `self` would be copied each time.
    var isInside = [Bool](repeating: false, count: span)
    isInside[span - 1] = true
    var starts = [Int](repeating: 0, count: span + 1)
    // From the root down, everything that uses a node has been met before the node.
    for place in stride(from: span - 1, to: 0, by: -1) where isInside[place] {
      Subgraph.forEachOperand(of: Node(node.index + place), down: node, in: graph) { operand in
        guard dependsOnNode[operand] else { return }
        isInside[operand] = true
        starts[operand] += 1
      }
    }
    var total = 0
    for place in 0...span {
      let usersOfThis = starts[place]
      starts[place] = total
      total += usersOfThis
    }
    var users = [Node](repeating: root, count: total)
    var next = starts
    for place in stride(from: span - 1, to: 0, by: -1) where isInside[place] {
      let user = Node(node.index + place)
      Subgraph.forEachOperand(of: user, down: node, in: graph) { operand in
        guard isInside[operand] else { return }
        users[next[operand]] = user
        next[operand] += 1
      }
    }
    (self.isInside, self.starts, self.users) = (isInside, starts, users)
    for isOne in isInside where isOne { count += 1 }
  }

  /// The operands of a node that a gradient flows to, counted from the node at the end, those that
  /// are used twice once.
  private static func forEachOperand(
    of node: Node, down end: Node, in graph: Graph, _ body: (Int) -> Void
  ) {
    var met: [Node] = []
    var last: Node?
    graph.forEachDifferentiatedOperand(of: node) { operand in
      guard operand >= end, operand != last, !met.contains(operand) else { return }
      // Two operands, as nearly all nodes have at most, need no array.
      if let last { met.append(last) }
      last = operand
      body(operand.index - end.index)
    }
  }

  /// Whether a node lies inside.
  func contains(_ other: Node) -> Bool {
    guard other >= node, other <= root, !isInside.isEmpty else { return false }
    return isInside[other.index - node.index]
  }

  /// The nodes inside, in the order of construction.
  var nodes: some Sequence<Node> {
    isInside.indices.lazy.filter { isInside[$0] }.map { Node(node.index + $0) }
  }

  /// The nodes that use `other`, each once, in the order in which a backward pass meets them.
  func nodes(using other: Node) -> ArraySlice<Node> {
    guard contains(other) else { return [] }
    let place = other.index - node.index
    return users[starts[place]..<starts[place + 1]]
  }
}
