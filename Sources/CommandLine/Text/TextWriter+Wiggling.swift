import Autograd
import Session
import Terminal
import Typography

extension TextWriter {
  /// More changes than this are counted, not listed.
  private static let mostChanges = 8

  func lines(_ report: NudgeReport) -> [String] {
    packed([
      change(report.leaf), change(report.root), "rise / run = \(number(report.quotient))",
      "gradient = \(number(report.gradient))",
    ])
      + packed([
        "predicted: gradient · h = \(number(report.predicted))",
        "actual: \(number(report.actual))",
      ]) + also(report.moved)
  }

  func lines(_ report: SetReport) -> [String] {
    let changed = few(report.changed)
    let lines = packed(
      changed + (report.moved.count > TextWriter.mostChanges ? [] : few(report.moved)))
    let many = report.moved.count > TextWriter.mostChanges ? also(report.moved) : []
    guard let prediction = report.prediction else { return lines + many }
    return lines + many
      + packed([
        "\(ink(prediction.root, .name)) predicted: gradient · Δ = \(number(prediction.predicted))",
        "actual: \(number(prediction.actual))",
      ])
  }

  private func also(_ moved: [Change]) -> [String] {
    guard !moved.isEmpty else { return [] }
    let omitted = moved.count - TextWriter.mostChanges
    let first = omitted > 0 ? ["also moved: \(omitted.counted("other"))"] : []
    var parts = first + moved.suffix(TextWriter.mostChanges).map(change)
    if omitted <= 0 { parts[0] = "also moved: " + parts[0] }
    return packed(parts)
  }

  private func few(_ changes: [Change]) -> [String] {
    let parts = changes.prefix(TextWriter.mostChanges).map(change)
    let omitted = changes.count - parts.count
    return omitted > 0 ? parts + ["and \(omitted) more"] : parts
  }

  func lines(_ report: SweepReport) -> [String] {
    var table = TextTable(columns: [
      .init(report.leaf, .right, canShrink: true), .init(report.root, .right, canShrink: true),
      .init("∂\(report.root)/∂\(report.leaf)", .right, canShrink: true), .init(""),
    ])
    for row in report.rows {
      table.rows.append([
        number(row.at), number(row.value), number(row.gradient), row.isCurrent ? "← now" : "",
      ])
    }
    var lines =
      table.lines(width: columns, ink: ink) + more(report.omitted, after: report.rows.count, "row")
    if let lowest = report.lowest {
      lines += wrapped(
        "lowest here: \(report.root) = \(number(lowest.value)) at \(report.leaf) = \(number(lowest.at))"
      )
    }
    return lines
  }
}
