import Session

extension JSONWriter {
  static func members(_ report: CheckSweepReport) -> Members {
    let rows = report.rows.map { row in
      JSON.object([
        ("h", .number(row.step)), ("forward", .optional(row.forward)),
        ("forwardError", .optional(row.forwardError)), ("central", .optional(row.central)),
        ("centralError", .optional(row.centralError)),
      ])
    }
    return [
      ("root", .string(report.root)), ("node", .string(report.leaf)), ("at", .number(report.at)),
      ("gradient", .number(report.gradient)), ("rows", .array(rows)),
      ("best", best(report.bestForward, report.bestCentral)),
    ]
  }

  private static func best(
    _ forward: CheckSweepReport.Best?, _ central: CheckSweepReport.Best?
  ) -> JSON {
    .object([
      ("forward", forward.map { .number($0.step) } ?? .null),
      ("central", central.map { .number($0.step) } ?? .null),
    ])
  }
}
