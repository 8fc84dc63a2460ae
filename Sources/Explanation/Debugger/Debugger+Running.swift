import Autograd

extension Debugger {
  /// Why it stopped.
  public enum Stop: Sendable, Equatable {
    /// As many steps were taken as were asked for.
    case steps
    /// It has come to this breakpoint, and to this node.
    case breakpoint(Breakpoint, at: Node)
    /// It has come where it was to run, to this node.
    case reached(at: Node)
    /// The gradient of this node has changed, or its value is there.
    case watch(Node)
    /// There are no more steps.
    case end
    case interrupted

    fileprivate var isWatch: Bool { if case .watch = self { true } else { false } }
  }

  /// Takes steps until `limit` have been taken in all, or something stops it before: a breakpoint,
  /// a watched node, `target`, the user. O(steps).
  @discardableResult
  public mutating func advance(
    to limit: Int, until target: Breakpoint.Target? = nil, in graph: Graph,
    isInterrupted: () -> Bool = { false }
  ) -> Stop {
    let limit = min(limit, count)
    var polled = 0
    while position < limit {
      polled += 1
      if polled & 0xFFF == 0, isInterrupted() { return .interrupted }
      var stop: Stop?
      let before = turn
      take(to: limit, in: graph) { debugger, node, gradient in
        stop = debugger.stop(at: node, before: gradient, target, in: graph)
        return stop != nil
      }
      // A change that was watched is seen at a breakpoint as well; a breakpoint is not seen there.
      if turn > before, let atTurn = stopAtTurn(target, in: graph) {
        if stop?.isWatch ?? true { stop = atTurn }
      }
      if let stop { return stop }
    }
    return isAtEnd ? .end : .steps
  }

  /// Undoes steps, so that no more than `position` are left. O(steps left).
  public mutating func goBack(to position: Int, in graph: Graph) {
    guard position < self.position else { return }
    restart(in: graph)
    while self.position < position { take(to: position, in: graph) { _, _, _ in false } }
  }

  /// Whether it would stop at a target further on.
  public func isAhead(_ target: Breakpoint.Target, in graph: Graph) -> Bool {
    if case .nodes(let nodes) = target, direction == .backward,
      nodes.contains(where: { node in
        reaches(node) && graph.instruction(node).isLeaf && arrived[node.index] < uses[node.index]
      })
    {
      return true
    }
    var next = turn + 1
    while next < turns.count {
      if target.stops(before: turns[next], after: turns[next - 1], in: graph) { return true }
      next += 1
    }
    return false
  }

  /// Whether it would stop at a target anywhere in the pass.
  public func concerns(_ target: Breakpoint.Target, in graph: Graph) -> Bool {
    if case .nodes(let nodes) = target { return nodes.contains(where: reaches) }
    return turns.contains { target.stops(before: $0, after: nil, in: graph) }
  }

  /// What stops it right after a step that has changed a node.
  private func stop(
    at node: Node, before: Double, _ target: Breakpoint.Target?, in graph: Graph
  ) -> Stop? {
    if watches.contains(node),
      direction == .forward || gradients[node.index].bitPattern != before.bitPattern
    {
      return .watch(node)
    }
    guard direction == .backward, target != nil || !breakpoints.isEmpty,
      arrived[node.index] == uses[node.index], graph.instruction(node).isLeaf
    else { return nil }
    if let target, target.stops(at: node) { return .reached(at: node) }
    return breakpoints.first { $0.target.stops(at: node) }.map { .breakpoint($0, at: node) }
  }

  /// What stops it before a node has its turn.
  private func stopAtTurn(_ target: Breakpoint.Target?, in graph: Graph) -> Stop? {
    guard target != nil || !breakpoints.isEmpty, let node else { return nil }
    let before = turns[turn - 1]
    if let target, target.stops(before: node, after: before, in: graph) {
      return .reached(at: node)
    }
    return breakpoints.first { $0.target.stops(before: node, after: before, in: graph) }
      .map { .breakpoint($0, at: node) }
  }
}
