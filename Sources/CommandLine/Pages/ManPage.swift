import Session

/// The manual page, gradwalk(1).
enum ManPage {
  static var text: String {
    var lines = [
      ".TH GRADWALK 1 \"\" \"Gradwalk \(Gradwalk.version)\" \"User Commands\"",
      ".SH NAME", "gradwalk \\- computation graphs at a prompt", ".SH SYNOPSIS",
    ]
    for (place, form) in CommandLineOption.forms.enumerated() {
      if place > 0 { lines.append(".br") }
      lines.append(escaped(form.form))
    }
    lines += [
      ".SH DESCRIPTION",
      "Type an expression; it becomes a graph of scalar nodes. Run backward and see, for every",
      "edge, the local, upstream and downstream gradient. Draw the graph, and keep the session as",
      "a script that is also a test.",
    ]
    for form in CommandLineOption.forms {
      lines += [".TP", escaped(form.form), escaped(form.summary) + "."]
    }
    lines += [".SH WALK-THROUGHS", escaped(Presentation.keys), ".SH OPTIONS"]
    for row in CommandLineOption.table {
      let value = row.isValueOptional ? row.valueForm : row.value.map { " " + $0 } ?? ""
      let short = row.short.map { "\\-\($0), " } ?? ""
      lines += [".TP", "\(short)\\-\\-\(escaped(row.long))\(value)", escaped(row.summary)]
    }
    lines.append(".SH COMMANDS")
    for group in Command.groups {
      lines.append(".SS " + group.heading)
      for command in group.commands {
        lines += [".TP", escaped(command.usage), escaped(command.summary)]
      }
    }
    lines += [
      ".SH EXIT STATUS", ExitStatus.meaning,
      ".SH FILES", ".TP", "$XDG_STATE_HOME/gradwalk/history", "The lines that were typed.",
      ".TP", "$XDG_CONFIG_HOME/gradwalk/init.gw", "Run before the first prompt.",
      ".SH ENVIRONMENT", ".TP", "NO_COLOR", "Where it is set, nothing is coloured.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Text made safe for roff.
  private static func escaped(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
  }
}
