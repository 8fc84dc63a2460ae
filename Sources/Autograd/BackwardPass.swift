/// The result of a backward pass: the derivative of one node, the root, by every node it
/// depends on.
public struct BackwardPass: Sendable {
  /// The node that was differentiated.
  public private(set) var root: Node
  /// ∂root/∂node for the nodes up to the root, times the seed; 0 where the pass did not come by.
  public internal(set) var adjoints: [Double] = []
  /// The nodes up to the root that it does not depend on; mostly none.
  var unreached = NodeSet()
  /// What earlier passes had left, where this one was asked to add to them.
  private var earlier: [Double?] = []

  /// The adjoint of a node while the pass has not come by. No sum of contributions is −0, unless
  /// all of them are, and the pass makes those 0; and what is added to −0 stays as it is. So the
  /// adjoints themselves tell, until the pass has met a node, whether the root depends on it.
  static let untouched = -0.0

  @inline(__always)
  static func isTouched(_ adjoint: Double) -> Bool { adjoint.bitPattern != untouched.bitPattern }

  /// A pass that has yet to come by any node.
  public init(root: Node) { self.root = root }

  /// Whether the root depends on `node`.
  public func reaches(_ node: Node) -> Bool {
    node.index < adjoints.count && !unreached.contains(node.index)
  }

  /// The gradient of `node`, or `nil` where no pass has computed one.
  public func gradient(of node: Node) -> Double? {
    let own = reaches(node) ? adjoints[node.index] : nil
    guard node.index < earlier.count, let before = earlier[node.index] else { return own }
    return before + (own ?? 0)
  }

  /// What earlier passes had left on `node`, where this one was asked to add to them.
  public func earlierGradient(of node: Node) -> Double? {
    node.index < earlier.count ? earlier[node.index] : nil
  }

  /// The same pass with its gradients added to what `before` had left, as when gradients are not
  /// set back to zero.
  public func accumulating(onto before: BackwardPass) -> BackwardPass {
    var pass = self
    pass.earlier = (0..<max(before.adjoints.count, before.earlier.count)).map {
      before.gradient(of: Node($0))
    }
    return pass
  }

  /// The same pass with the gradients of these nodes alone, as if it had not yet come by the others.
  /// O(nodes up to the root).
  public func revealing(_ nodes: [Node]) -> BackwardPass {
    var pass = BackwardPass(root: root)
    pass.adjoints = adjoints
    var isShown = [Bool](repeating: false, count: adjoints.count)
    for node in nodes where reaches(node) { isShown[node.index] = true }
    for index in adjoints.indices where !isShown[index] { pass.unreached.insert(index) }
    return pass
  }

  /// The same pass over a graph whose nodes have moved; `nil` if the root is gone. Nodes that are
  /// new have no gradient.
  public func relocated(by relocation: Graph.Relocation) -> BackwardPass? {
    guard relocation.keeps(root) else { return nil }
    var pass = BackwardPass(root: relocation.moved(root))
    func relocated<Element>(_ old: [Element], _ none: Element) -> [Element] {
      var new = [Element](repeating: none, count: relocation.boundary(old.count))
      for place in old.indices where relocation.keeps(Node(place)) {
        new[relocation.moved(Node(place)).index] = old[place]
      }
      return new
    }
    pass.adjoints = relocated(adjoints, 0)
    let isReached = relocated(adjoints.indices.map { reaches(Node($0)) }, false)
    for index in isReached.indices where !isReached[index] { pass.unreached.insert(index) }
    pass.earlier = relocated(earlier, nil)
    return pass
  }

  /// The pass run anew, over values or nodes that have changed, with what earlier passes had left.
  public func renewed(in graph: Graph) -> BackwardPass {
    var pass = graph.backward(from: root)
    pass.earlier = earlier
    return pass
  }

  /// Begins anew, in the same memory where the root has the same place. The adjoints are to be
  /// filled.
  mutating func restart(at root: Node) {
    self.root = root
    if !earlier.isEmpty { earlier = [] }
    unreached.removeAll()
    let count = root.index + 1
    if adjoints.count != count {
      adjoints = Array(unsafeUninitializedCapacity: count) { _, initialized in initialized = count }
    }
  }
}
