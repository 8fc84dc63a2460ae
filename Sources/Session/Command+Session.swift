import Autograd
import Language

extension Command {
  static let session: [Command] = [
    Command(
      "undo", summary: "Takes the last change back.",
      details: """
        Names, nodes, values of leaves and gradients are as they were; settings stay. It can be \
        repeated, for up to a hundred lines. `save` leaves out what was undone, and what was looked \
        at since.
        """,
      examples: ["a = 2\na = 3\nundo\na"], kept: .never, topOnly: true
    ) { (call) throws(Diagnostic) in
      guard let line = call.session.undo() else {
        throw Diagnostic(.other("there is nothing to undo", help: nil), call.span)
      }
      call.report(.done("undone: \(line)"))
    },
    Command(
      "reset", summary: "Forgets every name and every node.",
      details: "Settings and the history of lines stay.", examples: ["a = 2\nreset\nlist"],
      voice: .outsideBlocks,
      kept: .never, topOnly: true
    ) { (call) throws(Diagnostic) in
      call.session.reset()
      call.report(.done("everything is forgotten"))
    },
    Command(
      "seed", [.init("number", .expression)],
      summary: "Starts the random numbers anew, so that they are the same in every run.",
      details: """
        They are those of Python's `random` module after random.seed(number), for any whole \
        number. Without a seed nobody can foretell them. `--seed` does the same from the start.
        """,
      examples: ["seed 1337\nuniform(-1, 1, 2)"], voice: .outsideBlocks
    ) { (call) throws(Diagnostic) in try call.seed() },
    Command(
      "option",
      [
        .init("name", .word(Setting.table.map(\.name)), optional: true),
        .init("value", .rest, optional: true),
      ],
      summary: "Shows the settings, or changes one.",
      details: Setting.table.map { "\($0.name), \($0.values): \($0.summary)" }
        .joined(separator: "\n"),
      examples: ["option precision 3\npi", "option"], voice: .outsideBlocks, kept: .always
    ) { (call) throws(Diagnostic) in try call.option() },
    Command(
      "history", summary: "Shows the lines that were typed at the prompt.",
      details: "In a script there are none; `save FILE` writes what it has done.",
      examples: ["history"], kept: .never
    ) { (call) throws(Diagnostic) in call.report(.history(call.session.history())) },
    Command(
      "help", [.init("topic", .line, optional: true)],
      summary: "Explains a command, an operation or a function; alone, it lists them.",
      details: "`?tanh` means `help tanh`. The examples it shows are run as they are shown.",
      examples: ["help undo"], kept: .never
    ) { (call) throws(Diagnostic) in try call.help() },
    Command(
      "quit", short: "q", summary: "Leaves. Ctrl-D does the same.",
      details: "Where a debugger runs, it leaves only that.", examples: [], kept: .never
    ) { (call) throws(Diagnostic) in
      guard let debugger = call.session.debugging?.debugger else {
        call.session.isFinished = true
        return
      }
      call.session.debugging = nil
      call.report(
        .done("left the debugger at step \(debugger.position) of \(debugger.count)"))
    },
  ]
}

extension Command.Call {
  fileprivate func seed() throws(Diagnostic) {
    guard let (value, span) = try value("number") else { return }
    let number = try session.evaluator.plainNumber(value, at: span, needed: "a seed")
    guard number.isFinite, number == number.rounded() else {
      throw Diagnostic(.notAWholeNumber(number, needed: "a seed"), span)
    }
    workspace.seed(number)
    report(.done("random numbers start anew from \(NumberFormat.full.text(number))"))
  }

  fileprivate func option() throws(Diagnostic) {
    guard let (name, _) = text("name"),
      let setting = Setting.table.first(where: { $0.name == name })
    else { return report(.settings(Setting.table.map(named))) }
    guard let (line, span) = text("value") else { return report(.settings([named(setting)])) }
    let value = line.split(separator: " ").joined(separator: " ")
    guard setting.change(&session.settings, value) else {
      throw Diagnostic(
        .other("\(name) cannot be `\(value)`", help: "it can be \(setting.values)"), span)
    }
    report(.settings([named(setting)]))
  }

  private func named(_ setting: Setting) -> Named<String> {
    Named(setting.name, setting.text(session.settings))
  }

  fileprivate func help() throws(Diagnostic) {
    let topic = (text("topic")?.text ?? "").split(separator: " ").joined(separator: " ")
    let report = try Help(session: session).report(on: topic, at: text("topic")?.span ?? span)
    self.report(.help(report))
  }
}
