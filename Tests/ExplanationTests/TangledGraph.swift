import Autograd
import SeededNumbers

/// A graph of random operations on random operands, some of them used again and again, as the seed
/// would have it.
struct TangledGraph {
  var graph = Graph()
  let leaves: [Node]
  let root: Node

  /// The operations are drawn from `names`, or from the whole table.
  init(seed: Int, nodes: Int, names: [String] = []) {
    var random = SeededNumbers(seed: seed)
    var graph = Graph()
    leaves = (0..<3).map { _ in graph.leaf(.random(in: -2...2, using: &random)) }
    let codes =
      names.isEmpty
      ? (1..<Operation.table.count).map { OperationCode(rawValue: UInt16($0)) }
      : names.map { Operation.code(named: $0)! }
    while graph.count < nodes {
      let code = codes.randomElement(using: &random)!
      let operands = (0..<graph.operation(code).arity).map { _ in
        Node(.random(in: max(0, graph.count - 6)..<graph.count, using: &random))
      }
      let size = graph.count
      let node = graph.apply(code, operands)
      // What is large or undefined would drown the rest; every third stays.
      let isTame =
        abs(graph[node]) < 50 && graph.localDerivatives(of: node).allSatisfy { abs($0.local) < 50 }
      if !isTame, Int.random(in: 0..<3, using: &random) > 0 || !names.isEmpty {
        graph.truncate(to: size, operations: 0)
      }
    }
    self.graph = graph
    root = Node(graph.count - 1)
  }
}

/// Whether two numbers are the same, bit for bit; every nan is the same.
func isSame(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}
