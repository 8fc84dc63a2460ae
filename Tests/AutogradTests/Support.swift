import Testing

@testable import Autograd

/// A small generator, so that random tests are the same in every run (splitmix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Whether two numbers are the same but for rounding; nan is the same as nan.
func isClose(
  _ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0
) -> Bool {
  a == b || (a.isNaN && b.isNaN)
    || abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}

/// Whether two numbers are the same, bit for bit; every nan is the same.
func isSame(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}

/// One operation alone in a graph, its operands as leaves.
struct Single {
  var graph: Graph
  let leaves: [Node]
  let root: Node

  init(_ name: String, _ operands: [Double]) {
    var graph = Graph()
    leaves = operands.map { graph.leaf($0) }
    root = graph.apply(Operation.code(named: name)!, leaves)
    self.graph = graph
  }

  var value: Double { graph[root] }

  /// The gradients of all leaves from one backward pass.
  var gradients: [Double] {
    let pass = graph.backward(from: root)
    return leaves.map { pass.gradient(of: $0)! }
  }

  /// The same from one forward-mode pass a leaf.
  var tangents: [Double] { leaves.map { graph.tangents(along: $0)[root.index] } }
}

/// Every row of the table but the place of leaves.
let operations = Array(Operation.table.dropFirst())
