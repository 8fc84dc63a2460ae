import Autograd

/// A scope as it is seen from outside: the calls of one function that share a name.
public struct NamedScope: Sendable, Equatable {
  /// Its path: `net.layer1.neuron3`.
  public let name: String
  /// What was called: `neuron`.
  public let function: String
  /// The place of the scope around it in the list, which is before this one's.
  public let parent: Int?
  /// The indices of the nodes that each call made, in the order of the calls; those of inner calls
  /// are among them.
  public fileprivate(set) var ranges: [Range<Int>]
  /// Whether it is to be drawn as one box, as after `fold net`.
  public let isFolded: Bool
}

extension Workspace {
  /// Every scope that made nodes, and those around it, outer ones first.
  ///
  /// Takes time in proportion to the number of calls.
  public var namedScopes: [NamedScope] {
    let folded = Set(foldedScopes.map(ObjectIdentifier.init))
    var places: [ObjectIdentifier: Int] = [:]
    var found: [NamedScope] = []
    for range in scopes {
      var unknown: [Scope] = []
      var next: Scope? = range.scope
      while let scope = next, places[ObjectIdentifier(scope)] == nil {
        unknown.append(scope)
        next = scope.parent
      }
      for scope in unknown.reversed() {
        let parent = scope.parent.map { places[ObjectIdentifier($0)]! }
        let name = parent.map { "\(found[$0].name).\(scope.label)" } ?? scope.label
        places[ObjectIdentifier(scope)] = found.count
        found.append(
          NamedScope(
            name: name, function: scope.function, parent: parent, ranges: [],
            isFolded: folded.contains(ObjectIdentifier(scope))))
      }
      found[places[ObjectIdentifier(range.scope)]!].ranges.append(range.start..<range.end)
    }
    return found
  }

  // MARK: Folding

  /// The paths by which calls can be folded, outer ones first.
  public var scopePaths: [String] { everyScope.map(\.path) }

  /// The paths of the calls that are to be drawn as one box.
  public var foldedPaths: [String] { foldedScopes.map(\.path) }

  /// Every call that made nodes, and those around it, each once.
  private var everyScope: [Scope] {
    var seen: Set<ObjectIdentifier> = []
    var found: [Scope] = []
    for range in scopes {
      var unknown: [Scope] = []
      var next: Scope? = range.scope
      while let scope = next, seen.insert(ObjectIdentifier(scope)).inserted {
        unknown.append(scope)
        next = scope.parent
      }
      found += unknown.reversed()
    }
    return found
  }

  /// Has calls drawn as one box each: that with this path, those whose path ends so, or else all
  /// calls of a function with this name. Returns their paths; none where there is no such call.
  public func foldScopes(named name: String) -> [String] {
    let found = scopes(named: name, among: everyScope)
    fold(found)
    return found.map(\.path)
  }

  /// Has the innermost call that made a node drawn as one box, and returns its path.
  public func foldScope(of node: Node) -> String? {
    guard let range = scopes.first(where: { $0.start <= node.index && node.index < $0.end })
    else { return nil }
    fold([range.scope])
    return range.scope.path
  }

  private func fold(_ found: [Scope]) {
    noteFolds()
    for scope in found where !foldedScopes.contains(where: { $0 === scope }) {
      foldedScopes.append(scope)
    }
  }

  /// Has calls drawn node by node again, named as for ``foldScopes(named:)``. Returns the paths of
  /// those that were folded.
  public func unfoldScopes(named name: String) -> [String] {
    unfold(scopes(named: name, among: foldedScopes))
  }

  /// The same for the outermost folded call that made a node.
  public func unfoldScope(of node: Node) -> String? {
    let around = scopes.filter { $0.start <= node.index && node.index < $0.end }
    for range in around.reversed() {
      var outermost: Scope?
      var next: Scope? = range.scope
      while let scope = next {
        if foldedScopes.contains(where: { $0 === scope }) { outermost = scope }
        next = scope.parent
      }
      if let outermost { return unfold([outermost]).first }
    }
    return nil
  }

  private func unfold(_ found: [Scope]) -> [String] {
    guard !found.isEmpty else { return [] }
    noteFolds()
    foldedScopes.removeAll { scope in found.contains { $0 === scope } }
    return found.map(\.path)
  }

  private func noteFolds() {
    if trial.foldedScopes == nil, trial.snapshot == nil { trial.foldedScopes = foldedScopes }
  }

  private func scopes(named name: String, among scopes: [Scope]) -> [Scope] {
    let exact = scopes.filter { $0.path == name || $0.path.hasSuffix("." + name) }
    return exact.isEmpty ? scopes.filter { $0.function == name } : exact
  }
}
