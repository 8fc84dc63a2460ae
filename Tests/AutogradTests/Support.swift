import Testing

@testable import Autograd

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
