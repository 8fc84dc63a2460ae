import Session

extension JSONWriter {
  static func members(_ report: CompareReport) -> Members {
    let orders = report.orders.map { order in
      JSON.object([
        ("order", .string(order.word)),
        ("visits", .array(order.visits.map { .string($0) })),
        ("visitCount", .integer(order.visitCount)), ("cut", .bool(order.isCut)),
        ("right", .bool(order.isRight)),
        (
          "gradients",
          order.isCut
            ? .null
            : .object(zip(report.leaves, order.gradients).map { ($0, .number($1.value)) })
        ),
        (
          "wrong",
          .array(
            order.isCut
              ? []
              : zip(report.leaves, order.gradients).filter { !$1.isRight }.map { .string($0.0) })
        ),
        (
          "parting",
          order.parting.map {
            .object([
              ("visit", .integer($0.visit)), ("node", .string($0.node)),
              ("reason", .string($0.reason)),
            ])
          } ?? .null
        ),
      ])
    }
    return [
      ("root", .string(report.root)), ("orders", .array(orders)),
    ] + (report.omitted > 0 ? [("omitted", .integer(report.omitted))] : [])
  }
}
