import Autograd
import Language
import Session

/// The reference pages in docs/.
enum ReferencePage {
  private static let note = "<!-- Made from the tables by `make docs`; do not edit. -->\n"

  static var commands: String {
    var page = "# Commands\n\n\(note)\n"
    page +=
      "A command is a line that begins with one of these words. Options are written `key=value`.\n"
    for group in Command.groups {
      page += "\n## \(group.heading)\n"
      for command in group.commands {
        page += "\n### \(command.word)\n\n`\(command.usage)`"
        if let short = command.syntax.short {
          page += ", in the debugger also `\(short)`"
        }
        page += "\n\n\(command.summary)\n"
        if !command.details.isEmpty {
          page += "\n\(command.details.replacing("\n", with: "  \n"))\n"
        }
        if !command.syntax.options.isEmpty {
          page += "\n| option | meaning |\n|---|---|\n"
          for option in command.syntax.options {
            page += "| `\(option.key)=` | \(option.summary) |\n"
          }
        }
        for example in command.examples { page += "\n" + transcript(example) }
      }
    }
    return page
  }

  static var operations: String {
    var page = "# Operations and functions\n\n\(note)\n"
    page += "Each operation is one node. At kinks and ties the conventions are PyTorch's.\n"
    for operation in Operation.table.dropFirst() {
      page += "\n## \(operation.name)\n\n`\(operation.usage)`\n\n\(operation.summary)\n\n"
      page += "| | |\n|---|---|\n| formula | `\(operation.formula)` |\n"
      for (parameter, derivative) in zip(operation.parameters, operation.derivatives) {
        page += "| ∂/∂\(parameter) | `\(derivative)` |\n"
      }
      page += "| domain | \(operation.domain) |\n"
      if !operation.kinks.isEmpty { page += "| kinks | \(operation.kinks) |\n" }
      if let pattern = operation.pattern {
        page += "| pattern | \(pattern.phrase): \(pattern.meaning) |\n"
      }
      page += "\n" + transcript(operation.example)
    }
    page += "\n# Functions that make no node of their own kind\n"
    for function in BuiltInFunction.table {
      page += "\n## \(function.name)\n\n`\(function.usage)`\n\n\(function.summary)\n\n"
      page += transcript(function.example)
    }
    page += "\n# Constants\n\n| name | |\n|---|---|\n"
    for constant in BuiltIns.constants { page += "| `\(constant.name)` | \(constant.summary) |\n" }
    return page
  }

  /// Code as it is typed, with what it prints.
  private static func transcript(_ code: String) -> String {
    var effects = Effects.quiet
    effects.layOut = World.effects(output: Output(isTerminal: false)).layOut
    // Nothing is written, so nothing need be drawn, with gnuplot or without.
    effects.plot = { (_) throws(Effects.Failure) in [] }
    var page = "```text\n"
    for line in code.split(separator: "\n") { page += ">>> \(line)\n" }
    page += Transcript.text(of: code, effects: effects)
    return page + "```\n"
  }
}
