/// The figures of the micrograd lecture: a record `name | data 2.0000 | grad 6.0000` for each
/// value, a round gate for each operation.
struct MicrogradStyle: DotStyle {
  let page: DotPage
  private let gates: GateShape
  private var scene: Scene { page.scene }
  private var theme: Theme { page.theme }

  init(_ page: DotPage) {
    self.page = page
    gates = GateShape(page: page, diameter: 30, signSize: 15, wordSize: 12)
  }

  /// The neurons of a layer stand in their order. Where nothing is folded, fewer wires that cross
  /// are worth more.
  private var order: String { scene.boxes.contains { $0.kind == .scope } ? "ordering=in " : "" }

  var head: String {
    page.head(
      graph: "\(order)ranksep=\(gap) nodesep=0.22",
      node: " fontsize=\(theme.points(12))\(page.penWidth)",
      edge: "arrowsize=0.7\(page.penWidth)")
  }

  /// The room between a value and the gates that use it, in inches: more where wires fan out.
  private var gap: Double {
    var uses = [Int](repeating: 0, count: scene.boxes.count)
    for case .box(let box) in scene.wires.map(\.from) { uses[box] += 1 }
    return 0.35 + 0.05 * Double(min(max((uses.max() ?? 0) - 2, 0), 9))
  }

  // MARK: Boxes

  func statement(_ box: Scene.Box) -> String {
    if box.kind == .scope { return FoldShape(page: page).node(box) }
    return "\(DotText.quoted(box.id)) "
      + DotText.attributes([
        "shape": "plain", "id": DotText.quoted(box.id), "class": DotText.classes(box.classes),
        "tooltip": DotText.escaped(box.tooltip), "label": "<\(table(box))>",
      ])
  }

  /// The record. With rounded corners its background shows the gradient and the other cells cover
  /// it, because a coloured cell would stick out of the corner.
  private func table(_ box: Scene.Box) -> String {
    let isConstant = box.role == .constant
    let showsGradient = !isConstant && page.shows(.grad)
    let fill = isConstant ? theme.constant : theme.box
    let cover = "BGCOLOR=\"\(fill)\""
    let gradient = "BGCOLOR=\"\(showsGradient ? page.shade(box) ?? theme.box : fill)\""
    let isRounded = box.role != .input && !isConstant
    var cells: [String] = []
    if let name = page.name(box) {
      cells.append("<TD \(cover)>\(FoldShape(page: page).title(name, box.note))</TD>")
    }
    if let formula = page.formula(box) {
      cells.append("<TD \(cover)>\(DotText.label(formula))</TD>")
    }
    if isConstant || page.shows(.value) {
      let width = isConstant ? "" : width(of: box.room.map { "data \($0.value)" })
      cells.append(
        "<TD \(cover)\(width)>\(isConstant ? "" : "data ")\(DotText.label(box.value))</TD>")
    }
    if showsGradient {
      let text = "grad \(DotText.label(page.gradient(box)))"
      let width = width(of: box.room.map { "grad \($0.gradient)" })
      cells.append("<TD\(isRounded ? "" : " " + gradient)\(width)>\(text)</TD>")
    } else if isRounded, let last = cells.popLast() {
      // A cell of the colour of the whole would still cut the corner.
      cells.append(last.replacing(" \(cover)", with: ""))
    }
    // A value without a name of which nothing is to be said.
    if cells.isEmpty { cells.append("<TD>  </TD>") }
    return "<TABLE \(frame(box.role)) CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"5\""
      + " COLOR=\"\(page.line(box.state, theme.line))\"\(isRounded ? " " + gradient : "")>"
      + "<TR>\(cells.joined(separator: "<VR/>"))</TR></TABLE>"
  }

  /// The width of a cell whose text changes from frame to frame.
  private func width(of text: String?) -> String {
    page.room(for: text, size: 12, around: 12).map { " WIDTH=\"\($0)\"" } ?? ""
  }

  /// Leaves are told apart by their frames: inputs have corners, parameters a heavy line,
  /// constants a broken one.
  private func frame(_ role: Scene.Role) -> String {
    let weight = "BORDER=\"\(role == .param ? 2 * theme.weight : theme.weight)\""
    return switch role {
    case .plain, .computed, .param: "\(weight) STYLE=\"rounded\""
    case .input: weight
    case .constant: "\(weight) STYLE=\"dashed\""
    }
  }

  // MARK: Gates and edges

  func statement(_ gate: Scene.Gate, at place: Int) -> String? { gates.node(gate) }

  func statement(_ wire: Scene.Wire, at place: Int) -> String? {
    let (leave, enter) = page.isAcross ? ("e", "w") : ("s", "n")
    var from = DotText.quoted(scene.id(of: wire.from))
    var to = DotText.quoted(scene.id(of: wire.to))
    if case .box = wire.from { from += ":\(leave)" }
    var weight = 1
    switch wire.to {
    case .box:
      to += ":\(enter)"
      // A gate belongs to its value: they are to be close, and in line.
      weight = 4
    case .gate(let gate):
      to += gates.port(of: wire, at: scene.gates[gate])
    }
    return page.edge(wire, from: from, to: to, weight: weight)
  }
}
