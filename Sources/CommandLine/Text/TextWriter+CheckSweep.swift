import Autograd
import Session

extension TextWriter {
  func lines(_ report: CheckSweepReport) -> [String] {
    var table = TextTable(columns: [
      .init("h"), .init("forward", .right, gap: 3), .init("error", .right),
      .init("central", .right, gap: 3), .init("error", .right),
    ])
    for row in report.rows {
      table.rows.append([
        number(row.step), row.forward.map(number) ?? "–", row.forwardError.map(error) ?? "–",
        row.central.map(number) ?? "–", row.centralError.map(error) ?? "–",
      ])
    }
    let plot = PointPlot(
      series: [
        .init(mark: "f", points: points(report) { $0.forwardError }),
        .init(mark: "c", points: points(report) { $0.centralError }),
      ], width: max(min(61, columns - 9), 20))
    let title =
      "∂\(report.root)/∂\(report.leaf) = \(number(report.gradient)) at \(report.leaf) = "
      + number(report.at)
    return wrapped(title) + table.lines(width: columns, ink: ink)
      + [
        "",
        "error against h: f forward, c central, * both"
          + (hasExact(report) ? "; 0 lies on the last line" : ""),
      ] + plot.lines + [""]
      + wrapped(verdict(report))
  }

  private func points(
    _ report: CheckSweepReport, _ error: (CheckSweepReport.Row) -> Double?
  ) -> [(x: Double, y: Double)] {
    report.rows.compactMap { row in error(row).map { (row.step, $0) } }
  }

  private func hasExact(_ report: CheckSweepReport) -> Bool {
    report.rows.contains { $0.forwardError == 0 || $0.centralError == 0 }
  }

  private func error(_ error: Double) -> String { NumberFormat.significant(2).text(error) }

  /// At which h it is best, and why it is worse on both sides.
  private func verdict(_ report: CheckSweepReport) -> String {
    guard let central = report.bestCentral, let forward = report.bestForward,
      let first = report.rows.first
    else { return "No difference is a finite number here." }
    guard report.comesNear else {
      return "No h comes near the gradient; `check \(report.root) \(report.leaf)` says why."
    }
    let best =
      "The central difference is best at h = \(number(central.step)) (error "
      + "\(error(central.error))), the forward difference at h = \(number(forward.step)) (error "
      + "\(error(forward.error)))."
    let rounding =
      "smaller steps are worse because of rounding: the values are known to about 1e-16 of their "
      + "size, and that is divided by h"
    guard central.step < first.step || forward.step < first.step else {
      return best
        + " There is nothing that larger steps would miss, since the function is straight; "
        + rounding + "."
    }
    let truncation =
      central.step == first.step
      ? "Larger steps are worse for the forward difference because of truncation: it misses how the "
        + "function bends within h, by an error that grows as h"
      : "Larger steps are worse because of truncation: the difference misses how the function bends "
        + "within h, by an error that grows as h for forward and as h^2 for central"
    return best + " " + truncation + "; " + rounding + "."
  }
}
