import Autograd
import Drawing
import Language
import Session
import Terminal
import Typography

/// Reports as text for people.
struct TextWriter {
  var format = NumberFormat.significant(6)
  var columns = 80
  var ink = Ink(isOn: false)

  /// Whether a report belongs on standard error.
  static func isForError(_ report: Report) -> Bool {
    if case .diagnostic = report { true } else { false }
  }

  /// The lines of a report; none where there is nothing to say.
  func lines(for report: Report) -> [String] {
    switch report {
    case .value(let name, let value): lines(named: name, value)
    case .printed(let values): [values.map { shown($0) }.joined(separator: " ")]
    case .said(let text): wrapped(text)
    case .backward(let report): lines(report)
    case .gradients(let gradients): lines(gradients)
    case .node(let node): lines(node)
    case .definition(_, let text): code(text)
    case .definitions(let definitions): lines(definitions)
    case .graph(let graph): lines(graph)
    case .tape(let tape): TapeWriter(writer: self).lines(tape)
    case .set(let report): lines(report)
    case .sweep(let sweep): lines(sweep)
    case .checkSweep(let sweep): lines(sweep)
    case .expanded(let expansion): lines(expansion)
    case .nudge(let nudge): lines(nudge)
    case .descended(let params, let rate, let root):
      packed([
        "\(params.counted("param")) moved by -\(number(rate)) · gradient", change(root),
      ])
    case .trained(let training): lines(training)
    case .check(let check): lines(check)
    case .quiz(let quiz): lines(quiz)
    case .derivation(let report): DerivationWriter(writer: self, report: report).lines()
    case .why(let why): lines(why)
    case .paths(let paths): lines(paths)
    case .compared(let comparison): lines(comparison)
    case .stop(let stop): lines(stop)
    case .steps(let steps): lines(steps)
    case .breakpoints(let breakpoints): lines(breakpoints)
    case .picture(let text, _, let folding):
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        + lines(folding)
    case .image(_, let folding): lines(folding)
    case .walk(let walk): lines(walk)
    case .exhibit(let exhibit): lines(exhibit)
    case .file(let path, _, let nodes, let folding):
      ["wrote \(path)" + size(nodes, folding)] + lines(folding)
    case .plot(let plot): ink.isOn ? plot.lines : plot.lines.map(GnuplotOutput.visible)
    case .expectation: []
    case .diagnostic(let diagnostic, let place):
      DiagnosticWriter(writer: self).lines(diagnostic, place)
    case .settings(let settings): settings.map { "\($0.name) = \($0.value)" }
    case .history([]):
      wrapped("nothing was typed at a prompt; `save FILE` writes what a script has done")
    case .history(let lines):
      lines.enumerated().map { Screen.padded("\($0 + 1)", to: 5, .right) + "  \($1)" }
    case .help(let help): HelpWriter(writer: self).lines(help)
    case .done(let text): text.split(separator: "\n").map(String.init)
    }
  }

  // MARK: Values

  func number(_ number: Double) -> String { format.text(number) }

  /// A value on one line, a long list shortened in its middle.
  func shown(_ value: Shown) -> String {
    guard case .list(let elements) = value else { return Text.of(value, format) }
    let most = 100
    if elements.count <= most { return "[" + elements.map(shown).joined(separator: ", ") + "]" }
    let ends = elements.prefix(3).map(shown) + ["…"] + elements.suffix(3).map(shown)
    return "[" + ends.joined(separator: ", ") + "]"
  }

  private func lines(named name: String?, _ value: Shown) -> [String] {
    if case .function(let text) = value { return code(text) }
    if case .text(let text) = value {
      return [(name.map { "\(ink($0, .name)) = " } ?? "") + "\"\(text)\""]
    }
    return wrapped((name.map { "\(ink($0, .name)) = " } ?? "") + shown(value), indent: 2)
  }

