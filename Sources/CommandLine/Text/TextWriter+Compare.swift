import Autograd
import Session
import Terminal
import Typography

extension TextWriter {
  func lines(_ report: CompareReport) -> [String] {
    lines(visitsOf: report) + [""] + lines(gradientsOf: report) + [""]
      + report.orders.filter { $0.word != "backward" }.flatMap(lines(verdictOn:))
  }

  private func lines(visitsOf report: CompareReport) -> [String] {
    let width = report.orders.map { Screen.width(of: $0.name) }.max() ?? 0
    return report.orders.flatMap { order in
      let listed = shortenedList(order.visits, of: order.visitCount, to: columns - width - 2)
      return wrapped(
        Screen.padded(order.name, to: width) + "  " + listed, indent: width + 2)
    }
  }

  /// Names in a row, as many as fit; then how many there are.
  func shortenedList(_ names: [String], of count: Int, to width: Int) -> String {
    var text = ""
    for (place, name) in names.enumerated() {
      let longer = text + (place > 0 ? ", " : "") + Screen.shortened(name, to: 24)
      let isLast = place == count - 1
      if Screen.width(of: longer) + (isLast ? 0 : 8 + "\(count)".count) > width { break }
      text = longer
      if isLast { return text }
    }
    return text.isEmpty ? "… (\(count))" : text + ", … (\(count))"
  }

  private func lines(gradientsOf report: CompareReport) -> [String] {
    if report.leaves.isEmpty { return ["\(report.root) depends on no leaf but constants"] }
    var table = TextTable(
      columns: [.init("leaf", role: .name, canShrink: true)]
        + report.orders.map { .init($0.name, .right, gap: 3) })
    for (place, leaf) in report.leaves.enumerated() {
      table.rows.append(
        [leaf]
          + report.orders.map { order in
            if order.isCut { return "–" }
            let gradient = order.gradients[place]
            return (gradient.isRight ? "" : "✗ ") + number(gradient.value)
          })
    }
    return table.lines(width: columns, ink: ink)
      + more(report.omitted, after: report.leaves.count, "leaf", "leaves")
  }

  private func lines(verdictOn order: CompareReport.Order) -> [String] {
    let verdict =
      if order.isCut {
        "given up after \(order.visitCount) visits"
      } else if order.isRight {
        order.parting == nil ? "right for this graph" : "right here, though only by these numbers"
      } else {
        "wrong for \(order.wrongCount.counted("leaf", "leaves"))"
      }
    let parting = order.parting.map { "; first at visit \($0.visit): \($0.reason)" } ?? ""
    return wrapped("\(order.name): \(verdict)\(parting)", indent: 2)
  }
}
