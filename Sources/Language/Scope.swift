import Autograd

/// Where a node was made: a call of a function, inside the call that made it.
///
/// What a network's functions make is named after the network: `net = mlp(2, [16, 1])` calls the
/// root of its scopes `net`, and the layers and neurons below it are counted from 1, so that a
/// weight is `net.layer1.neuron3.w[2]`.
final class Scope {
  /// What was called.
  let function: String
  /// Which of the calls of `function` inside `parent` it is, from 1.
  private let number: Int
  /// What it is called, where not after its function and its number.
  private var name: String?
  let parent: Scope?
  private var counts: [String: Int] = [:]

  /// What changes of it.
  struct State {
    fileprivate let name: String?
    fileprivate let counts: [String: Int]
  }

  var state: State {
    get { State(name: name, counts: counts) }
    set { (name, counts) = (newValue.name, newValue.counts) }
  }

  /// Written only when it is asked for: most calls are never looked at.
  var label: String { name ?? (parent == nil ? function : "\(function)\(number)") }

  /// A call of `function`, inside `parent`.
  init(function: String, in parent: Scope?) {
    self.function = function
    self.parent = parent
    guard let parent else {
      number = 1
      return
    }
    number = (parent.counts[function] ?? 0) + 1
    parent.counts[function] = number
  }

  /// A scope that was in another session, where it was called `label`.
  init(loaded label: String, in parent: Scope?) {
    function = label
    name = label
    number = 1
    self.parent = parent
  }

  /// The labels from the outermost scope on, with points between.
  var path: String { parent.map { "\($0.path).\(label)" } ?? label }

  /// Names the outermost scope after what it made, the first time that has a name.
  func nameRoot(_ name: String) {
    if let parent { return parent.nameRoot(name) }
    if self.name == nil { self.name = name }
  }
}

/// The nodes that were made in a scope, from the first to before the end.
struct ScopeRange {
  let start: Int
  let end: Int
  let scope: Scope
}

extension Workspace {
  /// The stretches of the graph that the calls with this path made.
  public func ranges(ofScope path: String) -> [Range<Int>] {
    scopes.filter { $0.scope.path == path }.map { $0.start..<$0.end }
  }
}

extension Evaluator {
  /// Runs the body of a function in its scope: that in which a function value was made, or a new one.
  func within(
    _ function: UserFunction, called name: String, _ body: () throws(Diagnostic) -> Datum
  ) throws(Diagnostic) -> Datum {
    // A call that is forgotten at once must not be counted among those of the scope around it.
    if isSampling { return try body() }
    let outer = scope
    let inner = function.scope ?? Scope(function: name, in: outer)
    let start = workspace.nodeCount
    scope = inner
    defer { scope = outer }
    let value = try body()
    if workspace.nodeCount > start, !isTracing {
      workspace.record(ScopeRange(start: start, end: workspace.nodeCount, scope: inner))
    }
    return value
  }
}
