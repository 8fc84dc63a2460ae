import Autograd

/// All that a session has built: the graph, the names, the gradients and the texts they came from.
///
/// A change is made on trial: `begin`, then either `commit` or `rollback`, which puts everything
/// back. What was committed since `beginLine` can be taken back later by `undo`.
public final class Workspace {
  /// The graph, with all values computed.
  public internal(set) var graph: Graph {
    _read {
      settle()
      yield storedGraph
    }
    _modify {
      settle()
      replays.graphMayChange()
      yield &storedGraph
    }
  }
  /// The graph, of which the values that ``replays`` owes it are still to be computed.
  var storedGraph = Graph()
  public var nodeCount: Int { storedGraph.count }
  /// How the graph is run again where leaves are set over and over.
  public var replays = Replays()
  /// The last backward pass, if no value has changed since.
  public var pass: BackwardPass? { changedSincePass == nil ? lastPass : nil }
  /// The last backward pass, whatever has changed since: what gradients add up on that are not set
  /// back to zero.
  public internal(set) var lastPass: BackwardPass?
  /// The leaves that were changed first since the last pass; `nil` while none was, and its gradients
  /// are those of the values.
  public internal(set) var changedSincePass: [Node]?
  /// Another number whenever values of nodes were changed that stay.
  public internal(set) var revision = 0
  public var sources = SourceMap()
  var names = NameTable()
  /// Where random numbers come from: unforeseeable until it is seeded.
  private var generator = MersenneTwister()

  /// The values of global names, by the names' numbers.
  var globals: [Datum?] = []
  /// The global names in the order in which they were first given a value.
  var order: [Int] = []
  /// Which nodes were made in which calls, inner ones first.
  var scopes: [ScopeRange] = []
  /// What the params that functions made are called there.
  var ownedParams: [(first: Int, value: Datum, name: String, scope: Scope)] = []
  /// Which nodes stand in an elementary form, in the order in which they were put there.
  public internal(set) var expansions: [Graph.Expansion] = []
  /// The calls that are to be drawn as one box.
  var foldedScopes: [Scope] = []
  var trial = Change()
  var line = Change()
  var lines: [Change] = []
  /// With how many nodes of a line the next look for unneeded ones is due.
  var reclaimThreshold = 0
  /// How many nodes a line may leave behind before it is looked whether they are still needed.
  var reclaimedFrom = 200_000
  var labelCache: [Node: String]?
  /// How many labels were looked for one by one since all were written.
  var labelSearches = 0

  public init() {}

  /// The numbers of a longer range are not listed.
  private static let longestShown = 10_000
  /// How many lines can be taken back.
  static let undoDepth = 100
  /// Gradients of larger graphs are not kept for `undo`.
  static let largestKeptPass = 1_000_000
  /// So many nodes are kept at most in copies of the graph, for `undo`; but for the last copy.
  static let largestKeptSnapshots = 10_000_000

  /// What has to be put back to undo a stretch of work.
  struct Change {
    var snapshot: Snapshot?
    var nodes = 0
    var operations = 0
    var names = 0
    var globals: [(id: Int, before: Datum?)] = []
    /// What leaves were before they were changed, each once.
    private(set) var leaves: [(node: Node, before: Double)] = []
    /// Which nodes stand in `leaves`.
    var isNoted: [Bool] = []
    var pass: (last: BackwardPass?, changedSince: [Node]?)?
    /// The generator before the first number was drawn.
    var generator: MersenneTwister?
    /// Which calls were to be drawn as one box.
    var foldedScopes: [Scope]?

    /// Whether nothing was changed; `isLooking` says that the names do not count.
    func isEmpty(but isLooking: Bool) -> Bool {
      (isLooking || globals.isEmpty) && leaves.isEmpty && pass == nil && generator == nil
        && snapshot == nil && foldedScopes == nil
    }

    /// Becomes the note of a stretch of work that begins with so much. Ordinarily there is little to
    /// forget, and of the list of names the room stays: this is done for every statement of a loop.
    mutating func begin(nodes: Int, operations: Int, names: Int) {
      self.nodes = nodes
      self.operations = operations
      self.names = names
      globals.removeAll(keepingCapacity: true)
      if !leaves.isEmpty { (leaves, isNoted) = ([], []) }
      if pass != nil { pass = nil }
      if snapshot != nil { snapshot = nil }
      if generator != nil { generator = nil }
      if foldedScopes != nil { foldedScopes = nil }
    }

    /// Takes a stretch of work in that came after this one.
    mutating func take(_ later: inout Change) {
      if generator == nil { generator = later.generator }
      // What came before goes back with the snapshot, and needs no list.
      guard snapshot == nil else { return }
      if later.snapshot != nil { snapshot = later.snapshot }
      if foldedScopes == nil { foldedScopes = later.foldedScopes }
      for entry in later.globals where !globals.contains(where: { $0.id == entry.id }) {
        globals.append(entry)
      }
      for (leaf, before) in later.leaves { note(leaf, before: before) }
      if pass == nil { pass = later.pass }
    }

