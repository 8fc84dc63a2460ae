import Autograd
import SeededNumbers

/// A graph of any operations on any operands, as the seed would have it; some leaves are constants.
struct RandomGraph: CustomStringConvertible {
  let seed: Int
  var graph = Graph()
  let root: Node

  init(seed: Int, nodes: Int = 30) {
    self.seed = seed
    var random = SeededNumbers(seed: seed)
    var graph = Graph()
    for place in 0..<4 {
      _ = graph.leaf(
        .random(in: -2...2, using: &random), role: place == 3 ? .constant : .plain)
    }
    while graph.count < nodes {
      let index = Int.random(in: 1..<Operation.table.count, using: &random)
      let arity = Operation.table[index].arity
      let operands = (0..<arity).map { _ in Node(.random(in: 0..<graph.count, using: &random)) }
      let size = graph.count
      let node = graph.apply(OperationCode(rawValue: UInt16(index)), operands)
      // Outside the domain another is drawn.
      let isUsable =
        abs(graph[node]) < 50
        && graph.localDerivatives(of: node).allSatisfy { abs($0.local) < 50 }
      if !isUsable { graph.truncate(to: size, operations: 0) }
    }
    // The root depends on half of them.
    var root = Node(nodes - 1)
    for index in stride(from: 1, to: nodes - 1, by: 2) {
      root = graph.apply(index % 4 == 1 ? .add : .mul, root, Node(index))
    }
    self.graph = graph
    self.root = root
  }

  var description: String { "seed \(seed)" }
}

extension Array where Element == Double {
  /// The numbers to the last bit; every nan is the same.
  var bits: [UInt64] { map { $0.isNaN ? .max : $0.bitPattern } }
}
