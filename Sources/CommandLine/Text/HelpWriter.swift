import Session
import Terminal

/// An answer to help as text; its examples with what they print.
struct HelpWriter {
  let writer: TextWriter

  func lines(_ help: HelpReport) -> [String] {
    var lines = [writer.ink(help.title, .heading)] + writer.wrapped(help.summary)
    if !help.usage.isEmpty {
      lines +=
        [""] + help.usage.flatMap { writer.line("", $0, width: 0).map { String($0.dropFirst(2)) } }
    }
    if !help.facts.isEmpty {
      let width = help.facts.map { Screen.width(of: $0.name) }.max() ?? 0
      lines += [""] + help.facts.flatMap { writer.line($0.name, $0.value, width: width) }
    }
    for paragraph in help.paragraphs { lines += [""] + writer.wrapped(paragraph) }
    if let source = help.source { lines += [""] + writer.code(source) }
    for section in help.sections { lines += [""] + self.lines(section) }
    for example in help.examples { lines += [""] + self.lines(example) }
    return lines
  }

  private func lines(_ section: HelpReport.Section) -> [String] {
    let width = min(section.entries.map { Screen.width(of: $0.name) }.max() ?? 0, 26)
    return [writer.ink(section.heading, .heading)]
      + section.entries.flatMap { entry -> [String] in
        guard Screen.width(of: entry.name) > width else {
          return writer.line(entry.name, entry.value, width: width)
        }
        return ["  \(entry.name)"] + writer.line("", entry.value, width: width)
      }
  }

  private func lines(_ example: HelpReport.Example) -> [String] {
    let code = example.code.split(separator: "\n").map { "  " + writer.ink(">>> ", .prompt) + $0 }
    let results = example.reports.flatMap { writer.lines(for: $0) }
    return code + results.map { $0.isEmpty ? "" : "  \($0)" }
  }
}
