import Autograd

extension Workspace {
  /// Everything, for the change that no list of changes describes.
  struct Snapshot {
    let graph: Graph
    let pass: BackwardPass?
    let changedSincePass: [Node]?
    let globals: [Datum?]
    let order: [Int]
    let scopes: [ScopeRange]
    let ownedParams: [(first: Int, value: Datum, name: String, scope: Scope)]
    let expansions: [Graph.Expansion]
    let foldedScopes: [Scope]
    /// What functions had captured, where those values were to be changed.
    let captured: [(UserFunction, [Capture])]
    /// The lines before, where they were to be forgotten.
    let lines: [Change]?
  }

  func snapshot(
    captured: [(UserFunction, [Capture])], lines: [Change]?
  ) -> Snapshot {
    Snapshot(
      graph: graph, pass: lastPass, changedSincePass: changedSincePass, globals: globals,
      order: order,
      scopes: scopes, ownedParams: ownedParams, expansions: expansions,
      foldedScopes: foldedScopes, captured: captured, lines: lines)
  }

  /// Keeps everything as it is for the time when the trial is taken back, before nodes move.
  func willMoveNodes(_ locals: [Datum]) {
    revision += 1
    if trial.snapshot != nil { return }
    trial.snapshot = snapshot(captured: heldFunctions(locals), lines: nil)
  }

  /// Computes the gradients of the last pass anew, after nodes have changed that compute the same.
  func renewPass() {
    if changedSincePass == nil { lastPass = lastPass?.renewed(in: graph) }
  }

  func restore(_ snapshot: Snapshot) {
    revision += 1
    graph = snapshot.graph
    (lastPass, changedSincePass) = (snapshot.pass, snapshot.changedSincePass)
    globals = snapshot.globals
    order = snapshot.order
    scopes = snapshot.scopes
    ownedParams = snapshot.ownedParams
    expansions = snapshot.expansions
    foldedScopes = snapshot.foldedScopes
    for (function, captured) in snapshot.captured { function.captured = captured }
    if let lines = snapshot.lines { self.lines = lines }
    labelCache = nil
  }
}
