import Autograd

extension Workspace {
  /// Where the graph ended, and which pass was the last.
  struct Mark {
    let nodes: Int
    let operations: Int
    let scopes: Int
    let ownedParams: Int
    let pass: BackwardPass?
    let changedSincePass: [Node]?
  }

  /// The present, for ``forget(since:)``.
  var here: Mark {
    Mark(
      nodes: storedGraph.count, operations: storedGraph.ownOperations.count, scopes: scopes.count,
      ownedParams: ownedParams.count, pass: lastPass, changedSincePass: changedSincePass)
  }

  /// Drops the nodes that were made since a mark, with all that was noted of them, and the passes
  /// that were run. No name may stand for one of them.
  func forget(since mark: Mark) {
    if storedGraph.count > mark.nodes || storedGraph.ownOperations.count > mark.operations {
      graph.truncate(to: mark.nodes, operations: mark.operations)
    }
    scopes.removeSubrange(min(mark.scopes, scopes.count)...)
    if ownedParams.count > mark.ownedParams {
      ownedParams.removeSubrange(mark.ownedParams...)
      labelCache = nil
    }
    lastPass = mark.pass
    changedSincePass = mark.changedSincePass
  }
}
