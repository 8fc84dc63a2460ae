import Autograd
import Language

/// One row of the table of commands: all that is known of one.
///
/// The parser, help, completion, the reference page and the tests read these rows; to add a command
/// is to add a row.
public struct Command: Sendable {
  public let syntax: CommandSyntax
  /// One sentence.
  public let summary: String
  /// What else there is to know, in sentences.
  public let details: String
  /// Code that help and the tests run.
  public let examples: [String]
  /// When it says what it did.
  let voice: Voice
  /// When a saved session repeats it.
  let keeping: Keeping
  /// Whether it cannot stand in a function.
  let isForTopOnly: Bool
  /// Whether it starts or moves a debugger, which only a line of its own can do.
  let isOfDebugger: Bool
  let action: @Sendable (Call) throws(Diagnostic) -> Void

  /// When a command says what it did: a statement in a block shows nothing by itself, and a `;`
  /// keeps one quiet.
  enum Voice: Sendable {
    /// It is there to speak.
    case always
    /// It shows something.
    case unlessQuiet
    /// It does something.
    case outsideBlocks
  }

  /// When a saved session repeats a command.
  enum Keeping: Sendable {
    /// Unless what it changed or looked at was undone.
    case whileItHolds
    /// It changes what `undo` does not take back.
    case always
    case never
  }

  init(
    _ word: String, _ arguments: [CommandSyntax.Argument] = [],
    options: [CommandSyntax.Option] = [], short: String? = nil,
    summary: String, details: String = "", examples: [String], voice: Voice = .unlessQuiet,
    kept: Keeping = .whileItHolds,
    topOnly: Bool = false, debugger: Bool = false,
    action: @escaping @Sendable (Call) throws(Diagnostic) -> Void
  ) {
    syntax = CommandSyntax(
      word, arguments, options: options, short: short,
      // `debug` itself is a word like any other command's.
      isContextual: debugger && short != nil)
    self.summary = summary
    self.details = details
    self.examples = examples
    self.voice = voice
    keeping = kept
    isForTopOnly = topOnly
    isOfDebugger = debugger
    self.action = action
  }

  public var word: String { syntax.word }

  /// Commands that belong together.
  public struct Group: Sendable {
    public let heading: String
    public let commands: [Command]
  }

  public static let groups: [Group] = [
    Group(heading: "Gradients", commands: gradients),
    Group(heading: "Explanations", commands: explanations),
    Group(heading: "Debugger", commands: debugger),
    Group(heading: "Training", commands: training),
    Group(heading: "Looking", commands: looking),
    Group(heading: "Pictures", commands: pictures + walks + plots + [export]),
    Group(heading: "Scripts", commands: scripts),
    Group(heading: "Session", commands: session),
  ]

  /// Every command.
  public static let table: [Command] = groups.flatMap(\.commands)

