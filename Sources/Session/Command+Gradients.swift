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
      examples: ["x = 2; y = 3x^2\nbackward y;\ngrads"]
    ) { (call) throws(Diagnostic) in
      // Leaves that the last pass did not come by are none of its business.
      let pass = call.workspace.pass
      call.report(.gradients(call.session.leafGradients { pass?.reaches($0) ?? true }))
    },
    check, nudge, set, sweep,
  ]
}

extension Command.Call {
  fileprivate func backward() throws(Diagnostic) {
    guard let (value, span) = try value("L") else { return }
    let root = try node(value, at: span)
    var pass = BackwardPass(root: root)
    workspace.backward(from: root, into: &pass)
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

  /// Warns of the first value from `first` on that is nan or infinite where its operands are not.
  func warnOfBirth(from first: Node?) {
    guard let first, !workspace.isFinite, let node = graph.firstNonFinite(from: first) else {
      return
    }
    let diagnostic = Diagnostic(
      .other(
        "\(session.formula(of: node)) is \(NumberFormat.full.text(graph[node]))", help: nil),
      Span(origin: graph.instruction(node).origin), severity: .warning)
    session.report(.diagnostic(diagnostic, workspace.sources.place(of: diagnostic.span)))
  }
}
