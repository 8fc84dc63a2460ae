import Autograd

extension Graph {
  /// The edges by which a pass reached `node`, in the order in which it met them: their
  /// contributions add up to the node's gradient.
  ///
  ///     // b = a + a
  ///     graph.uses(of: a, in: graph.backward(from: b)).map(\.contribution)   // [1, 1]
  ///
  /// O(nodes between `node` and the root).
  public func uses(of node: Node, in pass: BackwardPass) -> [Edge] {
    guard node < pass.root else { return [] }
    var uses: [Edge] = []
    for user in stride(from: pass.root.index, to: node.index, by: -1).lazy.map(Node.init)
    where pass.reaches(user) && operands(of: user).contains(node) {
      uses += edges(of: user, upstream: pass.adjoints[user.index]).filter { $0.operand == node }
    }
    return uses
  }
}
