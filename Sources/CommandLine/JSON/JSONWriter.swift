import Autograd
import Interchange
import Language
import Session

/// Every file of this target writes with it.
typealias JSON = Interchange.JSON

/// Reports as lines of JSON; docs/json.md lists the objects.
enum JSONWriter {
  static func line(for report: Report) -> String {
    let (type, members) = object(for: report)
    return JSON.object([("type", .string(type))] + members).text
  }

  typealias Members = [(key: String, value: JSON)]

  static func object(for report: Report) -> (String, Members) {
    switch report {
    case .value(let name, let value):
      ("value", [("name", .optional(name)), ("value", json(value))])
    case .printed(let values):
      ("print", [("values", .array(values.map(json)))])
    case .said(let text):
      ("say", [("text", .string(text))])
    case .backward(let backward):
      ("backward", members(backward))
    case .gradients(let gradients):
      ("grads", [("gradients", json(gradients))])
    case .node(let node):
      ("info", members(node))
    case .definition(let name, let text):
      ("definition", [("name", .string(name)), ("text", .string(text))])
    case .definitions(let definitions):
      ("list", [("definitions", .array(definitions.map(json)))])
    case .graph(let graph):
      ("graph", members(graph))
    case .tape(let tape):
      ("tape", members(tape))
    case .set(let report): ("set", members(report))
    case .nudge(let nudge): ("nudge", members(nudge))
    case .sweep(let sweep): ("sweep", members(sweep))
    case .checkSweep(let sweep): ("checkSweep", members(sweep))
    case .expanded(let expansion): (expansion.isFolding ? "fold" : "expand", members(expansion))
    case .descended(let params, let rate, let root):
      ("descend", [("params", .integer(params)), ("rate", .number(rate)), ("root", json(root))])
    case .trained(let training):
      (
        "train",
        [
          ("root", .string(training.root)), ("steps", .integer(training.losses.count)),
          ("params", .integer(training.params)), ("value", .number(training.final)),
          ("losses", .array(training.losses.map { .number($0) })),
          ("interrupted", .bool(training.isInterrupted)),
        ]
      )
    case .quiz(let quiz): object(for: quiz)
    case .check(let check):
      ("check", members(check))
    case .derivation(let derivation): ("derive", members(derivation))
    case .why(let why):
      ("why", members(why))
    case .paths(let paths):
      ("paths", members(paths))
    case .compared(let comparison):
      ("compare", members(comparison))
    case .stop(let stop):
      ("stop", members(stop))
    case .steps(let steps):
      ("steps", members(steps))
    case .breakpoints(let breakpoints):
      ("breakpoints", members(breakpoints))
    case .picture(let text, let nodes, let folding):
      ("draw", [("text", .string(text)), ("nodes", .integer(nodes))] + members(folding))
    case .plot(let report):
      ("plot", members(report.plot))
    case .image(let png, let folding):
      ("draw", [("bytes", .integer(png.count))] + members(folding))
    case .walk(let walk): ("file", members(walk))
    case .exhibit(let exhibit): object(for: exhibit)
    case .file(let path, let format, let nodes, let folding):
      (
        "file",
        [("path", .string(path)), ("format", .string(format))]
          + (nodes.map { [("nodes", .integer($0))] } ?? []) + members(folding)
      )
    case .expectation(let passed, let actual, let expected, let place):
      (
        "expect",
        [("passed", .bool(passed)), ("actual", json(actual)), ("expected", json(expected))]
          + (passed ? [] : self.place(place))
      )
    case .diagnostic(let diagnostic, let place):
      (
        diagnostic.severity.rawValue,
        [("message", .string(diagnostic.message))] + self.place(place)
          + [("help", .optional(diagnostic.help))]
      )
    case .settings(let settings):
      ("option", [("settings", .object(settings.map { ($0.name, .string($0.value)) }))])
    case .history(let lines):
      ("history", [("lines", .array(lines.map { .string($0) }))])
    case .help(let help):
      ("help", members(help))
    case .done(let text):
      ("done", [("message", .string(text))])
    }
  }

  // MARK: Parts

  private static func json(_ value: Shown) -> JSON {
    switch value {
    case .number(let number): .number(number)
    case .list(let elements): .array(elements.map(json))
    case .text(let text), .function(let text): .string(text)
    case .missing: .null
    }
  }

