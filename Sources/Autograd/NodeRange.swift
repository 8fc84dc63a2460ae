/// Nodes that were built one after the other, as the row of leaves that ``Graph/leaves(_:role:origin:)``
/// makes: a first address and a count, without an array.
///
///     let weights = graph.leaves([0.5, -1, 2], role: .param)
///     weights[1]           // the node of -1
///     weights.first        // the node of 0.5
@frozen
public struct NodeRange: RandomAccessCollection, Hashable, Sendable {
  @usableFromInline let start: Int
  public let count: Int

  /// The nodes from `first` up to, and without, `end`.
  @inlinable
  public init(_ first: Node, count: Int) {
    start = first.index
    self.count = count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  @inlinable
  public subscript(position: Int) -> Node {
    precondition(position >= 0 && position < count, "no such node in the row")
    return Node(start + position)
  }
}
