import Autograd
import Explanation
import Language

extension Command {
  static let debugger: [Command] = [
    Command(
      "debug",
      [.init("L", .node), .init("forward", .word(["forward"]), optional: true)],
      summary: "Goes through the backward pass of L step by step, onward and back.",
      details: """
        A step is one edge, one `+=`; with `forward` it is one computed node of the forward pass. \
        Each stop shows what was added, which nodes are settled, and which wait: b 1/2 has got one \
        of its two uses. The words of the debugger are commands only while it runs, and names like \
        any other elsewhere: `print c` shows the value of c, `:c` is always the command. Enter \
        repeats the last one. New nodes do no harm; a changed value ends the debugger. `x.grad` \
        stays that of the last whole pass until `finish`. `quit` and Ctrl-D leave the debugger, \
        not the session.
        """,
      examples: [
        "a = 2; b = -3; e = a*b\ndebug e\nstep\nstep\nfinish",
        "a = 2; b = -3; e = a*b; L = e + b\ndebug L forward\nstep",
      ], debugger: true
    ) { (call) throws(Diagnostic) in try call.debug() },
    Command(
      "step", [.init("n", .expression, optional: true)], short: "s",
      summary: "Takes a step, or n of them.",
      details: "It stops before that at a breakpoint, or when a watched gradient changes.",
      examples: ["a = 2; b = -3; e = a*b\ndebug e;\nstep"], debugger: true
    ) { (call) throws(Diagnostic) in try call.step() },
    Command(
      "next", [.init("n", .expression, optional: true)], short: "n",
      summary: "Goes to the end of the node whose turn it is, or of n nodes.",
      details: "All of its edges are then passed.",
      examples: ["a = 2; b = -3; e = a*b\ndebug e;\nnext"], debugger: true
    ) { (call) throws(Diagnostic) in try call.next() },
    Command(
      "back", [.init("n", .expression, optional: true)], short: "ba",
      summary: "Undoes a step, or n of them, exactly.",
      examples: ["a = 2; b = -3; e = a*b\ndebug e;\nstep 2;\nback"], debugger: true
    ) { (call) throws(Diagnostic) in try call.back() },
    Command(
      "until", [.init("x", .target)], short: "u",
      summary: "Runs until x has its turn, or until the gradient of the leaf x is complete.",
      details: "x is a node, an operation such as tanh or *, or a scope such as net.layer1.",
      examples: ["a = 2; b = tanh(a); L = 3b\ndebug L;\nuntil tanh"], debugger: true
    ) { (call) throws(Diagnostic) in try call.until() },
    Command(
      "continue", short: "c", summary: "Runs to the next breakpoint or change, or to the end.",
      details: "Ctrl-C stops it where it is.",
      examples: ["a = 2; b = -3; e = a*b\ndebug e;\nwatch b;\ncontinue"], debugger: true
    ) { (call) throws(Diagnostic) in
      call.session.repeats(call)
      try call.run(to: .max, until: nil)
    },
    Command(
      "break", [.init("x", .target, optional: true)], short: "b",
      summary: "Stops when x has its turn; alone, it lists what is stopped at.",
      details: """
        x is a node, an operation such as tanh or *, or a scope such as net.layer1. A leaf has no \
        turn in a backward pass; there it stops when the leaf's gradient is complete. \
        `delete` removes breakpoints.
        """,
      examples: ["a = 2; b = tanh(a); L = 3b\ndebug L;\nbreak tanh\ncontinue"], debugger: true
    ) { (call) throws(Diagnostic) in try call.breakAt() },
    Command(
      "watch", [.init("x", .node, optional: true)], short: "wa",
      summary: "Stops when the gradient of x changes; alone, it lists what is stopped at.",
      details: "In a forward pass it stops when x has its value.",
      examples: ["a = 2; b = a + a; L = 3b\ndebug L;\nwatch a\ncontinue"], debugger: true
    ) { (call) throws(Diagnostic) in try call.watch() },
    Command(
      "delete", [.init("x", .target, optional: true)], short: "d",
      summary: "Stops at x no more; alone, at nothing.",
      examples: ["a = 2; b = tanh(a); L = 3b\ndebug L;\nbreak tanh;\ndelete tanh"], debugger: true
    ) { (call) throws(Diagnostic) in try call.delete() },
    Command(
      "where", short: "w", summary: "Shows where the debugger stands, with the gradients so far.",
      details: "`list` shows the steps around it.",
      examples: ["a = 2; b = -3; e = a*b\ndebug e;\nstep;\nwhere\nlist"], debugger: true
    ) { (call) throws(Diagnostic) in
      call.session.repeats(call)
      call.report(stop: .where)
    },
    Command(
      "finish", short: "f", summary: "Runs to the end and leaves the debugger.",
      details: "The gradients are then those of `backward L`.",
      examples: ["a = 2; b = -3; e = a*b\ndebug e;\nstep;\nfinish\na.grad"], debugger: true
    ) { (call) throws(Diagnostic) in call.finish() },
  ]
}

