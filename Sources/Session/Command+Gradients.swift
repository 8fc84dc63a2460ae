import Autograd
import Language

extension Command {
  static let gradients: [Command] = [
    Command(
      "backward",
      [.init("L", .expression), .init("accumulate", .word(["accumulate"]), optional: true)],
      summary: "Runs backward from L and shows every edge's gradients.",
      details: """
        Gradients start from zero. For each node the table shows its upstream gradient, and for \
        each input the local derivative and the product of the two, which flows downstream. With \
        `accumulate` the gradients are added to those of the passes before, as happens when \
        zero_grad is forgotten. Of a large graph only the leaves are shown.
        """,
      examples: [
        "a = 2; b = -3; e = a*b\nbackward e",
        "b = 3; c = b + b\nbackward c;\nbackward c accumulate",
      ], voice: .outsideBlocks
    ) { (call) throws(Diagnostic) in try call.backward() },
    Command(
      "grads", summary: "Shows the gradients of the leaves.",
      details: "`–` stands where no backward pass has computed one. `why x` explains one of them.",
      examples: ["x = 2; y = 3x^2\nbackward y;\ngrads"], kept: true
    ) { (call) throws(Diagnostic) in
      // Leaves that the last pass did not come by are none of its business.
      let pass = call.workspace.pass
      call.report(.gradients(call.session.leafGradients { pass?.reaches($0) ?? true }))
    },
    Command(
      "check", [.init("L", .node), .init("x", .node, optional: true)],
      summary: "Computes gradients in three ways and compares them.",
      details: """
        Reverse mode, forward mode and a central difference stand side by side, with the relative \
        error between the first and the last. x is a leaf or a list of leaves; without it every \
        named leaf of L is checked. Where they part, a reason is given: a kink, rounding, or an \
        `op` whose derivative is wrong.
        """,
      examples: [
        "x = 0.5; y = tanh(x^2)\ncheck y",
        "op cube(x) = x^3 grad 2x^2\nx = 2; y = cube(x)\ncheck y x",
      ]
    ) { (call) throws(Diagnostic) in try call.check() },
    Command(
      "nudge",
      [.init("x", .node), .init("h", .expression), .init("L", .node, optional: true, after: "of")],
      summary: "Wiggles a leaf and compares rise over run with the gradient.",
      details: """
        L is computed anew with x + h, and x is put back. L is the root of the last backward pass \
        if none is named.
        """,
      examples: ["x = 3; y = x^2\nnudge x 0.001 of y"]
    ) { (call) throws(Diagnostic) in try call.nudge() },
    Command(
      "set", [.init("x", .node), .init("value", .expression, mayFollowEquals: true)],
      summary: "Changes a leaf in place and computes what depends on it anew.",
      details: """
        x is a name, an element such as xs[1], or a list; a list takes a list of its shape. The \
        gradients are forgotten, since they belong to the old values.
        """,
      examples: ["x = 3; y = x^2\nset x 4\ny"], voice: .outsideBlocks
    ) { (call) throws(Diagnostic) in try call.set() },
  ]
}

extension Command.Call {
  fileprivate func backward() throws(Diagnostic) {
    guard let (value, span) = try value("L") else { return }
    let root = try node(value, at: span)
    var pass = graph.backward(from: root)
    let before = has("accumulate") ? workspace.lastPass : nil
    if let before { pass = pass.accumulating(onto: before) }
    workspace.setPass(pass)
    report(.backward(backwardReport(of: pass, isAccumulated: before != nil)))
  }

  private func backwardReport(of pass: BackwardPass, isAccumulated: Bool) -> BackwardReport {
    var steps: [BackwardReport.Step] = []
    var omitted = 0
    for step in graph.steps(of: pass) {
      if steps.count == session.settings.rows {
        omitted = countSteps(of: pass) - steps.count
        break
      }
      steps.append(
        .init(
          node: workspace.label(step.node), operation: graph.operation(of: step.node)?.name ?? "",
          formula: session.formula(of: step.node), value: graph[step.node],
          upstream: step.upstream,
          inputs: step.edges.map {
            .init(node: session.name($0.operand), local: $0.local, downstream: $0.contribution)
          }))
    }
    return BackwardReport(
      root: workspace.label(pass.root), value: graph[pass.root], steps: steps, omitted: omitted,
      isAccumulated: isAccumulated,
      gradients: session.leafGradients(where: pass.reaches))
  }

  private func countSteps(of pass: BackwardPass) -> Int {
    graph.nodes.prefix(pass.root.index + 1).reduce(0) { count, node in
      pass.reaches(node) && !graph.instruction(node).isLeaf ? count + 1 : count
    }
  }

  // MARK: check

