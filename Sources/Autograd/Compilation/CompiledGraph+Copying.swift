extension CompiledGraph {
  /// Takes over the values of the leaves of the graph that was compiled, which may have grown since.
  ///
  /// - Returns: whether any was different.
  mutating func copyLeaves(of graph: Graph) -> Bool {
    precondition(graph.count >= program.slots.count, "another graph was compiled")
    var differs = false
    for leaf in program.leaves {
      let value = graph[Node(raw: leaf)]
      let slot = Int(program.slots[Int(leaf)])
      // By their bits, as nan is not equal to itself.
      if replay.values[slot].bitPattern != value.bitPattern { differs = true }
      replay.values[slot] = value
    }
    return differs
  }

  /// Gives the values of all nodes to the graph that was compiled.
  func copyValues(to graph: inout Graph) {
    precondition(graph.count >= program.slots.count, "another graph was compiled")
    graph.makeUnique()
    let values = graph.storage.values
    program.slots.withUnsafeBufferPointer { slots in
      for index in slots.indices { values[index] = replay.values[Int(slots[index])] }
    }
  }

  /// Makes a pass of the gradients of all nodes up to the root.
  mutating func copyGradients(to pass: inout BackwardPass) {
    pass.restart(at: root)
    pass.unreached = unreached
    if adjointSlots.isEmpty { adjointSlots = program.adjointSlots }
    let slots = adjointSlots
    let reached = reached
    let numbers = replay.adjoints
    pass.adjoints.withUnsafeMutableBufferPointer { adjoints in
      for index in adjoints.indices {
        adjoints[index] = reached[index] == 0 ? 0 : numbers[Int(slots[index])] + 0
      }
    }
  }

  /// The derivatives of the root by some nodes, 0 by those that it does not depend on.
  func gradients(of nodes: [Node]) -> [Double] { nodes.map { gradient(of: $0) ?? 0 } }

  /// Whether every value is a number, and none infinite.
  var isFinite: Bool {
    var sum = 0.0
    // 0 times a number is 0, and times anything else nan, which stays.
    for slot in 0..<program.slotCount { sum += replay.values[slot] * 0 }
    return sum == 0
  }
}