  public static let named: [String: Command] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.word, $0) })

  /// How the command is written: `draw L [to FILE] [style=…]`.
  public var usage: String {
    let options = syntax.options.map { option in
      switch option.value {
      case .word(let choices): "[\(option.key)=\(choices.joined(separator: "|"))]"
      case .words(let choices): "[\(option.key)=\(choices.joined(separator: ","))]"
      case .wordOrNumber(let choices, let number):
        "[\(option.key)=\((choices + [number]).joined(separator: "|"))]"
      case .number: "[\(option.key)=number]"
      case .expression: "[\(option.key)=expression]"
      case .text: "[\(option.key)=text]"
      }
    }
    return ([syntax.form] + options).joined(separator: " ")
  }

  // MARK: Calls

  /// A command while it is carried out.
  struct Call {
    let session: Session
    let invocation: Invocation
    let isSilent: Bool

    var workspace: Workspace { session.workspace }
    var graph: Graph { session.workspace.graph }
    var span: Span { invocation.span }

    /// Tells what was found out. A silent command does not even put it together, which for a large
    /// graph takes longer than the command itself.
    func report(_ report: @autoclosure () -> Report) {
      if !isSilent { session.report(report()) }
    }

    func has(_ argument: String) -> Bool { invocation.arguments[argument] != nil }

    func expression(_ argument: String) -> Expression? {
      if case .expression(let expression)? = invocation.arguments[argument] { return expression }
      return nil
    }

    func text(_ argument: String) -> (text: String, span: Span)? {
      if case .text(let text, let span)? = invocation.arguments[argument] { return (text, span) }
      return nil
    }

    func word(option key: String) -> String? {
      if case .text(let text, _)? = invocation.options[key] { return text }
      return nil
    }

    func words(option key: String) -> [(text: String, span: Span)]? {
      if case .words(let words)? = invocation.options[key] { return words }
      return nil
    }

    func expression(option key: String) -> Expression? {
      if case .expression(let expression)? = invocation.options[key] { return expression }
      return nil
    }

    func number(option key: String) -> (number: Double, span: Span)? {
      if case .number(let number, let span)? = invocation.options[key] { return (number, span) }
      return nil
    }

    /// The value of an argument, or `nil` where it was left out.
    func value(_ argument: String) throws(Diagnostic) -> (value: Datum, span: Span)? {
      guard let expression = expression(argument) else { return nil }
      return (try session.evaluator.evaluate(expression), expression.span)
    }

    func number(_ argument: String) throws(Diagnostic) -> Double? {
      guard let (value, span) = try value(argument) else { return nil }
      return try session.evaluator.plainNumber(value, at: span, needed: argument)
    }

    /// The node that an argument gives, or `nil` where it was left out.
    func node(_ argument: String) throws(Diagnostic) -> Node? {
      guard let (value, span) = try value(argument) else { return nil }
      return try node(value, at: span)
    }

    func node(_ value: Datum, at span: Span) throws(Diagnostic) -> Node {
      switch value {
      case .node(let node):
        return node
      case .number(let number):
        throw Diagnostic(
          .other(
            "\(NumberFormat.full.text(number)) is a plain number, no node of the graph",
            help: "give it a name first: x = \(NumberFormat.full.text(number))"), span)
      case .list(let elements):
        throw Diagnostic(
          .other(
            "this is a list of \(elements.count), and one node is needed",
            help: "take one element, as xs[0], or their sum: sum(xs)"), span)
      case .function:
        throw Diagnostic(
          .other("this is a function, and a node is needed", help: "call it first: y = f(x)"), span)
      default:
        throw Diagnostic(.other("this is no node of the graph", help: nil), span)
      }
    }

    /// The leaves that an argument gives: one, or those of a list.
    func leaves(_ argument: String) throws(Diagnostic) -> [Node]? {
      guard let (value, span) = try value(argument) else { return nil }
      if case .list(let elements) = value {
        var leaves: [Node] = []
        for element in elements { leaves += try self.leaves(in: element, at: span) }
        return leaves
      }
      return try leaves(in: value, at: span)
    }

    private func leaves(in value: Datum, at span: Span) throws(Diagnostic) -> [Node] {
      if case .list(let elements) = value {
        var leaves: [Node] = []
        for element in elements { leaves += try self.leaves(in: element, at: span) }
        return leaves
      }
      let node = try node(value, at: span)
      guard graph.instruction(node).isLeaf else {
        throw Diagnostic(
          .notALeaf(workspace.label(node), formula: session.formula(of: node)), span)
      }
      return [node]
    }

    /// The node that is to be differentiated: the argument, else the root of the last pass.
    func root(_ argument: String, example: String) throws(Diagnostic) -> Node {
      if let node = try node(argument) { return node }
      guard let pass = workspace.pass else {
        throw Diagnostic(
          .other(
            "it is not said of which node, and no backward pass has run",
            help: "name it: \(example)"),
          span)
      }
      return pass.root
    }
  }
}
