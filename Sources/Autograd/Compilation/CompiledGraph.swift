/// A graph made ready to be run again and again: forward and backward, after its leaves were set.
///
///     var graph = Graph()
///     let w = graph.leaf(2, role: .param)
///     let loss = graph.apply(.mul, w, w)
///     var compiled = CompiledGraph(graph, root: loss)!
///     for _ in 0..<3 {
///       compiled.forward()
///       compiled.backward()
///       compiled.set(w, to: compiled[w] - 0.25 * compiled.gradient(of: w)!)
///     }
///     compiled[w]   // 0.25
///
/// A plain pass goes from node to node and decides at each what to do. Of the loss of a network over
/// a hundred examples most nodes do the same as a hundred others, so they are computed side by
/// side. The graph alone says which; the stages that find it out are
///
///     nodes        Schedule      which steps there are, and which can be taken together
///       ↓          Assembler     runs of equal steps, and a slot for the value of every node
///     runs         decideStores  which run writes an adjoint first
///       ↓          Kernels       loops over the lanes of a run, forward and backward
///     values, adjoints
///
/// Whatever has no companions is computed one by one, as in the plain passes, so every graph can be
/// compiled; it pays where ``sequentialShare`` is small. Every node's value and gradient can be
/// read. Values are those of a plain pass digit for digit, but for functions like tanh, which may
/// differ by 4 units in the last place; gradients may be added up in another order.
///
/// The compiled graph is a copy: nodes that are added to the graph, and leaves that are set there,
/// do not change it.
public struct CompiledGraph: ~Copyable, @unchecked Sendable {
  /// The node whose derivatives ``backward(seed:)`` computes.
  public let root: Node
  let program: Program
  /// Which nodes the root depends on: 1 or 0 a node.
  let reached: [UInt8]
  /// The nodes up to the root that it does not depend on.
  let unreached: NodeSet
  /// The program and the numbers in memory of this value's own, so that a replay of a small graph
  /// takes no time for counting references.
  let replay: Replay
  /// Where the adjoint of each node is kept, once somebody has asked for all of them.
  var adjointSlots: [UInt32] = []

  /// Compiles a graph: O(n log n), about as long as fifteen plain passes take.
  ///
  /// - Parameter isInterrupted: is asked now and then.
  /// - Returns: `nil` if it was interrupted, or has more than a billion nodes.
  public init?(_ graph: Graph, root: Node, isInterrupted: () -> Bool = { false }) {
    self.init(graph, root: root, isWide: Replay.hasWideLanes, isInterrupted: isInterrupted)
  }

  /// - Parameter isWide: whether the kernels for wider vectors are used.
  init?(
    _ graph: Graph, root: Node, isWide: Bool, isInterrupted: () -> Bool = { false }
  ) {
    precondition(root.index < graph.count, "the root is not a node of this graph")
    // Places in its lists are 32 bits wide, and there may be two a node.
    guard graph.count < 1 << 30,
      let schedule = Schedule(graph, root: root, isInterrupted: isInterrupted),
      let program = Assembler.program(graph, schedule, root: root, isInterrupted: isInterrupted)
    else { return nil }
    self.root = root
    self.program = program.directory
    size = program.size + schedule.reached.count
    let computed = program.slotCount - program.leafCount
    sequentialShare = computed == 0 ? 1 : Double(program.items.count) / Double(computed)
    reached = schedule.reached
    unreached = NodeSet((0...root.index).lazy.filter { schedule.reached[$0] == 0 })
    replay = Replay(program, isWide: isWide)
    for (index, value) in graph.storedValues.enumerated() {
      replay.values[Int(program.slots[index])] = value
    }
  }

  deinit { replay.deallocate() }

  // MARK: Running

  /// Computes every node anew.
  public mutating func forward() { replay.forward() }

  /// Computes the derivative of the root by every node that it depends on, times `seed`.
  public mutating func backward(seed: Double = 1) { replay.backward(seed: seed) }

  // MARK: Reading and setting

  /// The value of a node.
  public subscript(node: Node) -> Double { replay.values[Int(program.slots[node.index])] }

  /// The derivative of the root by a node; `nil` where the root does not depend on it.
  public func gradient(of node: Node) -> Double? {
    if reached[node.index] == 0 { return nil }
    // Adding 0 makes 0 of -0, which a sum that started from 0 cannot be.
    return replay.adjoints[program.adjointSlot(of: Int(program.slots[node.index]))] + 0
  }

  /// Changes the value of a leaf. What depends on it follows with ``forward()``.
  public mutating func set(_ leaf: Node, to value: Double) {
    let slot = Int(program.slots[leaf.index])
    precondition(slot < program.leafCount, "only a leaf can be set")
    replay.values[slot] = value
  }

  /// Changes leaves by their gradients, as a step of training does.
  ///
  ///     compiled.update(weights) { value, gradient in value -= 0.05 * gradient }
  public mutating func update(
    _ leaves: [Node], _ body: (_ value: inout Double, _ gradient: Double) -> Void
  ) {
    for leaf in leaves {
      let slot = Int(program.slots[leaf.index])
      precondition(slot < program.leafCount, "only a leaf can be set")
      body(&replay.values[slot], reached[leaf.index] == 0 ? 0 : replay.adjoints[slot] + 0)
    }
  }

  /// Which share of the nodes is computed one by one, from 0 to 1.
  public let sequentialShare: Double
  /// How many bytes it takes.
  public let size: Int
}
