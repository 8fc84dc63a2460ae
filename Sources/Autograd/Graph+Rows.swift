// Many nodes at once. The nodes are those that the same calls of `apply` would build, in the same
// order, so that a graph does not show which way it was built; a row only costs less.
extension Graph {
  /// Adds a leaf for each number.
  @inlinable
  public mutating func leaves(
    _ values: some Collection<Double>, role: Role = .plain, origin: UInt32 = 0
  ) -> NodeRange {
    let start = Node(count)
    for value in values { _ = leaf(value, role: role, origin: origin) }
    return NodeRange(start, count: values.count)
  }

  /// Adds the nodes that apply an operation of one operand to each of a row.
  @inlinable
  public mutating func apply(
    _ code: OperationCode, each xs: some RandomAccessCollection<Node>, origin: UInt32 = 0
  ) -> NodeRange {
    let start = Node(count)
    for x in xs { _ = apply(code, x, origin: origin) }
    return NodeRange(start, count: xs.count)
  }

  /// Adds the nodes that apply an operation of two operands to two rows, element by element.
  @inlinable
  public mutating func apply(
    _ code: OperationCode, each xs: some RandomAccessCollection<Node>,
    _ ys: some RandomAccessCollection<Node>, origin: UInt32 = 0
  ) -> NodeRange {
    precondition(xs.count == ys.count, "the rows have different lengths")
    let start = Node(count)
    for (x, y) in zip(xs, ys) { _ = apply(code, x, y, origin: origin) }
    return NodeRange(start, count: xs.count)
  }

  /// Adds the sum of a row, from the left: one node fewer than there are terms. The sum of one node
  /// is that node.
  @inlinable
  public mutating func sum(_ xs: some RandomAccessCollection<Node>, origin: UInt32 = 0) -> Node {
    precondition(!xs.isEmpty, "a sum has at least one term")
    return sum(xs.dropFirst(), onto: xs.first!, origin: origin)
  }

  /// Adds `start + x₀ + x₁ + …`, from the left: a node for each term of the row.
  @inlinable
  public mutating func sum(
    _ xs: some RandomAccessCollection<Node>, onto start: Node, origin: UInt32 = 0
  ) -> Node {
    var sum = start
    for x in xs { sum = apply(.add, sum, x, origin: origin) }
    return sum
  }

  /// Adds `x₀·y₀ + x₁·y₁ + …`, from the left: the first product, then each further one and the sum
  /// so far.
  @inlinable
  public mutating func dot(
    _ xs: some RandomAccessCollection<Node>, _ ys: some RandomAccessCollection<Node>,
    origin: UInt32 = 0
  ) -> Node {
    precondition(!xs.isEmpty, "a dot product has at least one term")
    precondition(xs.count == ys.count, "the rows have different lengths")
    let first = apply(.mul, xs.first!, ys.first!, origin: origin)
    return dot(xs.dropFirst(), ys.dropFirst(), onto: first, origin: origin)
  }

  /// Adds `start + x₀·y₀ + x₁·y₁ + …`, from the left, as a neuron does with its bias: each product,
  /// then the sum so far.
  @inlinable
  public mutating func dot(
    _ xs: some RandomAccessCollection<Node>, _ ys: some RandomAccessCollection<Node>,
    onto start: Node, origin: UInt32 = 0
  ) -> Node {
    precondition(xs.count == ys.count, "the rows have different lengths")
    var sum = start
    for (x, y) in zip(xs, ys) {
      sum = apply(.add, sum, apply(.mul, x, y, origin: origin), origin: origin)
    }
    return sum
  }
}
