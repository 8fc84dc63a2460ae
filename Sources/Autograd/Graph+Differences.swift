/// A derivative from values alone, with one step h.
public struct Differences: Sendable, Equatable {
  public let step: Double
  /// (f(x + h) − f(x)) / h; `nil` where h is too small to change x.
  public let forward: Double?
  /// (f(x + h) − f(x − h)) / 2h; `nil` where h is too small to change x.
  public let central: Double?
}

extension Graph {
  /// ∂root/∂leaf as differences with one step: what an error against h is made from. The step is
  /// the one that was really made, since x + h is rounded to the nearest number there is.
  ///
  ///     graph.differences(of: y, by: x, step: 0.1).forward   // 6.1, for y = x² at 3
  ///
  /// The graph is replayed twice: O(nodes).
  public func differences(of root: Node, by leaf: Node, step: Double) -> Differences {
    let x = self[leaf]
    func value(at moved: Double) -> Double {
      guard leaf <= root else { return self[root] }
      var values = self.values
      values[leaf.index] = moved
      replay(&values, from: leaf, through: root)
      return values[root.index]
    }
    let (above, below) = (x + step, x - step)
    let high = value(at: above)
    return Differences(
      step: step,
      forward: above == x ? nil : (high - self[root]) / (above - x),
      central: above == below ? nil : (high - value(at: below)) / (above - below))
  }
}
