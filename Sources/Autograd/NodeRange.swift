/// Nodes at equal distances: a row of leaves that were built one after the other, a column of a
/// matrix of them, the outputs of a layer. A first address, a count and a step, without an array.
///
///     let weights = graph.leaves([1, 2, 3, 4, 5, 6], role: .param)
///     weights[1]                                         // the node of 2
///     NodeRange(weights[1], count: 3, step: 2)           // the nodes of 2, 4, 6
@frozen
public struct NodeRange: RandomAccessCollection, Hashable, Sendable {
  @usableFromInline let start: Int
  @usableFromInline let step: Int
  public let count: Int

  /// `count` nodes, the first of which is `first`, and each next one `step` further on.
  @inlinable
  public init(_ first: Node, count: Int, step: Int = 1) {
    precondition(count >= 0, "a row has no fewer than 0 nodes")
    start = first.index
    self.count = count
    self.step = step
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  @inlinable
  public subscript(position: Int) -> Node {
    precondition(position >= 0 && position < count, "no such node in the row")
    return Node(start &+ position &* step)
  }
}
