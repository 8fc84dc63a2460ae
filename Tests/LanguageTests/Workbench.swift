import Autograd
import Testing

@testable import Language

/// A workspace in which lines of the language are run one after the other, without any command but
/// `seed`.
final class Workbench {
  let workspace = Workspace()
  private let evaluator: Evaluator
  private(set) var notes: [Diagnostic] = []

  init(_ lines: String...) throws {
    evaluator = Evaluator(
      workspace: workspace, commands: [CommandSyntax("seed", [.init("number", .expression)])])
    evaluator.perform = { [unowned self] (invocation, _) throws(Diagnostic) in
      guard case .expression(let number)? = invocation.arguments["number"] else { return }
      workspace.seed(
        try evaluator.plainNumber(evaluator.evaluate(number), at: number.span, needed: "a seed"))
    }
    evaluator.report = { [unowned self] event in
      if case .note(let diagnostic) = event { notes.append(diagnostic) }
    }
    for line in lines { try run(line) }
  }

  /// Runs a line, and throws its first mistake.
  func run(_ line: String) throws(Diagnostic) {
    let script = evaluator.parse(workspace.sources.add(line))
    if let mistake = script.mistakes.first { throw mistake }
    workspace.beginLine()
    defer { _ = workspace.endLine() }
    for statement in script.statements { try evaluator.run(statement) }
  }

  /// What an expression gives.
  func datum(_ expression: String) throws -> Datum {
    try run(expression)
    return try #require(workspace.value(named: "ans"))
  }

  /// The numbers of an expression, in a row.
  func numbers(_ expression: String) throws -> [Double] {
    flattened(workspace.shown(try datum(expression)))
  }

  func number(_ expression: String) throws -> Double {
    try #require(try numbers(expression).first)
  }

  func node(_ expression: String) throws -> Node {
    guard case .node(let node) = try datum(expression) else {
      throw Diagnostic(.other("`\(expression)` is no node", help: nil), .none)
    }
    return node
  }

  /// An expression in the names of leaves.
  func formula(_ expression: String) throws -> String {
    switch try datum(expression) {
    case .node(let node):
      workspace.graph.expression(of: node, name: workspace.label) ?? "too long"
    case .number(let number): NumberFormat.full.text(number)
    case let other: other.kind
    }
  }

  /// The mistake in a line, with the names and nodes that it must have left as they were.
  func mistake(_ line: String) -> String? {
    let count = workspace.graph.count
    do throws(Diagnostic) {
      try run(line)
      return nil
    } catch {
      #expect(workspace.graph.count == count, "\(line) left nodes")
      return error.message
    }
  }

  private func flattened(_ shown: Shown) -> [Double] {
    switch shown {
    case .number(let number): [number]
    case .list(let elements): elements.flatMap(flattened)
    default: [.nan]
    }
  }
}
