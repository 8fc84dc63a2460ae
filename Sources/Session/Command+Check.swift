import Autograd
import Language

extension Command {
  static let check = Command(
    "check",
    [
      .init("L", .node), .init("x", .node, optional: true),
      .init("sweep", .word(["sweep"]), optional: true),
    ],
    options: [.init("step", .number, "the h of the difference; one that fits, if not given")],
    summary: "Computes gradients in three ways and compares them.",
    details: """
      Reverse mode, forward mode and a central difference stand side by side, with the relative \
      error between the first and the last. x is a leaf or a list of leaves; without it every \
      named leaf of L is checked. Where they part, a reason is given: a kink or a jump within h, a \
      step that is too large or too small, rounding, or an `op` whose derivative is wrong. At a tie \
      of max or min, and for abs at 0, they agree on the middle of two slopes, and the verdict is \
      `kink` too. With \
      `sweep` the error of the forward and of the central difference is shown for h from 1e-1 down \
      to 1e-15, as a table and as a plot.
      """,
    examples: [
      "x = 0.5; y = tanh(x^2)\ncheck y",
      "op cube(x) = x^3 grad 2x^2\nx = 2; y = cube(x)\ncheck y x",
      "x = 1; y = exp(x)\ncheck y x sweep",
    ]
  ) { (call) throws(Diagnostic) in try call.check() }
}

extension Command.Call {
  fileprivate func check() throws(Diagnostic) {
    guard let root = try node("L") else { return }
    if has("sweep") { return try checkSweep(root) }
    let leaves = if let given = try leaves("x") { given } else { try namedLeaves(of: root) }
    guard !leaves.isEmpty else {
      throw Diagnostic(.other("this list is empty: there is no leaf to check", help: nil), span)
    }
    guard
      let checks = graph.checks(
        of: root, by: leaves, step: try step(), policy: workspace.replays.policy,
        isInterrupted: session.effects.isInterrupted)
    else { throw Diagnostic(.interrupted, span) }
    let rows = checks.map { check in
      let (verdict, reason) = words(for: check)
      return CheckReport.Row(
        node: workspace.label(check.leaf), reverse: check.reverse, forward: check.forward,
        central: check.central, error: check.error, verdict: verdict, reason: reason)
    }
    report(.check(CheckReport(root: workspace.label(root), rows: rows)))
  }

  private func step() throws(Diagnostic) -> Double? {
    guard let (step, span) = number(option: "step") else { return nil }
    guard step > 0, step.isFinite else {
      throw Diagnostic(.other("a step is a number above 0", help: "as in step=1e-6"), span)
    }
    return step
  }

  private func words(for check: Check) -> (verdict: String, reason: String?) {
    let format = session.settings.precision
    let within =
      "within h = \(NumberFormat.significant(2).text(check.step)) of "
      + "\(workspace.label(check.leaf)) = \(format.text(graph[check.leaf]))"
    switch check.verdict {
    case .ok: return ("ok", nil)
    case .kink(let node) where check.error <= Check.tolerance:
      return (
        "kink",
        "\(session.formula(of: node)) has a corner at \(workspace.label(check.leaf)) = "
          + "\(format.text(graph[check.leaf])): the slope is \(format.text(check.below)) below and "
          + "\(format.text(check.above)) above, so there is no derivative; "
          + "\(format.text(check.reverse)), on which the ways agree, is a convention"
      )
    case .kink(let node):
      return (
        "kink",
        "\(session.formula(of: node)) has a corner \(within): the slope is "
          + "\(format.text(check.below)) below and \(format.text(check.above)) above, and a "
          + "difference mixes the two"
      )
    case .jump(let node):
      return (
        "jump",
        "\(session.formula(of: node)) jumps \(within), where no difference means anything; the "
          + "gradient is that of the pieces beside the jump"
      )
    case .stepTooLarge(let step):
      return (
        "step too large",
        "the function turns \(within); with h = \(NumberFormat.significant(2).text(step)) the two "
          + "agree"
      )
    case .stepTooSmall(let step):
      return (
        "step too small",
        "what h = \(NumberFormat.significant(2).text(check.step)) changes is lost in rounding; with "
          + "h = \(NumberFormat.significant(2).text(step)) the two agree"
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
      return (
        "differs",
        "`\(operation?.name ?? "")` gives \(format.text(fault.claimed)) as its derivative by "
          + "\(operation?.parameters[fault.position] ?? "x"), and differences say "
          + format.text(fault.measured)
      )
    }
  }

  // MARK: sweep

  private func checkSweep(_ root: Node) throws(Diagnostic) {
    let leaves = if let given = try leaves("x") { given } else { try namedLeaves(of: root) }
    guard !leaves.isEmpty else {
      throw Diagnostic(.other("this list is empty: there is no leaf to check", help: nil), span)
    }
    guard leaves.count == 1, let leaf = leaves.first else {
      throw Diagnostic(
        .other(
          "the error is shown for one leaf at a time",
          help: "name it: check \(workspace.label(root)) x sweep"), span)
    }
    let gradient = graph.backward(from: root).gradient(of: leaf) ?? 0
    var rows: [CheckSweepReport.Row] = []
    for place in CheckSweepReport.steps.indices {
      if session.effects.isInterrupted() { throw Diagnostic(.interrupted, span) }
      let differences = graph.differences(
        of: root, by: leaf, step: CheckSweepReport.steps[place])
      rows.append(CheckSweepReport.Row(differences, gradient: gradient))
    }
    report(
      .checkSweep(
        CheckSweepReport(
          root: workspace.label(root), leaf: workspace.label(leaf), at: graph[leaf],
          value: graph[root], gradient: gradient, rows: rows)))
  }
}
