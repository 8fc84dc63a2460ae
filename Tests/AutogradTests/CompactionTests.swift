import RandomGraphs
import SeededNumbers
import Testing

@testable import Autograd

@Suite("Compaction")
struct CompactionTests {
  @Test("roots keep their values and gradients, and nothing unneeded stays", arguments: 1...40)
  func keepsWhatRootsNeed(seed: Int) throws {
    let random = RandomGraph(seed: seed, nodes: 40, root: .sum)
    var numbers = SeededNumbers(seed: 1_000 + seed)
    let nodes = Array(random.graph.nodes)
    let roots = (0..<3).map { _ in nodes.randomElement(using: &numbers)! }
    let first = Int.random(in: 0..<nodes.count / 2, using: &numbers)
    var graph = random.graph
    guard let moves = graph.compact(from: first, keeping: roots) else {
      #expect(graph.count == random.graph.count)
      return
    }
    #expect(graph.count == first + nodes[first...].count(where: moves.keeps))
    for root in roots {
      let moved = moves.moved(root)
      let before = random.graph.backward(from: root)
      let after = graph.backward(from: moved)
      #expect(isSame(graph[moved], random.graph[root]))
      for node in nodes where before.reaches(node) {
        #expect(moves.keeps(node))
        #expect(isSame(after.gradient(of: moves.moved(node))!, before.gradient(of: node)!))
      }
    }
    // What is kept is needed: by a root, or because it was there before.
    let passes = roots.map { random.graph.backward(from: $0) }
    for node in nodes where node.index >= first {
      #expect(moves.keeps(node) == passes.contains { $0.reaches(node) })
    }
    for node in graph.nodes {
      #expect(graph.operands(of: node).allSatisfy { $0 < node })
    }
    let values = graph.values
    graph.replay()
    #expect(zip(values, graph.values).allSatisfy(isSame))
  }

  @Test("operations of three operands keep them")
  func threeOperands() throws {
    let blend = Operation(
      "blend", parameters: ["a", "b", "t"],
      rule: .general(
        value: { $0[0] * (1 - $0[2]) + $0[1] * $0[2] },
        partials: { operands, _ in [1 - operands[2], operands[2], operands[1] - operands[0]] }),
      formula: "a * (1 - t) + b * t", derivatives: ["1 - t", "t", "b - a"], samples: [],
      summary: "", example: "")
    var graph = Graph()
    let code = graph.define(blend)
    var x = graph.leaf(1)
    for number in 0..<20 {
      let unneeded = graph.leaf(100)
      _ = graph.apply(code, [unneeded, x, unneeded])
      x = graph.apply(code, [x, graph.leaf(Double(number)), graph.leaf(0.25)])
    }
    let value = graph[x]
    let gradient = graph.backward(from: x).gradient(of: Node(0))
    let relocation = graph.compact(from: 1, keeping: [x])
    let moves = try #require(relocation)
    let moved = moves.moved(x)
    #expect(graph.count == 1 + 20 * 3)
    #expect(graph[moved] == value)
    #expect(graph.backward(from: moved).gradient(of: Node(0)) == gradient)
    graph.replay()
    #expect(graph[moved] == value)
  }
}
