import Autograd

extension Graph {
  /// Carries a backward pass out in an order; `backward` gives what ``backward(from:seed:)`` does.
  ///
  /// O(nodes + visits), without recursion. The visits of `recursion` and `breadth` are cut off
  /// after `mostVisits`; `nil` if it was interrupted.
  public func comparison(
    of root: Node, in order: Comparison.Order, mostVisits: Int = Comparison.mostVisits,
    isInterrupted: () -> Bool = { false }
  ) -> Comparison? {
    let pass = backward(from: root)
    var run = ComparedRun(graph: self, order: order, pass: pass, mostVisits: mostVisits)
    let isFinished: Bool
    switch order {
    case .backward, .overwriting: isFinished = run.inOrder(isInterrupted)
    case .recursion: isFinished = run.recursively(isInterrupted)
    case .breadth: isFinished = run.breadthFirst(isInterrupted)
    }
    return isFinished ? run.result : nil
  }
}

/// A pass in some order while it runs.
private struct ComparedRun {
  let graph: Graph
  let order: Comparison.Order
  let pass: BackwardPass
  let mostVisits: Int
  var gradients: [Double]
  /// How many uses have arrived at a node, and how many there are.
  var arrived: [UInt32]
  var uses: [UInt32]
  var wasVisited: [Bool]
  var visits: [Node] = []
  var visitCount = 0
  var isCut = false
  var parting: Comparison.Parting?

  init(graph: Graph, order: Comparison.Order, pass: BackwardPass, mostVisits: Int) {
    self.graph = graph
    self.order = order
    self.pass = pass
    self.mostVisits = mostVisits
    let count = pass.root.index + 1
    gradients = Array(repeating: 0, count: count)
    gradients[pass.root.index] = pass.adjoints[pass.root.index]
    arrived = Array(repeating: 0, count: count)
    uses = arrived
    wasVisited = Array(repeating: false, count: count)
    var index = count
    while index > 0 {
      index -= 1
      guard pass.reaches(Node(index)) else { continue }
      graph.forEachEdge(of: Node(index), upstream: 0) { uses[$0.operand.index] += 1 }
    }
  }

  var result: Comparison {
    Comparison(
      order: order, visits: visits, visitCount: visitCount, isCut: isCut, gradients: gradients,
      parting: parting)
  }

  /// Every reached node from the root down.
  mutating func inOrder(_ isInterrupted: () -> Bool) -> Bool {
    var index = pass.root.index + 1
    while index > 0 {
      index -= 1
      guard pass.reaches(Node(index)), !graph.instruction(Node(index)).isLeaf else { continue }
      if visitCount & 0xFFF == 0xFFF, isInterrupted() { return false }
      visit(Node(index))
    }
    return true
  }

  /// A node, then its operands one after the other, each with all that is below it.
  mutating func recursively(_ isInterrupted: () -> Bool) -> Bool {
    var waiting = [pass.root]
    while let node = waiting.popLast() {
      guard isGoingOn(isInterrupted) else { return isCut }
      visit(node)
      for (_, operand) in graph.differentiatedOperands(of: node).reversed()
      where !graph.instruction(operand).isLeaf { waiting.append(operand) }
    }
    return true
  }

  /// The nodes as they are discovered from the root, each once.
  mutating func breadthFirst(_ isInterrupted: () -> Bool) -> Bool {
    var queue = [pass.root]
    var isDiscovered = [Bool](repeating: false, count: gradients.count)
    isDiscovered[pass.root.index] = true
    var next = 0
    while next < queue.count {
      if visitCount & 0xFFF == 0xFFF, isInterrupted() { return false }
      visit(queue[next])
      graph.forEachEdge(of: queue[next], upstream: 0) { edge in
        if isDiscovered[edge.operand.index] { return }
        isDiscovered[edge.operand.index] = true
        if !graph.instruction(edge.operand).isLeaf { queue.append(edge.operand) }
      }
      next += 1
    }
    return true
  }

  private mutating func isGoingOn(_ isInterrupted: () -> Bool) -> Bool {
    isCut = visitCount == mostVisits
    return !isCut && !(visitCount & 0xFFF == 0xFFF && isInterrupted())
  }

  /// Passes the node's gradient on to its operands.
  private mutating func visit(_ node: Node) {
    visitCount += 1
    if visits.count < Comparison.mostListed { visits.append(node) }
    let (arrivedHere, usesHere) = (Int(arrived[node.index]), Int(uses[node.index]))
    if wasVisited[node.index] {
      part(at: node, .again)
    } else if arrivedHere < usesHere {
      part(at: node, .early(arrived: arrivedHere, uses: usesHere))
    }
    wasVisited[node.index] = true
    graph.forEachEdge(of: node, upstream: gradients[node.index]) { edge in
      let place = edge.operand.index
      if order == .overwriting {
        // To take the place of 0 does no harm.
        if arrived[place] > 0, gradients[place] != 0 {
          part(
            at: node,
            .overwrites(
              edge.operand, before: gradients[place], contribution: edge.contribution))
        }
        gradients[place] = edge.contribution
      } else {
        gradients[place] += edge.contribution
      }
      arrived[place] += 1
    }
  }

  private mutating func part(at node: Node, _ reason: Comparison.Reason) {
    if parting == nil {
      parting = Comparison.Parting(visit: visitCount, node: node, reason: reason)
    }
  }
}
