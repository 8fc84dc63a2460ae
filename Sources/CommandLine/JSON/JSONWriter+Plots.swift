import Drawing

extension JSONWriter {
  static func members(_ plot: Plot) -> Members {
    let series = plot.series.map { series in
      JSON.object([
        ("name", .string(series.name)), ("kind", .string(series.mark.word)),
        (
          "points",
          .array(series.points.map { .array([.number($0.x), .number($0.y)]) })
        ),
      ])
    }
    let regions = plot.regions.map { regions in
      JSON.object([
        ("x", .array(regions.xs.map { .number($0) })),
        ("y", .array(regions.ys.map { .number($0) })),
        (
          "scores",
          .array(
            regions.scores.map { row in
              .array(row.map { scores in .array(scores.map { .number($0) }) })
            })
        ),
      ])
    }
    return [
      ("title", .optional(plot.title)), ("x", .optional(plot.x.label)),
      ("y", .optional(plot.y.label)), ("series", .array(series)), ("regions", regions ?? .null),
    ]
  }
}
