extension Graph {
  /// What becomes of a node when a graph is rebuilt.
  enum Fate {
    case kept
    case removed
    /// The node applies another operation, to nodes that precede it, at their old addresses.
    case applying(OperationCode, [Node])
    /// Nodes that compute the same take its place, the last of them its address. The operands are
    /// what the leaves of the form stand for.
    case expanded(GraphFunction, [Node])
  }

  /// Rebuilds the graph from `first` on, node by node, and returns where the nodes went. Values are
  /// copied; those of nodes that are new are 0 until the graph is replayed. O(nodes from `first` on).
  mutating func rebuild(from first: Int, _ fate: (Int) -> Fate) -> Relocation {
    compilation.noteChange(from: first)
    let firstRun =
      instructions[first...].first(where: isRun).map { Int($0.left) } ?? operandRuns.count
    var tail: [Instruction] = []
    var values: [Double] = []
    var runs: [UInt32] = []
    tail.reserveCapacity(count - first)
    values.reserveCapacity(count - first)
    var relocation = Relocation(first: first, capacity: count - first)
    func append(_ code: OperationCode, _ operands: [UInt32], role: Role, origin: UInt32) {
      var instruction = Instruction(
        code: code, role: role, left: operands.first ?? 0, right: operands.last ?? 0,
        origin: origin)
      if operands.count > 2 {
        instruction.left = UInt32(firstRun + runs.count)
        instruction.right = UInt32(operands.count)
        runs += operands
      }
      tail.append(instruction)
    }
    for index in first..<count {
      let old = instructions[index]
      switch fate(index) {
      case .removed:
        break
      case .kept where old.isLeaf:
        tail.append(old)
        values.append(storedValues[index])
      case .kept where !isRun(old):
        var instruction = old
        instruction.left = relocation.moved(Node(raw: old.left)).raw
        instruction.right = relocation.moved(Node(raw: old.right)).raw
        tail.append(instruction)
        values.append(storedValues[index])
      case .kept:
        append(
          old.code, operands(of: Node(index)).map { relocation.moved($0).raw }, role: old.role,
          origin: old.origin)
        values.append(storedValues[index])
      case .applying(let code, let operands):
        append(
          code, operands.map { relocation.moved($0).raw }, role: old.role, origin: old.origin)
        values.append(storedValues[index])
      case .expanded(let form, let operands):
        var places = [UInt32](repeating: 0, count: form.graph.count)
        for (leaf, operand) in zip(form.leaves, operands) {
          places[leaf.index] = relocation.moved(operand).raw
        }
        let isOperand = Set(form.leaves)
        for node in form.graph.nodes where !isOperand.contains(node) {
          let instruction = form.graph.instruction(node)
          places[node.index] = UInt32(first + tail.count)
          append(
            instruction.code, form.graph.operands(of: node).map { places[$0.index] },
            role: instruction.role, origin: old.origin)
          values.append(instruction.isLeaf ? form.graph[node] : 0)
        }
      }
      relocation.append(end: first + tail.count)
    }
    makeUnique()
    storage.operandRuns.removeSubrange(firstRun...)
    storage.operandRuns += runs
    storage.count = first
    self.append(tail, values)
    return relocation
  }

  /// Where nodes went when others were removed, or put between them.
  public struct Relocation: Sendable {
    let first: Int
    /// For each old place from `first` on, and one past the last, where what came of the nodes
    /// before it ends.
    private var ends: [UInt32]

    init(first: Int, capacity: Int) {
      self.first = first
      ends = []
      ends.reserveCapacity(capacity + 1)
      ends.append(UInt32(first))
    }

    mutating func append(end: Int) { ends.append(UInt32(end)) }

    /// Whether a node is still there.
    public func keeps(_ node: Node) -> Bool {
      let place = node.index - first
      return place < 0 || (place + 1 < ends.count && ends[place] < ends[place + 1])
    }

    /// The new address of a node that is still there: of what came of it, the last.
    public func moved(_ node: Node) -> Node {
      node.index < first ? node : Node(Int(ends[node.index - first + 1]) - 1)
    }

    /// The new place of a boundary between nodes.
    public func boundary(_ index: Int) -> Int {
      index < first ? index : Int(ends[index - first])
    }
  }
}