    /// Notes what a global name stood for before its first change.
    mutating func note(_ id: Int, before: Datum?) {
      if snapshot == nil, !globals.contains(where: { $0.id == id }) { globals.append((id, before)) }
    }

    /// Notes what a leaf was before its first change. One that was made later needs no note: it
    /// goes when the change is taken back.
    mutating func note(_ leaf: Node, before: Double) {
      guard leaf.index < nodes, snapshot == nil else { return }
      if isNoted.isEmpty { isNoted = [Bool](repeating: false, count: nodes) }
      if isNoted[leaf.index] { return }
      isNoted[leaf.index] = true
      leaves.append((leaf, before))
    }
  }

  private var mark: Change {
    Change(
      nodes: storedGraph.count, operations: storedGraph.ownOperations.count, names: order.count)
  }

  // MARK: Trial and undo

  /// Starts a line that `undo` takes back as a whole.
  public func beginLine() {
    line = mark
    trial = line
    reclaimThreshold = reclaimedFrom
  }

  /// Ends the line. Returns whether it changed anything, so that `undo` has something to take back.
  public func endLine() -> Bool {
    commit()
    let isLooking = line.globals.allSatisfy { Workspace.ownNames.contains(names.texts[$0.id]) }
    guard !line.isEmpty(but: isLooking) || line.nodes != storedGraph.count else {
      // `ans` may now be a node that the line before made, and goes back with it.
      guard let last = lines.indices.last, lines[last].snapshot == nil else { return false }
      for entry in line.globals where !lines[last].globals.contains(where: { $0.id == entry.id }) {
        lines[last].globals.append(entry)
      }
      return false
    }
    if let root = line.pass?.last?.root, root.index > Workspace.largestKeptPass {
      line.pass = (nil, nil)
    }
    line.isNoted = []
    lines.append(line)
    if lines.count > Workspace.undoDepth { lines.removeFirst() }
    while lines.count > 1,
      lines.reduce(0, { $0 + ($1.snapshot?.graph.count ?? 0) }) > Workspace.largestKeptSnapshots
    {
      lines.removeFirst()
    }
    return true
  }

  /// Starts a trial.
  func begin() {
    trial.begin(
      nodes: storedGraph.count, operations: storedGraph.ownOperations.count, names: order.count)
  }

  /// Makes the trial part of the line.
  func commit() {
    line.take(&trial)
    begin()
  }

  /// Puts back what the trial changed.
  func rollback() {
    revert(trial)
    trial = mark
  }

  /// Takes the last line back. Returns whether there was one.
  public func undo() -> Bool {
    guard let last = lines.popLast() else { return false }
    revert(last)
    beginLine()
    return true
  }

  /// Forgets everything but the texts, until it is undone.
  public func reset() {
    let before = snapshot(captured: [], lines: lines)
    graph = Graph()
    lastPass = nil
    changedSincePass = nil
    scopes = []
    ownedParams = []
    globals = []
    order = []
    lines = []
    labelCache = nil
    expansions = []
    foldedScopes = []
    lines = [
      Change(
        snapshot: before, nodes: before.graph.count,
        operations: before.graph.ownOperations.count, names: before.order.count)
    ]
    beginLine()
  }

  private func revert(_ change: Change) {
    if let snapshot = change.snapshot { restore(snapshot) }
    if let folded = change.foldedScopes { foldedScopes = folded }
    for (id, before) in change.globals.reversed() { globals[id] = before }
    order.removeSubrange(change.names...)
    graph.truncate(to: change.nodes, operations: change.operations)
    while let last = scopes.last, last.end > change.nodes { scopes.removeLast() }
    while let last = ownedParams.last, last.first >= change.nodes { ownedParams.removeLast() }
    if !change.leaves.isEmpty { revision += 1 }
    for (node, before) in change.leaves.reversed() { graph.set(node, to: before) }
    if let first = change.leaves.map(\.node).min() { graph.replay(from: first) }
    if let pass = change.pass { (lastPass, changedSincePass) = pass }
    if let generator = change.generator { self.generator = generator }
    labelCache = nil
  }

  // MARK: Names

  public func value(named name: String) -> Datum? { global(names.id(of: name)) }

  /// Gives a name a value before anything is run.
  public func define(_ name: String, _ value: Datum) { setGlobal(names.id(of: name), value) }

  func global(_ id: Int) -> Datum? { id < globals.count ? globals[id] : nil }

