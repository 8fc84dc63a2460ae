import SeededNumbers
import Testing

@testable import Autograd

/// Rows are held to the same nodes built one by one.
@Suite("Rows of nodes")
struct RowTests {
  /// Two graphs that start with the same leaves.
  private struct Pair {
    var rows = Graph()
    var single = Graph()
    let xs: NodeRange
    let ys: NodeRange

    init(seed: Int, length: Int) {
      var random = SeededNumbers(seed: seed)
      let numbers = (0..<2 * length).map { _ in Double.random(in: -2...2, using: &random) }
      xs = rows.leaves(numbers[..<length], role: .param, origin: 3)
      ys = rows.leaves(numbers[length...])
      for (place, number) in numbers.enumerated() {
        _ = single.leaf(
          number, role: place < length ? .param : .plain, origin: place < length ? 3 : 0)
      }
    }

    /// Whether both graphs have the same nodes and values.
    var isEqual: Bool {
      rows.count == single.count && zip(rows.values, single.values).allSatisfy(isSame)
        && rows.nodes.allSatisfy {
          let a = rows.instruction($0)
          let b = single.instruction($0)
          return a.code == b.code && a.role == b.role && a.left == b.left && a.right == b.right
            && a.origin == b.origin
        }
    }
  }

  @Test("a row of leaves", arguments: [0, 1, 2, 17])
  func leaves(length: Int) {
    let pair = Pair(seed: 1, length: length)
    #expect(pair.isEqual)
    #expect(Array(pair.xs) == (0..<length).map(Node.init))
    #expect(Array(pair.ys) == (length..<2 * length).map(Node.init))
  }

  @Test("an operation on each of a row", arguments: [0, 1, 2, 17])
  func each(length: Int) {
    for code: OperationCode in [.add, .mul, .div, .atan2] {
      var pair = Pair(seed: 2, length: length)
      let row = pair.rows.apply(code, each: pair.xs, pair.ys, origin: 5)
      let nodes = zip(pair.xs, pair.ys).map { pair.single.apply(code, $0, $1, origin: 5) }
      #expect(pair.isEqual && Array(row) == nodes, "\(code)")
    }
    for code: OperationCode in [.neg, .relu, .tanh] {
      var pair = Pair(seed: 2, length: length)
      let row = pair.rows.apply(code, each: pair.xs, origin: 5)
      let nodes = pair.xs.map { pair.single.apply(code, $0, origin: 5) }
      #expect(pair.isEqual && Array(row) == nodes, "\(code)")
    }
  }

  @Test("sums, from a start or from the first term", arguments: [1, 2, 3, 17])
  func sums(length: Int) {
    var pair = Pair(seed: 3, length: length)
    let sum = pair.rows.sum(pair.xs, origin: 7)
    let onto = pair.rows.sum(Array(pair.ys), onto: sum, origin: 8)
    var expected = pair.xs[0]
    for x in pair.xs.dropFirst() { expected = pair.single.apply(.add, expected, x, origin: 7) }
    #expect(sum == expected)
    for y in pair.ys { expected = pair.single.apply(.add, expected, y, origin: 8) }
    #expect(onto == expected && pair.isEqual)
    #expect(pair.rows.sum([Node](), onto: onto) == onto)
  }

  @Test("dot products, from a start or from the first product", arguments: [1, 2, 3, 17])
  func dots(length: Int) {
    var pair = Pair(seed: 4, length: length)
    let dot = pair.rows.dot(pair.xs, Array(pair.ys), origin: 7)
    let onto = pair.rows.dot(pair.ys.reversed(), pair.xs, onto: dot, origin: 8)
    var expected = pair.single.apply(.mul, pair.xs[0], pair.ys[0], origin: 7)
    for (x, y) in zip(pair.xs, pair.ys).dropFirst() {
      let product = pair.single.apply(.mul, x, y, origin: 7)
      expected = pair.single.apply(.add, expected, product, origin: 7)
    }
    #expect(dot == expected)
    for (y, x) in zip(pair.ys.reversed(), pair.xs) {
      let product = pair.single.apply(.mul, y, x, origin: 8)
      expected = pair.single.apply(.add, expected, product, origin: 8)
    }
    #expect(onto == expected && pair.isEqual)
    #expect(pair.rows.dot([Node](), [Node](), onto: onto) == onto)
    let pass = pair.rows.backward(from: onto)
    let same = pair.single.backward(from: onto)
    #expect(zip(pass.adjoints, same.adjoints).allSatisfy(isSame))
  }

