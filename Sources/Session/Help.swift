import Autograd
import Language

/// Answers to `help`, from the tables.
public struct Help {
  let session: Session

  public init(session: Session) { self.session = session }

  /// Everything that help can be asked about.
  public var topics: [String] {
    Set(
      Command.table.map(\.word) + Operation.table.dropFirst().map(\.name)
        + BuiltInFunction.table.map(\.name) + BuiltIns.constants.map(\.name)
        + Setting.table.map(\.name) + LanguageTopic.table.map(\.name)
        + session.evaluator.preludeNames
    ).sorted()
  }

  func report(on topic: String, at span: Span) throws(Diagnostic) -> HelpReport {
    if topic.isEmpty { return overview }
    let word = topic.hasPrefix(":") ? String(topic.dropFirst()) : topic
    if let command = Command.named[word] { return help(on: command) }
    if let own = session.workspace.graph.ownOperations.last(where: { $0.name == word }) {
      return help(on: own)
    }
    if let function = BuiltInFunction.table.first(where: { $0.name == word }) {
      return help(on: function)
    }
    if let operation = Help.operation(word) { return help(on: operation) }
    if let function = session.evaluator.preludeFunction(word) {
      return HelpReport(
        title: word, summary: "Written in the language itself; `show \(word)` shows it too.",
        source: session.workspace.text(of: .user(function)))
    }
    if let topic = LanguageTopic.table.first(where: { $0.name == word }) { return help(on: topic) }
    if let constant = BuiltIns.constants.first(where: { $0.name == word }) {
      return HelpReport(title: word, summary: constant.summary, examples: [run(word)])
    }
    if let setting = Setting.table.first(where: { $0.name == word }) {
      return HelpReport(
        title: word, summary: setting.summary, usage: ["option \(word) VALUE"],
        facts: [Named("values", setting.values)])
    }
    throw Diagnostic(
      .other(
        "there is no help on `\(topic)`",
        help: Nearest.name(to: word, among: topics).map { "did you mean `\($0)`?" }
          ?? "`help` lists what there is"), span)
  }

  /// The operation with this name or sign.
  private static func operation(_ word: String) -> Operation? {
    Operation.table.dropFirst().first { operation in
      operation.typed == word || operation.name == word || word == "**" && operation.typed == "^"
    }
  }

  // MARK: Pages

  private var overview: HelpReport {
    HelpReport(
      title: "Gradwalk",
      summary: "Type an expression; it becomes a graph. Run backward; ask about its gradients.",
      sections: Command.groups.map { group in
        .init(
          heading: group.heading,
          entries: group.commands.map { Named($0.syntax.form, $0.summary) })
      } + [
        .init(
          heading: "Language", entries: LanguageTopic.table.map { Named($0.name, $0.summary) }),
        .init(
          heading: "Operations",
          entries: [Named("", Operation.table.dropFirst().map(\.name).joined(separator: ", "))]),
        .init(
          heading: "Functions",
          entries: [Named("", BuiltInFunction.table.map(\.name).joined(separator: ", "))]),
        .init(
          heading: "Losses and networks",
          entries: [Named("", session.evaluator.preludeNames.joined(separator: ", "))]),
      ],
      examples: [])
  }

  private func help(on command: Command) -> HelpReport {
    HelpReport(
      title: command.word, summary: command.summary, usage: [command.usage],
      facts: (command.syntax.short.map { [Named("short", "\($0), while a debugger runs")] } ?? [])
        + command.syntax.options.map { Named($0.key, $0.summary) },
      paragraphs: command.details.isEmpty ? [] : [command.details],
      examples: command.examples.map(run))
  }

  private func facts(of operation: Operation) -> [Named<String>] {
    var facts = [Named("formula", operation.formula)]
    for (parameter, derivative) in zip(operation.parameters, operation.derivatives) {
      facts.append(Named("∂/∂\(parameter)", derivative))
    }
    facts.append(Named("domain", operation.domain))
    if !operation.kinks.isEmpty { facts.append(Named("kinks", operation.kinks)) }
    if let pattern = operation.pattern {
      facts.append(Named("pattern", "\(pattern.phrase): \(pattern.meaning)"))
    }
    return facts
  }

  private func help(on operation: Operation) -> HelpReport {
    HelpReport(
      title: operation.name, summary: operation.summary, usage: [operation.usage],
      facts: facts(of: operation), examples: [run(operation.example)])
  }

  private func help(on function: BuiltInFunction) -> HelpReport {
    // max and min are operations of two numbers as well.
    let facts = Help.operation(function.name).map(facts) ?? []
    return HelpReport(
      title: function.name, summary: function.summary, usage: [function.usage], facts: facts,
      examples: [run(function.example)])
  }

  private func help(on topic: LanguageTopic) -> HelpReport {
    HelpReport(
      title: topic.name, summary: topic.summary, paragraphs: topic.paragraphs,
      examples: topic.examples.map(run))
  }

  /// Runs an example in a session of its own, which touches no file.
  private func run(_ code: String) -> HelpReport.Example {
    let fresh = Session(effects: session.effects.withoutFiles)
    var reports: [Report] = []
    fresh.report = { reports.append($0) }
    // An operation that the user defined is known to this session alone.
    for operation in session.workspace.graph.ownOperations {
      fresh.evaluator.adopt(operation)
    }
    fresh.run(code)
    return HelpReport.Example(code: code, reports: reports)
  }
}

extension Operation {
  /// How it is called: `leaky_relu(x, slope = 0.01)`, `x + y`.
  public var usage: String {
    guard case .function = notation else { return formula(applied: parameters) }
    let required = parameters.count - defaults.count
    let shown = parameters.enumerated().map { place, parameter in
      place < required
        ? parameter : "\(parameter) = \(NumberFormat.full.text(defaults[place - required]))"
    }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }
}

extension BuiltInFunction {
  /// How it is called: `zip(xs, ys, …)`.
  public var usage: String {
    "\(name)(\(parameters.joined(separator: ", "))\(isVariadic ? ", …" : ""))"
  }
}
