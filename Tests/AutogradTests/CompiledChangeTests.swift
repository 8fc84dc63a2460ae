import RandomGraphs
import Testing

@testable import Autograd

/// What may change after a graph was compiled, and what may not.
@Suite("Compiled graphs whose leaves change")
struct CompiledChangeTests {
  /// Powers and slopes of so many bases, of which each has the exponent at the same place of the
  /// list.
  private static func powers(
    _ code: OperationCode, bases: Int, exponents: [Double], role: Role
  ) -> (graph: Graph, exponents: [Node], root: Node) {
    var graph = Graph()
    let bases = (0..<bases).map { graph.leaf(0.5 + 0.3 * Double($0)) }
    let exponents = exponents.map { graph.leaf($0, role: role) }
    let powers = bases.enumerated().map {
      graph.apply(code, $1, exponents[$0 % exponents.count])
    }
    let root = graph.sum(powers)
    return (graph, exponents, root)
  }

  @Test(
    "exponents and slopes, constant or not, set anew",
    arguments: [1, 2, 4, 5, 8, 9], [Role.constant, .plain])
  func exponents(bases: Int, role: Role) {
    for code in [OperationCode.pow, .leakyRelu, .elu] {
      for exponents in [[2.0], [3], [0.01], [2, 2], [2, 3, 0, -1]] {
        let (graph, nodes, root) = Self.powers(
          code, bases: bases, exponents: exponents, role: role)
        let name = "\(bases) of \(code), \(exponents)"
        #expect(ReplayComparison.complaint(graph, root: root) == nil, "\(name)")
        var compiled = CompiledGraph(graph, root: root)!
        for exponent in [2.0, 3, 2, -1, 0, 0.5, 2] {
          var plain = graph
          for node in nodes {
            plain.set(node, to: exponent)
            compiled.set(node, to: exponent)
          }
          plain.replay()
          compiled.forward()
          compiled.backward()
          let pass = plain.backward(from: root)
          for node in graph.nodes {
            #expect(isSame(compiled[node], plain[node]), "\(name) set to \(exponent), \(node)")
            let gradients = (compiled.gradient(of: node) ?? 0, pass.gradient(of: node) ?? 0)
            #expect(
              isClose(gradients.0, gradients.1, relative: 1e-14),
              "\(name) set to \(exponent), \(node)")
            if role == .constant, nodes.contains(node) { #expect(gradients.0 == 0, "\(name)") }
          }
        }
      }
    }
  }

  @Test("an exponent that changes between a forward and a backward pass is read where it stands")
  func betweenPasses() {
    let (graph, exponents, root) = Self.powers(.pow, bases: 9, exponents: [2], role: .constant)
    var compiled = CompiledGraph(graph, root: root)!
    compiled.forward()
    compiled.set(exponents[0], to: 3)
    compiled.backward()
    for node in graph.nodes.prefix(9) {
      #expect(isClose(compiled.gradient(of: node)!, 3 * graph[node] * graph[node]))
    }
  }

  @Test("nodes that a graph gets, and leaves that are set there, do not change what was compiled")
  func growth() {
    let random = RandomGraph(seed: 5, nodes: 300, leaves: 20, root: .sum)
    var graph = random.graph
    var compiled = CompiledGraph(graph, root: random.root)!
    let values = graph.values
    let pass = graph.backward(from: random.root)
    graph.set(random.leaves[0], to: 100)
    let more = graph.apply(.tanh, each: Array(graph.nodes.suffix(100)))
    let root = graph.sum(more, onto: random.root)
    graph.replay()
    compiled.forward()
    compiled.backward()
    for node in random.graph.nodes {
      let gradients = (compiled.gradient(of: node), pass.gradient(of: node))
      #expect((gradients.0 == nil) == (gradients.1 == nil))
      #expect(isClose(compiled[node], values[node.index], relative: 1e-9, absolute: 1e-9))
      #expect(isClose(gradients.0 ?? 0, gradients.1 ?? 0, relative: 1e-6, absolute: 1e-6))
    }
    #expect(ReplayComparison.complaint(graph, root: root) == nil)
  }

