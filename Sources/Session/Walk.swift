import Autograd
import Drawing
import Explanation

/// A pass as it is shown step by step: what is known at each, and what is said.
struct Walk {
  /// Which passes are walked through.
  enum Pass: String, CaseIterable {
    case backward, forward, both
  }

  private(set) var moments: [Moment] = []
  private(set) var steps: [Deck.Step] = []

  /// Longer walks are no walks: nobody steps through a thousand pictures.
  static let longest = 1000

  /// - Returns: `nil` where the walk would be too long.
  init?(_ pass: Pass, to root: Node, in session: Session) {
    let graph = session.workspace.graph
    let directions: [Debugger.Direction] =
      switch pass {
      case .backward: [.backward]
      case .forward: [.forward]
      case .both: [.forward, .backward]
      }
    let debuggers = directions.map { Debugger(of: root, $0, in: graph) }
    guard debuggers.reduce(0, { $0 + $1.count }) <= Walk.longest else { return nil }
    for debugger in debuggers { add(debugger, session) }
  }

  private mutating func add(_ start: Debugger, _ session: Session) {
    let graph = session.workspace.graph
    var debugger = start
    var moment = Moment(startOf: debugger, in: graph)
    moments.append(moment)
    steps.append(Walk.beginning(of: debugger, session))
    while !debugger.isAtEnd {
      debugger.advance(to: debugger.position + 1, in: graph)
      moment.follow(debugger, in: graph)
      moments.append(moment)
      steps.append(Walk.step(of: debugger, session))
    }
  }

  // MARK: What is said

  private static func beginning(of debugger: Debugger, _ session: Session) -> Deck.Step {
    let root = session.workspace.label(debugger.root)
    switch debugger.direction {
    case .backward:
      return Deck.Step(
        line: "\(root).grad = 1",
        rule: "the seed: ∂\(root)/∂\(root) is 1, and everything else waits",
        description: description(of: debugger, session))
    case .forward:
      return Deck.Step(
        line: "the leaves are given", rule: "everything else is computed from them",
        description: description(of: debugger, session))
    }
  }

  private static func step(of debugger: Debugger, _ session: Session) -> Deck.Step {
    let graph = session.workspace.graph
    let format = session.settings.precision
    let last = debugger.lastStep(in: graph)!
    let step = session.describe(last.step, of: debugger, last.before, last.after)
    let operation = graph.operation(of: last.step.node)
    var rule = operation?.summary ?? ""
    if debugger.direction == .backward {
      rule = operation?.pattern.map { "\($0.phrase): \($0.meaning)" } ?? rule
      if let change = step.change(format), last.before != 0 { rule += "; \(change)" }
    }
    return Deck.Step(
      line: step.line(format), rule: rule,
      description: "\(step.line(format)). \(description(of: debugger, session))")
  }

  /// The picture in words.
  private static func description(of debugger: Debugger, _ session: Session) -> String {
    let format = session.settings.precision
    let graph = session.workspace.graph
    let known = debugger.settled.suffix(20).map { node in
      let number = debugger.gradient(of: node) ?? graph[node]
      return "\(session.workspace.label(node)) \(format.text(number))"
    }
    let word = debugger.direction == .backward ? "Gradients that are complete" : "Known values"
    let waiting =
      debugger.waitingCount == 0 ? "nothing waits" : "\(debugger.waitingCount) nodes wait"
    return "\(word): \(known.joined(separator: ", ")); \(waiting)."
  }
}
