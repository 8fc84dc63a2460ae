import Autograd
import Explanation
import RandomGraphs
import SeededNumbers
import Testing

@Suite struct PathsTests {
  private static func tangled(_ seed: Int) -> RandomGraph {
    RandomGraph(
      seed: seed, nodes: 16, leaves: 3,
      names: ["add", "mul", "sub", "neg", "sin", "relu", "max"], reach: 6, root: .last)
  }

  /// Every path by walking all of them.
  private func products(_ root: Node, _ node: Node, _ graph: Graph) -> [[Double]] {
    if root == node { return [[]] }
    return graph.localDerivatives(of: root).flatMap { edge in
      products(edge.operand, node, graph).map { [edge.local] + $0 }
    }
  }

  private func paths(_ tangled: RandomGraph, _ node: Node, most: Int) throws -> Paths {
    try #require(tangled.graph.paths(from: tangled.root, to: node, most: most))
  }

  @Test("count and cost are those of walking every path", arguments: 1...60)
  func counts(seed: Int) throws {
    let tangled = Self.tangled(seed)
    for node in tangled.graph.nodes {
      let all = products(tangled.root, node, tangled.graph)
      let found = try paths(tangled, node, most: 5)
      #expect(found.count == WholeNumber(all.count), "seed \(seed), \(node)")
      let multiplications = all.reduce(0) { $0 + max($1.count - 1, 0) }
      #expect(found.cost.pathSum == WholeNumber(multiplications), "seed \(seed), \(node)")
      #expect(found.largest.count == min(5, all.count), "seed \(seed), \(node)")
    }
  }

