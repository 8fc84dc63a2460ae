import Session

extension JSONWriter {
  static func members(_ report: SetReport) -> Members {
    [
      ("changed", .array(report.changed.map(json))), ("moved", .array(report.moved.map(json))),
    ]
      + (report.prediction.map { prediction in
        [
          ("root", .string(prediction.root)), ("predicted", .number(prediction.predicted)),
          ("actual", .number(prediction.actual)),
        ]
      } ?? [])
  }

  static func members(_ nudge: NudgeReport) -> Members {
    [
      ("leaf", json(nudge.leaf)), ("root", json(nudge.root)),
      ("quotient", .number(nudge.quotient)), ("gradient", .number(nudge.gradient)),
      ("predicted", .number(nudge.predicted)), ("actual", .number(nudge.actual)),
      ("moved", .array(nudge.moved.map(json))),
    ]
  }

  static func members(_ sweep: SweepReport) -> Members {
    let rows = sweep.rows.map { row in
      JSON.object([
        ("at", .number(row.at)), ("value", .number(row.value)),
        ("gradient", .number(row.gradient)),
      ])
    }
    return [
      ("leaf", .string(sweep.leaf)), ("root", .string(sweep.root)),
      ("current", .number(sweep.current)), ("rows", .array(rows)),
      ("omitted", .integer(sweep.omitted)),
    ]
  }
}
