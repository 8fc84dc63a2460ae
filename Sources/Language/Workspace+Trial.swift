extension Workspace {
  /// Does `body`, and takes back whatever it changed, also where it fails: names, nodes, values,
  /// gradients and random numbers are afterwards as they were, and `undo` has nothing new to undo.
  ///
  ///     try workspace.onTrial { try evaluator.evaluate(expression) }
  ///
  /// It may stand inside another trial. O(what `body` built).
  public func onTrial<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let outer = trial
    begin()
    defer {
      rollback()
      trial = outer
    }
    return try body()
  }
}
