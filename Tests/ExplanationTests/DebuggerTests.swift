import Autograd
import RandomGraphs
import SeededNumbers
import Testing

@testable import Explanation

/// The debugger beside the engine's own pass, at every position of seeded random graphs.
@Suite struct DebuggerTests {
  private static let graphs = (1...30).map {
    RandomGraph(seed: $0, nodes: 30, constants: 1, root: .sumsAndProducts)
  }

  /// Everything that can be seen of a debugger.
  private struct Snapshot: Equatable {
    let position: Int
    let node: Node?
    let gradients: [UInt64]
    let settled: [Node]
    let waiting: [Debugger.Waiting]
    let last: [UInt64]

    init(_ debugger: Debugger, _ graph: Graph) {
      position = debugger.position
      node = debugger.node
      gradients = debugger.gradients.bits
      settled = debugger.settled
      waiting = debugger.waiting(.max, in: graph)
      last = debugger.lastStep(in: graph).map { [$0.before, $0.after].bits } ?? []
    }
  }

  /// The edges of the pass, in the engine's order.
  private func edges(of random: RandomGraph) -> [Edge] {
    random.graph.steps(of: random.graph.backward(from: random.root)).flatMap(\.edges)
  }

  private func snapshots(
    _ random: RandomGraph, _ direction: Debugger.Direction = .backward
  ) -> [Snapshot] {
    var debugger = Debugger(of: random.root, direction, in: random.graph)
    var snapshots = [Snapshot(debugger, random.graph)]
    while !debugger.isAtEnd {
      debugger.advance(to: debugger.position + 1, in: random.graph)
      snapshots.append(Snapshot(debugger, random.graph))
    }
    return snapshots
  }

  @Test(arguments: graphs)
  func endsWhereThePassEnds(random: RandomGraph) {
    let pass = random.graph.backward(from: random.root)
    var debugger = Debugger(of: random.root, .backward, in: random.graph)
    #expect(debugger.advance(to: .max, in: random.graph) == .end)
    #expect(debugger.gradients.bits == pass.adjoints.bits)
    #expect(debugger.waitingCount == 0)
    #expect(debugger.waiting(.max, in: random.graph) == [])
  }

  @Test(arguments: graphs)
  func takesTheEdgesOfThePassInItsOrder(random: RandomGraph) {
    var debugger = Debugger(of: random.root, .backward, in: random.graph)
    let edges = edges(of: random)
    #expect(debugger.count == edges.count)
    for (number, edge) in edges.enumerated() {
      #expect(debugger.node == edge.node)
      let before = debugger.gradient(of: edge.operand)
      debugger.advance(to: number + 1, in: random.graph)
      let last = debugger.lastStep(in: random.graph)
      #expect(last?.step.edge == edge)
      #expect(last?.before == before)
      #expect(last?.after == before.map { $0 + edge.contribution })
    }
  }

  @Test(arguments: graphs)
  func backUndoesStepsExactly(random: RandomGraph) {
    for direction in [Debugger.Direction.backward, .forward] {
      let snapshots = snapshots(random, direction)
      var debugger = Debugger(of: random.root, direction, in: random.graph)
      debugger.advance(to: .max, in: random.graph)
      for position in snapshots.indices.reversed() {
        debugger.goBack(to: position, in: random.graph)
        #expect(Snapshot(debugger, random.graph) == snapshots[position])
        // One onward and one back again.
        debugger.advance(to: position + 1, in: random.graph)
        debugger.goBack(to: position, in: random.graph)
        #expect(Snapshot(debugger, random.graph) == snapshots[position])
      }
    }
  }

  @Test(arguments: graphs)
  func anyLeapsEndWhereSingleStepsDo(random: RandomGraph) {
    let snapshots = snapshots(random)
    var numbers = SeededNumbers(seed: 900 + random.seed)
    var debugger = Debugger(of: random.root, .backward, in: random.graph)
    for _ in 0..<40 {
      let position = Int.random(in: 0..<snapshots.count, using: &numbers)
      if position < debugger.position {
        debugger.goBack(to: position, in: random.graph)
      } else {
        debugger.advance(to: position, in: random.graph)
      }
      #expect(Snapshot(debugger, random.graph) == snapshots[position])
    }
  }

  /// Every node that is no constant either is settled, with the gradient that it keeps, or waits.
  @Test(arguments: graphs)
  func everyNodeIsSettledOrWaits(random: RandomGraph) {
    let graph = random.graph
    let pass = graph.backward(from: random.root)
    let nodes = graph.nodes.filter { pass.reaches($0) && !graph.instruction($0).isConstant }
    var debugger = Debugger(of: random.root, .backward, in: graph)
    for position in 0...debugger.count {
      debugger.advance(to: position, in: graph)
      let waiting = debugger.waiting(.max, in: graph)
      #expect((debugger.settled + waiting.map(\.node)).sorted() == nodes)
      #expect(debugger.waitingCount == waiting.count)
      for node in debugger.settled {
        #expect(debugger.gradient(of: node)?.bitPattern == pass.gradient(of: node)?.bitPattern)
      }
      for entry in waiting { #expect(entry.arrived < entry.needed) }
    }
  }

  // MARK: Stops

  /// Where it stops when it is told to go on again and again.
  private func stops(
    _ random: RandomGraph, _ direction: Debugger.Direction = .backward,
    _ prepare: (inout Debugger) -> Void
  ) -> [Int] {
    var debugger = Debugger(of: random.root, direction, in: random.graph)
    prepare(&debugger)
    var positions: [Int] = []
    while debugger.advance(to: .max, in: random.graph) != .end {
      positions.append(debugger.position)
    }
    return positions
  }

  @Test(arguments: graphs)
  func breaksWhereANodeHasItsTurn(random: RandomGraph) {
    let edges = edges(of: random)
    for node in Set(edges.map(\.operand)).sorted() {
      let breakpoint = Breakpoint(name: "x", target: .nodes([node]))
      let isLeaf = random.graph.instruction(node).isLeaf
      let expected =
        isLeaf
        ? edges.lastIndex { $0.operand == node }! + 1 : edges.firstIndex { $0.node == node }!
      let stops = stops(random) { $0.breakpoints = [breakpoint] }
      // A leaf's last use may be the end of all.
      #expect(stops == [expected] || (isLeaf && expected == edges.count && stops.count <= 1))
      var debugger = Debugger(of: random.root, .backward, in: random.graph)
      #expect(debugger.isAhead(breakpoint.target, in: random.graph))
      #expect(
        debugger.advance(to: .max, until: breakpoint.target, in: random.graph)
          == .reached(at: node))
      #expect(debugger.position == expected)
      #expect(!debugger.isAhead(breakpoint.target, in: random.graph))
    }
  }