extension Session {
  /// Makes a command what an empty line repeats.
  func repeats(_ call: Command.Call) {
    debugging?.repeated = workspace.sources.text(of: call.span)
  }
}

extension Command.Call {
  fileprivate func debug() throws(Diagnostic) {
    guard let root = try computedNode("L") else { return }
    let debugger = Debugger(of: root, has("forward") ? .forward : .backward, in: graph)
    session.startDebugging(debugger)
    report(stop: .start)
  }

  func report(
    stop reason: StopReport.Reason, name: String? = nil, at node: Node? = nil,
    step: DebuggerStep? = nil, undone: Int = 0, showsStep: Bool = true
  ) {
    if isSilent { return }
    let step = showsStep ? step ?? session.lastStep : nil
    if let stop = session.stopReport(
      reason, name: name, at: node, step: step, undone: undone)
    {
      report(.stop(stop))
    }
  }

  // MARK: Moving

  /// A number of steps: 1 where it is left out.
  private func steps() throws(Diagnostic) -> Int {
    guard let (value, span) = try value("n") else { return 1 }
    let number = try session.evaluator.plainNumber(value, at: span, needed: "the number of steps")
    guard number == number.rounded(), number.isFinite else {
      throw Diagnostic(.notAWholeNumber(number, needed: "the number of steps"), span)
    }
    guard number >= 1 else {
      throw Diagnostic(
        .other("the number of steps has to be 1 or more", help: "`back 3` goes back"), span)
    }
    return Int(min(number, 1e15))
  }

  fileprivate func step() throws(Diagnostic) {
    let steps = try steps()
    session.repeats(self)
    try run(to: (session.debugging?.debugger.position ?? 0) + steps, until: nil)
  }

  fileprivate func until() throws(Diagnostic) {
    let target = try breakpoint()
    guard session.debugging?.debugger.isAhead(target.target, in: graph) == true else {
      throw Diagnostic(
        .other("`\(target.name)` does not come any more", help: "`back` goes back"), span)
    }
    session.repeats(self)
    try run(to: .max, until: target)
  }

  fileprivate func next() throws(Diagnostic) {
    let turns = try steps()
    session.repeats(self)
    try run(to: session.debugging?.debugger.end(ofTurns: turns) ?? 0, until: nil)
  }

  fileprivate func run(to limit: Int, until target: Breakpoint?) throws(Diagnostic) {
    let before = session.debugging?.debugger.position
    let stop = session.debugging?.debugger.advance(
      to: limit, until: target?.target, in: graph, isInterrupted: session.effects.isInterrupted)
    guard let stop else { return }
    if session.debugging?.debugger.position == before {
      report(stop: .end, showsStep: false)
    } else {
      tell(stop, until: target)
    }
    if stop == .interrupted { throw Diagnostic(.interrupted, span) }
  }

  private func tell(_ stop: Debugger.Stop, until target: Breakpoint?) {
    switch stop {
    case .steps: report(stop: .step)
    case .end: report(stop: .end)
    case .interrupted: report(stop: .interrupted)
    case .reached(let node): report(stop: .until, name: target?.name, at: node)
    case .watch(let node): report(stop: .watch, name: workspace.label(node))
    case .breakpoint(let breakpoint, let node):
      report(stop: .breakpoint, name: breakpoint.name, at: node)
    }
  }

  fileprivate func back() throws(Diagnostic) {
    let steps = try steps()
    session.repeats(self)
    guard let debugger = session.debugging?.debugger else { return }
    let place = max(0, debugger.position - steps)
    guard place < debugger.position else { return report(stop: .start, showsStep: false) }
    // The step that is next now, as it was when it was the last one taken.
    session.debugging?.debugger.goBack(to: place + 1, in: graph)
    let undone = session.lastStep
    session.debugging?.debugger.goBack(to: place, in: graph)
    report(stop: .back, step: undone, undone: debugger.position - place)
  }

  fileprivate func finish() {
    guard let debugger = session.debugging?.debugger else { return }
    session.debugging?.debugger.breakpoints = []
    session.debugging?.debugger.watches = []
    session.debugging?.debugger.advance(to: .max, in: graph)
    var gradients: [LeafGradient] = []
    if debugger.direction == .backward {
      workspace.setPass(graph.backward(from: debugger.root))
      if !isSilent { gradients = session.leafGradients(where: debugger.reaches) }
    }
    if !isSilent,
      let stop = session.stopReport(
        .finish, step: session.lastStep, gradients: gradients)
    {
      report(.stop(stop))
    }
    session.debugging = nil
  }

