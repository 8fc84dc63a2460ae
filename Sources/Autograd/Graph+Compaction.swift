extension Graph {
  /// Removes nodes that nobody needs: of those from `first` on, the ones that no `root` depends on.
  /// Returns where the others went, or `nil` if all are needed.
  ///
  /// Operands still precede results, and nodes before `first` stay where they are. O(nodes from
  /// `first` on).
  public mutating func compact(from first: Int, keeping roots: some Sequence<Node>) -> Relocation? {
    guard first < count else { return nil }
    var isKept = [Bool](repeating: false, count: count - first)
    for root in roots where root.index >= first { isKept[root.index - first] = true }
    for index in stride(from: count - 1, through: first, by: -1) where isKept[index - first] {
      for operand in operands(of: Node(index)) where operand.index >= first {
        isKept[operand.index - first] = true
      }
    }
    guard isKept.contains(false) else { return nil }
    return rebuild(from: first) { isKept[$0 - first] ? .kept : .removed }
  }
}
