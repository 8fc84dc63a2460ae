extension Graph {
  /// Forward mode: the derivative of every node by one leaf, times the direction `seed`.
  ///
  /// One loop upward over the arrays; a node's tangent is the sum of its operands' tangents times
  /// the local derivatives. `root`, where given, ends the pass there. O(nodes).
  ///
  ///     let x = graph.leaf(3)
  ///     let y = graph.apply(.mul, x, x)
  ///     graph.tangents(along: x)[y.index]   // 6
  public func tangents(along leaf: Node, seed: Double = 1, to root: Node? = nil) -> [Double] {
    let end = max(root?.index ?? count - 1, leaf.index) + 1
    var tangents = [Double](repeating: 0, count: end)
    tangents[leaf.index] = seed
    storedValues.withUnsafeBufferPointer { values in
      for index in leaf.index + 1..<end {
        let instruction = instructions[index]
        if instruction.isLeaf { continue }
        if isRun(instruction) {
          for edge in localDerivatives(of: Node(index)) where tangents[edge.operand.index] != 0 {
            tangents[index] += edge.local * tangents[edge.operand.index]
          }
          continue
        }
        let left = tangents[Int(instruction.left)]
        let right = tangents[Int(instruction.right)]
        // What does not depend on the leaf stays 0 even next to an infinite derivative.
        if left == 0 && right == 0 { continue }
        let (byLeft, byRight) = partials(instruction, at: index, values)
        if left != 0 { tangents[index] += byLeft * left }
        if right != 0, let byRight { tangents[index] += byRight * right }
      }
    }
    return tangents
  }
}
