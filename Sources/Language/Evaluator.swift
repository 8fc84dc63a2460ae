import Autograd

/// Where a command stands.
public struct CommandPlace: Sendable {
  /// Whether a `;` keeps it quiet.
  public let isQuiet: Bool
  /// Whether it stands in a block.
  public let isInBlock: Bool
}

/// Carries statements out in a workspace.
public final class Evaluator {
  public let workspace: Workspace
  /// The commands by their words, which cannot be names.
  public let commands: [String: CommandSyntax]
  /// The commands of a debugger by their words and short words, which can be names too.
  let debuggerCommands: [String: CommandSyntax]
  /// Asked now and then whether to stop.
  public var isInterrupted: () -> Bool = { false }
  /// Whether a debugger runs, so that its words are commands.
  public var isDebugging: () -> Bool = { false }
  /// Carries a command out; told where it stands, since most say nothing inside a block.
  public var perform: (Invocation, CommandPlace) throws(Diagnostic) -> Void = { _, _ in }
  /// The text of a file.
  public var readFile: (_ path: String) throws(UnreadableFile) -> String = {
    (_) throws(UnreadableFile) in throw UnreadableFile("files cannot be read here")
  }
  /// Whether a failed `expect` ends the run; a test counts it and goes on.
  public var stopsAtFailedExpectation = true
  /// Told what happens, as it happens.
  public var report: (Event) -> Void = { _ in }

  /// The local values in force: a frame of slots for each call that is running, innermost last.
  var stack: [Datum?] = []
  /// Where the frame of the running function starts.
  var frame = 0
  /// The local names that a command which is being carried out can use.
  var visible = VisibleNames()
  /// How often it was asked whether to stop where that is asked only now and then.
  private var askings: UInt8 = 0
  /// What the loops at the top run over, outermost first.
  var runningLoops: [(values: Datum, isReclaimable: Bool)] = []
  /// The functions of the prelude, once they were needed.
  var preludeFunctions: [String: UserFunction]?
  var preludeOrder: [String] = []
  var callDepth = 0
  var blockDepth = 0
  var depth = 0
  /// The call that is running.
  var scope: Scope?
  /// Where the names of an `op`'s parameters are bound to the nodes of a graph of their own.
  var isTracing = false
  /// Whether values are looked at that nobody keeps: nothing is warned of, and no call is recorded.
  var isSampling = false
  /// What has been warned of on this line.
  private var warned: Set<Span> = []
  var hasHintedAtRebinding = false

  public init(workspace: Workspace, commands: [CommandSyntax]) {
    self.workspace = workspace
    self.commands = Dictionary(
      uniqueKeysWithValues: commands.filter { !$0.isContextual }.map { ($0.word, $0) })
    let words = commands.flatMap { syntax in
      (syntax.isContextual ? [syntax.word] : []) + (syntax.short.map { [$0] } ?? [])
    }
    debuggerCommands = Dictionary(
      uniqueKeysWithValues: words.map { word in
        (word, commands.first { $0.word == word || $0.short == word }!)
      })
  }

  /// Functions may call one another this deep.
  static let deepestCall = 1_000
  /// Expressions may be evaluated inside one another this deep.
  static let deepestEvaluation = 20_000

  // MARK: Reading

  /// Reads a text.
  public func parse(_ source: Source) -> Script {
    var parser = Parser(
      source, names: workspace.names, commands: commands, debuggerCommands: debuggerCommands,
      isDebugging: isDebugging())
    let script = parser.script()
    workspace.names = parser.names
    let defined = script.definedNames
    return Script(
      statements: script.statements,
      mistakes: script.mistakes.map { explained($0, defined: defined) })
  }

  public var isInFunction: Bool { callDepth > 0 }

  /// Lets the workspace drop nodes that nobody needs. Only between statements outside functions:
  /// elsewhere, values are still on their way.
  func reclaim() {
    guard workspace.isReclaimDue, !isInFunction else { return }
    guard runningLoops.allSatisfy({ $0.isReclaimable }) else { return }
    withLocals { workspace.reclaim(&$0) }
  }

  func checkInterrupt(at span: Span) throws(Diagnostic) {
    if isInterrupted() { throw Diagnostic(.interrupted, span) }
  }

  /// The same where it would cost more than what is done in between.
  func checkInterruptNowAndThen(at span: Span) throws(Diagnostic) {
    askings &+= 1
    if askings & 0xF == 0 { try checkInterrupt(at: span) }
  }

  // MARK: Warnings

  func beginLine() { warned = [] }

  /// Says once a line that an operation at `span` gave nan or inf where its operands were finite.
  func warnOfBirth(_ value: Double, _ formula: @autoclosure () -> String, at span: Span) {
    guard !isTracing, !isSampling, warned.insert(span).inserted else { return }
    report(
      .note(
        Diagnostic(
          .other("\(formula()) is \(exact(value))", help: nil), span, severity: .warning)))
  }

  /// Says once a line that two lists made one that is larger than either.
  func hintAtGrowth(_ sign: String, _ a: [Int], _ b: [Int], _ shape: [Int], at span: Span) {
    guard !isSampling, warned.insert(span).inserted else { return }
    report(
      .note(
        Diagnostic(
          .other(
            "\(Grid.text(a)) \(sign) \(Grid.text(b)) makes \(Grid.text(shape)), larger than either",
            help: "for pairs, give both the same shape"), span, severity: .hint)))
  }

  /// Says once a session that other names still use the leaf that `name` stood for. In a block it
  /// is meant: each time a loop comes around, all of its names are given new values.
  func hintAtRebinding(_ name: Identifier, _ old: Node, to new: Datum) {
    guard !hasHintedAtRebinding, blockDepth == 0, workspace.nodeCount < 1_000_000 else { return }
    let users = workspace.namesDepending(on: old).filter { $0 != name.text }
    guard let user = users.first else { return }
    hasHintedAtRebinding = true
    var number = "3"
    if case .node(let node) = new { number = exact(workspace.graph[node]) }
    report(
      .note(
        Diagnostic(
          .other(
            "`\(user)` still uses the old `\(name.text)` (now \(old))",
            help: "to change the old one in place: undo, then set \(name.text) \(number)"),
          name.span, severity: .hint))
    )
  }
}

extension Workspace {
  /// The names whose values depend on `node`, other than by being it.
  func namesDepending(on node: Node) -> [String] {
    var depends = [Bool](repeating: false, count: graph.count)
    depends[node.index] = true
    for index in (node.index + 1)..<max(graph.count, node.index + 1) {
      depends[index] = graph.operands(of: Node(index)).contains { depends[$0.index] }
    }
    return labels.filter { depends[$0.key.index] && $0.key != node }
      .sorted { $0.key < $1.key }.map(\.value)
  }
}
