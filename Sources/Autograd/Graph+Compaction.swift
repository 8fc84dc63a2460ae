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
      let instruction = instructions[index]
      if instruction.isLeaf { continue }
      if isRun(instruction) {
        for operand in operands(of: Node(index)) where operand.index >= first {
          isKept[operand.index - first] = true
        }
      } else {
        // Of an operation of one operand, both are that.
        let left = Int(instruction.left)
        let right = Int(instruction.right)
        if left >= first { isKept[left - first] = true }
        if right >= first { isKept[right - first] = true }
      }
    }
    guard isKept.contains(false) else { return nil }
    // Where operands are kept outside the records, those move as well.
    guard operandRuns.isEmpty else {
      return rebuild(from: first) { isKept[$0 - first] ? .kept : .removed }
    }
    return close(from: first, keeping: isKept)
  }

  /// Moves the nodes that are kept into the places of those that are not, within the arrays, so that
  /// what is built next finds room.
  private mutating func close(from first: Int, keeping isKept: [Bool]) -> Relocation {
    makeUnique()
    let (instructions, values) = (storage.instructions, storage.values)
    var relocation = Relocation(first: first, capacity: count - first)
    var next = first
    for index in first..<count {
      if isKept[index - first] {
        var instruction = instructions[index]
        if !instruction.isLeaf {
          instruction.left = relocation.moved(Node(raw: instruction.left)).raw
          instruction.right = relocation.moved(Node(raw: instruction.right)).raw
        }
        instructions[next] = instruction
        values[next] = values[index]
        next += 1
      }
      relocation.append(end: next)
    }
    storage.count = next
    compilation.noteChange(from: first)
    return relocation
  }
}
