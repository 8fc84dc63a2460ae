import Session

extension JSONWriter {
  static func members(_ report: ExpansionReport) -> Members {
    let nodes = report.nodes.map { entry in
      JSON.object([
        ("node", .string(entry.name)), ("before", .string(entry.before)),
        ("after", .string(entry.after)), ("operations", .integer(entry.operations)),
        ("value", .number(entry.value.after)),
      ])
    }
    return [
      ("nodes", .array(nodes)), ("omitted", .integer(report.omitted)),
      ("scopes", .array(report.scopes.map { .string($0) })),
      ("kept", .array(report.kept.map { .string($0) })),
    ]
  }
}