  @Test("a graph that was cut back and went on in another way")
  func truncated() {
    for seed in 1...6 {
      var graph = LayeredGraph(seed: 400 + seed, rows: 20).graph
      graph.truncate(to: graph.count / 2, operations: graph.ownOperations.count)
      let line = OperationCode(
        rawValue: UInt16(Operation.table.count + ownOperations.firstIndex { $0.name == "line" }!))
      let last = Array(graph.nodes.suffix(30))
      let lines = last.map { graph.apply(line, [$0, last[0], $0]) }
      let root = graph.sum(lines)
      #expect(ReplayComparison.complaint(graph, root: root) == nil, "seed \(seed)")
    }
  }

  @Test("several roots of one graph, each compiled and replayed in turn")
  func severalRoots() {
    let layered = LayeredGraph(seed: 500, rows: 30)
    let roots = [layered.root, Node(layered.graph.count / 2), Node(layered.graph.count - 1)]
    var first = CompiledGraph(layered.graph, root: roots[0])!
    var second = CompiledGraph(layered.graph, root: roots[1])!
    first.forward()
    first.backward()
    let before = layered.graph.nodes.map { first.gradient(of: $0) ?? 0 }
    second.set(Node(0), to: 7)
    second.forward()
    second.backward(seed: 3)
    let after = layered.graph.nodes.map { first.gradient(of: $0) ?? 0 }
    #expect(zip(before, after).allSatisfy(isSame))
    for root in roots {
      #expect(ReplayComparison.complaint(layered.graph, root: root) == nil, "\(layered), \(root)")
    }
  }

  @Test("an update changes the leaves that it is given, by their gradients, and no others")
  func update() {
    var graph = Graph()
    let w = graph.leaf(2, role: .param)
    let x = graph.leaf(3)
    let unused = graph.leaf(5, role: .param)
    let root = graph.apply(.mul, w, x)
    var compiled = CompiledGraph(graph, root: root)!
    compiled.backward()
    compiled.update([w, unused]) { value, gradient in value -= 0.5 * gradient + 1 }
    #expect(compiled[w] == -0.5 && compiled[x] == 3 && compiled[unused] == 4)
    #expect(compiled[root] == 6)
    compiled.forward()
    #expect(compiled[root] == -1.5)
  }

  @Test("a seed multiplies every gradient, a seed of 0, inf or nan too")
  func seeds() {
    for seed in [2.0, -0.5, 0, .infinity, .nan, 1e-300] {
      let layered = LayeredGraph(seed: 600, rows: 25)
      let complaint = ReplayComparison.complaint(layered.graph, root: layered.root, seed: seed)
      #expect(complaint == nil, "\(layered), \(seed)")
    }
  }

  @Test("a gradient of 0 has no sign, as that of a plain pass, which adds to 0")
  func zeros() {
    var graph = Graph()
    let xs = Array(graph.leaves((0..<9).map(Double.init)))
    let opposites = Array(graph.apply(.neg, each: xs))
    let zero = graph.leaf(0)
    let root = graph.sum(opposites.map { graph.apply(.mul, $0, zero) })
    #expect(ReplayComparison.complaint(graph, root: root) == nil)
    var compiled = CompiledGraph(graph, root: root)!
    compiled.backward()
    for x in xs { #expect(compiled.gradient(of: x).map { isSame($0, 0) } == true) }
  }

  @Test("an interrupted compilation gives nothing")
  func interruption() {
    let layered = LayeredGraph(seed: 700, rows: 30)
    for patience in 0..<4 {
      var asked = 0
      let compiled = CompiledGraph(layered.graph, root: layered.root) {
        asked += 1
        return asked > patience
      }
      let isCompiled = compiled != nil
      #expect(!isCompiled && asked == patience + 1)
    }
  }

  @Test("a node that is computed cannot be set, and another graph's values are not taken")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let x = graph.leaf(1)
      let y = graph.apply(.neg, x)
      var compiled = CompiledGraph(graph, root: y)!
      compiled.set(y, to: 1)
    }
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let x = graph.leaf(1)
      var compiled = CompiledGraph(graph, root: x)!
      graph.truncate(to: 0, operations: 0)
      _ = compiled.copyLeaves(of: graph)
    }
  }
}
