import Autograd
import Explanation
import RandomGraphs
import Testing

@Suite struct WhyTests {
  /// Nodes that are used again and again, some of them with special values.
  private static func tangled(_ seed: Int, nodes: Int) -> RandomGraph {
    RandomGraph(seed: seed, nodes: nodes, leaves: 3, reach: 6, keepsWild: true, root: .last)
  }

  @Test("contributions add up to the gradient, bit for bit", arguments: 1...60)
  func sums(seed: Int) {
    let tangled = Self.tangled(seed, nodes: 40)
    let pass = tangled.graph.backward(from: tangled.root)
    for node in tangled.graph.nodes where node != tangled.root {
      let why = tangled.graph.why(node, in: pass)
      for link in [why.link] + why.links where link.node != tangled.root {
        let sum = link.uses.reduce(0) { $0 + $1.contribution }
        #expect(isSame(sum, link.gradient), "seed \(seed), \(node): \(link)")
        #expect(isSame(link.gradient, pass.gradient(of: link.node) ?? 0), "seed \(seed), \(node)")
      }
    }
  }

  @Test("the links are what lies between, each once, and end with the seed", arguments: 1...60)
  func links(seed: Int) {
    let tangled = Self.tangled(seed, nodes: 40)
    let pass = tangled.graph.backward(from: tangled.root)
    for node in tangled.graph.nodes where node != tangled.root {
      let why = tangled.graph.why(node, in: pass)
      let between = nodes(between: node, tangled)
      #expect(Set(why.links.map(\.node)) == between, "seed \(seed), \(node)")
      #expect(why.links.count == between.count, "seed \(seed), \(node)")
      if !between.isEmpty { #expect(why.links.last?.node == tangled.root) }
      let few = tangled.graph.why(node, in: pass, most: 2)
      #expect(few.links.map(\.node) == Array(why.links.map(\.node).prefix(2)))
      #expect(few.links.count + few.omittedLinks == between.count, "seed \(seed), \(node)")
    }
  }

  /// What depends on the node and the root on it, found without the pass.
  private func nodes(between node: Node, _ tangled: RandomGraph) -> Set<Node> {
    let graph = tangled.graph
    let users = { (node: Node) in
      graph.nodes.filter { graph.differentiatedOperands(of: $0).contains { $0.node == node } }
    }
    var above: Set<Node> = []
    var waiting = [node]
    while let next = waiting.popLast() {
      for user in users(next) where above.insert(user).inserted { waiting.append(user) }
    }
    return above.filter { $0 == tangled.root || reaches(tangled.root, $0, graph) }
  }

  private func reaches(_ root: Node, _ node: Node, _ graph: Graph) -> Bool {
    var met: Set<Node> = [root]
    var waiting = [root]
    while let next = waiting.popLast() {
      for (_, operand) in graph.differentiatedOperands(of: next)
      where met.insert(operand).inserted { waiting.append(operand) }
    }
    return met.contains(node)
  }

  @Test("there is a cause exactly where the gradient is special", arguments: 1...200)
  func causes(seed: Int) {
    let tangled = Self.tangled(seed, nodes: 30)
    let pass = tangled.graph.backward(from: tangled.root)
    for node in tangled.graph.nodes {
      let why = tangled.graph.why(node, in: pass)
      let isSpecial = node == tangled.root || why.link.gradient == 0 || !why.link.gradient.isFinite
      #expect(why.causes.isEmpty != isSpecial, "seed \(seed), \(node): \(why.causes)")
      for cause in why.causes {
        #expect(isTrue(cause, of: node, in: pass, tangled.graph), "seed \(seed), \(node): \(cause)")
      }
    }
  }

  private func isTrue(
    _ cause: Cause, of node: Node, in pass: BackwardPass, _ graph: Graph
  ) -> Bool {
    switch cause {
    case .seed: node == pass.root
    case .independent: graph.uses(of: node, in: pass).isEmpty
    case .fixed(let user): graph.operands(of: user).contains(node)
    // Of the node's own edges also one whose other factor is 0 as well.
    case .zeroLocal(let edge): edge.local == 0 && (edge.upstream != 0 || edge.operand == node)
    case .vanished(let edge): edge.local != 0 && edge.upstream != 0 && edge.contribution == 0
    case .cancelled(let node):
      pass.gradient(of: node) == 0
        && graph.uses(of: node, in: pass).contains { $0.contribution != 0 }
    case .value(let node):
      !graph[node].isFinite && graph.operands(of: node).allSatisfy { graph[$0].isFinite }
    case .fromInfinity(let node):
      graph[node].isNaN && graph.operands(of: node).contains { graph[$0].isInfinite }
    case .given(let leaf): graph.operands(of: leaf).isEmpty && !graph[leaf].isFinite
    case .local(let edge):
      !edge.local.isFinite && graph[edge.node].isFinite && graph[edge.operand].isFinite
    case .indefinite(let edge):
      edge.contribution.isNaN && !edge.upstream.isNaN && !edge.local.isNaN
    case .overflow(let edge):
      edge.contribution.isInfinite && edge.upstream.isFinite && edge.local.isFinite
    case .opposed(let node):
      pass.gradient(of: node)!.isNaN
        && graph.uses(of: node, in: pass).allSatisfy { !$0.contribution.isNaN }
    case .sumOverflow(let node):
      graph.uses(of: node, in: pass).allSatisfy { $0.contribution.isFinite }
    }
  }

  @Test func theRandomGraphsHaveSpecialGradients() {
    var zeros = 0
    var others = 0
    for seed in 1...200 {
      let tangled = Self.tangled(seed, nodes: 30)
      let pass = tangled.graph.backward(from: tangled.root)
      zeros += pass.adjoints.count(where: { $0 == 0 })
      others += pass.adjoints.count(where: { !$0.isFinite })
    }
    #expect(zeros > 100 && others > 100)
  }

  @Test func aMillionLinksAreNotAllListed() {
    var graph = Graph()
    let x = graph.leaf(1)
    var y = x
    for _ in 0..<1_000_000 { y = graph.apply(.neg, y) }
    let why = graph.why(x, in: graph.backward(from: y), most: 3)
    #expect(why.links.map(\.node) == [Node(1), Node(2), Node(3)])
    #expect(why.omittedLinks == 999_997)
    #expect(why.link.gradient == 1)
  }

  @Test func aZeroIsTracedDownAMillionLinks() {
    var graph = Graph()
    let x = graph.leaf(1)
    var y = x
    for _ in 0..<1_000_000 { y = graph.apply(.neg, y) }
    let last = y
    let z = graph.apply(.mul, y, graph.leaf(0))
    let causes = graph.why(x, in: graph.backward(from: z), most: 3).causes
    guard case .zeroLocal(let edge)? = causes.first, causes.count == 1 else {
      Issue.record("\(causes)")
      return
    }
    #expect(edge.node == z && edge.operand == last)
  }

  @Test func manyUsesAreCutAndCounted() {
    var graph = Graph()
    let x = graph.leaf(1)
    var y = x
    for _ in 0..<1000 { y = graph.apply(.add, y, x) }
    let why = graph.why(x, in: graph.backward(from: y), most: 5)
    #expect(why.link.uses.count == 5)
    // The first sum uses x twice, and counts once among those left out.
    #expect(why.link.omittedUses == 995)
    #expect(why.link.gradient == 1001)
  }
}
