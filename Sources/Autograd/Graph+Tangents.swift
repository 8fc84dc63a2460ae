extension Graph {
  /// Forward mode: the derivative of every node by one leaf, times the direction `seed`.
  ///
  /// One loop upward over the arrays; a node's tangent is the sum of its operands' tangents times
  /// the local derivatives. `root`, where given, ends the pass there.
  public func tangents(along leaf: Node, seed: Double = 1, to root: Node? = nil) -> [Double] {
    let end = root.map { $0.index + 1 } ?? count
    var tangents = [Double](repeating: 0, count: max(end, leaf.index + 1))
    tangents[leaf.index] = seed
    for index in leaf.index + 1..<max(end, leaf.index + 1) {
      let node = Node(index)
      guard operands(of: node).contains(where: { tangents[$0.index] != 0 }) else { continue }
      tangents[index] = localDerivatives(of: node).reduce(0) { sum, edge in
        let tangent = tangents[edge.operand.index]
        return tangent == 0 ? sum : sum + edge.local * tangent
      }
    }
    return tangents
  }
}
