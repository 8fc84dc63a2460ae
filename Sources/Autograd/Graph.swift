/// A computation graph: an append-only arena of scalar nodes in flat arrays.
///
///     var graph = Graph()
///     let a = graph.leaf(2), b = graph.leaf(-3)
///     let e = graph.apply(.mul, a, b)
///     graph[e]                                  // -6
///     graph.backward(from: e).gradient(of: a)   // -3
///
/// Operands precede results, an operand that is used twice is listed twice, and nothing in a node
/// changes after it was built except the values of leaves (``set(_:to:)``), which ``replay(from:)``
/// carries on. Gradients are the result of a pass and are kept outside.
public struct Graph: Sendable {
  @usableFromInline var storage: NodeStorage
  /// By which ``Replays`` tell that the nodes they compiled are still there.
  var compilation = Compilation()

  public init() { storage = NodeStorage(capacity: 16) }

  /// The most nodes a graph can hold; an address is 32 bits wide.
  public static let capacity = Int(UInt32.max)

  @inlinable public var count: Int { storage.count }
  @inlinable public var nodes: NodeRange { NodeRange(Node(0), count: count) }

  /// The value of every node, in the order of construction. O(nodes).
  public var values: [Double] { Array(storedValues) }
  /// Operations beyond the table, in the order in which they were defined.
  public var ownOperations: [Operation] { storage.ownOperations }

  /// The value of a node.
  @inlinable
  @inline(__always)
  public subscript(node: Node) -> Double {
    precondition(node.index < storage.count, "no such node in the graph")
    return storage.values[node.index]
  }

  /// The record of a node.
  @inlinable
  public func instruction(_ node: Node) -> Instruction {
    precondition(node.index < storage.count, "no such node in the graph")
    return storage.instructions[node.index]
  }

  /// Makes room for `count` nodes at once.
  public mutating func reserveCapacity(_ count: Int) {
    makeUnique()
    if count > storage.capacity { storage.grow(to: min(count, Graph.capacity)) }
  }

  // MARK: Building

  /// Adds a node without operands.
  @inlinable
  @inline(__always)
  public mutating func leaf(_ value: Double, role: Role = .plain, origin: UInt32 = 0) -> Node {
    makeRoom()
    return append(
      Instruction(code: .leaf, role: role, left: 0, right: 0, origin: origin), value: value)
  }

  /// Adds the node that applies an operation of one operand.
  @inlinable
  @inline(__always)
  public mutating func apply(_ code: OperationCode, _ x: Node, origin: UInt32 = 0) -> Node {
    assert(arity(code) == 1, "an operation of \(arity(code)) got 1 operand")
    makeRoom()
    return append(
      Instruction(code: code, role: .plain, left: x.raw, right: x.raw, origin: origin),
      value: value(code, self[x]))
  }

  /// Adds the node that applies an operation of two operands.
  @inlinable
  @inline(__always)
  public mutating func apply(
    _ code: OperationCode, _ x: Node, _ y: Node, origin: UInt32 = 0
  ) -> Node {
    assert(arity(code) == 2, "an operation of \(arity(code)) got 2 operands")
    makeRoom()
    return append(
      Instruction(code: code, role: .plain, left: x.raw, right: y.raw, origin: origin),
      value: value(code, self[x], self[y]))
  }

  /// Adds the node that applies an operation to as many operands as it has.
  public mutating func apply(
    _ code: OperationCode, _ operands: [Node], origin: UInt32 = 0
  ) -> Node {
    let arity = operation(code).arity
    precondition(operands.count == arity, "an operation of \(arity) got \(operands.count) operands")
    switch operands.count {
    case 1: return apply(code, operands[0], origin: origin)
    case 2: return apply(code, operands[0], operands[1], origin: origin)
    default:
      makeUnique()
      let start = UInt32(operandRuns.count)
      storage.operandRuns.append(contentsOf: operands.lazy.map(\.raw))
      let value = operation(code).value(at: operands.map { self[$0] })
      makeRoom()
      return append(
        Instruction(
          code: code, role: .plain, left: start, right: UInt32(operands.count), origin: origin),
        value: value)
    }
  }

  /// Makes room for a node. It comes before the operands are read: a call between the two would
  /// send their values through memory once more, which a long chain would wait for.
  @inlinable
  @inline(__always)
  mutating func makeRoom() {
    if !hasRoom(for: 1) { makeRoom(for: 1) }
  }

  @inlinable
  @inline(__always)
  func append(_ instruction: Instruction, value: Double) -> Node {
    let index = storage.count
    storage.instructions[index] = instruction
    storage.values[index] = value
    storage.count = index &+ 1
    return Node(index)
  }

