import Autograd
import Language

extension Command {
  static let expand = Command(
    "expand",
    [.init("x", .node), .init("all", .word(["all"]), optional: true)],
    summary: "Puts a composite node in elementary form, in place.",
    details: """
      tanh becomes exponentials, a quotient a product with a power, a difference a sum, an `op` its \
      definition; x, what uses it, and every name stay, with their values and gradients, of which \
      the last digit may differ by rounding. Said again, it expands the parts of x by one more \
      level; with `all`, everything that x depends on, down to operations that nothing simpler \
      makes: +, *, powers, exp, log, sin, comparisons and the like. Where the elementary form would \
      overflow, or has another derivative, a node is left as it is. Of a call that was folded, as \
      `expand net`, it has drawings show the nodes again. `fold` and `undo` take it back.
      """,
    examples: [
      "n = 0.5; o = tanh(n)\nexpand o\nfold o", "a = 3; b = 2; c = a / b - 1\nexpand c all",
    ],
    voice: .outsideBlocks, topOnly: true
  ) { (call) throws(Diagnostic) in try call.expand() }

  static let fold = Command(
    "fold",
    [.init("x", .node), .init("all", .word(["all"]), optional: true)],
    summary: "Puts an expanded node back, or has drawings show a call as one box.",
    details: """
      x is what was expanded, or a part of it; the last level of `expand` goes first, and with \
      `all` every level of everything that x depends on. Parts that a name or another node uses \
      stay. Of calls, x is a path, such as net.layer1 or layer1.neuron3, or a function: `fold \
      neuron` folds each of its calls; or a node that a call made. Values and gradients stay, and \
      `expand` shows the nodes of the call again.
      """,
    examples: [
      "n = 0.5; o = tanh(n)\nexpand o;\nfold o",
      "a = [1, 2]; p = softmax(a);\nfold softmax",
    ],
    voice: .outsideBlocks, topOnly: true
  ) { (call) throws(Diagnostic) in try call.fold() }
}

extension Command.Call {
  /// What `expand` and `fold` were given.
  private enum Target {
    case nodes([Node])
    /// A call, or a function, by its name.
    case call(String, Span)
  }

  private func target() throws(Diagnostic) -> Target? {
    guard let expression = expression("x") else { return nil }
    if let path = path(of: expression) {
      let value = path.contains(".") ? nil : workspace.value(named: path)
      switch value {
      case .node?, .list?: break
      default: return .call(path, expression.span)
      }
    }
    let value = try session.evaluator.evaluate(expression)
    guard case .list(let elements) = value else {
      return .nodes([try node(value, at: expression.span)])
    }
    var nodes: [Node] = []
    for element in elements { nodes.append(try node(element, at: expression.span)) }
    return .nodes(nodes)
  }

