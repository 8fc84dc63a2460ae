import Autograd
import Typography

/// The words of a tape, in each of its formats.
public struct TapeText {
  public let report: TapeReport
  /// How numbers are written, but for csv.
  public let format: NumberFormat

  public init(report: TapeReport, format: NumberFormat) {
    self.report = report
    self.format = format
  }

  public static let titles = (forward: "forward ↓", reverse: "reverse ↑")

  /// The lines of a row, each with what stands on the left and on the right. What the pass does
  /// first stands lowest, since it is read upward.
  public func pairs(of row: TapeReport.Row) -> [(forward: String, reverse: String)] {
    let reverse = adjoints(of: row)
    return reverse.enumerated().map { place, line in (place == 0 ? forward(row) : "", line) }
  }

  /// `e = a * b = -6`, `input x = 2`
  private func forward(_ row: TapeReport.Row) -> String {
    if !row.isLeaf { return "\(row.node) = \(row.formula) = \(number(row.value))" }
    return (row.formula == "leaf" ? "" : "\(row.formula) ") + "\(row.node) = \(number(row.value))"
  }

  private func adjoints(of row: TapeReport.Row) -> [String] {
    // What a leaf or the root has in the end, without the reasons.
    let result =
      row.isLeaf || row.node == report.root
      ? ["\(row.node).grad = \(number(row.adjoint))"] : []
    return row.steps.reversed().map { adjoint($0, of: row) } + result
  }

  /// `a.grad = e.grad · b = -2 · -3 = 6`; with `+=` where the gradient is no longer nothing.
  private func adjoint(_ step: TapeReport.Step, of row: TapeReport.Row) -> String {
    let product =
      "\(row.node).grad · \(Text.factor(step.formula)) = \(number(step.upstream)) · "
      + "\(number(step.local)) = \(number(step.product))"
    guard let before = step.before else { return "\(step.node).grad = \(product)" }
    return "\(step.node).grad += \(product) (\(number(before)) → \(number(step.after)))"
  }

  private func number(_ number: Double) -> String { format.text(number) }

  // MARK: Formats

  /// The table in its format; as text in two columns as wide as they need to be.
  public var lines: [String] {
    switch report.format {
    case .text: return text
    case .markdown: return markdown
    case .csv: return csv
    case .latex: return latex
    }
  }

  private var allPairs: [(forward: String, reverse: String)] { report.rows.flatMap(pairs) }

  private var text: [String] {
    let pairs = [TapeText.titles] + allPairs
    let width = pairs.map(\.forward.count).max() ?? 0
    return pairs.map { pair in
      pair.forward + String(repeating: " ", count: width - pair.forward.count + 3) + pair.reverse
    }
  }

  private var markdown: [String] {
    let cell = { (text: String) in
      text.isEmpty ? "" : "`" + text.replacing("|", with: "\\|") + "`"
    }
    return ["| \(TapeText.titles.forward) | \(TapeText.titles.reverse) |", "|---|---|"]
      + allPairs.map { "| \(cell($0.forward)) | \(cell($0.reverse)) |" }
  }

  /// A row for each use of a node, and one for the root; numbers read back exactly.
  private var csv: [String] {
    let quoted = { (text: String) in
      text.contains { ",\"\n\r".contains($0) }
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    let full = NumberFormat.full.text
    return ["node,formula,value,gradient,in,upstream,local,contribution"]
      + report.rows.flatMap { row -> [String] in
        let head = [quoted(row.node), quoted(row.formula), full(row.value), full(row.adjoint)]
        let uses = row.contributions.map {
          [quoted($0.user), full($0.upstream), full($0.local), full($0.product)]
        }
        return (uses.isEmpty ? [["", "", "", ""]] : uses).map {
          (head + $0).joined(separator: ",")
        }
      }
  }

  private var latex: [String] {
    let code = { (text: String) in text.isEmpty ? "" : "\\texttt{\(TeX.text(text))}" }
    let rows = report.rows.flatMap { row in
      pairs(of: row).map { "  \(code($0.forward)) & \(code($0.reverse)) \\\\" }
    }
    return [
      "% needs \\usepackage{booktabs}", "\\begin{tabular}{ll}", "  \\toprule",
      "  forward $\\downarrow$ & reverse $\\uparrow$ \\\\", "  \\midrule",
    ] + rows + ["  \\bottomrule", "\\end{tabular}"]
  }
}
