extension Graph {
  /// A node that was put in elementary form, and what it takes to put it back.
  public struct Expansion: Sendable, Equatable {
    /// The node; its form ends with it.
    public var node: Node
    /// The first node of the form.
    public var start: Int
    /// The operation that it applied before.
    public let code: OperationCode
    public var operands: [Node]
    /// How many expansions this one is the innermost of, itself included.
    public let level: Int

    /// Whether a node is part of the form.
    public func holds(_ node: Node) -> Bool { start <= node.index && node <= self.node }

    /// The same in a graph whose nodes have moved; `nil` where a node that it needs is gone.
    public func relocated(by relocation: Relocation) -> Expansion? {
      guard relocation.keeps(node), operands.allSatisfy(relocation.keeps) else { return nil }
      var expansion = self
      expansion.node = relocation.moved(node)
      expansion.start = relocation.boundary(start)
      expansion.operands = operands.map(relocation.moved)
      return expansion
    }
  }

  /// Puts nodes in an elementary form, in place: the nodes of the form stand where the node stood,
  /// and what used it uses the last of them. Values from there on are computed anew.
  ///
  /// Returns where the nodes went, and what it takes to ``fold(_:keeping:)`` them again. The nodes
  /// are given in ascending order, each once. O(nodes).
  public mutating func expand(
    _ forms: [(node: Node, form: GraphFunction, level: Int)]
  ) -> (relocation: Relocation, expansions: [Expansion]) {
    guard let first = forms.first?.node.index else {
      return (Relocation(first: count, capacity: 0), [])
    }
    let before = self
    var next = 0
    let relocation = rebuild(from: first) { index in
      guard next < forms.count, forms[next].node.index == index else { return .kept }
      next += 1
      return .expanded(forms[next - 1].form, before.operands(of: Node(index)))
    }
    replay(from: Node(first))
    let expansions = forms.map { node, _, level in
      Expansion(
        node: relocation.moved(node), start: relocation.boundary(node.index),
        code: before.instruction(node).code,
        operands: before.operands(of: node).map(relocation.moved), level: level)
    }
    return (relocation, expansions)
  }

  /// Puts nodes back that were expanded. The nodes of their forms go, but for those that a `root` or
  /// a node outside needs. Values from there on are computed anew. O(nodes).
  public mutating func fold(
    _ expansions: [Expansion], keeping roots: some Sequence<Node>
  ) -> Relocation {
    let first = expansions.map(\.start).min() ?? count
    var original: [Int: Expansion] = [:]
    var isKept = [Bool](repeating: true, count: count - first)
    for expansion in expansions {
      // Of two with the same node, the outer one is what is put back.
      if let other = original[expansion.node.index], other.level < expansion.level { continue }
      original[expansion.node.index] = expansion
    }
    for expansion in expansions {
      for index in expansion.start..<expansion.node.index { isKept[index - first] = false }
    }
    // A node may be inside the form of another that is folded with it.
    for root in roots where root.index >= first { isKept[root.index - first] = true }
    for index in stride(from: count - 1, through: first, by: -1) where isKept[index - first] {
      for operand in original[index]?.operands ?? operands(of: Node(index))
      where operand.index >= first {
        isKept[operand.index - first] = true
      }
    }
    let relocation = rebuild(from: first) { index in
      guard isKept[index - first] else { return .removed }
      return original[index].map { .applying($0.code, $0.operands) } ?? .kept
    }
    replay(from: Node(first))
    return relocation
  }
}
