import Session
import Terminal

extension TextWriter {
  func lines(_ report: WhyReport) -> [String] {
    guard let gradient = report.gradient, let root = report.root, let link = report.link else {
      return wrapped(
        "\(ink("\(report.node).grad", .name)) = –, because \(report.reason ?? "there is none")",
        indent: 2) + (report.help.map { indented($0, by: 2) } ?? [])
    }
    let name = symbol(root, report.node)
    var title = "\(ink(name, .name)) = \(signed(gradient))"
    if let formula = report.formula { title += ", where \(report.node) is \(formula)" }
    if let reason = report.reason { title += ", because \(reason)" }
    var lines = report.earlier.map { accumulated(report, earlier: $0, gradient) } ?? []
    lines += wrapped(title, indent: 2)
    lines += uses(link, root)
    lines += report.links.flatMap { indented(sentence($0, root), by: 2, hanging: 2) }
    if report.omittedLinks > 0 { lines += rest(report) }
    return lines
  }

  /// `∂L/∂a`
  private func symbol(_ root: String, _ node: String) -> String { "∂\(root)/∂\(node)" }

  /// A gradient in the colour of its sign.
  private func signed(_ gradient: Double) -> String {
    ink(number(gradient), gradient < 0 ? .negative : .positive)
  }

  private func accumulated(_ report: WhyReport, earlier: Double, _ own: Double) -> [String] {
    wrapped(
      "\(ink("\(report.node).grad", .name)) = \(number(earlier + own)): \(number(earlier)) from "
        + "earlier passes + \(number(own)) from this one, which `accumulate` added", indent: 2)
  }

  // MARK: Uses

  private func uses(_ link: WhyReport.Link, _ root: String) -> [String] {
    let count = link.uses.count + link.omittedUses
    guard let first = link.uses.first else { return [] }
    if count == 1 {
      return indented("\(link.node) is used once, in \(first.user) = \(first.formula):", by: 2)
        + factors(first, link.node, root, by: 4) + meaning(first, by: 4)
    }
    var lines = indented("\(link.node) is used \(times(count)):", by: 2)
    for use in link.uses {
      let place = use.place.map { " as operand \($0)" } ?? ""
      lines += indented("in \(use.user) = \(use.formula)\(place):", by: 4)
      lines += factors(use, link.node, root, by: 6)
      if let zero = use.zero { lines += indented(zero, by: 6) }
    }
    if link.omittedUses > 0 { lines.append("    and \(link.omittedUses) more") }
    return lines
      + indented(
        "copies add up: \(sum(link)) = \(number(link.gradient))", by: 4)
  }

  private func times(_ count: Int) -> String { count == 2 ? "twice" : "\(count) times" }

  /// `upstream ∂L/∂e = -2    local ∂e/∂a = b = -3    contribution -2 · -3 = 6`
  private func factors(
    _ use: WhyReport.Use, _ node: String, _ root: String, by indent: Int
  ) -> [String] {
    let local = (use.localFormula.map { "\($0) = " } ?? "") + number(use.local)
    var writer = self
    writer.columns = max(columns - indent, 20)
    return writer.packed([
      "upstream \(symbol(root, use.user)) = \(number(use.upstream))",
      "local \(symbol(use.user, node)) = \(local)",
      "contribution \(product(use)) = \(signed(use.contribution))",
    ]).flatMap { indented($0, by: indent) }
  }

  private func product(_ use: WhyReport.Use) -> String {
    [number(use.upstream), "·", number(use.local)].joined(separator: TextWriter.bond)
  }

  /// `multiply swaps: each factor gets …`
  private func meaning(_ use: WhyReport.Use, by indent: Int) -> [String] {
    guard let pattern = use.pattern, let meaning = use.meaning else { return [] }
    return indented("\(ink(pattern, .emphasis)): \(meaning)", by: indent)
  }

  /// More terms than this are not written out.
  private static let mostTerms = 8

  private func sum(_ link: WhyReport.Link) -> String {
    let terms = link.uses.prefix(TextWriter.mostTerms).map { number($0.contribution) }
    let isCut = link.uses.count + link.omittedUses > terms.count
    return (terms + (isCut ? ["…"] : [])).joined(separator: " + ")
  }

  // MARK: Links

  /// Why an upstream gradient is what it is, in a sentence.
  private func sentence(_ link: WhyReport.Link, _ root: String) -> String {
    let head = "\(ink(symbol(root, link.node), .name)) = \(signed(link.gradient))"
    guard let first = link.uses.first else { return "\(head), the seed" }
    if link.uses.count == 1, link.omittedUses == 0 {
      let factor = first.localFormula.map(Text.factor) ?? number(first.local)
      let word = (first.zero ?? first.pattern).map { " (\($0))" } ?? ""
      return "\(head), because in \(first.user) = \(first.formula): "
        + "\(symbol(root, first.user)) · \(factor) = \(product(first))\(word)"
    }
    var users: [String] = []
    for use in link.uses where !users.contains("\(use.user) = \(use.formula)") {
      users.append("\(use.user) = \(use.formula)")
    }
    let shown = users.prefix(3)
    let more = users.count + link.omittedUses - shown.count
    let places = (shown + (more > 0 ? ["\(more) more"] : [])).joined(separator: " and ")
    let terms = link.uses.prefix(4).map(product)
    let isCut = link.uses.count + link.omittedUses > terms.count
    let sum = (terms + (isCut ? ["…"] : [])).joined(separator: " + ")
    return "\(head), because in \(places): \(sum) (copies add up)"
  }

  private func rest(_ report: WhyReport) -> [String] {
    let all = report.links.count + report.omittedLinks
    let last = report.links.last.map { "`why \($0.node)` goes on from there" }
    return indented(
      "and \(report.omittedLinks) more up to \(report.root ?? "")"
        + hints([last, showingAll(all)]), by: 2)
  }

  /// A blank at which ``indented(_:by:hanging:)`` breaks no line.
  private static let bond = "\u{A0}"

  /// Text that starts in a column, and what follows its first line further right.
  func indented(_ text: String, by indent: Int, hanging: Int = 2) -> [String] {
    var writer = self
    writer.columns = max(columns - indent, 20)
    return writer.wrapped(text, indent: hanging).map {
      String(repeating: " ", count: indent) + $0.replacing(TextWriter.bond, with: " ")
    }
  }
}