  func setGlobal(_ id: Int, _ value: Datum) {
    if id >= globals.count {
      globals += [Datum?](repeating: nil, count: max(id + 1 - globals.count, 16))
    }
    let before = globals[id]
    trial.note(id, before: before)
    if before == nil { order.append(id) }
    globals[id] = value
    if labelCache != nil { labelCache = nil }
  }

  /// Names that the program gives a value by itself.
  static let ownNames: Set<String> = ["_", "ans", "args"]

  /// The global names and their values, in the order in which they were first given one; without
  /// those that the program sets by itself.
  public var definitions: [(name: String, value: Datum)] {
    order.compactMap { id in
      let name = names.texts[id]
      return Workspace.ownNames.contains(name) ? nil : globals[id].map { (name, $0) }
    }
  }

  /// The params that functions made, by the names of the calls that made them.
  public var ownedDefinitions: [(name: String, value: Datum)] {
    ownedParams.map { ("\($0.scope.path).\($0.name)", $0.value) }
  }

  // MARK: Scopes

  func record(_ range: ScopeRange) { scopes.append(range) }

  /// Names params after the call that made them.
  func record(_ params: Datum, _ name: String, in scope: Scope) {
    ownedParams.append((storedGraph.count - 1, params, name, scope))
    labelCache = nil
  }

  /// The call in which a node was made, as a path: `net.layer1.neuron3`. Inner calls end before
  /// outer ones, so the first range that holds the node is the innermost.
  public func scope(of node: Node) -> String? {
    scopes.first { $0.start <= node.index && node.index < $0.end }?.scope.path
  }

  /// The params that a function's scope and those below it made, in the order of making.
  func params(of function: UserFunction) -> [Datum] {
    guard let root = function.scope else { return [] }
    return ownedParams.filter { param in
      var scope: Scope? = param.scope
      while let current = scope {
        if current === root { return true }
        scope = current.parent
      }
      return false
    }.map(\.value)
  }

  // MARK: Values and gradients

  /// Changes leaves in place, computes what depends on them, and lets the gradients be those of
  /// old values.
  public func set(_ leaves: [(node: Node, value: Double)]) {
    willChange(leaves.map(\.node))
    change(leaves)
  }

  /// Notes the values of leaves before they are changed, so that they can be put back.
  public func willChange(_ leaves: [Node]) {
    for leaf in leaves { trial.note(leaf, before: storedGraph[leaf]) }
    notePass()
    if changedSincePass == nil { changedSincePass = leaves }
  }

  /// Changes leaves that were noted by `willChange`, and computes the nodes up to `last` anew.
  public func change(_ leaves: [(node: Node, value: Double)], through last: Node? = nil) {
    revision += 1
    replays.set(leaves, in: &storedGraph, through: last)
  }

  func settle() {
    if replays.isBehind { replays.settle(&storedGraph) }
  }

  /// Makes a pass the last one.
  public func setPass(_ pass: BackwardPass) {
    notePass()
    lastPass = pass
    changedSincePass = nil
  }

  private func notePass() {
    if trial.pass == nil { trial.pass = (lastPass, changedSincePass) }
  }

  /// Runs backward from a node into the storage of an earlier pass, for many passes in a row.
  public func backward(from root: Node, into pass: inout BackwardPass) {
    replays.backward(from: root, in: &storedGraph, into: &pass)
  }

  // MARK: Random numbers

  /// Draws random numbers; they are drawn again if the statement fails, or is undone.
  func draw<Result>(_ body: (inout MersenneTwister) -> Result) -> Result {
    if trial.generator == nil { trial.generator = generator }
    return body(&generator)
  }

  /// Starts the random numbers anew, as Python's `random.seed(number)` does; `number` is whole.
  public func seed(_ number: Double) {
    draw { $0 = MersenneTwister(seed: number) }
  }

  /// The generator as it stands. Who draws from this copy leaves the session's numbers as they are.
  public var randomNumbers: MersenneTwister { generator }

  /// A value with its numbers.
  public func shown(_ value: Datum) -> Shown {
    switch value {
    case .number(let number): .number(number)
    case .node(let node): .number(graph[node])
    case .list(let elements): .list(elements.map(shown))
    case .range(let range) where range.count > Workspace.longestShown:
      .function("a range of \(range.count), from \(exact(range.start)) by \(exact(range.step))")
    case .range(let range): .list((0..<range.count).map { .number(range[$0]) })
    case .text(let text): .text(text)
    case .function(let function): .function(text(of: function))
    case .missing, .nothing: .missing
    }
  }

  /// A function as it was written, or its name.
  public func text(of function: Function) -> String {
    switch function {
    case .user(let function): sources.textWithComment(of: function.span)
    case .operation(let code): graph.operation(code).name
    case .builtIn(let function): function.name
    }
  }
}
