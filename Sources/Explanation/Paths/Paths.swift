import Autograd

/// Every path from a root down to a node: how many there are, the largest of them, their sum, and
/// what it costs to find the gradient by them and by passes.
///
///     // d = a * b; e = a + b; f = d * e
///     let paths = graph.paths(from: f, to: a)
///     paths.count           // 2
///     paths.total           // ∂f/∂a
///     paths.largest[0].edges.map(\.local)
public struct Paths: Sendable {
  public let root: Node
  public let node: Node
  /// How many there are, exactly; `nil` where the digits alone would fill the memory.
  public let count: WholeNumber?
  /// The same as a power of 2.
  public let countLog2: Double
  /// The largest contributions, largest first.
  public let largest: [Path]
  /// Their sum over all paths, which is the gradient, from the engine's pass.
  public let total: Double
  public let cost: PathCost

  /// One path.
  public struct Path: Sendable {
    /// From the root down; each edge's upstream and contribution are those of this path alone.
    public let edges: [Edge]
    /// The product of the local derivatives, from the root down.
    public var product: Double { edges.last?.contribution ?? 1 }
  }
}

extension Graph {
  /// The paths from `root` down to `node`; the `most` largest are listed. Operands that are used
  /// twice lie on two paths. `nil` where it was interrupted.
  ///
  /// They are found best first, without looking at the others: O(nodes up to the root), and
  /// O(length) for each that is listed. Long paths are listed as far as `steps` steps go.
  public func paths(
    from root: Node, to node: Node, most: Int, steps: Int = 2_000_000,
    isInterrupted: () -> Bool = { false }
  ) -> Paths? {
    let pass = backward(from: root)
    let subgraph = Subgraph(from: node, to: root, in: self)
    if isInterrupted() { return nil }
    let search = PathSearch(subgraph: subgraph, graph: self)
    guard let largest = search.largest(most, steps: steps, isInterrupted: isInterrupted) else {
      return nil
    }
    guard let paths = PathCount(search: search, isInterrupted: isInterrupted) else { return nil }
    return Paths(
      root: root, node: node, count: paths.count, countLog2: paths.countLog2, largest: largest,
      total: pass.reaches(node) ? pass.adjoints[node.index] : 0,
      cost: PathCost(of: paths, search: search, pass: pass, graph: self))
  }
}
