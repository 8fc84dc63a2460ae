/// Nodes at equal distances: a row of leaves that were built one after the other, a column of a
/// matrix of them, the outputs of a layer. A first address and a step, without an array.
///
///     let weights = graph.leaves([1, 2, 3, 4, 5, 6], role: .param)
///     weights[1]                                         // the node of 2
///     weights.dropFirst(4)                               // the nodes of 5, 6
///     NodeRange(weights[1], count: 3, step: 2)           // the nodes of 2, 4, 6
@frozen
public struct NodeRange: RandomAccessCollection, Hashable, Sendable {
  /// Where the node with index 0 is, or would be.
  @usableFromInline let origin: Int
  @usableFromInline let step: Int
  public let startIndex: Int
  public let endIndex: Int

  /// `count` nodes, the first of which is `first`, and each next one `step` further on.
  @inlinable
  public init(_ first: Node, count: Int, step: Int = 1) {
    precondition(count >= 0, "a row has no fewer than 0 nodes")
    self.init(origin: first.index, step: step, 0, count)
  }

  @inlinable
  @inline(__always)
  init(origin: Int, step: Int, _ startIndex: Int, _ endIndex: Int) {
    self.origin = origin
    self.step = step
    self.startIndex = startIndex
    self.endIndex = endIndex
  }

  @inlinable
  public subscript(position: Int) -> Node {
    precondition(position >= startIndex && position < endIndex, "no such node in the row")
    return Node(place(position))
  }

  @inlinable
  public subscript(bounds: Range<Int>) -> NodeRange {
    precondition(
      bounds.lowerBound >= startIndex && bounds.upperBound <= endIndex, "no such nodes in the row")
    return NodeRange(origin: origin, step: step, bounds.lowerBound, bounds.upperBound)
  }

  /// Where in the graph a node of the row is.
  @inlinable
  @inline(__always)
  func place(_ position: Int) -> Int { origin &+ position &* step }

  /// Whether all of its nodes, of which there are some, stand in a graph of so many.
  @inlinable
  @inline(__always)
  func isWithin(_ count: Int) -> Bool {
    let nodes = 0..<count
    return nodes.contains(place(startIndex)) && nodes.contains(place(endIndex &- 1))
  }
}
