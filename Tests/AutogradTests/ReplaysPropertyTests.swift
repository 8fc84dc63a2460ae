import RandomGraphs
import SeededNumbers
import Testing

@testable import Autograd

/// Replays beside a graph that is run by plain passes alone, through the same random changes.
@Suite("A graph that is run again and again, whatever is done in between")
struct ReplaysPropertyTests {
  @Test("setting, reading, differentiating, growing and cutting back", arguments: 1...40)
  func anyOrder(seed: Int) {
    var pair = Pair(seed: seed)
    for step in 1...60 {
      let (deed, isRight) = pair.step()
      #expect(isRight, "seed \(seed), step \(step): \(deed)")
      if !isRight { return }
    }
  }

  @Test("two of them take turns with a graph that is cut back and grows again")
  func two() {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, x)
    var first = Replays(policy: .always)
    var second = Replays(policy: .always)
    first.set([(x, 4)], in: &graph)
    first.settle(&graph)
    graph.truncate(to: 1, operations: 0)
    #expect(graph.apply(.neg, x) == y)
    second.set([(x, 5)], in: &graph)
    second.settle(&graph)
    first.graphMayChange()
    #expect(first.gradients(of: [x], of: y, in: &graph) == [-1])
  }

  @Test("a root that is a leaf, or above which others were compiled, is checked like any")
  func checks() throws {
    let random = RandomGraph(seed: 3, nodes: 60, leaves: 6, root: .last)
    for root in [random.leaves[2], random.root, Node(30)] {
      let plain = try #require(random.graph.checks(of: root, by: random.leaves, policy: .never))
      let compiled = try #require(random.graph.checks(of: root, by: random.leaves, policy: .always))
      for (one, other) in zip(plain, compiled) {
        #expect(one.verdict == other.verdict, "\(root) by \(one.leaf)")
        #expect(
          isClose(one.central, other.central, relative: 1e-6, absolute: 1e-6),
          "\(root) by \(one.leaf)")
      }
    }
  }
}

private struct Pair: ~Copyable {
  private var plain: Graph
  private var graph: Graph
  private var replays = Replays(policy: .always)
  private var random: SeededNumbers
  private let leaves: [Node]
  private var roots: [Node]
  private let size: Int

  init(seed: Int) {
    let names = ["add", "mul", "sub", "relu", "neg", "max", "abs", "less"]
    let made = RandomGraph(seed: seed, nodes: 80, leaves: 8, names: names, root: .sum)
    (plain, graph, leaves) = (made.graph, made.graph, made.leaves)
    size = graph.count
    random = SeededNumbers(seed: 1000 + seed)
    roots = [made.root, Node(size / 2), made.leaves[0]]
  }

  private mutating func choice(_ count: Int) -> Int { .random(in: 0..<count, using: &random) }

  private mutating func number() -> Double { .random(in: -2...2, using: &random) }

  /// Does something to both, and says what, and whether they agree.
  mutating func step() -> (deed: String, isRight: Bool) {
    switch choice(8) {
    case 0, 1:
      let count = choice(4)
      var changes: [(node: Node, value: Double)] = []
      for _ in 0..<count { changes.append((leaves[choice(leaves.count)], number())) }
      replays.set(changes, in: &graph)
      for (node, value) in changes { plain.set(node, to: value) }
      plain.replay()
      return ("set \(changes)", true)
    case 2:
      let node = Node(choice(graph.count))
      return ("value of \(node)", isSame(replays.value(of: node, in: &graph), plain[node]))
    case 3, 4:
      let root = roots[choice(roots.count)]
      let slopes = replays.gradients(of: leaves, of: root, in: &graph)
      let pass = plain.backward(from: root)
      return ("gradients of \(root)", agree(slopes, leaves.map { pass.gradient(of: $0) ?? 0 }))
    case 5:
      let root = roots[choice(roots.count)]
      var pass = BackwardPass(root: Node(0))
      replays.backward(from: root, in: &graph, into: &pass)
      let other = plain.backward(from: root)
      let reaches = graph.nodes.allSatisfy { pass.reaches($0) == other.reaches($0) }
      let gradients = graph.nodes.map { pass.gradient(of: $0) ?? 0 }
      return (
        "backward from \(root)",
        reaches && agree(gradients, graph.nodes.map { other.gradient(of: $0) ?? 0 })
      )
    case 6:
      replays.settle(&graph)
      return ("settle", zip(graph.values, plain.values).allSatisfy(isSame))
    default:
      replays.settle(&graph)
      replays.graphMayChange()
      return (change(), true)
    }
  }

  private mutating func agree(_ some: [Double], _ others: [Double]) -> Bool {
    zip(some, others).allSatisfy { isClose($0, $1, relative: 1e-9, absolute: 1e-9) }
  }

  /// Changes both graphs while nobody tells the replays more than that it may be.
  private mutating func change() -> String {
    if choice(3) == 0 {
      let leaf = leaves[choice(leaves.count)]
      let value = number()
      graph.set(leaf, to: value)
      plain.set(leaf, to: value)
      graph.replay()
      plain.replay()
      return "set \(leaf) elsewhere"
    }
    if choice(2) == 0, graph.count > size {
      let count = size + choice(graph.count - size)
      graph.truncate(to: count, operations: 0)
      plain.truncate(to: count, operations: 0)
      roots.removeAll { $0.index >= count }
    }
    let operands = (Node(choice(graph.count)), Node(choice(graph.count)))
    let code: OperationCode = choice(2) == 0 ? .sub : .max
    let node = graph.apply(code, operands.0, operands.1)
    _ = plain.apply(code, operands.0, operands.1)
    roots.append(node)
    return "cut back, and added \(node)"
  }
}
