import Autograd
import Explanation
import Language

extension Command {
  static let derive = Command(
    "derive", [.init("L", .node), .init("x", .node, optional: true)],
    options: [
      .init(
        "as", .word(DerivationReport.Format.allCases.map(\.rawValue)), "how the lines are written")
    ],
    summary: "Works out a formula for ∂L/∂x, rule by rule.",
    details: """
      The first line is ∂L/∂x in the names of leaves, simplified. Below stand the substitutions from x \
      up to L, each with the rule that differentiates it, then the chain rule that joins them, with \
      letters and with the substitutions undone, and the numbers, which end in the gradient of the \
      engine. x may be left out where L depends on one named leaf; it may also be computed, and then \
      counts as given. `as=latex` writes an align block for amsmath.
      """,
    examples: [
      "x = 1; y = sin(exp(-cos(x^2)))\nderive y x",
      "a = 2; b = 1; e = (a + b) * (b + 1)\nderive e b",
      "x = 2; y = x^3\nderive y as=latex",
    ]
  ) { (call) throws(Diagnostic) in try call.derive() }
}

extension Command.Call {
  fileprivate func derive() throws(Diagnostic) {
    guard let root = try node("L") else { return }
    let variable = try variable(of: root)
    if isSilent { return }
    let graph = graph
    let labels = workspace.labels
    let isInterrupted = session.effects.isInterrupted
    let derivation = Derivation(
      of: root, by: variable, in: graph, isNamed: { labels[$0] != nil },
      differentiating: { graph, root, variable in
        graph.derivative(of: root, by: variable, isInterrupted: isInterrupted)
      })
    if isInterrupted() { throw Diagnostic(.interrupted, span) }
    let format = word(option: "as").flatMap(DerivationReport.Format.init) ?? .text
    report(
      .derivation(
        DerivationReport(
          derivation: derivation, names: names(for: derivation),
          ownOperations: graph.ownOperations,
          kinks: derivation.kinks(in: graph).map { Named($0.name, $0.text) },
          point: (derivation.formula?.variables ?? []).map {
            Named(workspace.label($0), graph[$0])
          },
          format: format,
          isReversed: root < variable && graph.backward(from: variable).reaches(root))))
  }

  /// The node by which is differentiated: the second argument, else the one named leaf of the root.
  private func variable(of root: Node) throws(Diagnostic) -> Node {
    if let (value, span) = try value("x") {
      if case .list(let elements) = value {
        throw Diagnostic(
          .other(
            "this is a list of \(elements.count), and one node is differentiated by at a time",
            help: "take one element, as xs[0]; grad(L, xs) gives the whole list"), span)
      }
      return try node(value, at: span)
    }
    let leaves = try namedLeaves(of: root)
    guard leaves.count == 1 else {
      let name = workspace.label(root)
      let names = leaves.prefix(6).map(workspace.label).joined(separator: ", ")
      throw Diagnostic(
        .other(
          "it is not said by what `\(name)` is differentiated",
          help: "name one of \(names)\(leaves.count > 6 ? " …" : ""): derive \(name) "
            + workspace.label(leaves[0])), span)
    }
    return leaves[0]
  }

  /// The names of a derivation's nodes; those that have none get letters that stand for nothing else.
  private func names(for derivation: Derivation) -> [Node: String] {
    let labels = workspace.labels
    var letters = Letters { workspace.value(named: $0) != nil }
    var names: [Node: String] = [:]
    for node in derivation.steps.map(\.node) + [derivation.root] where names[node] == nil {
      names[node] =
        labels[node]
        ?? (node == derivation.root && node != derivation.variable
          ? letters.result() : letters.next())
    }
    for node in derivation.formula?.variables ?? [] { names[node] = workspace.label(node) }
    names[derivation.variable] = workspace.label(derivation.variable)
    for step in derivation.steps {
      for node in step.formula.variables where names[node] == nil {
        names[node] = workspace.label(node)
      }
    }
    return names
  }
}

/// Letters for substitutions, as textbooks choose them.
private struct Letters {
  let isTaken: (String) -> Bool
  private var used: Set<String> = []
  private var place = 0

  private static let inner = ["u", "v", "w", "p", "q", "r", "s", "t", "g", "h", "k", "m", "n", "z"]
  private static let outer = ["y", "f", "L", "z"]

  init(isTaken: @escaping (String) -> Bool) { self.isTaken = isTaken }

  /// The next letter: u, v, w …, then u1, u2 …
  mutating func next() -> String {
    while true {
      let count = Letters.inner.count
      let letter = place < count ? Letters.inner[place] : "u\(place - count + 1)"
      place += 1
      if !isTaken(letter), used.insert(letter).inserted { return letter }
    }
  }

  /// What a result is called that has no name.
  mutating func result() -> String {
    for letter in Letters.outer where !isTaken(letter) && used.insert(letter).inserted {
      return letter
    }
    return next()
  }
}
