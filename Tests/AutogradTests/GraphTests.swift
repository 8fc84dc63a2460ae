import Testing

@testable import Autograd

@Suite("The graph")
struct GraphTests {
  @Test("a node that is used twice is listed twice")
  func repeated() {
    var graph = Graph()
    let a = graph.leaf(3)
    let b = graph.apply(.add, a, a)
    #expect(graph.operands(of: b) == [a, a])
    let pass = graph.backward(from: b)
    #expect(pass.gradient(of: a) == 2)
    #expect(graph.edges(of: b, upstream: 1).map(\.position) == [0, 1])
    #expect(graph.tangents(along: a)[b.index] == 2)
  }

  @Test("sums of products, whichever operands they share")
  func products() {
    for shared in [false, true] {
      var graph = Graph()
      let s = graph.leaf(3)
      let w = graph.leaf(5)
      let product = graph.apply(.mul, s, w)
      let sum = graph.apply(.add, shared ? product : s, product)
      let pass = graph.backward(from: sum)
      #expect(pass.gradient(of: s) == (shared ? 10 : 6))
      #expect(pass.gradient(of: w) == (shared ? 6 : 3))
      #expect(pass.gradient(of: product) == (shared ? 2 : 1))
    }
  }

  @Test("replaying carries a set leaf on, and only there")
  func replaying() {
    var graph = Graph()
    let a = graph.leaf(2)
    let b = graph.leaf(-3)
    let e = graph.apply(.mul, a, b)
    let f = graph.apply(.exp, b)
    graph.set(a, to: 5)
    #expect(graph[e] == -6)
    graph.replay(from: a)
    #expect(graph[e] == -15)
    var values = graph.values
    values[a.index] = 1
    values[f.index] = 0
    graph.replay(&values, through: e)
    #expect(values == [1, -3, -3, 0])
    #expect(graph[e] == -15)
  }

  @Test("a pass knows what the root depends on, and nothing beyond")
  func reach() {
    var graph = Graph()
    let a = graph.leaf(2)
    let unused = graph.leaf(7)
    let b = graph.leaf(0)
    let aside = graph.apply(.exp, a)
    let root = graph.apply(.mul, a, b)
    let later = graph.apply(.neg, root)
    let pass = graph.backward(from: root)
    #expect([a, b, root].allSatisfy(pass.reaches))
    #expect(![unused, aside, later].contains(where: pass.reaches))
    #expect(pass.gradient(of: a) == 0)
    #expect(pass.gradient(of: unused) == nil && pass.gradient(of: later) == nil)
  }

  @Test("the first leaf is not taken for an operand of other leaves")
  func firstLeaf() {
    var graph = Graph()
    let first = graph.leaf(1)
    let second = graph.leaf(2)
    let root = graph.apply(.neg, second)
    let pass = graph.backward(from: root)
    #expect(pass.gradient(of: first) == nil)
  }

  @Test("passes accumulate when asked to")
  func accumulating() {
    var graph = Graph()
    let a = graph.leaf(3)
    let b = graph.leaf(4)
    let product = graph.apply(.mul, a, b)
    let double = graph.apply(.add, a, a)
    let first = graph.backward(from: product)
    let both = graph.backward(from: double).accumulating(onto: first)
    #expect(both.gradient(of: a) == 6 && both.gradient(of: b) == 3)
    let thrice = first.accumulating(onto: both)
    #expect(thrice.gradient(of: a) == 10 && thrice.gradient(of: double) == 1)
  }

  @Test("the storage of a pass can be used again")
  func reused() {
    var graph = Graph()
    let a = graph.leaf(3)
    let b = graph.leaf(4)
    let product = graph.apply(.mul, a, b)
    let square = graph.apply(.mul, a, a)
    var pass = graph.backward(from: square).accumulating(onto: graph.backward(from: product))
    graph.backward(from: product, into: &pass)
    #expect(pass.root == product && pass.adjoints == [4, 3, 1])
    #expect(pass.gradient(of: square) == nil)
    graph.backward(from: product, seed: -2, into: &pass)
    #expect(pass.adjoints == [-8, -6, -2])
  }

