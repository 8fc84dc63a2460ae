// Many nodes at once. The nodes are those that the same calls of `apply` would build, in the same
// order, so that a graph does not show which way it was built; a row only costs less: room is made
// once, and a sum goes from term to term without being read from memory.
extension Graph {
  /// Adds up to `room` nodes at once, which `body` writes at the end of the graph: what a loop does
  /// that builds the same small graph a million times, and would rather not ask for room at each node.
  ///
  ///     let neuron = graph.extend(by: 3) { tail in
  ///       tail.apply(.tanh, tail.apply(.add, tail.apply(.mul, w, x), b))
  ///     }
  @inlinable
  @inline(__always)
  public mutating func extend<Result>(by room: Int, _ body: (inout Tail) -> Result) -> Result {
    if !hasRoom(for: room) { makeRoom(for: room) }
    var tail = Tail(storage, room: room)
    let result = body(&tail)
    storage.count = tail.count
    return result
  }

  /// Adds a leaf for each number.
  @inlinable
  public mutating func leaves(
    _ values: some Collection<Double>, role: Role = .plain, origin: UInt32 = 0
  ) -> NodeRange {
    extend(by: values.count) { $0.leaves(values, role: role, origin: origin) }
  }

  /// Adds the nodes that apply an operation of one operand to each of a row.
  @inlinable
  public mutating func apply(
    _ code: OperationCode, each xs: some RandomAccessCollection<Node>, origin: UInt32 = 0
  ) -> NodeRange {
    let first = Node(count)
    for x in xs { _ = apply(code, x, origin: origin) }
    return NodeRange(first, count: count - first.index)
  }

  /// Adds the nodes that apply an operation of two operands to two rows, element by element.
  @inlinable
  public mutating func apply(
    _ code: OperationCode, each xs: some RandomAccessCollection<Node>,
    _ ys: some RandomAccessCollection<Node>, origin: UInt32 = 0
  ) -> NodeRange {
    precondition(xs.count == ys.count, "the rows have different lengths")
    let first = Node(count)
    for (x, y) in zip(xs, ys) { _ = apply(code, x, y, origin: origin) }
    return NodeRange(first, count: count - first.index)
  }

  /// Adds the sum of a row, from the left: one node fewer than there are terms. The sum of one node
  /// is that node.
  @inlinable
  public mutating func sum(_ xs: some RandomAccessCollection<Node>, origin: UInt32 = 0) -> Node {
    extend(by: xs.count) { $0.sum(xs, origin: origin) }
  }

  /// Adds `start + x₀ + x₁ + …`, from the left: a node for each term of the row.
  @inlinable
  public mutating func sum(
    _ xs: some RandomAccessCollection<Node>, onto start: Node, origin: UInt32 = 0
  ) -> Node {
    extend(by: xs.count) { $0.sum(xs, onto: start, origin: origin) }
  }

  /// Adds `x₀·y₀ + x₁·y₁ + …`, from the left: the first product, then each further one and the sum
  /// so far.
  @inlinable
  public mutating func dot(
    _ xs: some RandomAccessCollection<Node>, _ ys: some RandomAccessCollection<Node>,
    origin: UInt32 = 0
  ) -> Node {
    extend(by: 2 * xs.count) { $0.dot(xs, ys, origin: origin) }
  }

  /// Adds `start + x₀·y₀ + x₁·y₁ + …`, from the left, as a neuron does with its bias: each product,
  /// then the sum so far.
  @inlinable
  public mutating func dot(
    _ xs: some RandomAccessCollection<Node>, _ ys: some RandomAccessCollection<Node>,
    onto start: Node, origin: UInt32 = 0
  ) -> Node {
    extend(by: 2 * xs.count) { $0.dot(xs, ys, onto: start, origin: origin) }
  }

  /// The same for nodes at equal distances, without a look at each whether it is there.
  @inlinable
  public mutating func dot(
    _ xs: NodeRange, _ ys: NodeRange, onto start: Node, origin: UInt32 = 0
  ) -> Node {
    extend(by: 2 * xs.count) { $0.dot(xs, ys, onto: start, origin: origin) }
  }

  /// The same for nodes at equal distances.
  @inlinable
  public mutating func dot(_ xs: NodeRange, _ ys: NodeRange, origin: UInt32 = 0) -> Node {
    extend(by: 2 * xs.count) { $0.dot(xs, ys, origin: origin) }
  }

  /// Adds nodes as they are.
  mutating func append(_ instructions: [Instruction], _ values: [Double]) {
    extend(by: instructions.count) { tail in
      for (instruction, value) in zip(instructions, values) {
        _ = tail.append(instruction, value: value)
      }
    }
  }
}
