import Autograd
import Language
import Session
import Terminal
import Typography

extension TextWriter {
  func lines(_ definitions: [Definition]) -> [String] {
    if definitions.isEmpty { return ["nothing is defined"] }
    var table = TextTable(columns: [
      .init("name", role: .name, canShrink: true), .init("kind"),
      .init("formula", role: .operation, canShrink: true), .init("value", .right, canShrink: true),
      .init("gradient", .right, canShrink: true),
    ])
    for definition in definitions {
      let value: String
      if case .function = definition.value { value = "" } else { value = shown(definition.value) }
      var formula = definition.formula ?? ""
      if case .function(let text) = definition.value {
        let lines = text.split(separator: "\n").drop { $0.hasPrefix("#") }
        formula = (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
      }
      table.rows.append([
        definition.name, definition.kind, formula, value,
        value.isEmpty ? "" : shown(definition.gradient),
      ])
    }
    return table.lines(width: columns, ink: ink)
  }

  func lines(_ report: NodeReport) -> [String] {
    var facts: [(String, String)] = []
    facts.append(("value", number(report.value)))
    if let root = report.root {
      let gradient = report.gradient.map(number) ?? "–"
      facts.append(("gradient", "\(gradient)   of \(root)"))
    } else {
      facts.append(("gradient", "–   no backward pass has run"))
    }
    if let expression = report.expression { facts.append(("in leaves", expression)) }
    if let operation = report.operation {
      facts.append(("operation", [operation, report.summary ?? ""].joined(separator: ": ")))
    }
    if let role = report.role { facts.append(("role", role == .plain ? "leaf" : "\(role)")) }
    if let scope = report.scope { facts.append(("made in", scope)) }
    for (place, input) in report.inputs.enumerated() {
      let local = input.local.map { "   local \(number($0))" } ?? ""
      let value = input.node.constant == nil ? " = \(number(input.value))" : ""
      facts.append((place == 0 ? "inputs" : "", "\(name(input.node))\(value)\(local)"))
    }
    for (place, user) in report.users.enumerated() {
      let text = user.name == user.value ? user.name : "\(user.name) = \(user.value)"
      facts.append((place == 0 ? "used in" : "", text))
    }
    if report.omittedUsers > 0 { facts.append(("", "and \(report.omittedUsers) more")) }
    if let place = report.place {
      let file = place.file.map { "\($0):" } ?? "line "
      facts.append(("written", "\(file)\(place.line): \(place.text.trimmingBlanks)"))
    }
    let title =
      ink(report.name, .name) + (report.name == report.node ? "" : " (\(report.node))")
      + (report.formula.map { " = \($0)" } ?? "")
    return [title] + facts.flatMap { line($0, $1, width: 9) }
  }

  /// A word, and what it says, indented.
  func line(_ word: String, _ text: String, width: Int) -> [String] {
    var writer = self
    writer.columns = max(columns - width - 4, 20)
    let lines = writer.wrapped(text)
    return lines.enumerated().map { place, line in
      "  " + ink(Screen.padded(place == 0 ? word : "", to: width), .dimmed) + "  " + line
    }
  }

  func lines(_ report: GraphReport) -> [String] {
    var facts = [
      (
        "nodes",
        "\(report.nodes): \(report.leaves.counted("leaf", "leaves")), \(report.constants.counted("constant")), \((report.nodes - report.leaves - report.constants).counted("computed", "computed"))"
      )
    ]
    if !report.operations.isEmpty {
      facts.append(
        ("operations", report.operations.map { "\($0.name) \($0.value)" }.joined(separator: ", ")))
    }
    facts.append(("names", "\(report.names)"))
    facts.append(("gradients", report.root.map { "of \($0)" } ?? "–"))
    return facts.flatMap { line($0, $1, width: 10) }
  }
}

extension String {
  /// Without blanks at either end.
  var trimmingBlanks: String {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...end])
  }
}
