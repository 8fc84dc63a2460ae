import RandomGraphs
import Testing

@testable import Autograd

@Suite("A graph that is run again and again")
struct ReplaysTests {
  /// Steps of training by plain passes and by compiled ones.
  @Test("comes to the same by plain passes and compiled", arguments: 1...10)
  func sameResults(seed: Int) {
    let random = RandomGraph(
      seed: seed, nodes: 120, leaves: 12, names: ["add", "mul", "sub", "relu", "neg"], root: .sum)
    var ends: [[Double]] = []
    for policy in [Replays.Policy.never, .always] {
      var graph = random.graph
      var replays = Replays(policy: policy)
      for _ in 0..<5 {
        let slopes = replays.gradients(of: random.leaves, of: random.root, in: &graph)
        let moved = zip(random.leaves, slopes).map {
          ($0, replays.value(of: $0, in: &graph) - 1e-6 * $1)
        }
        replays.set(moved.map { (node: $0.0, value: $0.1) }, in: &graph)
      }
      #expect(replays.isBehind == (policy == .always))
      let root = replays.value(of: random.root, in: &graph)
      replays.settle(&graph)
      #expect(graph[random.root] == root)
      var pass = BackwardPass(root: random.root)
      replays.backward(from: random.root, in: &graph, into: &pass)
      ends.append(graph.values + graph.nodes.map { pass.gradient(of: $0) ?? -1 })
    }
    for (plain, compiled) in zip(ends[0], ends[1]) {
      #expect(isClose(plain, compiled, relative: 1e-9, absolute: 1e-9), "seed \(seed)")
    }
  }

  @Test("notices nodes that are added, and leaves that somebody else sets")
  func growth() {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, x)
    var replays = Replays(policy: .always)
    replays.set([(x, 4)], in: &graph)
    #expect(replays.value(of: y, in: &graph) == 16)
    replays.settle(&graph)
    let z = graph.apply(.add, y, x)
    #expect(graph[z] == 20)
    replays.set([(x, 5)], in: &graph)
    #expect(replays.value(of: z, in: &graph) == 30)
    #expect(replays.gradients(of: [x], of: z, in: &graph) == [11])
    replays.settle(&graph)
    graph.set(x, to: 2)
    graph.replay()
    replays.graphMayChange()
    #expect(replays.gradients(of: [x], of: z, in: &graph) == [5])
    #expect(replays.gradients(of: [x], of: y, in: &graph) == [4])
    #expect(replays.value(of: z, in: &graph) == 6)
  }

  @Test("notices that nodes were taken away and others built in their place")
  func regrowth() {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, x)
    var replays = Replays(policy: .always)
    replays.set([(x, 4)], in: &graph)
    replays.settle(&graph)
    graph.truncate(to: 1, operations: 0)
    #expect(graph.apply(.neg, x) == y)
    replays.set([(x, 5)], in: &graph)
    #expect(replays.value(of: y, in: &graph) == -5)
    #expect(replays.gradients(of: [x], of: y, in: &graph) == [-1])
  }

  @Test("an interrupted compilation leaves the plain passes")
  func interrupted() {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, x)
    var replays = Replays(policy: .always)
    replays.isInterrupted = { true }
    replays.set([(x, 4)], in: &graph)
    #expect(!replays.isBehind && graph[y] == 16)
    let isCompiled =
      if case .some = CompiledGraph(graph, root: y, isInterrupted: { true }) { true } else { false }
    #expect(!isCompiled)
  }

  @Test("compiles for another root, once that is asked for again and again")
  func anotherRoot() {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, x)
    let z = graph.apply(.mul, y, x)
    var replays = Replays(policy: .always)
    for step in 1...4 {
      let number = Double(step)
      replays.set([(x, number)], in: &graph)
      let root = step < 3 ? y : z
      #expect(
        replays.gradients(of: [x], of: root, in: &graph) == [
          step < 3 ? 2 * number : 3 * number * number
        ])
      #expect(replays.gradients(of: [x], of: z, in: &graph) == [3 * number * number])
      #expect(replays.value(of: z, in: &graph) == number * number * number)
    }
  }

  @Test("a compiled graph learns, as its documentation says")
  func documented() {
    var graph = Graph()
    let w = graph.leaf(2, role: .param)
    let loss = graph.apply(.mul, w, w)
    var compiled = CompiledGraph(graph, root: loss)!
    for _ in 0..<3 {
      compiled.forward()
      compiled.backward()
      compiled.set(w, to: compiled[w] - 0.25 * compiled.gradient(of: w)!)
    }
    #expect(compiled[w] == 0.25)
    compiled.forward()
    compiled.backward(seed: 2)
    compiled.update([w]) { value, gradient in value -= 0.25 * gradient }
    #expect(compiled[w] == 0)
  }

  @Test("computes anew where the nodes it owes values were taken away")
  func cut() {
    for regrows in [false, true] {
      var graph = Graph()
      let x = graph.leaf(3)
      _ = graph.apply(.mul, x, x)
      var replays = Replays(policy: .always)
      replays.set([(x, 4)], in: &graph)
      let isBehind = replays.isBehind
      #expect(isBehind)
      graph.truncate(to: 1, operations: 0)
      let other = regrows ? graph.leaf(7) : x
      let twice = graph.apply(.add, other, other)
      #expect(replays.value(of: twice, in: &graph) == 2 * graph[other])
      replays.settle(&graph)
      #expect(graph[other] == (regrows ? 7 : 4) && graph[x] == 4)
    }
  }

  @Test("stops using what was compiled, where it is never to be")
  func never() {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, x)
    var replays = Replays(policy: .always)
    replays.set([(x, 4)], in: &graph)
    replays.policy = .never
    replays.set([(x, 5)], in: &graph)
    let isBehind = replays.isBehind
    #expect(!isBehind && graph[y] == 25)
  }

  @Test("copies of a graph that was compiled are told apart")
  func copies() {
    var graph = Graph()
    let x = graph.leaf(3)
    var replays = Replays(policy: .always)
    var others = Replays(policy: .always)
    var copy = graph
    let y = graph.apply(.mul, x, x)
    let z = copy.apply(.neg, x)
    replays.set([(x, 4)], in: &graph)
    others.set([(x, 4)], in: &copy)
    replays.settle(&graph)
    others.settle(&copy)
    replays.set([(x, 5)], in: &copy)
    #expect(replays.value(of: z, in: &copy) == -5)
    #expect(replays.value(of: y, in: &graph) == 16)
  }

  @Test("many leaves are checked by a compiled graph, one is not, and both agree")
  func checks() throws {
    let random = RandomGraph(seed: 4, nodes: 300, leaves: 30, reach: 80, root: .sum)
    let compiled = try #require(
      random.graph.checks(of: random.root, by: random.leaves, policy: .always))
    let plain = try #require(
      random.graph.checks(of: random.root, by: random.leaves, policy: .never))
    for (one, other) in zip(compiled, plain) {
      #expect(isClose(one.central, other.central, relative: 1e-5, absolute: 1e-5))
      #expect(one.reverse == other.reverse && one.verdict == other.verdict)
    }
  }
}
