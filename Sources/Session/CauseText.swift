import Autograd
import Explanation
import Language

/// Says in words why a gradient is 0, nan, infinite or the seed.
struct CauseText {
  let session: Session
  let node: Node
  let root: Node

  private var workspace: Workspace { session.workspace }
  private var graph: Graph { session.workspace.graph }
  private func name(_ node: Node) -> String { workspace.label(node) }
  private func number(_ number: Double) -> String { session.settings.precision.text(number) }

  /// More causes than this are gathered by kind, and counted.
  private static let most = 2

  /// The causes as one sentence without its full stop; `nil` where there are none.
  func sentence(_ causes: [Cause]) -> String? {
    if causes.isEmpty { return nil }
    if causes.count <= CauseText.most { return causes.map(text).joined(separator: ", and ") }
    var kinds: [(reason: String, first: Cause, count: Int)] = []
    for cause in causes {
      let reason = kind(of: cause)
      if let place = kinds.firstIndex(where: { $0.reason == reason }) {
        kinds[place].count += 1
      } else {
        kinds.append((reason, cause, 1))
      }
    }
    let shown = kinds.prefix(CauseText.most).map { kind in
      text(kind.first)
        + (kind.count > 1 ? ", and so in \((kind.count - 1).counted("more place"))" : "")
    }
    let rest = kinds.dropFirst(CauseText.most).reduce(0) { $0 + $1.count }
    return (shown + (rest > 0 ? ["\(rest) more such reasons"] : [])).joined(separator: ", and ")
  }

  /// What causes of one kind have in common: the reason, and whether it lies upstream.
  private func kind(of cause: Cause) -> String {
    guard case .zeroLocal(let edge) = cause else { return text(cause) }
    let reason = graph.operation(of: edge.node)?.reasonForZero(at: edge.position) ?? ""
    return edge.operand == node ? reason : "\(reason) upstream"
  }

  private func text(_ cause: Cause) -> String {
    switch cause {
    case .seed:
      "\(name(node)) is what is differentiated: every pass starts there from 1, the seed"
    case .independent:
      "\(name(root)) does not depend on \(name(node))"
        + (node > root ? ", which was made after it" : "")
    case .fixed(let user):
      "\(name(node)) is a constant that belongs to the operation in \(definition(user))"
    case .zeroLocal(let edge):
      "\(graph.operation(of: edge.node)?.reasonForZero(at: edge.position) ?? "") in "
        + "\(definition(edge.node))\(values(edge.node))\(effect(on: edge.operand, "0"))"
    case .vanished(let edge):
      "\(product(edge)) is too small for a number\(effect(on: edge.operand, "0"))"
    case .cancelled(let at):
      at == node
        ? "its contributions cancel each other"
        : "the contributions to \(name(at)) cancel each other\(effect(on: at, "0"))"
    case .value(let at):
      "\(definition(at)) is \(number(graph[at]))\(values(at))\(place(at))"
    case .fromInfinity(let at):
      "\(definition(at)) is \(number(graph[at]))\(values(at))\(place(at))"
    case .given(let leaf):
      "\(name(leaf)) was given the value \(number(graph[leaf]))\(place(leaf))"
    case .local(let edge):
      "the local derivative of \(graph.operation(of: edge.node)?.name ?? "") is "
        + "\(number(edge.local)) in "
        + "\(definition(edge.node))\(values(edge.node))\(place(edge.node))"
    case .indefinite(let edge):
      "\(product(edge)) is nan"
    case .overflow(let edge):
      "\(product(edge)) is too large for a number\(place(edge.node))"
    case .opposed(let at):
      "the contributions to \(name(at)) are inf and -inf, whose sum is nan"
    case .sumOverflow(let at):
      "the contributions to \(name(at)) add up to more than a number can hold\(place(at))"
    }
  }

  /// `e = a * b`
  private func definition(_ node: Node) -> String { "\(name(node)) = \(session.formula(of: node))" }

  /// `, where a = 2 and b = 0`
  private func values(_ user: Node) -> String {
    var met: [Node] = []
    for operand in graph.operands(of: user)
    where !graph.instruction(operand).isConstant && !met.contains(operand) { met.append(operand) }
    if met.isEmpty { return "" }
    return ", where " + met.map { "\(name($0)) = \(number(graph[$0]))" }.joined(separator: " and ")
  }

  /// What a cause further up makes of the gradient there.
  private func effect(on operand: Node, _ value: String) -> String {
    operand == node ? "" : ", which makes ∂\(name(root))/∂\(name(operand)) \(value)"
  }

  /// `∂L/∂e · ∂e/∂a = 0 · inf`
  private func product(_ edge: Edge) -> String {
    "∂\(name(root))/∂\(name(edge.node)) · ∂\(name(edge.node))/∂\(name(edge.operand)) = "
      + "\(number(edge.upstream)) · \(number(edge.local))"
  }

  /// ` (line 3)`, and what stands there where the definition does not say it already.
  private func place(_ node: Node) -> String {
    let origin = graph.instruction(node).origin
    guard origin != 0, let place = workspace.sources.place(of: Span(origin: origin)) else {
      return ""
    }
    let line = "\(place.file.map { "\($0):" } ?? "line ")\(place.line)"
    // The statement alone, of a line that has several.
    let start = place.before.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    let rest = place.text.dropFirst(place.before.count).prefix { $0 != ";" }
    let statement = "\(start)\(rest)".drop { $0 == " " || $0 == "\t" }
    let isSaid = statement.filter { $0 != " " } == definition(node).filter { $0 != " " }
    return isSaid || graph.instruction(node).isLeaf ? " (\(line))" : " (\(line): \(statement))"
  }
}
