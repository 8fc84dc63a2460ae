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
    let relocation = Relocation(first: first, isKept: isKept)
    guard relocation.count < isKept.count else { return nil }
    relocate(by: relocation, isKept)
    return relocation
  }

  private mutating func relocate(by relocation: Relocation, _ isKept: [Bool]) {
    let first = relocation.first
    var next = first
    // Where the kept operand runs go; those of nodes before `first` stay.
    var nextRun = instructions[first...].first(where: isRun).map { Int($0.left) } ?? 0
    for index in first..<count where isKept[index - first] {
      var instruction = instructions[index]
      if isRun(instruction) {
        let start = Int(instruction.left)
        for place in 0..<Int(instruction.right) {
          operandRuns[nextRun + place] = relocation.moved(Node(raw: operandRuns[start + place])).raw
        }
        instruction.left = UInt32(nextRun)
        nextRun += Int(instruction.right)
      } else if !instruction.isLeaf {
        instruction.left = relocation.moved(Node(raw: instruction.left)).raw
        instruction.right = relocation.moved(Node(raw: instruction.right)).raw
      }
      instructions[next] = instruction
      storedValues[next] = storedValues[index]
      next += 1
    }
    if nextRun > 0 { operandRuns.removeSubrange(nextRun...) }
    instructions.removeSubrange(next...)
    storedValues.removeSubrange(next...)
  }

  /// Where nodes went when others were removed.
  public struct Relocation: Sendable {
    let first: Int
    /// For each place from `first` on, and one past the last, how many nodes before it were kept.
    private let kept: [Int32]

    init(first: Int, isKept: [Bool]) {
      self.first = first
      var kept: [Int32] = [0]
      kept.reserveCapacity(isKept.count + 1)
      for isKept in isKept { kept.append(kept.last! + (isKept ? 1 : 0)) }
      self.kept = kept
    }

    /// How many nodes from `first` on were kept.
    var count: Int { Int(kept.last!) }

    /// Whether a node is still there.
    public func keeps(_ node: Node) -> Bool {
      let place = node.index - first
      return place < 0 || (place + 1 < kept.count && kept[place] < kept[place + 1])
    }

    /// The new address of a node that is still there.
    public func moved(_ node: Node) -> Node { Node(boundary(node.index)) }

    /// The new place of a boundary between nodes.
    public func boundary(_ index: Int) -> Int {
      index < first ? index : first + Int(kept[index - first])
    }
  }
}
