/// A number that remembers how it was computed, as in micrograd.
///
///     let a = Value(-4)
///     let b = Value(2)
///     var c = a + b
///     c += c + 1
///     let d = relu(b - a) * c + b ** 3
///     d.data          // -10
///     d.backward()
///     a.grad          // 15
///
/// A value is a small handle to a node on a ``Tape``: copying it copies no graph. Operators and
/// functions write a new node for each operation of ``Operation/table``; older values keep their
/// inputs. Both operands stand on one tape. Derivatives at kinks are PyTorch's.
///
/// Source: Andrej Karpathy, micrograd (https://github.com/karpathy/micrograd).
public struct Value {
  /// Where it is written.
  public let tape: Tape
  /// Which node of the tape's graph it is.
  public let node: Node
  @usableFromInline let generation: UInt32

  @inlinable
  init(tape: Tape, node: Node) {
    self.tape = tape
    self.node = node
    self.generation = tape.state.pointee.generation
  }

  /// A leaf with the value `data`, on the current tape or the one given.
  @inlinable
  public init(_ data: Double, role: Role = .plain, on tape: Tape = .current) {
    tape.confine()
    self.init(tape: tape, node: tape.state.pointee.graph.leaf(data, role: role))
  }

  /// What it is. Only a leaf can be set; what depends on it follows with ``Tape/replay()``.
  @inlinable
  public var data: Double {
    get {
      assertLives()
      return tape.state.pointee.graph[node]
    }
    nonmutating set {
      assertLives()
      tape.state.pointee.graph.set(node, to: newValue)
    }
  }

  /// The same as ``data``.
  @inlinable public var value: Double { data }

  /// ∂root/∂self of the last backward pass; `nil` where none has come by.
  public var grad: Double? {
    assertLives()
    return tape.gradient(of: node)
  }

  /// What a backward pass does with the gradients of earlier ones.
  public enum Earlier: Sendable {
    /// They are set back to zero.
    case zeroed
    /// The new ones are added to them, as when `zero_grad` is forgotten.
    case kept
  }

  /// Computes the derivative of this value by every value it depends on. O(nodes).
  public func backward(_ earlier: Earlier = .zeroed, seed: Double = 1) {
    assertLives()
    tape.backward(from: node, seed: seed, accumulating: earlier == .kept)
  }

  /// The operation that computed it; `nil` for a leaf.
  public var operation: Operation? {
    assertLives()
    return tape.state.pointee.graph.operation(of: node)
  }

  /// What it was computed from, in order; a value that was used twice is listed twice.
  public var operands: [Value] {
    assertLives()
    return tape.state.pointee.graph.operands(of: node).map { Value(tape: tape, node: $0) }
  }

  /// Stops a program that uses a value which ``Tape/forgetting(_:)`` took back, or that another
  /// thread owns, before it reads a number that belongs to something else.
  @inlinable
  func assertLives() {
    tape.confine()
    assertRemembered()
  }

  @inlinable
  func assertRemembered() {
    precondition(
      generation == tape.state.pointee.generation || tape.holds(node, from: generation),
      "this value was forgotten by its tape")
  }

  // MARK: Building

  /// Writes an operation of one operand.
  @inlinable
  public func applying(_ code: OperationCode) -> Value {
    assertLives()
    return Value(tape: tape, node: tape.state.pointee.graph.apply(code, node))
  }

  /// Writes an operation of two operands.
  @inlinable
  public func applying(_ code: OperationCode, _ other: Value) -> Value {
    assertLives()
    precondition(tape === other.tape, "the operands stand on two different tapes")
    other.assertRemembered()
    return Value(tape: tape, node: tape.state.pointee.graph.apply(code, node, other.node))
  }

  /// A number on the same tape as this value.
  @inlinable
  func constant(_ number: Double) -> Value {
    assertLives()
    return Value(tape: tape, node: tape.state.pointee.graph.leaf(number, role: .constant))
  }
}

extension Value: CustomStringConvertible {
  /// `Value(data: -4, grad: 15)`; a gradient that no pass has computed is `–`.
  public var description: String {
    let format = NumberFormat.full
    return "Value(data: \(format.text(data)), grad: \(grad.map(format.text) ?? "–"))"
  }
}
