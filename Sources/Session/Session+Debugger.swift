import Autograd
import Explanation
import Language

/// A debugger while it runs in a session.
struct DebuggerRun {
  var debugger: Debugger
  /// What the graph's values were when it started.
  var revision: Int
  /// How many debuggers ran before it in the session.
  let number: Int
  /// What its root was called when it started: nodes may have moved since.
  let rootName: String
  /// What an empty line repeats.
  var repeated = "step"
}

extension Session {
  /// Whether a debugger runs.
  public var isDebugging: Bool { debugging != nil }

  /// Where the debugger stands, for the prompt: `L 3/12`.
  public var debuggerPlace: String? {
    guard let debugger = debugging?.debugger else { return nil }
    let name = workspace.label(debugger.root)
    let short = name.count > 20 ? name.prefix(19) + "…" : name
    return "\(short) \(debugger.position)/\(debugger.count)"
  }

  /// What an empty line stands for.
  public var repeatedCommand: String? { debugging?.repeated }

  /// Ends the debugger when the values that it explains are gone.
  func endStaleDebugger(at span: Span) {
    guard let run = debugging else { return }
    let root = run.debugger.root
    let isGone = root.index >= workspace.graph.count
    guard isGone || run.revision != workspace.revision else { return }
    debugging = nil
    let diagnostic = Diagnostic(
      .other(
        "the debugger has ended: \(isGone ? "its nodes are gone" : "a value or a node has changed")",
        help: isGone ? nil : "to start anew: debug \(run.rootName)"), span, severity: .hint
    )
    report(.diagnostic(diagnostic, workspace.sources.place(of: span)))
  }

  // MARK: Stops

  /// What is told where the debugger stands.
  func stopReport(
    _ reason: StopReport.Reason, name: String? = nil, at node: Node? = nil,
    step: DebuggerStep? = nil, undone: Int = 0,
    gradients: [LeafGradient] = []
  ) -> StopReport? {
    guard let debugger = debugging?.debugger else { return nil }
    let graph = workspace.graph
    let most = reason == .where ? settings.rows : 12
    let next = debugger.node.map { node in
      "\(workspace.label(node)) = \(formula(of: node))"
    }
    return StopReport(
      root: workspace.label(debugger.root), direction: debugger.direction,
      position: debugger.position, count: debugger.count, reason: reason, name: name,
      node: node.map(workspace.label), isComplete: node != nil && node != debugger.node,
      undone: undone,
      step: step, next: next,
      settled: debugger.settled.suffix(most).map { node in
        .init(
          node: workspace.label(node), number: debugger.gradient(of: node) ?? graph[node])
      },
      settledCount: debugger.settled.count,
      waiting: debugger.waiting(most, in: graph).map {
        .init(node: workspace.label($0.node), arrived: $0.arrived, needed: $0.needed)
      },
      waitingCount: debugger.waitingCount, isDetailed: reason == .where, gradients: gradients)
  }

  /// The last step with what it changed.
  var lastStep: DebuggerStep? {
    guard let last = debugging?.debugger.lastStep(in: workspace.graph) else { return nil }
    return debugging.map { describe(last.step, of: $0.debugger, last.before, last.after) }
  }

  /// A step of a debugger in words and numbers.
  func describe(
    _ step: Debugger.Step, of debugger: Debugger, _ before: Double? = nil, _ after: Double? = nil
  ) -> DebuggerStep {
    let graph = workspace.graph
    let format = settings.precision
    let edge = step.edge.map { edge in
      DebuggerStep.Edge(
        operand: workspace.label(edge.operand), upstream: edge.upstream,
        formula: graph.localFormula(
          of: edge.node, at: edge.position, format: format, name: workspace.label),
        local: edge.local, contribution: edge.contribution)
    }
    let substituted =
      step.edge == nil
      ? graph.formula(of: step.node, format: format) { format.text(graph[$0]) } : nil
    return DebuggerStep(
      root: workspace.label(debugger.root), number: step.number + 1,
      node: workspace.label(step.node), formula: formula(of: step.node),
      edge: edge, substituted: substituted, before: before, after: after,
      isTaken: step.number < debugger.position)
  }

  /// The steps before and after the place where the debugger stands.
  func stepsReport(around most: Int = 5) -> StepsReport? {
    guard let debugger = debugging?.debugger else { return nil }
    let first = max(0, debugger.position - most)
    let last = min(debugger.count, debugger.position + most + 1)
    return StepsReport(
      root: workspace.label(debugger.root), position: debugger.position, count: debugger.count,
      steps: (first..<last).map { describe(debugger.step($0, in: workspace.graph), of: debugger) })
  }
}