  @Test("steps record upstream, local and contribution of every edge")
  func steps() {
    var graph = Graph()
    let a = graph.leaf(2)
    let b = graph.leaf(-3)
    let c = graph.leaf(10)
    let f = graph.leaf(-2)
    let e = graph.apply(.mul, a, b)
    let d = graph.apply(.add, e, c)
    let loss = graph.apply(.mul, d, f)
    let steps = Array(graph.steps(of: graph.backward(from: loss)))
    #expect(steps.map(\.node) == [loss, d, e])
    #expect(steps.map(\.upstream) == [1, -2, -2])
    #expect(steps.flatMap { $0.edges.map(\.local) } == [-2, 4, 1, 1, -3, 2])
    #expect(steps.flatMap { $0.edges.map(\.contribution) } == [-2, 4, -2, -2, 6, -4])
  }

  @Test("an operation of the graph's own may have any number of operands")
  func own() {
    // x²y + z, and its sum with itself.
    let operation = Operation(
      "own", parameters: ["x", "y", "z"],
      rule: .general(
        value: { $0[0] * $0[0] * $0[1] + $0[2] },
        partials: { operands, _ in [2 * operands[0] * operands[1], operands[0] * operands[0], 1] }),
      formula: "x^2 * y + z", derivatives: ["2 * x * y", "x^2", "1"], samples: [],
      summary: "", example: "")
    var graph = Graph()
    let code = graph.define(operation)
    let x = graph.leaf(3)
    let y = graph.leaf(4)
    let unused = graph.leaf(0)
    let node = graph.apply(code, [x, y, x])
    let root = graph.apply(.add, node, node)
    #expect(graph[node] == 39 && graph.operands(of: node) == [x, y, x])
    let pass = graph.backward(from: root)
    #expect(pass.gradient(of: x) == 50 && pass.gradient(of: y) == 18)
    #expect(!pass.reaches(unused))
    #expect(graph.tangents(along: x)[root.index] == 50)
    #expect(graph.check(root, by: x).verdict == .ok)
    #expect(graph.formula(of: node) { $0.description } == "own(%0, %1, %0)")
    graph.set(x, to: 1)
    graph.replay()
    #expect(graph[root] == 10)
  }

  @Test("truncating restores the graph exactly")
  func truncating() {
    let ternary = Operation(
      "ternary", parameters: ["a", "b", "c"],
      rule: .general(value: { $0[0] + $0[1] * $0[2] }, partials: { o, _ in [1, o[2], o[1]] }),
      formula: "a + b * c", derivatives: ["1", "c", "b"], samples: [], summary: "", example: "")
    var graph = Graph()
    let code = graph.define(ternary)
    let leaves = [2, 3, 4].map { graph.leaf($0) }
    let root = graph.apply(code, leaves)
    let before = graph
    for _ in 0..<3 {
      let second = graph.define(ternary)
      let node = graph.apply(second, [root, leaves[0], root])
      _ = graph.apply(code, [node, node, root])
      graph.truncate(to: before.count, operations: before.ownOperations.count)
      #expect(graph.values == before.values)
      #expect(graph.operandRuns == before.operandRuns)
      #expect(graph.ownOperations.count == 1)
      #expect(graph.operands(of: root) == leaves)
      #expect(graph.backward(from: root).adjoints == [1, 4, 3, 1])
    }
  }

  @Test("a chain of two million nodes runs forward and backward")
  func chain() {
    let length = 2_000_000
    var graph = Graph()
    graph.reserveCapacity(length + 1)
    let first = graph.leaf(1)
    var last = first
    for _ in 0..<length / 2 { last = graph.apply(.neg, last) }
    for _ in 0..<length / 2 { last = graph.apply(.add, last, last) }
    #expect(graph.count == length + 1)
    graph.set(first, to: -1)
    graph.replay()
    #expect(graph[last] == -.infinity)
    #expect(graph.backward(from: last, seed: 0).gradient(of: first) == 0)
    #expect(graph.backward(from: Node(length / 2)).gradient(of: first) == 1)
  }
}
