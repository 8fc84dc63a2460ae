import Autograd
import CommandLine
import Language
import Session
import Testing

/// What a script says, as the program writes it, without the newline at the end.
func transcript(_ script: String) -> String { String(Transcript.text(of: script).dropLast()) }

/// The mistakes of a script, each as `line:column: message`.
func mistakes(_ script: String) -> [String] {
  session(script) { _, reports in
    reports.compactMap { report in
      guard case .diagnostic(let diagnostic, let place) = report, diagnostic.severity == .error
      else { return nil }
      return "\(place?.line ?? 0):\(place?.column ?? 0): \(diagnostic.message)"
    }
  }
}

/// The number that a script ends with, or `nil` where it ends with something else.
func value(_ script: String) -> Double? {
  session(script) { session, _ in
    switch session.workspace.value(named: "ans") {
    case .number(let number)?: number
    case .node(let node)?: session.workspace.graph[node]
    default: nil
    }
  }
}

/// Runs a script in a session of its own and looks at what has become of it.
func session<Result>(_ script: String, _ look: (Session, [Report]) -> Result) -> Result {
  LargeStack.run {
    let session = Session(effects: .quiet)
    var reports: [Report] = []
    session.report = { reports.append($0) }
    session.run(script)
    return look(session, reports)
  }
}

/// Everything of a session that a statement can change: names, nodes, values, gradients.
func state(of session: Session) -> String {
  let workspace = session.workspace
  let graph = workspace.graph
  let names = workspace.definitions.map { "\($0.name) = \(workspace.shown($0.value))" }
  let nodes = graph.nodes.map { node in
    "\(node) \(graph.formula(of: node, name: \.description)) \(graph[node].bitPattern) "
      + "\(workspace.pass?.gradient(of: node)?.bitPattern ?? 0)"
  }
  return (names + nodes).joined(separator: "\n")
}

func isClose(
  _ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0
) -> Bool {
  a == b || (a.isNaN && b.isNaN) || abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}
