import Runs

/// A graph as a list of runs, and where each node's value is kept.
///
///     graph ── Schedule ── Assembler ──→ Program ── forward, backward ──→ values, adjoints
///
/// Slots are places in the arrays of values and of adjoints. The leaves come first, in the order in
/// which the runs need them, then the results run by run.
struct Program: Sendable {
  var runs: [Run] = []
  /// The operands of the terms of sums: for each term one, of a dot product two.
  var terms: [Operand] = []
  /// The slots of operands that are neither the same nor side by side.
  var indices: [UInt32] = []
  /// The nodes of all sequences.
  var items: [Item] = []
  /// The slot of each node.
  var slots: [UInt32] = []
  var slotCount = 0
  var leafCount = 0
  /// The runs that the root depends on come first.
  var reachedRuns = 0
  var root: UInt32 = 0
  /// The slots whose adjoints a backward pass adds to before it has stored anything there.
  var zeros: [Range<UInt32>] = []
  /// How the operations are computed, those of the graph's own included.
  var rules: [Operation.Rule] = []

  /// The leaves, in the order of the graph.
  var leaves: [UInt32] = []

  /// Where the adjoint of what a slot holds is kept. O(log runs).
  func adjointSlot(of slot: Int) -> Int {
    if slot < leafCount { return slot }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].results <= slot { low = middle } else { high = middle }
    }
    let inner = runs[low].inner
    return inner.contains(slot)
      ? runs[low].last + (slot - inner.lowerBound) % runs[low].lanes : slot
  }

  /// Where the adjoint of each node is kept. O(nodes).
  var adjointSlots: [UInt32] {
    var places = Array(0..<UInt32(slotCount))
    for run in runs {
      for (place, slot) in run.inner.enumerated() {
        places[slot] = UInt32(run.last + place % run.lanes)
      }
    }
    return slots.map { places[Int($0)] }
  }

  /// How much memory it takes with its numbers, in bytes.
  var size: Int {
    2 * runs.count * MemoryLayout<Run>.stride + terms.count * MemoryLayout<Operand>.stride
      + indices.count * MemoryLayout<UInt32>.stride + items.count * MemoryLayout<Item>.stride
      + (slots.count + leaves.count) * MemoryLayout<UInt32>.stride
      + zeros.count * MemoryLayout<Range<UInt32>>.stride
      + 2 * slotCount * MemoryLayout<Double>.stride
  }

  /// What is asked for after the program has been copied to where it runs.
  var directory: Program {
    var directory = Program()
    directory.runs = runs
    directory.slots = slots
    directory.slotCount = slotCount
    directory.leafCount = leafCount
    directory.leaves = leaves
    return directory
  }
}