  /// Text broken at blanks into lines that fit; what follows the first is indented.
  func wrapped(_ text: String, indent: Int = 0) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      guard Screen.width(of: String(paragraph)) > columns else { return [String(paragraph)] }
      var lines: [String] = []
      var line = ""
      var width = 0
      for word in pieces(of: paragraph) {
        let room = Screen.width(of: word)
        if width > 0, width + 1 + room > columns {
          lines.append(line)
          line = String(repeating: " ", count: indent)
          width = indent
        } else if !line.isEmpty, width > indent || lines.isEmpty {
          line += " "
          width += 1
        }
        line += word
        width += room
      }
      return lines + [line]
    }
  }

  /// Code as it was written; of its comments, those that are too long are broken.
  func code(_ text: String) -> [String] {
    var narrow = self
    narrow.columns = max(columns - 2, 20)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      line.hasPrefix("# ")
        ? narrow.wrapped(String(line.dropFirst(2))).map { "# \($0)" } : [String(line)]
    }
  }

  /// The pieces of a text that stay on one line: words, short equations such as `w2 = 1`, and short
  /// formulas in brackets, as `(z[1] > 0)`.
  private func pieces(of paragraph: Substring) -> [String] {
    let longest = 16
    var pieces: [String] = []
    var words = paragraph.split(separator: " ")[...]
    while let word = words.popFirst() {
      if let end = end(ofBracketAt: word, words) {
        pieces.append(([word] + words[...end]).joined(separator: " "))
        words = words[(end + 1)...]
      } else if word == "=", let name = pieces.last, let value = words.first,
        name.count + value.count + 3 <= longest
      {
        pieces[pieces.count - 1] = "\(name) = \(value)"
        words.removeFirst()
      } else {
        pieces.append(String(word))
      }
    }
    return pieces
  }

  /// The place of the word that closes a bracket in which a short formula stands.
  private func end(ofBracketAt word: Substring, _ rest: ArraySlice<Substring>) -> Int? {
    guard word.hasPrefix("("), !word.contains(")"),
      let end = rest.prefix(4).firstIndex(where: { $0.contains(")") }),
      rest[...end].reduce(word.count, { $0 + 1 + $1.count }) <= 24,
      rest[...end].contains(where: { ["<", ">", "+", "-", "*", "/", "^", "·"].contains($0) })
    else { return nil }
    return end
  }

  // MARK: Gradients

  private func lines(_ report: BackwardReport) -> [String] {
    if report.steps.isEmpty { return ["\(report.root) is a leaf: its gradient is 1"] }
    guard report.omitted == 0 else {
      let all = report.steps.count + report.omitted
      return lines(report.gradients)
        + wrapped(
          "\(all) nodes were passed" + hints([showingAll(all), "`why x` explains one of them"]))
    }
    var table = TextTable(columns: [
      .init("node", role: .name, canShrink: true),
      .init("operation", role: .operation, canShrink: true), .init("value", .right),
      .init("upstream", .right), .init("input", role: .name, gap: 3, canShrink: true),
      .init("local", .right), .init("downstream", .right),
    ])
    for step in report.steps {
      var head = [step.node, step.formula, number(step.value), number(step.upstream)]
      if step.inputs.isEmpty { table.rows.append(head + ["", "", ""]) }
      for input in step.inputs {
        table.rows.append(
          head + [name(input.node), number(input.local), number(input.downstream)])
        head = ["", "", "", ""]
      }
    }
    let edges = table.lines(width: columns, ink: ink)
    return report.isAccumulated
      ? edges + ["", "with the passes before:"] + lines(report.gradients) : edges
  }

  func name(_ node: NodeName) -> String { node.constant.map(number) ?? node.name }

  func lines(_ gradients: [LeafGradient]) -> [String] {
    if gradients.isEmpty { return ["there are no leaves with a name"] }
    var table = TextTable(columns: [
      .init("leaf", role: .name, canShrink: true), .init("value", .right, canShrink: true),
      .init("gradient", .right, canShrink: true),
    ])
    for leaf in gradients {
      table.rows.append([leaf.name, shown(leaf.value), shown(leaf.gradient)])
    }
    return table.lines(width: columns, ink: ink)
  }

  func change(_ change: Change) -> String {
    "\(ink(change.name, .name)): \(number(change.before)) → \(number(change.after))"
  }

  private func lines(_ report: TrainingReport) -> [String] {
    let first = report.losses.first ?? report.final
    let end =
      report.isInterrupted ? ["interrupted"] : report.final.isFinite ? [] : ["the loss is lost"]
    return packed(
      [
        "\(report.losses.count.counted("step")) with \(report.params.counted("param"))",
        change(Change(name: report.root, before: first, after: report.final)),
      ] + end)
  }

  /// Parts side by side, four blanks between, on as few lines as the screen allows.
  func packed(_ parts: [String]) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, Screen.width(of: last) + 4 + Screen.width(of: part) <= columns {
        lines[lines.count - 1] += "    " + part
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// A relative error; of one that is only rounding, the digits say nothing.
  private static func error(_ error: Double) -> String {
    error < 1e-8 ? "< 1e-8" : NumberFormat.significant(2).text(error)
  }

  private func lines(_ report: CheckReport) -> [String] {
    var table = TextTable(columns: [
      .init("node", role: .name, canShrink: true), .init("reverse", .right),
      .init("forward", .right), .init("central", .right), .init("error", .right),
      .init("verdict", gap: 3),
    ])
    for row in report.rows {
      table.rows.append([
        row.node, number(row.reverse), number(row.forward), number(row.central),
        TextWriter.error(row.error), row.verdict,
      ])
    }
    let reasons = report.rows.compactMap { row in row.reason.map { "\(row.node): \($0)" } }
    return table.lines(width: columns, ink: ink) + reasons.flatMap { wrapped($0, indent: 2) }
  }
}
