#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a graph keeps its nodes: two flat arrays that grow together, so that a node is added
/// with one look at whether there is room, and whether nobody else sees it.
///
///     instructions   │ what node 0 does │ node 1 │ … │      16 bytes a node
///     values         │ what it comes to │ node 1 │ … │       8 bytes a node
///                                                 ↑ count           ↑ capacity
///
/// A graph is a value, so copies of a graph share its storage until one of them changes.
@usableFromInline
final class NodeStorage: @unchecked Sendable {
  // Exclusive access is a matter of the graph, a value, and not checked once more.
  @exclusivity(unchecked) @usableFromInline var instructions: UnsafeMutablePointer<Instruction>
  @exclusivity(unchecked) @usableFromInline var values: UnsafeMutablePointer<Double>
  @exclusivity(unchecked) @usableFromInline var count = 0
  @exclusivity(unchecked) @usableFromInline var capacity: Int
  /// The operands of operations with three or more of them, one run a node.
  @exclusivity(unchecked) var operandRuns: [UInt32] = []
  /// Operations beyond the table, in the order in which they were defined.
  @exclusivity(unchecked) var ownOperations: [Operation] = []

  init(capacity: Int) {
    self.capacity = capacity
    instructions = NodeStorage.resized(nil, to: capacity)
    values = NodeStorage.resized(nil, to: capacity)
  }

  deinit {
    free(instructions)
    free(values)
  }

  /// The same nodes in memory of their own.
  func copy(capacity: Int) -> NodeStorage {
    let copy = NodeStorage(capacity: max(capacity, count))
    copy.instructions.update(from: instructions, count: count)
    copy.values.update(from: values, count: count)
    copy.count = count
    copy.operandRuns = operandRuns
    copy.ownOperations = ownOperations
    return copy
  }

  /// Makes room for so many nodes; those beyond `count` have no content yet.
  func grow(to capacity: Int) {
    instructions = NodeStorage.resized(instructions, to: capacity)
    values = NodeStorage.resized(values, to: capacity)
    self.capacity = capacity
  }

  /// Memory that grows where it is, if it can: of a large graph, the system then moves no byte.
  private static func resized<Element: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let new = realloc(old, max(1, capacity) * MemoryLayout<Element>.stride) else {
      fatalError("out of memory for a graph of \(capacity) nodes")
    }
    return new.bindMemory(to: Element.self, capacity: capacity)
  }
}

/// What a graph keeps of its nodes, to read.
struct NodeList<Element>: RandomAccessCollection {
  private let storage: NodeStorage
  private let start: UnsafeMutablePointer<Element>
  let count: Int

  init(_ storage: NodeStorage, _ start: UnsafeMutablePointer<Element>) {
    self.storage = storage
    self.start = start
    count = storage.count
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "no such node in the graph")
    return start[index]
  }

  func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(UnsafeBufferPointer(start: start, count: count)) }
  }

  func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    try withExtendedLifetime(storage) { try body(UnsafeBufferPointer(start: start, count: count)) }
  }
}

extension Graph {
  /// What each node does.
  var instructions: NodeList<Instruction> { NodeList(storage, storage.instructions) }
  /// What each node comes to.
  var storedValues: NodeList<Double> { NodeList(storage, storage.values) }
  /// The operands of operations with three or more of them, one run a node.
  var operandRuns: [UInt32] { storage.operandRuns }

  /// Lends both arrays, without the checks of every access, for the loop of a pass.
  @inline(__always)
  func withNodes<Result>(
    _ body: (UnsafeBufferPointer<Instruction>, _ values: UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    withExtendedLifetime(storage) {
      body(
        UnsafeBufferPointer(start: storage.instructions, count: storage.count),
        UnsafeBufferPointer(start: storage.values, count: storage.count))
    }
  }

  /// Whether a node can be added at once: nobody else sees the storage, and it has room.
  @inlinable
  @inline(__always)
  mutating func hasRoom(for count: Int) -> Bool {
    isKnownUniquelyReferenced(&storage) && count <= storage.capacity &- storage.count
  }

  /// Sees to it that ``hasRoom(for:)`` holds, twice the room there was where there is not enough.
  @usableFromInline
  @inline(never)
  mutating func makeRoom(for count: Int) {
    let needed = storage.count + count
    precondition(needed <= Graph.capacity, "a graph holds at most 4294967295 nodes")
    let capacity = max(needed, min(Graph.capacity, max(16, 2 * storage.capacity)))
    if !isKnownUniquelyReferenced(&storage) {
      storage = storage.copy(capacity: needed > storage.capacity ? capacity : storage.capacity)
    }
    if needed > storage.capacity { storage.grow(to: capacity) }
  }

  /// Sees to it that nobody else sees the storage, before it is changed.
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy(capacity: storage.count) }
  }
}
