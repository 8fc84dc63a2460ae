import Autograd
import SeededNumbers

/// A graph of random operations on random operands, as the seed would have it.
///
///     let random = RandomGraph(seed: 7, nodes: 12, root: .last)
public struct RandomGraph: CustomStringConvertible, Sendable {
  public let seed: Int
  public var graph: Graph
  public let leaves: [Node]
  public let root: Node

  /// What is computed at the end.
  public enum Root: Sendable {
    /// The node that was made last.
    case last
    /// The sum of all nodes, so that it depends on all.
    case sum
    /// Sums and products in turn of every second node.
    case sumsAndProducts
  }

  /// - Parameters:
  ///   - nodes: how many there are before the root is made.
  ///   - leaves: how many of those are leaves.
  ///   - constants: how many of the leaves, the last ones, are constants.
  ///   - names: the operations that are drawn from; all of the table, if empty.
  ///   - reach: how many nodes back operands are drawn from.
  ///   - keepsWild: whether a third of the nodes stay that are large or undefined.
  public init(
    seed: Int, nodes: Int, leaves: Int = 4, constants: Int = 0, names: [String] = [],
    reach: Int = .max, keepsWild: Bool = false, root: Root
  ) {
    self.seed = seed
    var random = SeededNumbers(seed: seed)
    var graph = Graph()
    self.leaves = (0..<leaves).map { place in
      graph.leaf(
        .random(in: -2...2, using: &random),
        role: place < leaves - constants ? .plain : .constant)
    }
    let codes =
      names.isEmpty
      ? (1..<Operation.table.count).map { OperationCode(rawValue: UInt16($0)) }
      : names.map { Operation.code(named: $0)! }
    while graph.count < nodes {
      let code = codes.randomElement(using: &random)!
      let operands = (0..<graph.operation(code).arity).map { _ in
        Node(.random(in: max(0, graph.count - reach)..<graph.count, using: &random))
      }
      let size = graph.count
      let node = graph.apply(code, operands)
      // What is large or undefined would drown the rest; another is drawn.
      let isTame =
        abs(graph[node]) < 50 && graph.localDerivatives(of: node).allSatisfy { abs($0.local) < 50 }
      if !isTame, !keepsWild || Int.random(in: 0..<3, using: &random) > 0 {
        graph.truncate(to: size, operations: 0)
      }
    }
    self.root = RandomGraph.end(&graph, root)
    self.graph = graph
  }

  private static func end(_ graph: inout Graph, _ root: Root) -> Node {
    var last = Node(graph.count - 1)
    switch root {
    case .last: break
    case .sum:
      let nodes = Array(graph.nodes)
      last = nodes[0]
      for node in nodes { last = graph.apply(.add, last, node) }
    case .sumsAndProducts:
      for index in stride(from: 1, to: last.index, by: 2) {
        last = graph.apply(index % 4 == 1 ? .add : .mul, last, Node(index))
      }
    }
    return last
  }

  public var description: String { "seed \(seed)" }
}
