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
  /// The graph stands in memory of the tape's own, since the checks for overlapping access that a
  /// class makes on each of its properties would cost more than a multiplication.
  @usableFromInline let storage: UnsafeMutablePointer<Graph>
  /// The one thread that may use it; `nil` for a tape that the program made.
  @usableFromInline let owner: pthread_t?

  private var pass: BackwardPass?
  /// How many nodes ``pass`` speaks of; a node that took the place of a forgotten one has no
  /// gradient.
  private var passExtent = 0

  /// Counts how often nodes were forgotten, so that a value of an earlier time is recognised.
  @usableFromInline private(set) var generation: UInt32 = 0
  /// Which nodes of earlier generations are left: those of `generation` and before, below `count`.
  /// Counts rise from entry to entry.
  private var survivors: [(generation: UInt32, count: Int)] = []

  /// An empty tape, for whoever holds it.
  public convenience init() { self.init(owner: nil) }

  private init(owner: pthread_t?) {
    self.owner = owner
    storage = .allocate(capacity: 1)
    storage.initialize(to: Graph())
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// The graph that has been written so far.
  public var graph: Graph { storage.pointee }

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
    if !accumulating, var reused = pass.take() {
      storage.pointee.backward(from: root, seed: seed, into: &reused)
      pass = reused
      passExtent = root.index + 1
      return
    }
    let new = storage.pointee.backward(from: root, seed: seed)
    let before = pass.take()
    pass = before.map(new.accumulating(onto:)) ?? new
    passExtent = max(passExtent, root.index + 1)
  }

  /// The gradient of a node from the last backward pass.
  func gradient(of node: Node) -> Double? {
    node.index < passExtent ? pass?.gradient(of: node) : nil
  }

  /// Forgets all gradients, as `zero_grad` does: they are nil until the next backward pass.
  public func zeroGradients() {
    pass = nil
    passExtent = 0
  }

  /// Computes every value anew after ``Value/data`` of leaves was changed. O(nodes).
  public func replay() {
    confine()
    storage.pointee.replay()
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
    let count = storage.pointee.count
    let operations = storage.pointee.ownOperations.count
    defer { forget(downTo: count, operations: operations) }
    return try body()
  }

  private func forget(downTo count: Int, operations: Int) {
    guard count < storage.pointee.count else { return }
    storage.pointee.truncate(to: count, operations: operations)
    passExtent = min(passExtent, count)
    while let last = survivors.last, last.count >= count { survivors.removeLast() }
    survivors.append((generation, count))
    generation += 1
  }

  /// Whether a node that was written in `generation` is still there.
  @usableFromInline
  func holds(_ node: Node, from generation: UInt32) -> Bool {
    // The first entry from that time on has the smallest count since.
    guard let bound = survivors.first(where: { $0.generation >= generation }) else { return true }
    return node.index < bound.count
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
