#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where ``Value``s are written down: a graph, and the gradients of the last backward pass.
///
/// Every thread has a tape of its own, on which `Value(2)` writes; nothing needs to be set up, and
/// no two threads meet. A computation that is to be apart, or that moves between threads with an
/// actor, brings its own:
///
///     let tape = Tape()
///     let x = Value(3, on: tape)
///     let y = x * x          // on the same tape as its operands
///     y.backward()
///     x.grad                 // 6
///
/// A tape grows with every operation. A loop that builds a new expression each time forgets it
/// again with ``forgetting(_:)``, or calls ``replay()`` to compute the same one anew.
public final class Tape {
  @usableFromInline
  struct State {
    @usableFromInline var graph = Graph()
    /// Counts how often nodes were forgotten, so that a value of an earlier time is recognised.
    @usableFromInline var generation: UInt32 = 0
    /// Which nodes of earlier generations are left: those of `generation` and before, below
    /// `count`. Counts rise from entry to entry.
    var survivors: [(generation: UInt32, count: Int)] = []
    var pass: BackwardPass?
    /// How many nodes ``pass`` speaks of; a node that took the place of a forgotten one has no
    /// gradient.
    var passExtent = 0

    mutating func forget(downTo count: Int) {
      passExtent = min(passExtent, count)
      while let last = survivors.last, last.count >= count { survivors.removeLast() }
      survivors.append((generation, count))
      generation += 1
    }
  }

  /// In memory of the tape's own, since the checks for overlapping access that a class makes on
  /// each of its properties would cost more than a multiplication.
  @usableFromInline let state: UnsafeMutablePointer<State>
  /// The one thread that may use it; `nil` for a tape that the program made.
  @usableFromInline let owner: pthread_t?

  /// An empty tape, for whoever holds it.
  public convenience init() { self.init(owner: nil) }

  private init(owner: pthread_t?) {
    self.owner = owner
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// The graph that has been written so far.
  public var graph: Graph { state.pointee.graph }

  // MARK: The current tape

  /// The tape on which this thread's new values are written.
  public static var current: Tape {
    if let pointer = pthread_getspecific(slot) {
      return Unmanaged<Tape>.fromOpaque(pointer).takeUnretainedValue()
    }
    let tape = Tape(owner: pthread_self())
    replaceCurrent(by: tape)
    return tape
  }

  /// Begins a fresh tape for this thread. Values of the old one keep it alive, and can still be
  /// combined with each other, but not with new ones.
  @discardableResult
  public static func renew() -> Tape {
    let tape = Tape(owner: pthread_self())
    replaceCurrent(by: tape)
    return tape
  }

  /// Runs `body` with this tape as the current one, so that `Value(2)` is written on it.
  public func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    let outer = Tape.current
    Tape.replaceCurrent(by: self)
    defer { Tape.replaceCurrent(by: outer) }
    return try body()
  }

  private static func replaceCurrent(by tape: Tape) {
    let before = pthread_getspecific(slot)
    pthread_setspecific(slot, Unmanaged.passRetained(tape).toOpaque())
    if let before { Unmanaged<Tape>.fromOpaque(before).release() }
  }

  private static let slot: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { pointer in
      // Optional in one C library, not in the other.
      let tape = pointer as UnsafeMutableRawPointer?
      tape.map { Unmanaged<Tape>.fromOpaque($0).release() }
    }
    precondition(status == 0, "the system has no room for another thread-specific value")
    return key
  }()

  // MARK: Running

  /// Runs backward from `root`, and keeps the gradients for ``Value/grad``.
  func backward(from root: Node, seed: Double, accumulating: Bool) {
    let earlier = state.pointee.pass.take()
    guard var pass = earlier, !accumulating else {
      let new = state.pointee.graph.backward(from: root, seed: seed)
      state.pointee.pass = earlier.map(new.accumulating(onto:)) ?? new
      state.pointee.passExtent = max(state.pointee.passExtent, root.index + 1)
      return
    }
    state.pointee.graph.backward(from: root, seed: seed, into: &pass)
    state.pointee.pass = pass
    state.pointee.passExtent = root.index + 1
  }

  /// The gradient of a node from the last backward pass.
  func gradient(of node: Node) -> Double? {
    node.index < state.pointee.passExtent ? state.pointee.pass?.gradient(of: node) : nil
  }

  /// Forgets all gradients, as `zero_grad` does: they are nil until the next backward pass.
  public func zeroGradients() {
    confine()
    state.pointee.pass = nil
    state.pointee.passExtent = 0
  }

  /// Computes every value anew after ``Value/data`` of leaves was changed. O(nodes). A long loop over
  /// one graph runs faster as a ``CompiledGraph`` of ``graph``.
  public func replay() {
    confine()
    state.pointee.graph.replay()
  }

  // MARK: Operations of one's own

  /// Defines an operation beyond the table, for values on this tape.
  public func define(_ operation: Operation) -> OperationCode {
    confine()
    return state.pointee.graph.define(operation)
  }

  /// Writes an operation of any number of operands.
  public func apply(_ code: OperationCode, to operands: [Value]) -> Value {
    confine()
    for operand in operands {
      precondition(operand.tape === self, "the operands stand on two different tapes")
      operand.assertRemembered()
    }
    let node = state.pointee.graph.apply(code, operands.map(\.node))
    return Value(tape: self, node: node)
  }

  // MARK: Forgetting

  /// Runs `body`, then takes back every node that it wrote. Values from before, and their
  /// gradients, stay; values that `body` made may not be used afterwards.
  ///
  ///     for _ in 0..<100 {
  ///       Tape.current.forgetting {
  ///         let loss = network(x)
  ///         loss.backward()
  ///         for p in parameters { p.data -= 0.05 * p.grad! }
  ///       }
  ///     }
  public func forgetting<Result>(_ body: () throws -> Result) rethrows -> Result {
    confine()
    let count = state.pointee.graph.count
    let operations = state.pointee.graph.ownOperations.count
    defer { forget(downTo: count, operations: operations) }
    return try body()
  }

  private func forget(downTo count: Int, operations: Int) {
    guard count < state.pointee.graph.count else { return }
    state.pointee.graph.truncate(to: count, operations: operations)
    state.pointee.forget(downTo: count)
  }

  /// Whether a node that was written in `generation` is still there.
  @usableFromInline
  func holds(_ node: Node, from generation: UInt32) -> Bool {
    // The first entry from that time on has the smallest count since.
    let bound = state.pointee.survivors.first { $0.generation >= generation }
    return bound.map { node.index < $0.count } ?? true
  }

  /// Stops a program that uses a thread's own tape from another thread.
  @inlinable
  func confine() {
    if let owner {
      precondition(
        pthread_equal(owner, pthread_self()) != 0,
        "a value of one thread's tape is used on another thread; make a Tape() of your own for it")
    }
  }
}