  /// `net.layer1`, where an expression is written so.
  private func path(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): name.text
    case .member(let base, let member): path(of: base).map { "\($0).\(member.text)" }
    default: nil
    }
  }

  // MARK: expand

  fileprivate func expand() throws(Diagnostic) {
    switch try target() {
    case .call(let name, let span)?:
      let paths = workspace.unfoldScopes(named: name)
      guard !paths.isEmpty else { throw notFolded(name, span) }
      tell(scopes: paths, isFolding: false)
    case .nodes(let nodes)?:
      let unfolded = nodes.compactMap(workspace.unfoldScope)
      if !unfolded.isEmpty { return tell(scopes: unfolded, isFolding: false) }
      if has("all") { try expandAll(nodes) } else { try expand(nodes) }
    case nil: return
    }
  }

  private func notFolded(_ name: String, _ span: Span) -> Diagnostic {
    let folded = workspace.foldedPaths
    if Operation.code(named: name) != nil {
      return Diagnostic(
        .other("`\(name)` is an operation", help: "expand a node that it made: o = \(name)(x)"),
        span)
    }
    if session.evaluator.preludeFunction(name) == nil, !workspace.scopePaths.contains(name),
      workspace.value(named: name) == nil
    {
      return Diagnostic(
        .undefined(
          name, nearest: Nearest.name(to: name, among: workspace.definitions.map(\.name) + folded)),
        span)
    }
    return Diagnostic(
      .other(
        "no call of `\(name)` is folded",
        help: folded.isEmpty
          ? "`expand` takes a node, or a call that `fold` has folded"
          : "folded are \(folded.prefix(8).joined(separator: ", "))"), span)
  }

  private func expand(_ nodes: [Node]) throws(Diagnostic) {
    var candidates: Set<Node> = []
    for node in nodes {
      let own = workspace.expansions.filter { $0.node == node }.min { $0.level < $1.level }
      if let own {
        for place in own.start...own.node.index { candidates.insert(Node(place)) }
      } else {
        candidates.insert(node)
      }
    }
    let (forms, kept) = try forms(of: candidates.sorted())
    guard !forms.isEmpty else { throw cannotExpand(nodes, kept) }
    let before = forms.map { graph[$0.node] }
    let (_, expansions) = session.evaluator.expand(forms)
    report(
      .expanded(
        ExpansionReport(
          isFolding: false,
          nodes: expansions.indices.prefix(session.settings.rows).map {
            entry(expansions[$0], forms[$0].form, before: before[$0])
          }, omitted: max(expansions.count - session.settings.rows, 0), scopes: [], kept: kept)))
  }

  private func entry(
    _ expansion: Graph.Expansion, _ form: GraphFunction, before: Double
  ) -> ExpansionReport.Entry {
    let operands = Dictionary(uniqueKeysWithValues: zip(form.leaves, expansion.operands))
    func text(_ operand: Node) -> String {
      guard graph.instruction(operand).isConstant else { return workspace.label(operand) }
      let number = session.settings.precision.text(graph[operand])
      return number.hasPrefix("-") ? "(\(number))" : number
    }
    let after = form.graph.expression(of: form.root, format: session.settings.precision) {
      text(operands[$0]!)
    }
    let name = workspace.label(expansion.node)
    return ExpansionReport.Entry(
      name: name,
      before: graph.operation(expansion.code).formula(applied: expansion.operands.map(text)),
      after: after ?? "…",
      operations: form.graph.nodes.count { !form.graph.instruction($0).isLeaf },
      value: Change(name: name, before: before, after: graph[expansion.node]))
  }

  /// As many nodes can be expanded at once.
  private var mostForms: Int { 100_000 }

  /// The elementary forms of nodes, and what is to be said of those that have none that holds.
  private func forms(
    of nodes: [Node]
  ) throws(Diagnostic) -> (forms: [(node: Node, form: GraphFunction)], kept: [String]) {
    var forms: [(node: Node, form: GraphFunction)] = []
    var kept: [String] = []
    for node in nodes {
      guard forms.count < mostForms else {
        throw Diagnostic(
          .other(
            "more than \(mostForms) nodes would be put in elementary form, which is no help",
            help: "expand a node, as %7, or a part of the graph"), span)
      }
      switch session.evaluator.elementary(node) {
      case .form(let form): forms.append((node, form))
      case .corrected(let form, let claimed, let derivative):
        forms.append((node, form))
        kept.append(
          "\(session.formula(of: node)) said that its derivative is "
            + "\(session.settings.precision.text(claimed)); its definition has "
            + "\(session.settings.precision.text(derivative)), so that gradients change")
      case .none: break
      case .deviates(let value, let derivative):
        let format = session.settings.precision
        kept.append(
          "\(session.formula(of: node)) stays: its elementary form would "
            + (derivative.map { "have the derivative \(format.text($0)) here" }
              ?? "give \(format.text(value)) here, not \(format.text(graph[node]))"))
      }
    }
    return (forms, kept)
  }

  private func cannotExpand(_ nodes: [Node], _ kept: [String]) -> Diagnostic {
    if let first = kept.first { return Diagnostic(.other(first, help: nil), span) }
    let node = nodes.first ?? Node(0)
    let name = workspace.label(node)
    guard nodes.count == 1, let operation = graph.operation(of: node) else {
      return Diagnostic(
        .other(
          nodes.count == 1
            ? "`\(name)` is a leaf, and made of nothing" : "nothing here is composite",
          help: "`expand` takes a computed node, as in o = tanh(n)"), span)
    }
    let isExpanded = workspace.expansions.contains { $0.node == node }
    if has("all"), !isExpanded {
      return Diagnostic(
        .other("`\(name)` and all that it depends on are elementary already", help: nil), span)
    }
    return Diagnostic(
      .other(
        isExpanded
          ? "`\(name)` is elementary in all its parts"
          : "`\(name)` is elementary: nothing simpler makes `\(operation.typed)`",
        help: isExpanded
          ? "`fold \(name)` puts it back" : "expand \(name) all expands what it depends on"), span)
  }

  private func expandAll(_ nodes: [Node]) throws(Diagnostic) {
    var roots = nodes
    var entries: [ExpansionReport.Entry] = []
    var omitted = 0
    var kept: [String] = []
    var corrections: [String] = []
    while true {
      if session.effects.isInterrupted() { throw Diagnostic(.interrupted, span) }
      let passes = roots.map { graph.backward(from: $0) }
      let reached = graph.nodes.filter { node in passes.contains { $0.reaches(node) } }
      let (forms, left) = try forms(of: reached)
      // What an `op` claimed is gone once it is expanded; what stays is met again in each round.
      corrections += left.filter { $0.hasSuffix("change") && !corrections.contains($0) }
      kept = corrections + left.filter { !corrections.contains($0) }
      guard !forms.isEmpty else { break }
      let room = max(session.settings.rows - entries.count, 0)
      let shown = forms.prefix(room).map { graph[$0.node] }
      let (relocation, expansions) = session.evaluator.expand(forms)
      roots = roots.map(relocation.moved)
      for place in shown.indices {
        entries.append(entry(expansions[place], forms[place].form, before: shown[place]))
      }
      omitted += forms.count - shown.count
    }
    guard !entries.isEmpty else { throw cannotExpand(nodes, kept) }
    report(
      .expanded(
        ExpansionReport(
          isFolding: false, nodes: entries, omitted: omitted, scopes: [],
          kept: Array(kept.prefix(session.settings.rows)))))
  }

  // MARK: fold

  fileprivate func fold() throws(Diagnostic) {
    switch try target() {
    case .call(let name, let span)?:
      let paths = workspace.foldScopes(named: name)
      guard !paths.isEmpty else { throw noCall(name, span) }
      tell(scopes: paths, isFolding: true)
    case .nodes(let nodes)?: try fold(nodes)
    case nil: return
    }
  }

  private func noCall(_ name: String, _ span: Span) -> Diagnostic {
    let paths = workspace.scopePaths
    if Operation.code(named: name) != nil {
      return Diagnostic(
        .other(
          "`\(name)` is an operation, and makes one node",
          help: "fold a node that was expanded, or the calls of a function: fold softmax"), span)
    }
    guard workspace.value(named: name) == nil, session.evaluator.preludeFunction(name) == nil else {
      return Diagnostic(
        .other(
          "no call of `\(name)` has made a node",
          help: paths.isEmpty ? nil : "there are \(paths.prefix(8).joined(separator: ", "))"), span)
    }
    return Diagnostic(
      .undefined(
        name, nearest: Nearest.name(to: name, among: workspace.definitions.map(\.name) + paths)),
      span)
  }

  private func fold(_ nodes: [Node]) throws(Diagnostic) {
    let chosen = has("all") ? everyExpansion(below: nodes) : nodes.flatMap(lastExpansions)
    guard !chosen.isEmpty else {
      let paths = nodes.compactMap(workspace.foldScope)
      if !paths.isEmpty { return tell(scopes: paths, isFolding: true) }
      let name = nodes.count == 1 ? "`\(workspace.label(nodes[0]))`" : "this"
      throw Diagnostic(
        .other(
          "\(name) is not expanded, and no call made it",
          help: "`expand` comes first; of calls, fold takes a path or a function: fold softmax"),
        span)
    }
    var seen: Set<Node> = []
    let shown = chosen.sorted { ($0.node, $0.level) < ($1.node, $1.level) }
      .filter { seen.insert($0.node).inserted }
      .filter { one in
        !chosen.contains { $0.node != one.node && $0.holds(one.node) && $0.level < one.level }
      }
    let formulas = shown.map { (session.formula(of: $0.node), graph[$0.node]) }
    let relocation = session.evaluator.fold(chosen)
    report(
      .expanded(
        ExpansionReport(
          isFolding: true,
          nodes: zip(shown, formulas).prefix(session.settings.rows).map { expansion, before in
            let node = relocation.moved(expansion.node)
            let name = workspace.label(node)
            return ExpansionReport.Entry(
              name: name, before: before.0, after: session.formula(of: node), operations: 1,
              value: Change(name: name, before: before.1, after: graph[node]))
          }, omitted: max(shown.count - session.settings.rows, 0), scopes: [], kept: [])))
  }

  /// What the last `expand` of a node did; of a part, the form that it is a part of.
  private func lastExpansions(of node: Node) -> [Graph.Expansion] {
    let expansions = workspace.expansions
    guard let own = expansions.filter({ $0.node == node }).min(by: { $0.level < $1.level }) else {
      return expansions.filter { $0.holds(node) }.max { $0.level < $1.level }.map { [$0] } ?? []
    }
    let inside = expansions.filter { $0.start >= own.start && own.holds($0.node) }
    let level = inside.map(\.level).max() ?? own.level
    return inside.filter { $0.level == level }
  }

  private func everyExpansion(below nodes: [Node]) -> [Graph.Expansion] {
    let passes = nodes.map { graph.backward(from: $0) }
    return workspace.expansions.filter { expansion in
      passes.contains { $0.reaches(expansion.node) }
    }
  }

  private func tell(scopes: [String], isFolding: Bool) {
    report(
      .expanded(
        ExpansionReport(isFolding: isFolding, nodes: [], omitted: 0, scopes: scopes, kept: [])))
  }
}