  @Test("nodes at equal distances, among them the columns of a matrix and one node many times")
  func steps() {
    var pair = Pair(seed: 8, length: 6)
    for (x, y) in [
      (NodeRange(pair.xs[1], count: 3, step: 2), NodeRange(pair.ys[5], count: 3, step: -2)),
      (NodeRange(pair.xs[0], count: 6), NodeRange(pair.ys[2], count: 6, step: 0)),
      (NodeRange(pair.xs[3], count: 0), NodeRange(pair.ys[2], count: 0)),
    ] {
      let dot = pair.rows.dot(x, y, onto: pair.xs[0], origin: 9)
      #expect(dot == pair.single.dot(Array(x), Array(y), onto: pair.xs[0], origin: 9))
      #expect(pair.isEqual)
      if x.isEmpty { continue }
      #expect(pair.rows.dot(x, y) == pair.single.dot(Array(x), Array(y)) && pair.isEqual)
    }
    #expect(Array(NodeRange(Node(7), count: 3, step: -2)) == [Node(7), Node(5), Node(3)])
  }

  @Test("the end of a graph, written node by node and in rows")
  func tail() {
    var pair = Pair(seed: 9, length: 3)
    let (xs, ys) = (pair.xs, pair.ys)
    // More room than is used: what is left over is no node.
    let root = pair.rows.extend(by: 40) { tail in
      let leaf = tail.leaf(0.5, role: .param, origin: 4)
      let dot = tail.dot(xs, Array(ys), onto: leaf, origin: 2)
      let more = tail.leaves([1, 2, 3])
      let sum = tail.sum(more, onto: tail.dot(more, ys, onto: dot))
      let angle = tail.apply(.atan2, tail.apply(.tanh, sum), leaf)
      return tail.apply(.erf, tail.apply(.sub, angle, leaf))
    }
    let leaf = pair.single.leaf(0.5, role: .param, origin: 4)
    let dot = pair.single.dot(Array(xs), Array(ys), onto: leaf, origin: 2)
    let more = [1, 2, 3].map { pair.single.leaf($0) }
    let sum = pair.single.sum(more, onto: pair.single.dot(more, Array(ys), onto: dot))
    let angle = pair.single.apply(.atan2, pair.single.apply(.tanh, sum), leaf)
    let same = pair.single.apply(.erf, pair.single.apply(.sub, angle, leaf))
    #expect(root == same && pair.isEqual)
  }

  @Test("room that is too small, and nodes that are not there, stop the program")
  func room() async {
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      graph.extend(by: 1) { tail in
        for _ in 0..<2 { _ = tail.leaf(1) }
      }
    }
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let xs = graph.leaves([1, 2])
      _ = graph.extend(by: 3) { $0.dot(xs, xs, onto: xs[0]) }
    }
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let xs = graph.leaves([1, 2])
      _ = graph.dot(xs, NodeRange(Node(1), count: 2), onto: xs[0])
    }
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let xs = graph.leaves([1, 2])
      _ = graph.sum([Node(2)], onto: xs[0])
    }
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      _ = graph.apply(.neg, Node(0))
    }
  }

  @Test("a graph that was cut inside a row is built on as any other")
  func cut() {
    for kept in 0...10 {
      var pair = Pair(seed: 5, length: 5)
      _ = pair.rows.dot(pair.xs, pair.ys, onto: pair.xs[0])
      pair.rows.truncate(to: 10 + kept, operations: 0)
      var sum = pair.xs[0]
      for (x, y) in zip(pair.xs, pair.ys) {
        sum = pair.single.apply(.add, sum, pair.single.apply(.mul, x, y))
      }
      pair.single.truncate(to: 10 + kept, operations: 0)
      #expect(pair.isEqual)
      let last = Node(pair.rows.count - 1)
      let root = pair.rows.dot([last, last], [last, pair.ys[1]], onto: last)
      var again = pair.single.apply(.add, last, pair.single.apply(.mul, last, last))
      again = pair.single.apply(.add, again, pair.single.apply(.mul, last, pair.ys[1]))
      #expect(root == again && pair.isEqual)
      #expect(pair.rows.backward(from: root).adjoints == pair.single.backward(from: root).adjoints)
    }
  }

  @Test("a copy of a graph does not see the rows of the other")
  func copies() {
    var pair = Pair(seed: 6, length: 4)
    let copy = pair.rows
    _ = pair.rows.dot(pair.xs, pair.ys)
    _ = pair.rows.leaves([1, 2, 3])
    #expect(copy.count == 8 && copy.values.count == 8)
    #expect(zip(copy.values, pair.single.values).allSatisfy(isSame))
  }

  @Test("rows of different lengths stop the program")
  func lengths() async {
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      let xs = graph.leaves([1, 2])
      _ = graph.dot(xs, xs.dropLast())
    }
    await #expect(processExitsWith: .failure) {
      var graph = Graph()
      _ = graph.sum(graph.leaves([]))
    }
  }
}
