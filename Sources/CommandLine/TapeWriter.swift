import Autograd
import Session
import Typography

/// A tape in one of its formats.
struct TapeWriter {
  let writer: TextWriter

  private static let titles = ["node", "operation", "value", "gradient", "upstream · local"]

  func lines(_ report: TapeReport) -> [String] {
    let cells = report.rows.map(cells)
    switch report.format {
    case .text: return text(cells, report)
    case .markdown: return markdown(cells)
    case .csv: return csv(report)
    case .latex: return latex(report)
    }
  }

  private func cells(_ row: TapeReport.Row) -> [String] {
    let sum = row.contributions.map { part in
      "\(part.user): \(product(part, by: " · "))"
    }
    return [
      row.node, row.formula, writer.number(row.value), writer.number(row.adjoint),
      sum.isEmpty ? "seed" : sum.joined(separator: " + "),
    ]
  }

  /// `-2 · -3`, the second in brackets where it has a sign.
  private func product(_ part: TapeReport.Contribution, by sign: String) -> String {
    let local = writer.number(part.local)
    return writer.number(part.upstream) + sign + (local.hasPrefix("-") ? "(\(local))" : local)
  }

  private func text(_ cells: [[String]], _ report: TapeReport) -> [String] {
    var table = TextTable(columns: [
      .init(TapeWriter.titles[0], role: .name, canShrink: true),
      .init(TapeWriter.titles[1], role: .operation, canShrink: true),
      .init(TapeWriter.titles[2], .right), .init(TapeWriter.titles[3], .right),
      .init(TapeWriter.titles[4], gap: 3, canShrink: true),
    ])
    table.rows = cells
    let note =
      report.omitted == 0
      ? []
      : [
        "\(report.omitted) rows above are left out; `option rows \(report.omitted + report.rows.count)` shows them"
      ]
    return note.flatMap { writer.wrapped($0) } + table.lines(width: writer.columns, ink: writer.ink)
  }

  private func markdown(_ cells: [[String]]) -> [String] {
    let line = { (cells: [String]) in
      "| "
        + cells.map { $0.replacing("\\", with: "\\\\").replacing("|", with: "\\|") }
        .joined(separator: " | ") + " |"
    }
    return [line(TapeWriter.titles), "|---|---|--:|--:|---|"] + cells.map(line)
  }

  /// Numbers in csv read back exactly.
  private func csv(_ report: TapeReport) -> [String] {
    let quoted = { (text: String) in
      text.contains(where: { ",\"\n".contains($0) }) || text.isEmpty
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    var exact = TapeWriter(writer: writer).writer
    exact.format = .full
    let rows = report.rows.map {
      TapeWriter(writer: exact).cells($0).map(quoted).joined(separator: ",")
    }
    return ["node,operation,value,gradient,contributions"] + rows
  }

  private func latex(_ report: TapeReport) -> [String] {
    let rows = report.rows.map { row in
      let sum = row.contributions.map { part in
        "\\underset{\\text{\(TeX.text(part.user))}}{\(product(part, by: " \\cdot "))}"
      }
      return
        "  $\(TeX.name(row.node))$ & \\texttt{\(TeX.text(row.formula))} & $\(writer.number(row.value))$"
        + " & $\(writer.number(row.adjoint))$ & "
        + (sum.isEmpty ? "seed" : "$\(sum.joined(separator: " + "))$") + " \\\\"
    }
    return [
      "\\begin{tabular}{llrrl}", "  \\toprule",
      "  node & operation & value & gradient & upstream $\\cdot$ local \\\\", "  \\midrule",
    ] + rows + ["  \\bottomrule", "\\end{tabular}"]
  }
}
