import Autograd

extension Quiz {
  /// Nobody adds up more uses than this in the head; nodes with more are not asked for.
  public static let mostUses = 8
  /// So many questions are asked where it is not said how many.
  public static let usualCount = 20

  /// Draws up the questions on a root: all that can be asked, or `count` of them, chosen by
  /// `below`, which returns a random number from 0 up to its argument, without it.
  ///
  /// Constants are not asked for, nor what is nan or infinite or used by something that is. O(nodes up to the root).
  public init(on root: Node, in graph: Graph, count: Int?, below: (Int) -> Int) {
    let pass = graph.backward(from: root)
    let candidates = Quiz.backwardOrder(of: pass, in: graph)
    let chosen = Quiz.choice(of: count ?? Quiz.usualCount, from: candidates, below: below)
    var uses: [Node: [Edge]] = [:]
    for node in chosen { uses[node] = [] }
    if !chosen.isEmpty {
      var isChosen = [Bool](repeating: false, count: root.index + 1)
      for node in chosen { isChosen[node.index] = true }
      for user in stride(from: root.index, through: 0, by: -1).lazy.map(Node.init)
      where pass.reaches(user) && graph.operands(of: user).contains(where: { isChosen[$0.index] }) {
        for edge in graph.edges(of: user, upstream: pass.adjoints[user.index]) {
          uses[edge.operand]?.append(edge)
        }
      }
    }
    let questions = chosen.map {
      Question(node: $0, gradient: pass.adjoints[$0.index], uses: uses[$0] ?? [])
    }
    self.init(graph: graph, pass: pass, questions: questions, candidates: candidates.count)
  }

  /// The nodes that can be asked for, each after everything that uses it: a node's operands follow
  /// in the order in which they are written, as soon as nothing else is to be known.
  private static func backwardOrder(of pass: BackwardPass, in graph: Graph) -> [Node] {
    var uses = [Int](repeating: 0, count: pass.root.index + 1)
    var isAskable = [Bool](repeating: true, count: pass.root.index + 1)
    for node in graph.nodes.prefix(pass.root.index + 1) where pass.reaches(node) {
      let isFinite = graph[node].isFinite && pass.adjoints[node.index].isFinite
      if !isFinite { isAskable[node.index] = false }
      for operand in graph.differentiatedOperands(of: node) {
        uses[operand.node.index] += 1
        if !isFinite { isAskable[operand.node.index] = false }
      }
    }
    var waiting = uses
    var order = [pass.root]
    var place = 0
    while place < order.count {
      for operand in graph.differentiatedOperands(of: order[place]) {
        waiting[operand.node.index] -= 1
        if waiting[operand.node.index] == 0 { order.append(operand.node) }
      }
      place += 1
    }
    return order.dropFirst().filter { node in
      isAskable[node.index] && uses[node.index] <= mostUses
        && !graph.instruction(node).isConstant
    }
  }

  /// `count` of the nodes in their order, every choice as likely as any other (Floyd's method).
  private static func choice(
    of count: Int, from nodes: [Node], below: (Int) -> Int
  ) -> [Node] {
    guard count < nodes.count else { return nodes }
    var places: Set<Int> = []
    for last in (nodes.count - count)..<nodes.count {
      let place = below(last + 1)
      places.insert(places.contains(place) ? last : place)
    }
    return places.sorted().map { nodes[$0] }
  }
}
