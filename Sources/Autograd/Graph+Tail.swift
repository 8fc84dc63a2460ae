extension Graph {
  /// The end of a graph while nodes are written there, with nothing to look up in memory: see
  /// ``Graph/extend(by:_:)``. Its nodes are part of the graph when it is done.
  @frozen
  public struct Tail: ~Copyable {
    @usableFromInline let instructions: UnsafeMutablePointer<Instruction>
    @usableFromInline let values: UnsafeMutablePointer<Double>
    /// How many nodes there are so far, those of the graph included.
    @usableFromInline var count: Int
    @usableFromInline let limit: Int

    @inlinable
    @inline(__always)
    init(_ storage: NodeStorage, room: Int) {
      instructions = storage.instructions
      values = storage.values
      count = storage.count
      limit = count &+ room
    }

    /// The value of a node that is there already.
    @inlinable
    @inline(__always)
    public subscript(node: Node) -> Double {
      precondition(node.index < count, "no such node in the graph")
      return values[node.index]
    }

    @inlinable
    @inline(__always)
    mutating func append(_ instruction: Instruction, value: Double) -> Node {
      precondition(count < limit, "a graph is extended by more nodes than was said")
      let index = count
      instructions[index] = instruction
      values[index] = value
      count = index &+ 1
      return Node(index)
    }

    @inlinable
    @inline(__always)
    mutating func append(
      _ code: OperationCode, _ x: Node, _ y: Node, origin: UInt32, value: Double
    ) -> Node {
      append(
        Instruction(code: code, role: .plain, left: x.raw, right: y.raw, origin: origin),
        value: value)
    }

    // MARK: One by one

    /// Adds a node without operands.
    @inlinable
    @inline(__always)
    public mutating func leaf(_ value: Double, role: Role = .plain, origin: UInt32 = 0) -> Node {
      append(Instruction(code: .leaf, role: role, left: 0, right: 0, origin: origin), value: value)
    }

    /// Adds the node that applies an operation of the table, of one operand.
    @inlinable
    @inline(__always)
    public mutating func apply(_ code: OperationCode, _ x: Node, origin: UInt32 = 0) -> Node {
      append(code, x, x, origin: origin, value: value(code, self[x], self[x]))
    }

    /// Adds the node that applies an operation of the table, of two operands.
    @inlinable
    @inline(__always)
    public mutating func apply(
      _ code: OperationCode, _ x: Node, _ y: Node, origin: UInt32 = 0
    ) -> Node {
      append(code, x, y, origin: origin, value: value(code, self[x], self[y]))
    }

    @inlinable
    @inline(__always)
    func value(_ code: OperationCode, _ x: Double, _ y: Double) -> Double {
      Operation.valueByHeart(code, x, y) ?? Operation.tableValue(code, x, y)
    }

    // MARK: Rows

    /// Adds a leaf for each number.
    @inlinable
    public mutating func leaves(
      _ values: some Collection<Double>, role: Role = .plain, origin: UInt32 = 0
    ) -> NodeRange {
      let first = Node(count)
      for value in values { _ = leaf(value, role: role, origin: origin) }
      return NodeRange(first, count: count - first.index)
    }

    /// Adds `start + x₀ + x₁ + …`, from the left: a node for each term of the row.
    @inlinable
    @inline(__always)
    public mutating func sum(
      _ xs: some RandomAccessCollection<Node>, onto start: Node, origin: UInt32 = 0
    ) -> Node {
      var total = self[start]
      var sum = start
      for x in xs {
        total += self[x]
        sum = append(.add, sum, x, origin: origin, value: total)
      }
      return sum
    }

    /// Adds `start + x₀·y₀ + x₁·y₁ + …`, from the left, as a neuron does with its bias: each product,
    /// then the sum so far.
    @inlinable
    @inline(__always)
    public mutating func dot(
      _ xs: some RandomAccessCollection<Node>, _ ys: some RandomAccessCollection<Node>,
      onto start: Node, origin: UInt32 = 0
    ) -> Node {
      precondition(xs.count == ys.count, "the rows have different lengths")
      var total = self[start]
      var sum = start
      for (x, y) in zip(xs, ys) {
        let value = self[x] * self[y]
        let product = append(.mul, x, y, origin: origin, value: value)
        total += value
        sum = append(.add, sum, product, origin: origin, value: total)
      }
      return sum
    }
  }
}