  fileprivate func check() throws(Diagnostic) {
    guard let root = try node("L") else { return }
    let leaves = try leaves("x") ?? namedLeaves(of: root)
    guard !leaves.isEmpty else {
      throw Diagnostic(
        .other(
          "`\(workspace.label(root))` depends on no named leaf",
          help: "start from a name: x = 2; y = x^2"), span)
    }
    guard
      let checks = graph.checks(
        of: root, by: leaves, isInterrupted: session.effects.isInterrupted)
    else { throw Diagnostic(.interrupted, span) }
    let rows = checks.map { check in
      let (verdict, reason) = words(for: check)
      return CheckReport.Row(
        node: workspace.label(check.leaf), reverse: check.reverse, forward: check.forward,
        central: check.central, error: check.error, verdict: verdict, reason: reason)
    }
    report(.check(CheckReport(root: workspace.label(root), rows: rows)))
  }

  private func namedLeaves(of root: Node) -> [Node] {
    let pass = graph.backward(from: root)
    return workspace.labels.keys.filter { pass.reaches($0) && graph.instruction($0).isLeaf }
      .sorted()
  }

  private func words(for check: Check) -> (verdict: String, reason: String?) {
    switch check.verdict {
    case .ok: return ("ok", nil)
    case .kink(let node):
      return (
        "kink",
        "\(session.formula(of: node)) has a corner or a jump here, where a difference means nothing"
      )
    case .rounding:
      return ("rounding", "the gradient is so small that the difference is all rounding")
    case .notFinite(let node):
      return (
        "not finite",
        node.map { "\(session.formula(of: $0)) is \(NumberFormat.full.text(graph[$0]))" }
      )
    case .differs(let fault):
      guard let fault else { return ("differs", "the gradient is not the slope") }
      let operation = graph.operation(of: fault.node)
      let format = session.settings.precision
      return (
        "differs",
        "`\(operation?.name ?? "")` gives \(format.text(fault.claimed)) as its derivative by "
          + "\(operation?.parameters[fault.position] ?? "x"), and differences say "
          + format.text(fault.measured)
      )
    }
  }

  // MARK: nudge and set

  fileprivate func nudge() throws(Diagnostic) {
    guard let leaves = try leaves("x"), let step = try number("h") else { return }
    let root = try root("L", example: "nudge x 0.001 of L")
    guard leaves.count == 1, let leaf = leaves.first else {
      throw Diagnostic(.other("one leaf is wiggled at a time", help: "take one, as xs[0]"), span)
    }
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
    let before = graph[root]
    report(
      .nudge(
        NudgeReport(
          leaf: Change(
            name: workspace.label(leaf), before: graph[leaf], after: values[leaf.index]),
          root: Change(
            name: workspace.label(root), before: before, after: values[root.index]),
          quotient: (values[root.index] - before) / run,
          gradient: graph.backward(from: root).gradient(of: leaf) ?? 0)))
  }

  fileprivate func set() throws(Diagnostic) {
    guard let (target, targetSpan) = try value("x"), let (value, valueSpan) = try value("value")
    else { return }
    var changes: [(node: Node, value: Double)] = []
    try collect(target, at: targetSpan, value, at: valueSpan, into: &changes)
    let before = isSilent ? [] : graph.values
    workspace.set(changes)
    let changed = Set(changes.map(\.node))
    report(
      .set(
        changes.map { change(of: $0.node, before) },
        moved: outputs.filter { graph[$0] != before[$0.index] && !changed.contains($0) }
          .map { change(of: $0, before) }))
    warnOfBirth(from: changed.min())
  }

  private func change(of node: Node, _ before: [Double]) -> Change {
    Change(name: workspace.label(node), before: before[node.index], after: graph[node])
  }

  /// The named nodes that no other node uses.
  private var outputs: [Node] {
    var isUsed = [Bool](repeating: false, count: graph.count)
    for node in graph.nodes {
      for operand in graph.operands(of: node) { isUsed[operand.index] = true }
    }
    return workspace.labels.keys.filter { !isUsed[$0.index] }.sorted()
  }

  private func collect(
    _ target: Datum, at targetSpan: Span, _ value: Datum, at valueSpan: Span,
    into changes: inout [(node: Node, value: Double)]
  ) throws(Diagnostic) {
    guard case .list(let targets) = target else {
      let node = try node(target, at: targetSpan)
      guard graph.instruction(node).isLeaf else {
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

  /// Warns of the first value from `first` on that is nan or infinite where its operands are not.
  func warnOfBirth(from first: Node?) {
    guard let first, let node = graph.firstNonFinite(from: first) else { return }
    let diagnostic = Diagnostic(
      .other(
        "\(session.formula(of: node)) is \(NumberFormat.full.text(graph[node]))", help: nil),
      Span(origin: graph.instruction(node).origin), severity: .warning)
    session.report(.diagnostic(diagnostic, workspace.sources.place(of: diagnostic.span)))
  }
}
