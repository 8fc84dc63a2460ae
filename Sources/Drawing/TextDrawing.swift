import Typography

/// A scene drawn with the characters of a terminal.
///
///     ╭─────────╮ ╭──╮    ╭─────────╮
///     │ a 3 | 2 ├─┴─(+)──►│ b 6 | 1 │
///     ╰─────────╯         ╰─────────╯
///
/// Graphviz lays out: it says in which row and column each box is, through its format `plain`. The
/// wires are led around the boxes here, because curves do not fit on squared paper.
public enum TextDrawing {
  /// How a drawing is arranged.
  enum Arrangement: Hashable {
    /// Boxes in columns, values flowing to the right, with so much room between the columns.
    case leftToRight(gap: Int)
    /// Boxes in rows, values flowing down.
    case topToBottom(gap: Int)

    var isLeftToRight: Bool {
      if case .leftToRight = self { return true }
      return false
    }
  }

  /// Draws a scene at most `columns` wide, if it can be.
  ///
  /// From left to right where that fits, else from top to bottom, else as an indented list, which
  /// always does. `layOut` turns DOT into Graphviz's `plain` text; its errors come through.
  public static func text<Failure: Error>(
    of scene: Scene, columns: Int, direction: DrawingOptions.Direction? = nil,
    layOut: (_ dot: String) throws(Failure) -> String
  ) throws(Failure) -> String {
    let title = scene.title.map { VisibleText.visible($0) + "\n\n" } ?? ""
    for arrangement in arrangements(of: scene, direction) {
      // No layout is asked for what cannot fit.
      if isHopeless(scene, arrangement, columns: columns) { continue }
      let plain = try layOut(dot(for: scene, arrangement))
      if let drawing = draw(scene, plain: plain, arrangement, columns: columns) {
        return title + drawing
      }
    }
    return title + list(scene, columns: columns)
  }

  /// The most boxes that are drawn rather than listed: beyond, wires run over many screens.
  private static let readableLimit = 60

  /// What is tried one after the other. More boxes have more wires between them, which need room;
  /// where there was too little, some more is tried.
  private static func arrangements(
    of scene: Scene, _ direction: DrawingOptions.Direction?
  ) -> [Arrangement] {
    if scene.boxes.count > readableLimit { return [] }
    let room = scene.boxes.count < 16 ? 1 : scene.boxes.count < 24 ? 2 : 3
    let across = [2, 1].map { Arrangement.leftToRight(gap: room + $0) }
    let down = [0, 2].map { Arrangement.topToBottom(gap: room + $0) }
    return switch direction {
    case .leftToRight: across
    case .topToBottom: down
    case nil: across + down
    }
  }

  private static func isHopeless(
    _ scene: Scene, _ arrangement: Arrangement, columns: Int
  ) -> Bool {
    guard case .leftToRight(let gap) = arrangement else {
      return scene.boxes.contains { width(of: $0) > columns }
    }
    // The longest chain of boxes and gates stands side by side.
    var boxes = [Int](repeating: 0, count: scene.boxes.count)
    var gates = [Int](repeating: 0, count: scene.gates.count)
    // No folded picture has wires in circles, but they are not in the order of their ends.
    for wire in scene.wires {
      let end =
        switch wire.from {
        case .box(let box): boxes[box] + width(of: scene.boxes[box]) + gap
        case .gate(let gate): gates[gate] + width(of: scene.gates[gate]) + gap
        }
      switch wire.to {
      case .box(let box): boxes[box] = max(boxes[box], end)
      case .gate(let gate): gates[gate] = max(gates[gate], end)
      }
    }
    return zip(boxes, scene.boxes).contains { $0 + width(of: $1) > columns }
  }

  // MARK: Sizes

  /// What stands in a box: `a 2 | 6`.
  static func label(of box: Scene.Box) -> String {
    let name = box.name.map { $0 + " " } ?? ""
    return switch box.kind {
    case .value: box.role == .constant ? box.value : "\(name)\(box.value) | \(box.gradient)"
    case .list: "\(name)\(box.note) | \(length(of: box))"
    case .scope: "\(name)· \(box.note)"
    }
  }

  /// The length of a list's gradient.
  static func length(of box: Scene.Box) -> String {
    box.gradient == "–" ? "–" : "‖\(box.gradient)‖"
  }

  static func width(of box: Scene.Box) -> Int {
    TextWidth.columns(of: label(of: box)) + (box.role == .constant ? 0 : 4)
  }

  static func width(of gate: Scene.Gate) -> Int {
    TextWidth.columns(of: VisibleText.visible(gate.label)) + 2
  }

  static func height(of box: Scene.Box) -> Int { box.role == .constant ? 1 : 3 }

  // MARK: Layout

  /// Inches to a column and to a row. Both are whole numbers of points.
  static let columnSize = 0.125
  static let rowSize = 0.25

  /// The scene with boxes of the size that they have on paper, for Graphviz to place.
  static func dot(for scene: Scene, _ arrangement: Arrangement) -> String {
    var lines: [String]
    switch arrangement {
    case .leftToRight(let gap):
      lines = ["digraph { rankdir=LR ranksep=\(Double(gap) * columnSize) nodesep=0.1"]
    case .topToBottom(let gap):
      lines = ["digraph { rankdir=TB ranksep=\(Double(gap) * rowSize) nodesep=0.3"]
    }
    lines.append("splines=false node [shape=box fixedsize=true label=\"\"]")
    for (index, box) in scene.boxes.enumerated() {
      lines.append("b\(index) \(size(width(of: box), height(of: box)))")
    }
    for (index, gate) in scene.gates.enumerated() {
      // Wires come in from the sides too, and need a square to turn in.
      let width = width(of: gate) + (arrangement.isLeftToRight ? 0 : 4)
      lines.append("g\(index) \(size(width, arrangement.isLeftToRight ? 3 : 1))")
    }
    for wire in scene.wires {
      let weight = if case .gate = wire.from { " [weight=4]" } else { "" }
      lines.append("\(name(wire.from)) -> \(name(wire.to))\(weight)")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func size(_ columns: Int, _ rows: Int) -> String {
    "[width=\(Double(columns) * columnSize) height=\(Double(rows) * rowSize)]"
  }

  private static func name(_ end: Scene.End) -> String {
    switch end {
    case .box(let index): "b\(index)"
    case .gate(let index): "g\(index)"
    }
  }
}