  @Test("those listed are the largest, and all different", arguments: 1...60)
  func largest(seed: Int) throws {
    let tangled = Self.tangled(seed)
    for leaf in tangled.leaves {
      let all = products(tangled.root, leaf, tangled.graph).map { abs($0.reduce(1, *)) }.sorted(
        by: >)
      for most in [1, 4, 1000] {
        let found = try paths(tangled, leaf, most: most).largest
        for (path, size) in zip(found, all) {
          #expect(
            abs(abs(path.product) - size) <= 1e-12 * max(size, 1e-300), "seed \(seed), \(leaf)")
        }
        let ways = Set(found.map { $0.edges.map { [$0.node.index, $0.position] } })
        #expect(ways.count == found.count, "seed \(seed), \(leaf)")
      }
    }
  }

  @Test("paths lead from the root to the node, and the total is the gradient", arguments: 1...60)
  func totals(seed: Int) throws {
    let tangled = Self.tangled(seed)
    let pass = tangled.graph.backward(from: tangled.root)
    for leaf in tangled.leaves {
      let found = try paths(tangled, leaf, most: 100_000)
      #expect(isSame(found.total, pass.gradient(of: leaf) ?? 0), "seed \(seed), \(leaf)")
      let sum = found.largest.reduce(0) { $0 + $1.product }
      let scale = found.largest.reduce(1e-300) { $0 + abs($1.product) }
      #expect(abs(sum - found.total) <= 1e-12 * scale, "seed \(seed), \(leaf)")
      for path in found.largest {
        #expect(path.edges.first?.node == tangled.root && path.edges.last?.operand == leaf)
        #expect(zip(path.edges, path.edges.dropFirst()).allSatisfy { $0.operand == $1.node })
      }
    }
  }

  @Test("the passes cost what counting their multiplications says", arguments: 1...60)
  func costs(seed: Int) throws {
    let tangled = Self.tangled(seed)
    let graph = tangled.graph
    let pass = graph.backward(from: tangled.root)
    let leaves = graph.nodes.filter { graph.instruction($0).isLeaf && pass.reaches($0) }
    let forward = leaves.map { leaf in
      let depends = graph.nodes.filter { products($0, leaf, graph).count > 0 }
      return graph.nodes.filter(pass.reaches).flatMap { graph.localDerivatives(of: $0) }
        .count(where: { $0.operand != leaf && depends.contains($0.operand) })
    }
    let edges = graph.nodes.filter { pass.reaches($0) && $0 != tangled.root }
      .flatMap { graph.localDerivatives(of: $0) }
    for (leaf, forward) in zip(leaves, forward) {
      #expect(try paths(tangled, leaf, most: 1).cost.forward == forward, "seed \(seed), \(leaf)")
    }
    let cost = try paths(tangled, leaves[0], most: 1).cost
    #expect(cost.forwardForAll == forward.reduce(0, +), "seed \(seed)")
    #expect(cost.reverse == edges.count, "seed \(seed)")
    #expect(cost.leaves == leaves.count, "seed \(seed)")
  }

  /// x + x over and over.
  private func doubled(_ times: Int) -> (graph: Graph, x: Node, root: Node) {
    var graph = Graph()
    let x = graph.leaf(1)
    var y = x
    for _ in 0..<times { y = graph.apply(.add, y, y) }
    return (graph, x, y)
  }

  @Test func twoToTheSixtyAreCounted() throws {
    let (graph, x, root) = doubled(60)
    let paths = try #require(graph.paths(from: root, to: x, most: 3))
    #expect(paths.count?.description == "1152921504606846976")
    #expect(paths.countLog2 == 60)
    #expect(paths.largest.map(\.product) == [1, 1, 1])
    #expect(paths.total == 0x1p60)
    // 59 multiplications each
    #expect(paths.cost.pathSum?.description == "68022368771803971584")
    #expect(paths.cost.reverse == 118)
  }

  @Test func twoToTheTwoThousandAreCounted() throws {
    let (graph, x, root) = doubled(2000)
    let paths = try #require(graph.paths(from: root, to: x, most: 3))
    let digits = try #require(paths.count?.description)
    #expect(digits.count == 603)
    #expect(digits.hasPrefix("1148130695274254524232833201177681984022317702088695200477642"))
    #expect(digits.hasSuffix("9376"))
    #expect(paths.largest.count == 3)
  }

  @Test func moreThanCanBeWrittenIsSaidByItsSize() throws {
    let (graph, x, root) = doubled(100_000)
    let paths = try #require(graph.paths(from: root, to: x, most: 3, steps: 1000))
    #expect(paths.count == nil)
    #expect(paths.countLog2 == 100_000)
    #expect(paths.largest.count == 1)
    #expect(paths.largest[0].edges.count == 100_000)
  }

  @Test func equallyGoodPathsOfUnevenFactorsAreFoundAtOnce() throws {
    var graph = Graph()
    let x = graph.leaf(1)
    var y = x
    let factor = graph.leaf(1.1)
    for _ in 0..<60 {
      let z = graph.apply(.mul, y, factor)
      y = graph.apply(.add, z, z)
    }
    let paths = try #require(graph.paths(from: y, to: x, most: 40))
    #expect(paths.largest.count == 40)
  }

  @Test func zerosComeLast() throws {
    var graph = Graph()
    let x = graph.leaf(2)
    let zero = graph.apply(.mul, x, graph.leaf(0))
    let small = graph.apply(.mul, x, graph.leaf(1e-300))
    let root = graph.apply(.add, zero, graph.apply(.mul, small, small))
    let paths = try #require(graph.paths(from: root, to: x, most: 10))
    #expect(paths.largest.map(\.product).last == 0)
    #expect(paths.largest.count == 3)
  }

  @Test func whereThereIsNoneTheCountIsZero() throws {
    var graph = Graph()
    let x = graph.leaf(2)
    let y = graph.leaf(3)
    let paths = try #require(graph.paths(from: y, to: x, most: 10))
    #expect(paths.count == WholeNumber(0) && paths.largest.isEmpty && paths.total == 0)
  }

  @Test func theRootHasOneEmptyPathToItself() throws {
    var graph = Graph()
    let x = graph.leaf(2)
    let paths = try #require(graph.paths(from: x, to: x, most: 10))
    #expect(paths.count == WholeNumber(1) && paths.largest.map(\.product) == [1])
    #expect(paths.total == 1)
  }

  @Test func anInterruptEndsIt() {
    let (graph, x, root) = doubled(10)
    #expect(graph.paths(from: root, to: x, most: 3, isInterrupted: { true }) == nil)
  }
}

@Suite struct WholeNumberTests {
  @Test func sumsAreThoseOfIntegers() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<200 {
      let (a, b) = (
        Int.random(in: 0...Int.max / 2, using: &random), Int.random(in: 0...1 << 20, using: &random)
      )
      var sum = WholeNumber(a)
      sum += WholeNumber(b)
      #expect(sum.description == String(a + b))
      #expect((WholeNumber(a) < WholeNumber(b)) == (a < b))
    }
  }

  @Test func carriesRunThroughAllDigits() {
    var number = WholeNumber(999_999_999_999_999_999)
    number += WholeNumber(1)
    #expect(number.description == "1000000000000000000")
    number += number
    #expect(number.description == "2000000000000000000")
  }
}
