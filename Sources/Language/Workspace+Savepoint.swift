/// All that a session has built, as it was at some moment; cheap to make, since what does not
/// change is shared.
public struct Savepoint {
  fileprivate let snapshot: Workspace.Snapshot
  fileprivate let generator: MersenneTwister
  fileprivate let scopes: [(scope: Scope, state: Scope.State)]
  fileprivate let hasHintedAtRebinding: Bool

  /// How many nodes it keeps.
  public var nodeCount: Int { snapshot.graph.count }
}

extension Evaluator {
  /// The present, to which ``restore(_:)`` returns. O(names and calls); the nodes are copied only
  /// when they are changed.
  public func savepoint() -> Savepoint {
    let workspace = workspace
    let functions = workspace.heldFunctions([])
    return Savepoint(
      snapshot: workspace.snapshot(captured: functions, lines: workspace.lines),
      generator: workspace.randomNumbers,
      scopes: workspace.heldScopes(functions.map(\.0)).map { ($0, $0.state) },
      hasHintedAtRebinding: hasHintedAtRebinding)
  }

  /// Makes everything what it was: names, nodes, values, gradients, random numbers, and what `undo`
  /// takes back. Texts that were read since stay known.
  public func restore(_ savepoint: Savepoint) {
    workspace.restore(savepoint.snapshot)
    for (scope, state) in savepoint.scopes { scope.state = state }
    workspace.draw { $0 = savepoint.generator }
    workspace.beginLine()
    hasHintedAtRebinding = savepoint.hasHintedAtRebinding
  }
}

extension Workspace {
  /// The scopes in which something was made that is still there.
  fileprivate func heldScopes(_ functions: [UserFunction]) -> [Scope] {
    var scopes: [Scope] = []
    var seen: Set<ObjectIdentifier> = []
    let made = self.scopes.map(\.scope) + ownedParams.map(\.scope) + functions.compactMap(\.scope)
    for scope in made {
      var next: Scope? = scope
      while let scope = next, seen.insert(ObjectIdentifier(scope)).inserted {
        scopes.append(scope)
        next = scope.parent
      }
    }
    return scopes
  }
}
