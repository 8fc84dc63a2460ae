import Autograd
import Explanation
import Session
import Terminal

extension TextWriter {
  func lines(_ report: PathsReport) -> [String] {
    let gradient = "∂\(report.root)/∂\(report.node)"
    if report.count == WholeNumber(0) {
      return wrapped(
        "no path leads from \(report.root) to \(report.node): \(gradient) = 0"
          + (report.isReversed
            ? "; the other way there is: `paths \(report.node) \(report.root)`" : ""),
        indent: 2)
    }
    let isOne = report.count == WholeNumber(1)
    var lines = wrapped(
      "\(count(report.count, report.countLog2)) \(isOne ? "path leads" : "paths lead") from "
        + "\(ink(report.root, .name)) to \(ink(report.node, .name))"
        + (isAll(report) ? "" : "; the largest are"),
      indent: 2)
    lines += paths(report.paths)
    if report.paths.contains(where: { $0.steps.contains { $0.place != nil } }) {
      lines += indented("←₁ goes to the first operand, ←₂ to the second", by: 2)
    }
    let sum = isOne ? "" : ", the sum of all"
    lines += wrapped("\(ink(gradient, .name)) = \(number(report.total))\(sum)", indent: 2)
    return lines + costs(report)
  }

  private func isAll(_ report: PathsReport) -> Bool {
    report.count == WholeNumber(report.paths.count)
  }

  /// A count with all its digits, or so that its size can be seen.
  private func count(_ count: WholeNumber?, _ log2: Double) -> String {
    let power = log2 >= 40 && log2 == log2.rounded() ? "2^\(Int(log2)) = " : ""
    guard let count else {
      return power.isEmpty
        ? "about 10^\(Int(log2 * 0.30102999566398120))" : String(power.dropLast(3))
    }
    let digits = count.description
    return digits.count <= 40 ? power + digits : power + TextWriter.rounded(digits)
  }

  /// `1.14813e602`
  private static func rounded(_ digits: String) -> String {
    let leading = Double(digits.prefix(17)) ?? 0
    var mantissa = leading
    for _ in 1..<17 { mantissa /= 10 }
    return "\(NumberFormat.significant(6).text(mantissa))e\(digits.count - 1)"
  }

  // MARK: Paths

  /// Path and product side by side where there is room for both, else below each other.
  private func paths(_ paths: [PathsReport.Path]) -> [String] {
    let texts = paths.map { (path: text($0), product: product($0)) }
    let widest = texts.reduce(0) { max($0, Screen.width(of: $1.path)) }
    let fits = texts.allSatisfy { 2 + widest + 4 + Screen.width(of: $0.product) <= columns }
    if fits {
      return texts.map { "  " + Screen.padded($0.path, to: widest) + "    " + $0.product }
    }
    return texts.flatMap { indented($0.path, by: 2) + indented($0.product, by: 6) }
  }

  /// Longer paths are shown by their ends.
  private static let longest = 12

  private func text(_ path: PathsReport.Path) -> String {
    cut(path.steps, path.omitted).reduce(into: path.root) { text, step in
      guard let step else {
        text += " ← …"
        return
      }
      text += " ←\(step.place.map(subscripted) ?? "") \(step.node)"
    }
  }

  private func product(_ path: PathsReport.Path) -> String {
    let factors = cut(path.steps, path.omitted).map { $0.map { number($0.local) } ?? "…" }
    if path.steps.isEmpty { return "1, the seed" }
    if factors.count == 1 { return number(path.product) }
    let count = path.steps.count + path.omitted
    let note = count >= factors.count + 1 ? "  (\(count) factors)" : ""
    return "\(factors.joined(separator: " · ")) = \(number(path.product))\(note)"
  }

  /// The steps that are shown; `nil` stands for those between.
  private func cut(_ steps: [PathsReport.Step], _ omitted: Int) -> [PathsReport.Step?] {
    if omitted == 0, steps.count <= TextWriter.longest { return steps }
    let end = min(3, steps.count / 2)
    return steps.prefix(end).map { $0 } + [nil] + steps.suffix(end).map { $0 }
  }

  /// `₁`, `₂`
  private func subscripted(_ number: Int) -> String {
    String(
      String.UnicodeScalarView(
        String(number).utf8.compactMap { digit in
          Unicode.Scalar(0x2080 + UInt32(digit) - 0x30)
        }))
  }

  // MARK: Costs

  private func costs(_ report: PathsReport) -> [String] {
    let cost = report.cost
    var table = TextTable(columns: [
      .init("way"), .init("multiplications", .right), .init("", gap: 3, canShrink: true),
    ])
    let pathSum = cost.pathSum.map { count($0, .nan) } ?? "more than can be counted"
    let leaves = "all \(cost.leaves) leaves"
    let forAll = cost.forwardForAll.map(String.init) ?? "many more"
    table.rows = [
      ["path sum", pathSum, "path by path"],
      [
        "forward mode", "\(cost.forward)",
        cost.leaves == 1 ? "one pass" : "one pass; \(forAll) for \(leaves), a pass each",
      ],
      [
        "reverse mode", "\(cost.reverse)", cost.leaves == 1 ? "one pass" : "one pass for \(leaves)",
      ],
    ]
    return table.lines(width: columns, ink: ink)
  }
}
