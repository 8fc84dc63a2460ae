import Autograd
import Explanation
import Session
import Terminal
import Typography

extension TextWriter {
  func lines(_ report: StopReport) -> [String] {
    if report.reason == .finish { return lines(finished: report) }
    var lines = wrapped(headline(of: report), indent: 2).filter { !$0.isEmpty }
    if let step = report.step {
      let isUndone = report.reason == .back
      let text = (isUndone ? undone(report.undone) : "") + text(of: step, isUndone: isUndone)
      // What changed goes to a line of its own where it does not fit.
      let fits = Screen.width(of: text) <= columns
      lines +=
        fits
        ? [text]
        : text.split(separator: changeMark).enumerated().flatMap { place, part in
          wrapped((place > 0 ? "  " : "") + part, indent: 2)
        }
    }
    if let next = report.next, report.isDetailed || report.reason == .start {
      lines += wrapped("next: \(next)", indent: 2)
    }
    return lines + self.lines(stateIn: report)
  }

  private func lines(finished report: StopReport) -> [String] {
    guard report.direction == .backward else {
      return ["the forward pass is complete: " + (report.step.map { text(of: $0) } ?? "")]
    }
    if report.gradients.isEmpty { return ["the backward pass of \(report.root) is complete"] }
    return lines(report.gradients)
  }

  private func headline(of report: StopReport) -> String {
    let name = report.name ?? ""
    switch report.reason {
    case .start:
      let steps = report.count.counted("step")
      return report.position == 0
        ? "\(report.direction.rawValue) pass of \(report.root): \(steps)" : ""
    case .breakpoint, .until:
      let word = report.reason == .until ? "until" : "break"
      if report.isComplete { return "\(word) \(name): \(report.node ?? name).grad is complete" }
      return "\(word) \(name)" + (report.next.map { ": next is \($0)" } ?? "")
    case .watch:
      return "watch \(name)"
    case .end:
      return "the pass is complete: `finish` leaves the debugger, `back` goes back"
    case .step, .back, .interrupted, .finish, .where:
      return ""
    }
  }

  private func undone(_ count: Int) -> String {
    count == 1 ? "undone: " : "\(count) steps undone, the last: "
  }

  /// What stands between a step and what it changed.
  private var changeMark: String { "    " }

  /// `a.grad += ∂L/∂e · b = -2 · -3 = 6    (a.grad: 0 → 6)`
  private func text(of step: DebuggerStep, isUndone: Bool = false) -> String {
    let line = step.line(format)
    return step.change(format, isUndone: isUndone).map { line + changeMark + "(\($0))" } ?? line
  }

  // MARK: What is settled and what waits

  private func lines(stateIn report: StopReport) -> [String] {
    let settled = report.settled.map { node in
      report.isDetailed ? "\(node.node) \(number(node.number))" : node.node
    }
    let waiting = report.waiting.map { "\($0.node) \($0.arrived)/\($0.needed)" }
    let word = report.direction == .backward ? "settled" : "computed"
    let position = "step \(report.position)/\(report.count)"
    guard !report.isDetailed else {
      return [position + " of the \(report.direction.rawValue) pass of \(report.root)"]
        + wrapped(
          label(word, report.settledCount) + listed(settled, of: report.settledCount), indent: 2)
        + (waiting.isEmpty
          ? []
          : wrapped(
            label("waiting", report.waitingCount) + listed(waiting, of: report.waitingCount),
            indent: 2))
    }
    let room = columns - 4
    let left = latest(settled, of: report.settledCount, to: room / 2)
    let head = "\(position)    \(word) \(left)"
    guard report.waitingCount > 0 else { return [head] }
    let right = { (width: Int) in
      "waiting " + shortenedList(waiting, of: report.waitingCount, to: width - 8)
    }
    let rest = columns - Screen.width(of: head) - 4
    let whole = right(.max / 2)
    if Screen.width(of: whole) <= rest || rest >= 30 {
      return [head + "    " + right(rest)]
    }
    return [head, "  " + right(columns - 2)]
  }

  private func label(_ word: String, _ count: Int) -> String { "\(word) (\(count)): " }

  private func listed(_ names: [String], of count: Int) -> String {
    (names.count < count ? "… " : "") + names.joined(separator: ", ")
  }

  /// The last names of a row, as many as fit.
  private func latest(_ names: [String], of count: Int, to width: Int) -> String {
    var text = ""
    var shown = 0
    for name in names.reversed() {
      let longer = Screen.shortened(name, to: 24) + (shown > 0 ? ", " : "") + text
      let isFirst = shown == count - 1
      if shown > 0, Screen.width(of: longer) + (isFirst ? 0 : 5 + "\(count)".count) > width {
        break
      }
      text = longer
      shown += 1
    }
    return shown == count ? text : "… \(text) (\(count))"
  }

  // MARK: Steps and breakpoints

  func lines(_ report: StepsReport) -> [String] {
    let width = "\(report.count)".count
    return report.steps.flatMap { step in
      let mark = step.number == report.position + 1 ? "→ " : "  "
      let number = Screen.padded("\(step.number)", to: width, .right)
      let indent = width + 4
      return wrapped(text(of: step), width: columns - indent, indent: 2).enumerated().map {
        place, line in
        (place == 0 ? "\(mark)\(number)  " : String(repeating: " ", count: indent)) + line
      }
    }
  }

  private func wrapped(_ text: String, width: Int, indent: Int) -> [String] {
    var writer = self
    writer.columns = width
    return writer.wrapped(text, indent: indent)
  }

  func lines(_ report: BreakpointsReport) -> [String] {
    let lines =
      report.breakpoints.map { "break \($0.name) (\($0.value))" }
      + report.watches.map { "watch \($0)" }
    return lines.isEmpty ? ["nothing stops the debugger before the end"] : lines
  }
}
