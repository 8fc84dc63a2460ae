import Autograd

extension Evaluator {
  /// How a node would look in elementary form.
  public enum Elementary {
    case form(GraphFunction)
    /// The definition of an `op` whose `grad` claims another derivative than the definition has.
    case corrected(GraphFunction, claimed: Double, derivative: Double)
    /// There are no simpler operations to put it in.
    case none
    /// The form would have another value here, as one that overflows on its way, or another
    /// derivative: what the form would give.
    case deviates(value: Double, derivative: Double?)
  }

  /// The elementary form of a node, if that has the same value and the same derivatives, but for
  /// rounding. The derivatives that an `op` claims do not count.
  public func elementary(_ node: Node) -> Elementary {
    let graph = workspace.graph
    guard let form = ElementaryForm.of(node, in: graph) else { return .none }
    var trial = form.graph
    for (leaf, operand) in zip(form.leaves, graph.operands(of: node)) {
      trial.set(leaf, to: graph[operand])
    }
    trial.replay()
    guard isClose(trial[form.root], graph[node]) else {
      return .deviates(value: trial[form.root], derivative: nil)
    }
    let isOwn = graph.operation(of: node)?.definition != nil
    let pass = trial.backward(from: form.root)
    for (position, _, local) in graph.localDerivatives(of: node) {
      let derivative = pass.gradient(of: form.leaves[position]) ?? 0
      if !isClose(derivative, local) {
        if isOwn { return .corrected(form, claimed: local, derivative: derivative) }
        return .deviates(value: trial[form.root], derivative: derivative)
      }
    }
    return .form(form)
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-9 * max(abs(a), abs(b)) + 1e-12
  }

  /// Puts nodes in elementary form, in place: names, lists, functions, gradients and calls follow.
  /// Returns where nodes went, and the expansions in the order of the nodes.
  ///
  /// O(nodes of the graph), however many are expanded.
  public func expand(
    _ forms: [(node: Node, form: GraphFunction)]
  ) -> (relocation: Graph.Relocation, expansions: [Graph.Expansion]) {
    var levels = [Int](repeating: 0, count: workspace.nodeCount)
    for expansion in workspace.expansions {
      for place in expansion.start...expansion.node.index {
        levels[place] = max(levels[place], expansion.level)
      }
    }
    let levelled = forms.sorted { $0.node < $1.node }
      .map { (node: $0.node, form: $0.form, level: levels[$0.node.index] + 1) }
    var result: (relocation: Graph.Relocation, expansions: [Graph.Expansion])!
    withLocals { locals in
      workspace.willMoveNodes(locals)
      result = workspace.graph.expand(levelled)
      workspace.relocate(by: result.relocation, &locals)
      workspace.expansions += result.expansions
      workspace.renewPass()
    }
    return result
  }

  /// Puts expanded nodes back, and returns where nodes went. Of their forms, nodes stay that
  /// something else uses. O(nodes of the graph).
  public func fold(_ expansions: [Graph.Expansion]) -> Graph.Relocation {
    var relocation: Graph.Relocation!
    withLocals { locals in
      workspace.willMoveNodes(locals)
      var roots = workspace.heldNodes(locals)
      if let pass = workspace.lastPass { roots.append(pass.root) }
      workspace.expansions.removeAll { expansions.contains($0) }
      relocation = workspace.graph.fold(expansions, keeping: roots)
      workspace.relocate(by: relocation, &locals)
      workspace.renewPass()
    }
    return relocation
  }
}
