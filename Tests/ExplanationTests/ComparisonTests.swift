import Autograd
import Explanation
import RandomGraphs
import Testing

/// The orders of `compare` beside plain implementations of the same ideas.
@Suite struct ComparisonTests {
  // Plain recursion visits shared nodes again and again: small graphs only.
  private static let graphs = (1...40).map {
    RandomGraph(seed: $0, nodes: 12, constants: 1, root: .sumsAndProducts)
  }

  private func run(_ random: RandomGraph, _ order: Comparison.Order) throws -> Comparison {
    try #require(random.graph.comparison(of: random.root, in: order, mostVisits: 1_000_000))
  }

  private func zeroes(_ random: RandomGraph) -> [Double] {
    var gradients = [Double](repeating: 0, count: random.root.index + 1)
    gradients[random.root.index] = 1
    return gradients
  }

  @Test(arguments: graphs)
  func theRightOneIsTheEnginesPass(random: RandomGraph) throws {
    let run = try run(random, .backward)
    let pass = random.graph.backward(from: random.root)
    #expect(run.gradients.bits == pass.adjoints.bits)
    #expect(run.visits == random.graph.steps(of: pass).map(\.node))
    #expect(run.parting == nil && !run.isCut)
  }

  @Test(arguments: graphs)
  func plainRecursion(random: RandomGraph) throws {
    var gradients = zeroes(random)
    var visits: [Node] = []
    func passOn(_ node: Node) {
      if random.graph.instruction(node).isLeaf { return }
      visits.append(node)
      let edges = random.graph.edges(of: node, upstream: gradients[node.index])
      for edge in edges { gradients[edge.operand.index] += edge.contribution }
      for edge in edges { passOn(edge.operand) }
    }
    passOn(random.root)
    let run = try run(random, .recursion)
    #expect(run.gradients.bits == gradients.bits)
    #expect(run.visitCount == visits.count)
    #expect(run.visits == Array(visits.prefix(run.visits.count)))
  }

  @Test(arguments: graphs)
  func breadthFirst(random: RandomGraph) throws {
    var gradients = zeroes(random)
    var queue = [random.root]
    var place = 0
    while place < queue.count {
      for edge in random.graph.edges(of: queue[place], upstream: gradients[queue[place].index]) {
        gradients[edge.operand.index] += edge.contribution
        if !queue.contains(edge.operand) { queue.append(edge.operand) }
      }
      place += 1
    }
    let run = try run(random, .breadth)
    #expect(run.gradients.bits == gradients.bits)
    #expect(run.visits == queue.filter { !random.graph.instruction($0).isLeaf })
  }

  @Test(arguments: graphs)
  func overwriting(random: RandomGraph) throws {
    var gradients = zeroes(random)
    for index in stride(from: random.root.index, through: 0, by: -1)
    where random.graph.backward(from: random.root).reaches(Node(index)) {
      for edge in random.graph.edges(of: Node(index), upstream: gradients[index]) {
        gradients[edge.operand.index] = edge.contribution
      }
    }
    #expect(try run(random, .overwriting).gradients.bits == gradients.bits)
  }

  /// Up to the visit at which they part, every visited node has been complete and was new; an
  /// order that never parts is right.
  @Test(arguments: graphs)
  func partsAtTheFirstWrongVisit(random: RandomGraph) throws {
    let pass = random.graph.backward(from: random.root)
    let edges = random.graph.steps(of: pass).flatMap(\.edges)
    for order in [Comparison.Order.recursion, .breadth] {
      let run = try run(random, order)
      let good = run.parting.map { $0.visit - 1 } ?? run.visitCount
      guard good < run.visits.count || run.parting == nil else { continue }
      var visited: Set<Node> = []
      for node in run.visits.prefix(good) {
        #expect(visited.isSuperset(of: edges.filter { $0.operand == node }.map(\.node)))
        #expect(visited.insert(node).inserted)
      }
      guard let parting = run.parting else {
        #expect(
          random.graph.nodes.prefix(random.root.index + 1).allSatisfy {
            run.isRight(at: $0, beside: pass)
          })
        continue
      }
      #expect(run.visits[good] == parting.node)
      switch parting.reason {
      case .again:
        #expect(visited.contains(parting.node))
      case .early(let arrived, let uses):
        let all = edges.filter { $0.operand == parting.node }
        #expect(uses == all.count)
        #expect(arrived == all.count { visited.contains($0.node) })
        #expect(arrived < uses)
      case .overwrites:
        Issue.record("\(random): \(order) overwrites nothing")
      }
    }
  }

  @Test func theGraphsAreOfAllKinds() throws {
    for order in [Comparison.Order.recursion, .breadth, .overwriting] {
      let runs = try Self.graphs.map { try run($0, order) }
      #expect(runs.contains { $0.parting != nil })
    }
    #expect(try Self.graphs.contains { try run($0, .breadth).parting == nil })
  }

  /// Where what is overwritten is 0, nothing parts.
  @Test func overwritingZero() throws {
    var graph = Graph()
    let x = graph.leaf(3)
    let last = graph.apply(.mul, x, graph.leaf(5))
    let first = graph.apply(.mul, x, graph.leaf(0))
    let root = graph.apply(.add, first, last)
    let run = try #require(graph.comparison(of: root, in: .overwriting))
    #expect(run.parting == nil)
    #expect(run.gradients[x.index] == 5)
  }

  // MARK: Limits

  private var doubled: (graph: Graph, root: Node) {
    var graph = Graph()
    var root = graph.leaf(1)
    for _ in 0..<60 { root = graph.apply(.add, root, root) }
    return (graph, root)
  }

  @Test func givesUpOnMoreVisitsThanAnybodyWaitsFor() throws {
    let (graph, root) = doubled
    let run = try #require(graph.comparison(of: root, in: .recursion))
    #expect(run.isCut && run.visitCount == Comparison.mostVisits)
    #expect(run.visits.count < run.visitCount)
    #expect(run.parting?.visit == 61 && run.parting?.reason == .again)
    let breadth = try #require(graph.comparison(of: root, in: .breadth))
    #expect(!breadth.isCut && breadth.gradients[0] == 0x1p60)
  }

  /// As deep as no stack of calls is.
  @Test func aLongChain() throws {
    var graph = Graph()
    var root = graph.leaf(1)
    for _ in 0..<150_000 { root = graph.apply(.neg, root) }
    for order in Comparison.Order.allCases {
      let run = try #require(graph.comparison(of: root, in: order))
      #expect(run.isCut == (order == .recursion))
      if !run.isCut { #expect(run.gradients[0] == 1) }
    }
  }

  @Test(arguments: Comparison.Order.allCases)
  func canBeInterrupted(order: Comparison.Order) {
    var graph = Graph()
    var root = graph.leaf(1)
    for _ in 0..<10_000 { root = graph.apply(.neg, root) }
    #expect(graph.comparison(of: root, in: order, isInterrupted: { true }) == nil)
  }

  @Test func theNumbersOfOneTake() throws {
    var graph = Graph()
    let a = graph.leaf(3)
    let b = graph.apply(.add, a, a)
    let c = graph.apply(.add, b, b)
    let gradients = try Comparison.Order.allCases.map { order in
      try #require(graph.comparison(of: c, in: order)).gradients[a.index]
    }
    #expect(gradients == [4, 8, 4, 1])
  }
}
