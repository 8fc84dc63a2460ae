/// A graph whose leaves are set again and again: run by plain passes, until so many have been made
/// that compiling the graph pays.
///
///     var replays = Replays()
///     for _ in 0..<100 {
///       let slope = replays.gradients(of: [w], of: loss, in: &graph)[0]
///       replays.set([(w, graph[w] - 0.05 * slope)], in: &graph)
///     }
///     replays.settle(&graph)
///
/// Once the graph is compiled, its own values, but for those of leaves, are computed no sooner than
/// they are asked for: ``value(of:in:)`` looks at the compiled graph, ``settle(_:)`` brings all
/// home. Whoever hands the graph to others settles it first, and says so with ``graphMayChange()``
/// if those may set leaves. Nodes that are added later are computed by plain passes, behind the
/// compiled ones; where compiled ones are taken away, all are.
public struct Replays: ~Copyable {
  /// When a graph is compiled.
  public enum Policy: String, CaseIterable, Sendable {
    /// When it pays.
    case auto
    case always, never

    /// From the third pass, if the graph is so large that anybody could notice: compiling takes about as
    /// long as fifteen passes. Without the optimiser, plain passes are faster.
    func pays(passes: Int, of nodes: Int) -> Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto:
        !_isDebugAssertConfiguration() && passes >= 3 && passes * nodes >= 100_000
      }
    }
  }

  public var policy: Policy
  /// Is asked now and then while a graph is compiled; what is not finished is done without.
  public var isInterrupted: () -> Bool = { false }

  private var compiled: Box?
  /// Which compilation ``compiled`` is, and how many nodes it has.
  private var stamp = Graph.Compilation.Stamp()
  private var compiledCount = 0
  /// The values in the graph are older than those of its leaves.
  public private(set) var isBehind = false
  /// The values in the compiled graph are older than those of its leaves.
  private var needsForward = false
  /// Leaves may have been set in the graph alone.
  private var leavesMayDiffer = false

  /// How many plain passes were made of the same nodes, and of how many nodes.
  private var plainPasses = 0
  private var plainCount = 0
  /// How many nodes the graph had when compiling it was found to gain nothing; 0 before that.
  private var declinedCount = 0
  /// The node that was differentiated last.
  private var root: Node?
  /// How often it had been the one before, too.
  private var sameRoots = 0
  private var scratch: BackwardPass?

  public init(policy: Policy = .auto) { self.policy = policy }

  /// Replays of another graph, or of a copy, by the same rules.
  public func another() -> Replays {
    var replays = Replays(policy: policy)
    replays.isInterrupted = isInterrupted
    return replays
  }

  // MARK: Setting and reading

  /// Sets leaves, and computes what depends on them; where that is done by a plain pass, up to
  /// `last`.
  public mutating func set(
    _ leaves: [(node: Node, value: Double)], in graph: inout Graph, through last: Node? = nil
  ) {
    compileIfItPays(graph: &graph)
    if isUsable(for: graph) {
      takeOverLeaves(of: graph)
      for (node, value) in leaves {
        graph.set(node, to: value)
        if node.index < compiledCount { compiled!.graph.set(node, to: value) }
      }
      needsForward = true
      isBehind = true
      return
    }
    settle(&graph)
    for (node, value) in leaves { graph.set(node, to: value) }
    leavesMayDiffer = true
    guard let first = leaves.map(\.node).min() else { return }
    graph.replay(from: first, through: last)
    notePlainPass(of: &graph)
  }

  /// The value of a node.
  public mutating func value(of node: Node, in graph: inout Graph) -> Double {
    guard isBehind, !graph.instruction(node).isLeaf else { return graph[node] }
    guard node.index < compiledCount, holds(graph) else {
      settle(&graph)
      return graph[node]
    }
    takeOverLeaves(of: graph)
    computeValues()
    return compiled!.graph[node]
  }

  /// Whether every value is a number, and none infinite.
  public mutating func isFinite(_ graph: inout Graph) -> Bool {
    if isBehind, holds(graph) {
      takeOverLeaves(of: graph)
      computeValues()
      if graph.count == compiledCount || !compiled!.graph.isFinite {
        return compiled!.graph.isFinite
      }
    }
    settle(&graph)
    return graph.storedValues.allSatisfy(\.isFinite)
  }

  /// Computes all values of the graph that are still to be computed.
  public mutating func settle(_ graph: inout Graph) {
    guard isBehind else { return }
    isBehind = false
    // The leaves are always those of the graph.
    guard holds(graph) else { return graph.replay() }
    takeOverLeaves(of: graph)
    computeValues()
    compiled!.graph.copyValues(to: &graph)
    graph.replay(from: Node(compiledCount))
  }

  /// The leaves of the graph may be set by somebody else from now on.
  public mutating func graphMayChange() { leavesMayDiffer = true }

  // MARK: Gradients

  /// Runs backward from `root`.
  public mutating func backward(
    from root: Node, in graph: inout Graph, into pass: inout BackwardPass
  ) {
    if runBackward(from: root, in: &graph) {
      compiled!.graph.copyGradients(to: &pass)
    } else {
      graph.backward(from: root, into: &pass)
    }
  }

  /// The derivatives of `root` by some nodes, 0 by those that it does not depend on.
  public mutating func gradients(
    of nodes: [Node], of root: Node, in graph: inout Graph
  ) -> [Double] {
    if runBackward(from: root, in: &graph) { return compiled!.graph.gradients(of: nodes) }
    var pass = scratch.take() ?? BackwardPass(root: root)
    graph.backward(from: root, into: &pass)
    defer { scratch = pass }
    return nodes.map { pass.gradient(of: $0) ?? 0 }
  }

  /// - Returns: whether the compiled graph has run; if not, the graph is settled.
  private mutating func runBackward(from root: Node, in graph: inout Graph) -> Bool {
    let isSame = root == self.root
    sameRoots = isSame ? sameRoots + 1 : 0
    self.root = root
    compileIfItPays(graph: &graph)
    if isUsable(for: graph), compiled!.graph.root == root {
      takeOverLeaves(of: graph)
      computeValues()
      compiled!.graph.backward()
      return true
    }
    settle(&graph)
    // Asked for a second time, a new root is what matters from now on.
    if isSame { compiled = nil }
    notePlainPass(of: &graph)
    return false
  }

  // MARK: Compiling

  private func isUsable(for graph: Graph) -> Bool {
    policy != .never && holds(graph) && graph.count <= 2 * compiledCount
  }

  /// Whether the nodes that were compiled are still there.
  private func holds(_ graph: Graph) -> Bool {
    compiled != nil && graph.compilation.stamp === stamp
      && graph.compilation.fewestNodes >= compiledCount
  }

  /// Nodes may be added meanwhile, as a loop does that adds up its losses, if one root stays.
  private mutating func notePlainPass(of graph: inout Graph) {
    if !isUsable(for: graph) {
      compiled = nil
      if graph.compilation.fewestNodes < plainCount { plainPasses = 0 }
      graph.compilation = Graph.Compilation(stamp: nil, fewestNodes: graph.count)
    }
    if plainCount != graph.count, sameRoots == 0 { plainPasses = 0 }
    plainCount = graph.count
    plainPasses += 1
  }

  private mutating func compileIfItPays(graph: inout Graph) {
    if isUsable(for: graph) || graph.count == 0 { return }
    let isSame = plainCount == graph.count || sameRoots > 0 || policy == .always
    // What gained nothing is not tried again before it has become another graph.
    if policy == .auto, (declinedCount...2 * declinedCount).contains(graph.count) { return }
    guard isSame, policy.pays(passes: plainPasses, of: graph.count) else { return }
    settle(&graph)
    plainPasses = 0
    compiled = nil
    let root = root.flatMap { $0.index < graph.count ? $0 : nil } ?? Node(graph.count - 1)
    guard let new = CompiledGraph(graph, root: root, isInterrupted: isInterrupted) else { return }
    // Of a chain of a million nodes each has to wait for the one before.
    if policy == .auto, new.sequentialShare > 0.5 {
      declinedCount = graph.count
      return
    }
    compiled = Box(graph: new)
    stamp = Graph.Compilation.Stamp()
    compiledCount = graph.count
    graph.compilation = Graph.Compilation(stamp: stamp, fewestNodes: graph.count)
    leavesMayDiffer = false
    needsForward = false
  }

  private mutating func takeOverLeaves(of graph: Graph) {
    guard leavesMayDiffer else { return }
    leavesMayDiffer = false
    if compiled!.graph.copyLeaves(of: graph) { needsForward = true }
  }

  private mutating func computeValues() {
    guard needsForward else { return }
    compiled!.graph.forward()
    needsForward = false
  }
}

/// A place for a compiled graph, which cannot be copied.
private final class Box {
  var graph: CompiledGraph

  init(graph: consuming CompiledGraph) { self.graph = graph }
}

extension Graph {
  /// Which compilation of a graph there was, and the fewest nodes that the graph has had since.
  struct Compilation {
    var stamp: Stamp?
    var fewestNodes = 0

    /// There is one of each.
    final class Stamp: Sendable {}

    /// Nodes from `first` on were removed or moved.
    mutating func noteChange(from first: Int) { fewestNodes = min(fewestNodes, first) }
  }
}
