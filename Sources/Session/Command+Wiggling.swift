import Autograd
import Language

extension Command {
  static let nudge = Command(
    "nudge",
    [.init("x", .node), .init("h", .expression), .init("L", .node, optional: true, after: "of")],
    summary: "Wiggles a leaf and compares rise over run with the gradient.",
    details: """
      L is computed anew with x + h, and x is put back. Below stand the change that the gradient \
      foretells, gradient · h, the change that there was, and the other named nodes that moved. L \
      is the root of the last backward pass if none is named.
      """,
    examples: ["x = 3; y = x^2\nnudge x 0.001 of y"]
  ) { (call) throws(Diagnostic) in try call.nudge() }

  static let set = Command(
    "set", [.init("x", .node), .init("value", .expression, mayFollowEquals: true)],
    summary: "Changes a leaf in place and computes what depends on it anew.",
    details: """
      x is a name, an element such as xs[1], or a list; a list takes a list of its shape. The \
      named nodes that moved are shown, and after a backward pass also what its gradients foretold: \
      gradient · Δ, next to the change that there was. The gradients are then forgotten, since they \
      belong to the old values.
      """,
    examples: ["x = 3; y = x^2\nset x 4\ny", "x = 3; y = x^2\nbackward y;\nset x 3.1"],
    voice: .outsideBlocks
  ) { (call) throws(Diagnostic) in try call.set() }
}

extension Command.Call {
  fileprivate func nudge() throws(Diagnostic) {
    guard let leaf = try oneLeaf("x", what: "wiggled"), let step = try number("h") else { return }
    let root = try root("L", example: "nudge x 0.001 of L")
    guard step != 0, step.isFinite else {
      throw Diagnostic(
        .other("h has to be a number other than 0", help: "as in nudge x 0.001"), span)
    }
    var values = graph.values
    values[leaf.index] += step
    let run = values[leaf.index] - graph[leaf]
    guard run != 0 else {
      throw Diagnostic(
        .other(
          "h is too small to change \(session.settings.precision.text(graph[leaf]))", help: nil),
        span)
    }
    graph.replay(&values, from: leaf)
    let rise = values[root.index] - graph[root]
    let gradient = graph.backward(from: root).gradient(of: leaf) ?? 0
    report(
      .nudge(
        NudgeReport(
          leaf: change(of: leaf, from: graph.values, to: values),
          root: change(of: root, from: graph.values, to: values),
          quotient: rise / run, gradient: gradient, predicted: gradient * run, actual: rise,
          moved: moved(from: graph.values, to: values, but: [leaf, root]))))
  }

  /// The one leaf that an argument gives.
  func oneLeaf(_ argument: String, what isDone: String) throws(Diagnostic) -> Node? {
    guard let leaves = try leaves(argument) else { return nil }
    guard leaves.count == 1, let leaf = leaves.first else {
      throw Diagnostic(
        .other("one leaf is \(isDone) at a time", help: "take one, as xs[0]"), span)
    }
    return leaf
  }

  fileprivate func set() throws(Diagnostic) {
    guard let (target, targetSpan) = try value("x"), let (value, valueSpan) = try value("value")
    else { return }
    var changes: [(node: Node, value: Double)] = []
    try collect(target, at: targetSpan, value, at: valueSpan, into: &changes)
    let before = isSilent ? [] : graph.values
    let pass = workspace.pass
    workspace.set(changes)
    let changed = Set(changes.map(\.node))
    report(
      .set(
        SetReport(
          changed: changes.map { change(of: $0.node, from: before, to: graph.values) },
          moved: moved(from: before, to: graph.values, but: changed),
          prediction: pass.flatMap { prediction(of: $0, for: changed.sorted(), before) })))
    warnOfBirth(from: changed.min())
  }

  /// What the gradients of a pass foretell of its root, where they say anything.
  private func prediction(
    of pass: BackwardPass, for leaves: [Node], _ before: [Double]
  ) -> Prediction? {
    guard leaves.contains(where: pass.reaches) else { return nil }
    let predicted = leaves.reduce(0) { sum, leaf in
      sum + (pass.gradient(of: leaf) ?? 0) * (graph[leaf] - before[leaf.index])
    }
    return Prediction(
      root: workspace.label(pass.root), predicted: predicted,
      actual: graph[pass.root] - before[pass.root.index])
  }

  private func change(of node: Node, from before: [Double], to after: [Double]) -> Change {
    Change(
      name: workspace.label(node), before: before[node.index], after: after[node.index])
  }

  /// The named nodes whose values differ, in the order in which they were made.
  private func moved(
    from before: [Double], to after: [Double], but others: Set<Node>
  ) -> [Change] {
    workspace.labels.keys.filter { node in
      let (old, new) = (before[node.index], after[node.index])
      return old != new && !(old.isNaN && new.isNaN) && !others.contains(node)
    }.sorted().map { change(of: $0, from: before, to: after) }
  }

  private func collect(
    _ target: Datum, at targetSpan: Span, _ value: Datum, at valueSpan: Span,
    into changes: inout [(node: Node, value: Double)]
  ) throws(Diagnostic) {
    guard case .list(let targets) = target else {
      let node = try node(target, at: targetSpan)
      guard workspace.instruction(node).isLeaf else {
        throw Diagnostic(
          .notALeaf(workspace.label(node), formula: session.formula(of: node)), targetSpan)
      }
      changes.append(
        (node, try session.evaluator.plainNumber(value, at: valueSpan, needed: "the new value")))
      return
    }
    let values = try session.evaluator.elements(of: value, at: valueSpan, needed: "the new value")
    guard values.count == targets.count else {
      throw Diagnostic(
        .other("a list of \(targets.count) cannot take \(values.count) values", help: nil),
        valueSpan)
    }
    for (target, value) in zip(targets, values) {
      try collect(target, at: targetSpan, value, at: valueSpan, into: &changes)
    }
  }
}
