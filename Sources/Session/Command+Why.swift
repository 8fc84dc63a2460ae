import Autograd
import Explanation
import Language

extension Command {
  static let why = Command(
    "why", [.init("x", .node), .init("L", .node, optional: true, after: "of")],
    summary: "Explains one gradient: upstream times local derivative, summed over uses.",
    details: """
      For each use of x it shows the upstream gradient, the local derivative as a formula and as a \
      number, and their product; then the same for each upstream gradient, back to the seed, each \
      node once and the nearest first. The numbers are those of the last backward pass; with `of L` \
      it runs one of its own, which changes nothing. It also says why a gradient is 0, nan, \
      infinite, or missing. `option rows` says how many lines there may be.
      """,
    examples: [
      "a = 2; b = -3; e = a*b; L = e^2\nbackward L;\nwhy a",
      "x = 3; y = x*x\nwhy x of y",
      "n = -1; h = relu(n)\nwhy n of h",
    ]
  ) { (call) throws(Diagnostic) in try call.why() }
}

extension Command.Call {
  fileprivate func why() throws(Diagnostic) {
    guard let node = try gradientNode("x") else { return }
    if has("L"), let root = try gradientNode("L") {
      return report(.why(answer(node, in: graph.backward(from: root))))
    }
    guard let pass = workspace.pass else { return report(.why(missing(node))) }
    report(.why(answer(node, in: pass)))
  }

  /// The node whose gradient an argument asks for.
  func gradientNode(_ argument: String) throws(Diagnostic) -> Node? {
    guard let (value, span) = try value(argument) else { return nil }
    let text = workspace.sources.text(of: span)
    switch value {
    case .list(let elements):
      var element = text
      var rest = value
      while case .list(let inner) = rest, let first = inner.first {
        element += "[0]"
        rest = first
      }
      throw Diagnostic(
        .other(
          "`\(text)` is a list of \(elements.count), and one gradient is explained at a time",
          help: elements.isEmpty ? nil : "take one element, as \(element)"), span)
    case .number(let number):
      throw Diagnostic(
        .other(
          "`\(text)` is \(text == exact(number) ? "" : "\(exact(number)), ")a plain number: no "
            + "gradient flows to it",
          help: "to make it a leaf, give it a name: x = \(exact(number))"
        ), span)
    default:
      return try node(value, at: span)
    }
  }

  private func exact(_ number: Double) -> String { NumberFormat.full.text(number) }

  // MARK: No pass

  private func missing(_ node: Node) -> WhyReport {
    let name = workspace.label(node)
    let root = workspace.lastPass.map(\.root)
    let reason: String
    if let root, let changed = workspace.changedSincePass {
      let first = changed.first.map { "`\(workspace.label($0))`" } ?? "a value"
      let others = changed.count - 1
      reason =
        "\(first)\(others > 0 ? " and \(others) more" : "") "
        + "\(others > 0 ? "were" : "was") changed since `backward \(workspace.label(root))`"
    } else {
      reason = "no backward pass has run"
    }
    let target = root ?? output(dependingOn: node)
    return WhyReport(
      node: name, formula: formula(ofUnnamed: node), root: root.map(workspace.label),
      gradient: nil, earlier: nil, reason: reason,
      help: target.map {
        let label = workspace.label($0)
        return "`backward \(label)` computes it; `why \(name) of \(label)` needs no pass before"
      } ?? "nothing with a name depends on \(name)",
      link: nil, links: [], omittedLinks: 0)
  }

  /// The last named node that depends on another.
  private func output(dependingOn node: Node) -> Node? {
    var depends = [Bool](repeating: false, count: graph.count)
    depends[node.index] = true
    for user in graph.nodes.dropFirst(node.index + 1) {
      depends[user.index] = graph.operands(of: user).contains { depends[$0.index] }
    }
    return workspace.labels.keys.filter { $0 != node && depends[$0.index] }.max()
  }

  // MARK: The answer

  private func answer(_ node: Node, in pass: BackwardPass) -> WhyReport {
    let why = graph.why(node, in: pass, most: session.settings.rows)
    let words = CauseText(session: session, node: node, root: pass.root)
    return WhyReport(
      node: workspace.label(node), formula: formula(ofUnnamed: node),
      root: workspace.label(pass.root), gradient: why.link.gradient,
      earlier: pass.earlierGradient(of: node), reason: words.sentence(why.causes), help: nil,
      link: link(why.link, isFirst: true), links: why.links.map { link($0, isFirst: false) },
      omittedLinks: why.omittedLinks)
  }

  private func formula(ofUnnamed node: Node) -> String? {
    let instruction = graph.instruction(node)
    if instruction.isConstant {
      return "the number \(session.settings.precision.text(graph[node]))"
    }
    return instruction.isLeaf || workspace.labels[node] != nil ? nil : session.formula(of: node)
  }

  private func link(_ link: Why.Link, isFirst: Bool) -> WhyReport.Link {
    WhyReport.Link(
      node: workspace.label(link.node), gradient: link.gradient,
      uses: link.uses.map { use($0, isFirst: isFirst) }, omittedUses: link.omittedUses)
  }

  /// Longer formulas than this say less than their number, but for the gradient that was asked for.
  private var longestFormula: Int { 40 }

  private func use(_ edge: Edge, isFirst: Bool) -> WhyReport.Use {
    let operation = graph.operation(of: edge.node)
    let format = session.settings.precision
    let formula = graph.localFormula(
      of: edge.node, at: edge.position, format: format, name: workspace.label)
    let saysMore =
      formula != format.text(edge.local) && (isFirst || formula.count <= longestFormula)
    let isRepeated = graph.operands(of: edge.node).count(where: { $0 == edge.operand }) > 1
    return WhyReport.Use(
      user: workspace.label(edge.node), formula: session.formula(of: edge.node),
      upstream: edge.upstream, local: edge.local, contribution: edge.contribution,
      localFormula: saysMore ? formula : nil, pattern: operation?.pattern?.phrase,
      meaning: operation?.pattern?.meaning,
      zero: edge.local == 0 ? operation?.reasonForZero(at: edge.position) : nil,
      place: isRepeated ? edge.position + 1 : nil)
  }
}
