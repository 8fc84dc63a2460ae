import Typography

/// Boxes for inputs, diamonds for parameters, circles for what is computed; the operation stands
/// on the edge.
struct RolesStyle: DotStyle {
  let page: DotPage
  private let gates: GateShape
  /// For each gate, the box of its result, where the two are one node in this style; none where a
  /// gate stands for many operations, or its result is in a list.
  private let results: [Int?]
  /// For each gate, the first of its wires.
  private let first: [Int?]
  private var scene: Scene { page.scene }
  private var theme: Theme { page.theme }

  init(_ page: DotPage) {
    self.page = page
    gates = GateShape(page: page, diameter: 30, signSize: 15, wordSize: 12)
    let scene = page.scene
    var results = [Int?](repeating: nil, count: scene.gates.count)
    var first = results
    for (place, wire) in scene.wires.enumerated() {
      if case .gate(let gate) = wire.to, first[gate] == nil { first[gate] = place }
      guard case (.gate(let gate), .box(let box)) = (wire.from, wire.to) else { continue }
      let isOne = scene.boxes[box].kind == .value && scene.boxes[box].node == scene.gates[gate].node
      if isOne, !scene.gates[gate].classes.contains("operations") { results[gate] = box }
    }
    self.results = results
    self.first = first
  }

  var head: String {
    page.head(
      graph: "ordering=in ranksep=0.3 nodesep=0.26",
      node: " fontsize=\(theme.points(13))\(page.penWidth)",
      edge: "arrowsize=0.7\(page.penWidth)")
  }

  // MARK: Nodes

  func statement(_ box: Scene.Box) -> String {
    if box.kind == .scope { return FoldShape(page: page).node(box) }
    return "\(DotText.quoted(box.id)) [\(shape(box))"
      + " id=\(DotText.quoted(box.id)) class=\(DotText.classes(box.classes))"
      + " tooltip=\(DotText.escaped(box.tooltip))\(line(box)) label=<\(label(box))>]"
  }

  private func shape(_ box: Scene.Box) -> String {
    let fill = "fillcolor=\"\(box.role == .constant ? theme.page : page.shade(box) ?? own(box))\""
    return switch box.role {
    case .input: "shape=box style=filled \(fill) width=\(least) height=0.5 margin=\"0.12,0.08\""
    case .plain:
      "shape=box style=\"rounded,filled\" \(fill) width=\(least) height=0.5 margin=\"0.12,0.08\""
    case .param: "shape=diamond style=filled \(fill) width=\(least) margin=0.01"
    case .computed: "shape=circle style=filled \(fill) width=\(least) margin=0.01"
    case .constant: "shape=plain"
    }
  }

  private func line(_ box: Scene.Box) -> String {
    guard let state = box.state, state != .settled else { return "" }
    let weight = state == .current ? 3 * theme.weight : theme.weight
    return " color=\"\(page.line(state, theme.line))\" penwidth=\(weight)"
  }

  private func own(_ box: Scene.Box) -> Colour {
    switch box.role {
    case .input: theme.input
    case .param: theme.param
    case .plain, .computed, .constant: theme.box
    }
  }

  /// The least width of a node, in inches, so that most are of one size.
  private var least: Double { page.shows(.value) || page.shows(.grad) ? 0.8 : 0.5 }

  /// Name, formula, value and gradient below each other.
  private func label(_ box: Scene.Box) -> String {
    // With a tag: Graphviz keeps one string for a label `<1>` and a `penwidth=1` elsewhere, and
    // whichever it reads first says whether it is HTML-like.
    if box.role == .constant {
      return "<FONT COLOR=\"\(theme.ink)\">\(DotText.label(box.value))</FONT>"
    }
    var lines: [String] = []
    if let name = page.name(box).map(VisibleText.subscripted) {
      lines.append("<B>\(DotText.label(name))</B>")
    }
    if let formula = page.formula(box) { lines.append(small(formula, theme.faint)) }
    // The numbers of a list would make too large a circle of it.
    if !box.note.isEmpty { lines.append(small(box.note, theme.faint)) }
    if page.shows(.value), box.kind == .value { lines.append(small(box.value, theme.ink)) }
    if page.shows(.grad) {
      lines.append(
        small("grad \(page.gradient(box))", page.shade(box) == nil ? theme.faint : theme.ink))
    }
    return lines.isEmpty ? " " : lines.joined(separator: "<BR/>")
  }

  private func small(_ text: String, _ colour: Colour) -> String {
    "<FONT POINT-SIZE=\"\(theme.points(11))\" COLOR=\"\(colour)\">\(DotText.label(text))</FONT>"
  }

  // MARK: Gates and edges

  /// Only where it is no node with its result.
  func statement(_ gate: Scene.Gate, at place: Int) -> String? {
    results[place] == nil ? gates.node(gate) : nil
  }

  /// An edge for each operand, from its node to that of the result.
  func statement(_ wire: Scene.Wire, at place: Int) -> String? {
    if case .gate(let gate) = wire.from, results[gate] != nil { return nil }
    let from = DotText.quoted(scene.id(of: wire.from))
    guard case .gate(let index) = wire.to, let result = results[index] else {
      return page.edge(wire, from: from, to: DotText.quoted(scene.id(of: wire.to)))
    }
    let gate = scene.gates[index]
    return page.edge(
      wire, from: from, to: DotText.quoted(scene.boxes[result].id),
      // How far a pass has come with the edge is the wire's to say.
      classes: wire.classes
        + gate.classes.filter { $0 != "gate" && Scene.State(rawValue: $0) == nil },
      texts: operation(gate, on: wire, isFirst: first[index] == place) + page.texts(on: wire))
  }

  /// The operation stands on the edge of its first operand; where the order matters, on each, with
  /// its place.
  private func operation(_ gate: Scene.Gate, on wire: Scene.Wire, isFirst: Bool) -> [String] {
    let name = VisibleText.shortened(gate.label, to: page.options.textLimit)
    let place = wire.position.flatMap { gate.pins.contains($0) ? " " + ordinal($0 + 1) : nil }
    guard isFirst || place != nil else { return [] }
    return [
      "<FONT POINT-SIZE=\"\(theme.points(12))\" COLOR=\"\(theme.ink)\">"
        + "\(DotText.label(name + (place ?? "")))</FONT>"
    ]
  }

  private func ordinal(_ number: Int) -> String {
    switch (number % 10, number % 100) {
    case (1, let rest) where rest != 11: "\(number)st"
    case (2, let rest) where rest != 12: "\(number)nd"
    case (3, let rest) where rest != 13: "\(number)rd"
    default: "\(number)th"
    }
  }
}
