import RandomGraphs
import Testing

@testable import Autograd

@Suite("Random graphs")
struct RandomGraphTests {
  @Test("every operand precedes its node, and replaying changes nothing", arguments: 1...40)
  func order(seed: Int) {
    var random = RandomGraph(seed: seed, nodes: 40, root: .sum)
    for node in random.graph.nodes {
      #expect(random.graph.operands(of: node).allSatisfy { $0 < node })
    }
    let values = random.graph.values
    random.graph.replay()
    #expect(zip(values, random.graph.values).allSatisfy(isSame))
  }

  @Test("reverse mode, forward mode and the record of the pass agree", arguments: 1...40)
  func modes(seed: Int) {
    let random = RandomGraph(seed: seed, nodes: 40, root: .sum)
    let pass = random.graph.backward(from: random.root)
    for leaf in random.leaves {
      let forward = random.graph.tangents(along: leaf)[random.root.index]
      #expect(isClose(pass.gradient(of: leaf)!, forward, relative: 1e-9, absolute: 1e-9))
    }
    var sums = [Double](repeating: 0, count: random.graph.count)
    for step in random.graph.steps(of: pass) {
      for edge in step.edges { sums[edge.operand.index] += edge.contribution }
    }
    for leaf in random.leaves { #expect(sums[leaf.index] == pass.gradient(of: leaf)) }
  }

  @Test("a check agrees, or names a kink or rounding", arguments: 1...40)
  func checks(seed: Int) throws {
    let random = RandomGraph(seed: seed, nodes: 40, root: .sum)
    let checks = try #require(random.graph.checks(of: random.root, by: random.leaves))
    for check in checks {
      switch check.verdict {
      case .ok, .rounding: break
      case .kink(let node), .jump(let node):
        #expect(!random.graph.operation(of: node)!.kinks.isEmpty)
      case .notFinite, .differs, .stepTooLarge, .stepTooSmall:
        Issue.record("seed \(seed): \(check)")
      }
    }
  }

  @Test("nearly all of those checks are ok")
  func mostly() {
    let verdicts = (1...40).flatMap { seed in
      let random = RandomGraph(seed: seed, nodes: 40, root: .sum)
      return random.leaves.map { random.graph.check(random.root, by: $0).verdict }
    }
    #expect(verdicts.count(where: { $0 == .ok }) > 120)
  }
}
