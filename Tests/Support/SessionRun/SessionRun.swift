import Autograd
import CommandLine
import Language
import Session

/// A session of its own in which a script is run, in a world without files.
public enum SessionRun {
  /// Runs a script and looks at what has become of the session.
  public static func after<Result>(_ script: String, _ look: (Session, [Report]) -> Result)
    -> Result
  {
    LargeStack.run {
      let session = Session(effects: .quiet)
      var reports: [Report] = []
      session.report = { reports.append($0) }
      session.run(script)
      return look(session, reports)
    }
  }

  /// The mistakes of a script, each as `line:column: message`.
  public static func mistakes(_ script: String) -> [String] {
    after(script) { _, reports in
      reports.compactMap { report in
        guard case .diagnostic(let diagnostic, let place) = report, diagnostic.severity == .error
        else { return nil }
        return "\(place?.line ?? 0):\(place?.column ?? 0): \(diagnostic.message)"
      }
    }
  }

  /// Everything of a session that a statement can change: names, nodes, values, gradients.
  public static func state(of session: Session) -> String {
    let workspace = session.workspace
    let graph = workspace.graph
    let names = workspace.definitions.map { "\($0.name) = \(workspace.shown($0.value))" }
    let nodes = graph.nodes.map { node in
      "\(node) \(graph.formula(of: node, name: \.description)) \(graph[node].bitPattern) "
        + "\(workspace.pass?.gradient(of: node)?.bitPattern ?? 0)"
    }
    return (names + nodes).joined(separator: "\n")
  }
}
