extension Graph {
  /// The end of a graph while nodes are written there, with nothing to look up in memory: see
  /// ``Graph/extend(by:_:)``. Its nodes are part of the graph when it is done.
  @frozen
  public struct Tail: ~Copyable {
    @usableFromInline let instructions: UnsafeMutablePointer<Instruction>
    @usableFromInline let values: UnsafeMutablePointer<Double>
    /// How many nodes there are so far, those of the graph included.
    @usableFromInline var count: Int
    /// How many more there is room for.
    @usableFromInline var room: Int
    /// The value of the last node, which is an operand more often than any other: a chain would wait
    /// for its way through memory longer than for its arithmetic.
    @usableFromInline var last: Double

    @inlinable
    @inline(__always)
    init(_ storage: NodeStorage, room: Int) {
      instructions = storage.instructions
      values = storage.values
      count = storage.count
      self.room = room
      last = count > 0 ? values[count &- 1] : 0
    }

    /// The value of a node that is there already.
    @inlinable
    @inline(__always)
    public subscript(node: Node) -> Double {
      precondition(node.index < count, "no such node in the graph")
      return node.index == count &- 1 ? last : values[node.index]
    }

    @inlinable
    @inline(__always)
    mutating func append(_ instruction: Instruction, value: Double) -> Node {
      precondition(room > 0, "a graph is extended by more nodes than was said")
      let index = count
      instructions[index] = instruction
      values[index] = value
      last = value
      count = index &+ 1
      room &-= 1
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

    /// Adds the sum of a row, from the left: one node fewer than there are terms. The sum of one
    /// node is that node.
    @inlinable
    @inline(__always)
    public mutating func sum(_ xs: some RandomAccessCollection<Node>, origin: UInt32 = 0) -> Node {
      precondition(!xs.isEmpty, "a sum has at least one term")
      return sum(xs.dropFirst(), onto: xs.first!, origin: origin)
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

    /// Adds `x₀·y₀ + x₁·y₁ + …`, from the left: the first product, then each further one and the sum
    /// so far.
    @inlinable
    @inline(__always)
    public mutating func dot(
      _ xs: some RandomAccessCollection<Node>, _ ys: some RandomAccessCollection<Node>,
      origin: UInt32 = 0
    ) -> Node {
      precondition(!xs.isEmpty, "a dot product has at least one term")
      precondition(xs.count == ys.count, "the rows have different lengths")
      let first = apply(.mul, xs.first!, ys.first!, origin: origin)
      return dot(xs.dropFirst(), ys.dropFirst(), onto: first, origin: origin)
    }

    /// The same for nodes at equal distances.
    @inlinable
    @inline(__always)
    public mutating func dot(_ xs: NodeRange, _ ys: NodeRange, origin: UInt32 = 0) -> Node {
      precondition(!xs.isEmpty, "a dot product has at least one term")
      let first = apply(.mul, xs.first!, ys.first!, origin: origin)
      return dot(xs.dropFirst(), ys.dropFirst(), onto: first, origin: origin)
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

    /// The same for nodes at equal distances, without a look at each whether it is there.
    @inlinable
    @inline(__always)
    public mutating func dot(
      _ xs: NodeRange, _ ys: NodeRange, onto start: Node, origin: UInt32 = 0
    ) -> Node {
      precondition(xs.count == ys.count, "the rows have different lengths")
      precondition(xs.count <= room / 2, "a graph is extended by more nodes than was said")
      var total = self[start]
      if xs.isEmpty { return start }
      precondition(xs.isWithin(count) && ys.isWithin(count), "no such node in the graph")
      var (x, y) = (xs.place(xs.startIndex), ys.place(ys.startIndex))
      var index = count
      var sum = start
      for _ in 0..<xs.count {
        let value = values[x] * values[y]
        instructions[index] = Instruction(
          code: .mul, role: .plain, left: Node(x).raw, right: Node(y).raw, origin: origin)
        values[index] = value
        total += value
        instructions[index &+ 1] = Instruction(
          code: .add, role: .plain, left: sum.raw, right: Node(index).raw, origin: origin)
        values[index &+ 1] = total
        sum = Node(index &+ 1)
        x &+= xs.step
        y &+= ys.step
        index &+= 2
      }
      count = index
      last = total
      room &-= 2 &* xs.count
      return sum
    }
  }
}
