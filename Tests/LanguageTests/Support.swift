import Autograd
import CommandLine
import Language
import Session
import SessionRun
import Testing

/// What a script says, as the program writes it, without the newline at the end.
func transcript(_ script: String) -> String { String(Transcript.text(of: script).dropLast()) }

/// The mistakes of a script, each as `line:column: message`.
func mistakes(_ script: String) -> [String] { SessionRun.mistakes(script) }

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
  SessionRun.after(script, look)
}

/// Everything of a session that a statement can change.
func state(of session: Session) -> String { SessionRun.state(of: session) }

func isClose(
  _ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 0
) -> Bool {
  a == b || (a.isNaN && b.isNaN) || abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}
