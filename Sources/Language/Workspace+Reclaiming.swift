import Autograd

extension Workspace {
  /// Removes nodes that nothing can reach any more, of those that the running line has made, as a
  /// loop leaves behind that builds its graph anew each time. Earlier nodes stay, so that `undo`
  /// finds them.
  ///
  /// `locals` are values outside the workspace; they are changed to where their nodes went.
  func reclaim(_ locals: inout [Datum]) {
    guard isReclaimDue else { return }
    var roots = heldNodes(locals)
    if let pass { roots.append(pass.root) }
    defer {
      // Looking costs time in proportion to what is there; it pays again when there is twice that.
      reclaimThreshold = max(2 * (storedGraph.count - line.nodes), reclaimedFrom)
    }
    guard let moves = graph.compact(from: line.nodes, keeping: roots) else { return }
    relocate(by: moves, &locals)
    begin()
  }

  /// Whether there is enough for a look to be worth its time.
  var isReclaimDue: Bool {
    storedGraph.count - line.nodes > reclaimThreshold && line.snapshot == nil
  }

  /// The nodes that names, functions and `locals` hold.
  func heldNodes(_ locals: [Datum]) -> [Node] {
    var nodes: [Node] = []
    var seen: Set<ObjectIdentifier> = []
    for case let value? in globals { collect(value, into: &nodes, &seen) }
    for value in locals { collect(value, into: &nodes, &seen) }
    return nodes
  }

  /// Has everything that addresses a node follow nodes that have moved.
  func relocate(by moves: Graph.Relocation, _ locals: inout [Datum]) {
    var seen: Set<ObjectIdentifier> = []
    for place in globals.indices {
      if let value = globals[place] { globals[place] = moved(value, moves, &seen) }
    }
    for place in locals.indices { locals[place] = moved(locals[place], moves, &seen) }
    changedSincePass = changedSincePass?.filter(moves.keeps).map(moves.moved)
    lastPass = lastPass.flatMap { $0.relocated(by: moves) }
    ownedParams = ownedParams.compactMap { param in
      var nodes: [Node] = []
      var none: Set<ObjectIdentifier> = []
      collect(param.value, into: &nodes, &none)
      guard nodes.allSatisfy(moves.keeps) else { return nil }
      return (
        moves.boundary(param.first), moved(param.value, moves, &none), param.name, param.scope
      )
    }
    scopes = scopes.compactMap { range in
      let start = moves.boundary(range.start)
      let end = moves.boundary(range.end)
      return start < end ? ScopeRange(start: start, end: end, scope: range.scope) : nil
    }
    expansions = expansions.compactMap { $0.relocated(by: moves) }
    labelCache = nil
  }

  /// The functions that names and `locals` hold, and those that they hold, with what they captured.
  func heldFunctions(_ locals: [Datum]) -> [(UserFunction, [Capture])] {
    var functions: [(UserFunction, [Capture])] = []
    var seen: Set<ObjectIdentifier> = []
    func collect(_ value: Datum) {
      switch value {
      case .list(let elements): elements.forEach(collect)
      case .function(.user(let function)) where seen.insert(ObjectIdentifier(function)).inserted:
        functions.append((function, function.captured))
        for capture in function.captured { collect(capture.value) }
      default: break
      }
    }
    for case let value? in globals { collect(value) }
    locals.forEach(collect)
    return functions
  }

  private func collect(
    _ value: Datum, into nodes: inout [Node], _ seen: inout Set<ObjectIdentifier>
  ) {
    switch value {
    case .node(let node): nodes.append(node)
    case .list(let elements): for element in elements { collect(element, into: &nodes, &seen) }
    case .function(.user(let function)) where seen.insert(ObjectIdentifier(function)).inserted:
      for capture in function.captured { collect(capture.value, into: &nodes, &seen) }
    default: break
    }
  }

  private func moved(
    _ value: Datum, _ moves: Graph.Relocation, _ seen: inout Set<ObjectIdentifier>
  ) -> Datum {
    switch value {
    case .node(let node): return .node(moves.moved(node))
    case .list(let elements): return .list(elements.map { moved($0, moves, &seen) })
    case .function(.user(let function)) where seen.insert(ObjectIdentifier(function)).inserted:
      for place in function.captured.indices {
        function.captured[place].value = moved(function.captured[place].value, moves, &seen)
      }
      return value
    default: return value
    }
  }
}
