import Autograd
import Language
import Session

/// A page that is made from the tables.
struct GeneratedPage: Sendable {
  let name: String
  let text: @Sendable () -> String

  static let table: [GeneratedPage] = [
    GeneratedPage(name: "man") { ManPage.text },
    GeneratedPage(name: "bash") { ShellCompletion.bash },
    GeneratedPage(name: "zsh") { ShellCompletion.zsh },
    GeneratedPage(name: "fish") { ShellCompletion.fish },
    GeneratedPage(name: "commands") { ReferencePage.commands },
    GeneratedPage(name: "operations") { ReferencePage.operations },
  ]

  static var listed: String { table.map(\.name).joined(separator: ", ") }

  /// The text of a page, without the newline at its end.
  static func text(_ name: String) -> String {
    table.first { $0.name == name }.map { String($0.text().dropLast()) } ?? ""
  }
}