  // MARK: Breakpoints

  fileprivate func breakAt() throws(Diagnostic) {
    if invocation.arguments["x"] != nil {
      let breakpoint = try breakpoint()
      if session.debugging?.debugger.breakpoints.contains(where: { $0.name == breakpoint.name })
        == false
      {
        session.debugging?.debugger.breakpoints.append(breakpoint)
      }
    }
    reportBreakpoints()
  }

  fileprivate func watch() throws(Diagnostic) {
    if let node = try node("x") {
      try check(.nodes([node]), expression("x").map { workspace.sources.text(of: $0.span) } ?? "")
      if session.debugging?.debugger.watches.contains(node) == false {
        session.debugging?.debugger.watches.append(node)
      }
    }
    reportBreakpoints()
  }

  fileprivate func delete() throws(Diagnostic) {
    guard let debugger = session.debugging?.debugger else { return }
    if let name = targetText {
      let watches = debugger.watches.filter { workspace.label($0) != name }
      let breakpoints = debugger.breakpoints.filter { $0.name != name }
      guard
        watches.count < debugger.watches.count || breakpoints.count < debugger.breakpoints.count
      else {
        throw Diagnostic(
          .other("nothing stops at `\(name)`", help: "`break` lists what is stopped at"), span)
      }
      session.debugging?.debugger.watches = watches
      session.debugging?.debugger.breakpoints = breakpoints
    } else {
      session.debugging?.debugger.watches = []
      session.debugging?.debugger.breakpoints = []
    }
    reportBreakpoints()
  }

  private func reportBreakpoints() {
    guard let debugger = session.debugging?.debugger else { return }
    report(
      .breakpoints(
        BreakpointsReport(
          breakpoints: debugger.breakpoints.map { breakpoint in
            switch breakpoint.target {
            case .nodes: Named(breakpoint.name, "node")
            case .operations: Named(breakpoint.name, "operation")
            case .scopes: Named(breakpoint.name, "scope")
            }
          },
          watches: debugger.watches.map(workspace.label))))
  }

  private var targetText: String? {
    if let (text, _) = text("x") { return text }
    return expression("x").map { workspace.sources.text(of: $0.span) }
  }

  /// What the argument means: a node before an operation before a scope.
  private func breakpoint() throws(Diagnostic) -> Breakpoint {
    guard let name = targetText else {
      throw Diagnostic(
        .missingArgument(
          invocation.word, lacking: nil,
          form: Command.named[invocation.word]?.syntax.form ?? invocation.word),
        span)
    }
    let target = try target(name)
    try check(target, name)
    return Breakpoint(name: name, target: target)
  }

  private func target(_ name: String) throws(Diagnostic) -> Breakpoint.Target {
    if let value = workspace.value(named: name) {
      let nodes = Set(nodes(in: value))
      if !nodes.isEmpty { return .nodes(nodes) }
    }
    let codes = graph.codes(called: name)
    if !codes.isEmpty { return .operations(codes) }
    let ranges = workspace.ranges(ofScope: name)
    if !ranges.isEmpty { return .scopes(ranges) }
    // An element of a list, or `%7`.
    var nodes: [Node] = []
    do throws(Diagnostic) {
      if let (value, _) = try value("x") { nodes = self.nodes(in: value) }
    } catch {
      switch error.mistake {
      case .undefined, .unknownMember, .noGradient: break
      default: throw error
      }
    }
    guard !nodes.isEmpty else {
      throw Diagnostic(
        .other(
          "`\(name)` is no node, no operation and no scope",
          help: "as in \(invocation.word) x, \(invocation.word) tanh"), span)
    }
    return .nodes(Set(nodes))
  }

  private func nodes(in value: Datum) -> [Node] {
    switch value {
    case .node(let node): [node]
    case .list(let elements): elements.flatMap(nodes)
    default: []
    }
  }

  private func check(_ target: Breakpoint.Target, _ name: String) throws(Diagnostic) {
    guard let debugger = session.debugging?.debugger, !debugger.concerns(target, in: graph) else {
      return
    }
    let root = workspace.label(debugger.root)
    let message =
      if case .nodes = target { "`\(root)` does not depend on `\(name)`" } else {
        "nothing that `\(root)` depends on is in `\(name)`"
      }
    throw Diagnostic(.other(message, help: nil), span)
  }
}

extension Graph {
  /// The operations with a name or a sign, those of the graph's own included.
  fileprivate func codes(called name: String) -> Set<OperationCode> {
    let count = Operation.table.count + ownOperations.count
    return Set(
      (1..<count).map { OperationCode(rawValue: UInt16($0)) }.filter { code in
        let operation = operation(code)
        return operation.typed == name || operation.name == name
      })
  }
}
