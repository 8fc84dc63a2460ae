import Autograd
import Explanation
import Language

extension Command {
  static let paths = Command(
    "paths", [.init("L", .node), .init("x", .node)],
    summary: "Shows the paths from L to x, whose products add up to the gradient.",
    details: """
      Along each path the local derivatives are multiplied; the largest products come first. The \
      paths are counted exactly, also where there are far too many to list, and the total is the \
      gradient of a backward pass. Then it says what three ways to the gradient cost: one \
      multiplication is counted for each local derivative that something is multiplied by; the \
      seed 1 and constants cost nothing. Taking the paths one by one, a path of k edges costs \
      k - 1. Forward mode meets each edge once for each leaf, reverse mode once for all leaves. \
      `option rows` says how many paths are listed.
      """,
    examples: [
      "a = -2; b = 3; d = a*b; e = a + b; f = d*e\npaths f a",
      "x = 1; for k in 0..<60 { x = x + x }\noption rows 2\npaths x %0",
    ]
  ) { (call) throws(Diagnostic) in try call.paths() }
}

extension Command.Call {
  fileprivate func paths() throws(Diagnostic) {
    guard let root = try gradientNode("L"), let node = try gradientNode("x") else { return }
    if isSilent { return }
    guard
      let paths = graph.paths(
        from: root, to: node, most: session.settings.rows,
        isInterrupted: session.effects.isInterrupted)
    else { throw Diagnostic(.interrupted, span) }
    report(
      .paths(
        PathsReport(
          root: workspace.label(root), node: workspace.label(node), count: paths.count,
          countLog2: paths.countLog2, paths: paths.largest.map { named($0, root: root) },
          total: paths.total, cost: paths.cost,
          isReversed: root < node && graph.backward(from: node).reaches(root))))
  }

  /// A path in names; of a long one the two ends.
  private func named(_ path: Paths.Path, root: Node) -> PathsReport.Path {
    let most = max(session.settings.rows, 100)
    let omitted = max(path.edges.count - most, 0)
    let ends =
      omitted == 0
      ? path.edges[...] : path.edges.prefix((most + 1) / 2) + path.edges.suffix(most / 2)
    let steps = ends.map { edge in
      let isRepeated = graph.operands(of: edge.node).count(where: { $0 == edge.operand }) > 1
      return PathsReport.Step(
        node: workspace.label(edge.operand), local: edge.local,
        place: isRepeated ? edge.position + 1 : nil)
    }
    return PathsReport.Path(
      root: workspace.label(root), steps: steps, product: path.product, omitted: omitted)
  }
}
