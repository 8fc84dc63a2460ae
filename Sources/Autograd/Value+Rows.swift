// Many values at once. What is written on the tape is what the operators would write, but the checks
// of a value, and the counting of references to its tape, are made for a row and not for each node.

/// The sum of a row, from the left: `xs[0] + xs[1] + …`.
@inlinable
public func sum(_ xs: [Value]) -> Value {
  precondition(!xs.isEmpty, "a sum has at least one term")
  return sum(xs.dropFirst(), onto: xs[0])
}

/// `start + xs[0] + xs[1] + …`, from the left.
@inlinable
public func sum(_ xs: some RandomAccessCollection<Value>, onto start: Value) -> Value {
  let tape = start.tape
  start.assertLives()
  Value.assertRow(xs, on: tape)
  let nodes = xs.lazy.map(\.node)
  return Value(tape: tape, node: tape.state.pointee.graph.sum(nodes, onto: start.node))
}

/// The dot product of two rows, from the left: `xs[0] * ys[0] + xs[1] * ys[1] + …`.
///
///     let w = [Value(2), Value(-1)], x = [Value(3), Value(5)]
///     dot(w, x).data                    // 1
///     dot(w, x, onto: Value(10)).data   // 11
@inlinable
public func dot(_ xs: [Value], _ ys: [Value]) -> Value {
  precondition(!xs.isEmpty, "a dot product has at least one term")
  precondition(xs.count == ys.count, "the rows have different lengths")
  return dot(xs.dropFirst(), ys.dropFirst(), onto: xs[0] * ys[0])
}

/// `start + xs[0] * ys[0] + xs[1] * ys[1] + …`, from the left, as a neuron does with its bias.
@inlinable
public func dot(
  _ xs: some RandomAccessCollection<Value>, _ ys: some RandomAccessCollection<Value>,
  onto start: Value
) -> Value {
  let tape = start.tape
  start.assertLives()
  Value.assertRow(xs, on: tape)
  Value.assertRow(ys, on: tape)
  let node = tape.state.pointee.graph.dot(
    xs.lazy.map(\.node), ys.lazy.map(\.node), onto: start.node)
  return Value(tape: tape, node: node)
}

extension Value {
  /// Stops a program that uses values of another tape than this one, or that it has forgotten.
  @inlinable
  @inline(__always)
  static func assertRow(_ values: some RandomAccessCollection<Value>, on tape: Tape) {
    for value in values {
      precondition(value.tape === tape, "the operands stand on two different tapes")
      value.assertRemembered()
    }
  }
}