  @Test(arguments: graphs)
  func breaksAtEveryNodeOfAnOperation(random: RandomGraph) {
    let edges = edges(of: random)
    for code in [OperationCode.add, .mul] {
      let first = edges.indices.filter { place in
        random.graph.instruction(edges[place].node).code == code
          && (place == 0 || edges[place - 1].node != edges[place].node)
      }
      // Where it starts it has not come.
      let stops = stops(random) {
        $0.breakpoints = [Breakpoint(name: "x", target: .operations([code]))]
      }
      #expect(stops == first.filter { $0 > 0 })
    }
  }

  @Test(arguments: graphs)
  func breaksWhereAScopeIsEntered(random: RandomGraph) {
    let edges = edges(of: random)
    let range = 10..<20
    let entries = edges.indices.dropFirst().filter { place in
      range.contains(edges[place].node.index) && !range.contains(edges[place - 1].node.index)
    }
    let stops = stops(random) {
      $0.breakpoints = [Breakpoint(name: "x", target: .scopes([range]))]
    }
    #expect(stops == entries)
  }

  @Test(arguments: graphs)
  func watchesEveryChange(random: RandomGraph) {
    let edges = edges(of: random)
    for node in Set(edges.map(\.operand)).sorted() {
      var sum = 0.0
      var expected: [Int] = []
      for (place, edge) in edges.enumerated() where edge.operand == node {
        let before = sum.bitPattern
        sum += edge.contribution
        if sum.bitPattern != before { expected.append(place + 1) }
      }
      #expect(stops(random) { $0.watches = [node] } == expected)
    }
  }

  @Test(arguments: graphs)
  func goesForwardOneNodeAtATime(random: RandomGraph) {
    let pass = random.graph.backward(from: random.root)
    let computed = random.graph.nodes.prefix(random.root.index + 1).filter {
      pass.reaches($0) && !random.graph.instruction($0).isLeaf
    }
    var debugger = Debugger(of: random.root, .forward, in: random.graph)
    #expect(debugger.count == computed.count)
    for (place, node) in computed.enumerated() {
      #expect(debugger.node == node)
      for entry in debugger.waiting(.max, in: random.graph) {
        let known = random.graph.operands(of: entry.node).count {
          random.graph.instruction($0).isLeaf || $0 < node
        }
        #expect(entry.arrived == known)
      }
      #expect(debugger.advance(to: place + 1, in: random.graph) != .interrupted)
      #expect(debugger.lastStep(in: random.graph)?.after == random.graph[node])
      #expect(debugger.settled.last == node)
    }
    #expect(stops(random, .forward) { $0.watches = [random.root] } == [computed.count])
  }

  @Test func canBeInterruptedAndGoOn() {
    var graph = Graph()
    var root = graph.leaf(1)
    for _ in 0..<20_000 { root = graph.apply(.neg, root) }
    var debugger = Debugger(of: root, .backward, in: graph)
    #expect(debugger.advance(to: .max, in: graph) { true } == .interrupted)
    let position = debugger.position
    #expect(position > 0 && position < debugger.count)
    #expect(debugger.advance(to: .max, in: graph) == .end)
    #expect(debugger.gradients.bits == graph.backward(from: root).adjoints.bits)
    debugger.goBack(to: position, in: graph)
    #expect(debugger.position == position)
  }

  /// What a node with three operands of a graph's own operation does is one turn of three edges.
  @Test func anOperationOfThreeOperands() {
    var graph = Graph()
    let code = graph.define(
      Operation(
        "blend", parameters: ["x", "y", "z"],
        rule: .general(value: { $0[0] * $0[1] + $0[2] }, partials: { x, _ in [x[1], x[0], 1] }),
        formula: "x * y + z", derivatives: ["y", "x", "1"], samples: [], summary: "", example: ""))
    let (a, b) = (graph.leaf(2), graph.leaf(3))
    let root = graph.apply(code, [a, b, a])
    var debugger = Debugger(of: root, .backward, in: graph)
    #expect(debugger.count == 3)
    debugger.advance(to: 2, in: graph)
    #expect(debugger.waiting(9, in: graph) == [.init(node: a, arrived: 1, needed: 2)])
    debugger.advance(to: 3, in: graph)
    #expect(debugger.gradient(of: a) == 4)
  }
}
