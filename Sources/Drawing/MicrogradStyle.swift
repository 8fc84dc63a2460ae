/// The figures of the micrograd lecture: a record `name | data 2.0000 | grad 6.0000` for each
/// value, a round gate for each operation.
struct MicrogradStyle {
  let options: DrawingOptions
  private var theme: Theme { options.colours }

  init(options: DrawingOptions) { self.options = options }

  func dot(_ scene: Scene) -> String {
    var lines = header(scene)
    lines += scene.boxes.map(node)
    lines += scene.gates.map(node)
    lines += scene.wires.map { edge($0, in: scene) }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private func header(_ scene: Scene) -> [String] {
    // All of one width by design, and one or another is everywhere. Not `Helvetica` alone: Graphviz
    // makes `Helvetica,sans-Serif` of it, for which fontconfig finds the wider DejaVu Sans.
    let font = "fontname=\"Arial,Helvetica,sans-serif\""
    var graph =
      "rankdir=\(options.direction.rawValue) ranksep=\(gap(scene)) nodesep=0.22 pad=0.1 margin=0"
      + " bgcolor=\"\(theme.page)\" \(font)"
    if let title = scene.title.map({ VisibleText.shortened($0, to: 120) }), !title.isEmpty {
      graph += " labelloc=t fontsize=16 fontcolor=\"\(theme.ink)\" label=<<B>"
      graph += "\(DotText.label(title))</B>>"
    }
    return [
      "digraph \(DotText.quoted(scene.title ?? "computation graph")) {",
      "graph [\(graph)]",
      "node [\(font) fontsize=12 color=\"\(theme.line)\" fontcolor=\"\(theme.ink)\"]",
      "edge [color=\"\(theme.wire)\" arrowsize=0.7]",
    ]
  }

  /// The room between a value and the gates that use it, in inches: more where wires fan out.
  private func gap(_ scene: Scene) -> Double {
    var uses = [Int](repeating: 0, count: scene.boxes.count)
    for case .box(let box) in scene.wires.map(\.from) { uses[box] += 1 }
    return 0.35 + 0.05 * Double(min(max((uses.max() ?? 0) - 2, 0), 9))
  }

  // MARK: Boxes

  private func node(_ box: Scene.Box) -> String {
    "\(DotText.quoted(box.id)) "
      + DotText.attributes([
        "shape": "plain", "id": DotText.quoted(box.id), "class": classes(box.classes),
        "tooltip": DotText.escaped(box.tooltip), "label": "<\(table(box))>",
      ])
  }

  /// The record. With rounded corners its background shows the gradient and the other cells cover
  /// it, because a coloured cell would stick out of the corner.
  private func table(_ box: Scene.Box) -> String {
    let showsGradient = box.role != .constant
    let cover = "BGCOLOR=\"\(box.role == .constant ? theme.constant : theme.box)\""
    let gradient = "BGCOLOR=\"\(background(box))\""
    let isRounded = box.role != .input && box.role != .constant
    var cells: [String] = []
    if let name = box.name { cells.append("<TD \(cover)><B>\(DotText.label(name))</B></TD>") }
    cells.append("<TD \(cover)>\(showsGradient ? "data " : "")\(DotText.label(box.value))</TD>")
    if showsGradient {
      let text = "grad \(DotText.label(box.gradient))"
      cells.append(isRounded ? "<TD>\(text)</TD>" : "<TD \(gradient)>\(text)</TD>")
    }
    return "<TABLE \(frame(box.role)) CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"5\""
      + " COLOR=\"\(theme.line)\"\(isRounded ? " " + gradient : "")>"
      + "<TR>\(cells.joined(separator: "<VR/>"))</TR></TABLE>"
  }

  /// Leaves are told apart by their frames: inputs have corners, parameters a heavy line,
  /// constants a broken one.
  private func frame(_ role: Scene.Role) -> String {
    switch role {
    case .plain, .computed: "BORDER=\"1\" STYLE=\"rounded\""
    case .input: "BORDER=\"1\""
    case .param: "BORDER=\"2\" STYLE=\"rounded\""
    case .constant: "BORDER=\"1\" STYLE=\"dashed\""
    }
  }

  private func background(_ box: Scene.Box) -> Colour {
    guard options.shading == .gradient, box.gradient != "–" else { return theme.box }
    return box.strength.map(theme.shade) ?? theme.undefined
  }

  // MARK: Gates and wires

  private func node(_ gate: Scene.Gate) -> String {
    let isRound = gate.label.count <= 2
    let shape =
      isRound
      ? "shape=circle fixedsize=true width=0.38 fontsize=\(gate.label.count == 1 ? 15 : 12)"
      : "shape=box style=\"rounded,filled\" height=0.36 width=0.5 margin=\"0.1,0.03\""
    return "\(DotText.quoted(gate.id)) [\(shape)\(isRound ? " style=filled" : "")"
      + " fillcolor=\"\(theme.gate)\" id=\(DotText.quoted(gate.id)) class=\(classes(gate.classes))"
      + " tooltip=\(DotText.escaped(gate.tooltip)) label=\(DotText.escaped(gate.label))]"
  }

  private func edge(_ wire: Scene.Wire, in scene: Scene) -> String {
    let (leave, enter) = options.direction == .leftToRight ? ("e", "w") : ("s", "n")
    var from = DotText.quoted(scene.id(of: wire.from))
    var to = DotText.quoted(scene.id(of: wire.to))
    if case .box = wire.from { from += ":\(leave)" }
    var weight = 1
    if case .box = wire.to {
      to += ":\(enter)"
      // A gate belongs to its value: they are to be close, and in line.
      weight = 4
    }
    return "\(from) -> \(to) "
      + DotText.attributes([
        "id": DotText.quoted(wire.id), "class": classes(wire.classes), "weight": "\(weight)",
        "tooltip": DotText.escaped(wire.tooltip),
      ])
  }

  /// Graphviz itself writes the first class, `node` or `edge`.
  private func classes(_ classes: [String]) -> String {
    let own = classes.filter { $0 != "node" && $0 != "edge" }
    return DotText.quoted(own.joined(separator: " "))
  }
}
