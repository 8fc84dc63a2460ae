import Session

extension JSONWriter {
  static func members(_ report: WhyReport) -> Members {
    [
      ("node", .string(report.node)), ("root", .optional(report.root)),
      ("gradient", .optional(report.gradient)), ("uses", uses(report.link)),
      ("omittedUses", .integer(report.link?.omittedUses ?? 0)),
      ("formula", .optional(report.formula)), ("reason", .optional(report.reason)),
      ("help", .optional(report.help)),
      (
        "chain",
        .array(
          report.links.map {
            .object([
              ("node", .string($0.node)), ("gradient", .number($0.gradient)), ("uses", uses($0)),
              ("omittedUses", .integer($0.omittedUses)),
            ])
          })
      ),
      ("omittedChain", .integer(report.omittedLinks)),
    ]
      + (report.earlier.map { earlier in
        [
          ("earlier", .number(earlier)),
          ("accumulated", .number(earlier + (report.gradient ?? 0))),
        ]
      } ?? [])
  }

  private static func uses(_ link: WhyReport.Link?) -> JSON {
    .array(
      (link?.uses ?? []).map { use in
        .object([
          ("in", .string(use.user)), ("upstream", .number(use.upstream)),
          ("local", .number(use.local)), ("contribution", .number(use.contribution)),
          ("formula", .string(use.formula)), ("localFormula", .optional(use.localFormula)),
          ("pattern", .optional(use.pattern)),
        ])
      })
  }

  static func members(_ report: PathsReport) -> Members {
    let paths = report.paths.map { path in
      JSON.object([
        ("nodes", .array(([path.root] + path.steps.map(\.node)).map { .string($0) })),
        ("locals", .array(path.steps.map { .number($0.local) })),
        ("product", .number(path.product)), ("omittedSteps", .integer(path.omitted)),
      ])
    }
    let cost = report.cost
    return [
      ("root", .string(report.root)), ("node", .string(report.node)),
      ("count", .optional(report.count?.description)), ("countLog2", .number(report.countLog2)),
      ("total", .number(report.total)), ("paths", .array(paths)),
      (
        "multiplications",
        .object([
          ("pathSum", .optional(cost.pathSum?.description)), ("forward", .integer(cost.forward)),
          ("forwardForAll", cost.forwardForAll.map { .integer($0) } ?? .null),
          ("reverse", .integer(cost.reverse)), ("leaves", .integer(cost.leaves)),
        ])
      ),
    ]
  }
}
