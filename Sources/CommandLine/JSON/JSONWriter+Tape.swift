import Session

extension JSONWriter {
  static func members(_ report: TapeReport) -> Members {
    let rows = report.rows.map { row in
      JSON.object([
        ("node", .string(row.node)), ("formula", .string(row.formula)),
        ("value", .number(row.value)), ("adjoint", .number(row.adjoint)),
        (
          "contributions",
          .array(
            row.contributions.map {
              .object([
                ("in", .string($0.user)), ("upstream", .number($0.upstream)),
                ("local", .number($0.local)), ("contribution", .number($0.product)),
              ])
            })
        ),
        ("steps", .array(row.steps.map(json))),
      ])
    }
    return [
      ("root", .string(report.root)), ("rows", .array(rows)), ("omitted", .integer(report.omitted)),
    ]
  }

  private static func json(_ step: TapeReport.Step) -> JSON {
    .object([
      ("node", .string(step.node)), ("formula", .string(step.formula)),
      ("local", .number(step.local)), ("contribution", .number(step.product)),
      ("sum", .number(step.after)),
    ])
  }
}