  /// Defines an operation of this graph alone, and returns the code to apply it by.
  public mutating func define(_ operation: Operation) -> OperationCode {
    precondition(operation.arity > 0, "an operation has at least one operand")
    makeUnique()
    storage.ownOperations.append(operation)
    return OperationCode(rawValue: UInt16(Operation.table.count + ownOperations.count - 1))
  }

  /// Takes back everything that was built after the graph had `count` nodes and `operations`
  /// operations of its own.
  public mutating func truncate(to count: Int, operations: Int) {
    precondition(count <= self.count, "a graph is cut where it is longer")
    makeUnique()
    if !operandRuns.isEmpty, let first = instructions[count...].first(where: isRun) {
      storage.operandRuns.removeSubrange(Int(first.left)...)
    }
    storage.count = count
    compilation.noteChange(from: count)
    if ownOperations.count > operations { storage.ownOperations.removeSubrange(operations...) }
  }

  /// Changes the value of a leaf in place. Nothing that depends on it is computed anew until
  /// ``replay(from:)``.
  public mutating func set(_ leaf: Node, to value: Double) {
    precondition(instruction(leaf).isLeaf, "only a leaf can be set")
    makeUnique()
    storage.values[leaf.index] = value
  }

  // MARK: Reading

  /// The row of an operation.
  public func operation(_ code: OperationCode) -> Operation {
    let index = Int(code.rawValue)
    return index < Operation.table.count
      ? Operation.table[index] : ownOperations[index - Operation.table.count]
  }

  /// How an operation is computed, without the rest of its row.
  func rule(_ code: OperationCode) -> Operation.Rule {
    let index = Int(code.rawValue)
    let own = index - Operation.rules.count
    return own < 0 ? Operation.rules[index] : ownOperations[own].rule
  }

  /// The number of operands of an operation.
  @usableFromInline
  func arity(_ code: OperationCode) -> Int {
    let index = Int(code.rawValue)
    let own = index - Operation.arities.count
    return own < 0 ? Operation.arities[index] : ownOperations[own].arity
  }

  /// Whether the second operand, where it is a number, is part of the operation.
  func fixesRight(_ code: OperationCode) -> Bool {
    let index = Int(code.rawValue)
    let own = index - Operation.fixesRight.count
    return own < 0 ? Operation.fixesRight[index] : ownOperations[own].fixedOperand == 1
  }

  /// The operation that a node applies, or `nil` for a leaf.
  public func operation(of node: Node) -> Operation? {
    let code = instruction(node).code
    return code == .leaf ? nil : operation(code)
  }

  /// The operands of a node in the order in which they were written; none for a leaf.
  public func operands(of node: Node) -> [Node] {
    let instruction = instruction(node)
    if instruction.isLeaf { return [] }
    switch arity(instruction.code) {
    case 1: return [Node(raw: instruction.left)]
    case 2: return [Node(raw: instruction.left), Node(raw: instruction.right)]
    case let arity:
      let start = Int(instruction.left)
      return operandRuns[start..<start + arity].map(Node.init(raw:))
    }
  }

  /// The operands of a node that a gradient flows to: all but an exponent or a slope that was
  /// written as a number, which is part of the operation.
  public func differentiatedOperands(of node: Node) -> [(position: Int, node: Node)] {
    if instruction(node).isLeaf { return [] }
    let fixed = fixesRight(instruction(node).code) ? 1 : nil
    return operands(of: node).enumerated().compactMap { position, operand in
      position == fixed && instruction(operand).isConstant ? nil : (position, operand)
    }
  }

  /// Calls `body` with the operands of ``differentiatedOperands(of:)``, without an array for them.
  public func forEachDifferentiatedOperand(of node: Node, _ body: (Node) -> Void) {
    let instruction = instruction(node)
    if instruction.isLeaf { return }
    if isRun(instruction) { return operands(of: node).forEach(body) }
    body(Node(raw: instruction.left))
    guard arity(instruction.code) == 2 else { return }
    let right = Node(raw: instruction.right)
    if fixesRight(instruction.code), self.instruction(right).isConstant { return }
    body(right)
  }

  /// Whether the operands of the node are kept outside its record. Rows of the table have one
  /// or two operands, so only an operation of the graph's own can have more.
  @inline(__always)
  func isRun(_ instruction: Instruction) -> Bool {
    let own = Int(instruction.code.rawValue) - Operation.arities.count
    return own >= 0 && ownOperations[own].arity > 2
  }
}
