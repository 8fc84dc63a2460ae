import Autograd
import Language

extension Command {
  static let sweep = Command(
    "sweep",
    [
      .init("x", .node), .init("a..b", .expression), .init("L", .node, optional: true, after: "of"),
    ],
    summary: "Tabulates L and ∂L/∂x while x runs over a range.",
    details: """
      The range is written as everywhere, -2..2 by 0.5; without `by` it is cut into ten equal \
      steps, and a list of values will do as well. A row for the value that x has is among them, \
      with a mark, if it lies in the range. x keeps its value, and the gradients of the last \
      backward pass stay. Of a long table `option rows` says how much is shown. L is the root of \
      the last backward pass if none is named.
      """,
    examples: ["x = 3; y = (x - 2)^2\nsweep x 0..4 by 0.5 of y"]
  ) { (call) throws(Diagnostic) in try call.sweep() }
}

extension Command.Call {
  fileprivate func sweep() throws(Diagnostic) {
    guard let leaf = try oneLeaf("x", what: "swept") else { return }
    var points = try self.points()
    let root = try root("L", example: "sweep x -2..2 of L")
    let current = graph[leaf]
    if !points.contains(current), let low = points.min(), let high = points.max(),
      low < current, current < high
    {
      let isRising = points.first! < points.last!
      let place = points.firstIndex { isRising ? $0 > current : $0 < current }!
      points.insert(current, at: place)
    }
    var copy = graph
    var replays = workspace.replays.another()
    var rows: [SweepReport.Row] = []
    for point in points.prefix(session.settings.rows) {
      if session.effects.isInterrupted() { throw Diagnostic(.interrupted, span) }
      replays.set([(leaf, point)], in: &copy, through: leaf < root ? root : leaf)
      rows.append(
        .init(
          at: point, value: replays.value(of: root, in: &copy),
          gradient: replays.gradients(of: [leaf], of: root, in: &copy)[0],
          isCurrent: point == current))
    }
    report(
      .sweep(
        SweepReport(
          leaf: workspace.label(leaf), root: workspace.label(root), current: current, rows: rows,
          omitted: points.count - rows.count)))
  }

  /// Into how many steps a range is cut that does not say.
  private static var usualSteps: Int { 10 }

  private func points() throws(Diagnostic) -> [Double] {
    guard let expression = expression("a..b") else { return [] }
    let evaluator = session.evaluator
    var points: [Double]
    if case .range(let range) = expression.kind, range.step == nil {
      let start = try evaluator.plainNumber(
        evaluator.evaluate(range.start), at: range.start.span, needed: "a range's start")
      let end = try evaluator.plainNumber(
        evaluator.evaluate(range.end), at: range.end.span, needed: "a range's end")
      guard start.isFinite, end.isFinite else { throw Diagnostic(.endlessRange, expression.span) }
      let steps = Double(Command.Call.usualSteps)
      points = (0...Command.Call.usualSteps).map {
        // Each end exactly, and the middle.
        start * ((steps - Double($0)) / steps) + end * (Double($0) / steps)
      }
      if start == end { points = [start] } else if !range.includesEnd { points.removeLast() }
    } else {
      let value = try evaluator.evaluate(expression)
      let elements = try evaluator.elements(
        of: value, at: expression.span, needed: "what is swept over")
      points = []
      for element in elements {
        points.append(
          try evaluator.plainNumber(element, at: expression.span, needed: "a value of x"))
      }
    }
    guard !points.isEmpty else {
      throw Diagnostic(
        .other("the range is empty", help: "as in sweep x -2..2, or -2..2 by 0.5"), expression.span)
    }
    return points
  }
}