  static func json(_ gradients: [LeafGradient]) -> JSON {
    .object(gradients.map { ($0.name, json($0.gradient)) })
  }

  static func json(_ change: Change) -> JSON {
    .object([
      ("node", .string(change.name)), ("before", .number(change.before)),
      ("after", .number(change.after)),
    ])
  }

  private static func place(_ place: Place?) -> Members {
    [
      ("file", .optional(place?.file)), ("line", place.map { .integer($0.line) } ?? .null),
      ("column", place.map { .integer($0.column) } ?? .null),
    ]
  }

  private static func members(_ report: BackwardReport) -> Members {
    let steps = report.steps.map { step in
      JSON.object([
        ("node", .string(step.node)), ("operation", .string(step.operation)),
        ("value", .number(step.value)), ("upstream", .number(step.upstream)),
        (
          "inputs",
          .array(
            step.inputs.map {
              .object([
                ("node", .string($0.node.name)), ("local", .number($0.local)),
                ("downstream", .number($0.downstream)),
              ])
            })
        ),
      ])
    }
    return [
      ("root", .string(report.root)), ("value", .number(report.value)), ("steps", .array(steps)),
    ] + (report.omitted > 0 ? [("omitted", .integer(report.omitted))] : [])
      + [("gradients", json(report.gradients))]
  }

  private static func members(_ report: NodeReport) -> Members {
    [
      ("node", .string(report.name)), ("address", .string(report.node)),
      ("value", .number(report.value)), ("gradient", .optional(report.gradient)),
      ("root", .optional(report.root)),
      ("role", .optional(report.role.map { $0 == .plain ? "leaf" : "\($0)" })),
      ("operation", .optional(report.operation)), ("formula", .optional(report.formula)),
      ("expression", .optional(report.expression)),
      (
        "inputs",
        .array(
          report.inputs.map {
            .object([
              ("node", .string($0.node.name)), ("value", .number($0.value)),
              ("local", .optional($0.local)),
            ])
          })
      ),
      ("users", .array(report.users.map { .string($0.name) })),
      ("omittedUsers", .integer(report.omittedUsers)),
    ] + place(report.place)
  }

  private static func json(_ definition: Definition) -> JSON {
    .object([
      ("name", .string(definition.name)), ("kind", .string(definition.kind)),
      ("value", json(definition.value)), ("formula", .optional(definition.formula)),
      ("gradient", json(definition.gradient)),
    ])
  }

  private static func members(_ report: GraphReport) -> Members {
    [
      ("nodes", .integer(report.nodes)), ("leaves", .integer(report.leaves)),
      ("constants", .integer(report.constants)), ("names", .integer(report.names)),
      ("operations", .object(report.operations.map { ($0.name, .integer($0.value)) })),
      ("root", .optional(report.root)),
    ]
  }

  private static func members(_ report: CheckReport) -> Members {
    let inputs = report.rows.map { row in
      JSON.object(
        [
          ("node", .string(row.node)), ("reverse", .number(row.reverse)),
          ("forward", .number(row.forward)), ("central", .number(row.central)),
          ("error", .number(row.error)), ("verdict", .string(row.verdict)),
        ] + (row.reason.map { [("reason", .string($0))] } ?? []))
    }
    return [("root", .string(report.root)), ("inputs", .array(inputs))]
  }

  private static func members(_ report: HelpReport) -> Members {
    [
      ("title", .string(report.title)), ("summary", .string(report.summary)),
      ("usage", .array(report.usage.map { .string($0) })),
      ("facts", .object(report.facts.map { ($0.name, .string($0.value)) })),
      (
        "paragraphs",
        .array((report.paragraphs + (report.source.map { [$0] } ?? [])).map { .string($0) })
      ),
      (
        "sections",
        .array(
          report.sections.map { section in
            .object([
              ("heading", .string(section.heading)),
              (
                "entries",
                .array(section.entries.map { .array([.string($0.name), .string($0.value)]) })
              ),
            ])
          })
      ),
      (
        "examples",
        .array(
          report.examples.map { example in
            .object([
              ("code", .string(example.code)),
              (
                "results",
                .array(
                  example.reports.map {
                    let (type, members) = object(for: $0)
                    return .object([("type", .string(type))] + members)
                  })
              ),
            ])
          })
      ),
    ]
  }
}
