import Typography

extension TextDrawing {
  /// The scene as an indented list, each value above the operands it was computed from:
  ///
  ///     L -8 | 1 = d * f
  ///     ├ d 4 | -2 = e + c
  ///     …
  ///
  /// What was listed before is only mentioned again, with `↑`; what would be indented too far is
  /// marked `↓` and listed below.
  static func list(_ scene: Scene, columns: Int) -> String {
    let (operands, formulas) = steps(scene)
    let deepest = max(1, columns / 4)
    var lines: [String] = []
    var isListed = [Bool](repeating: false, count: scene.boxes.count)
    var blocks = scene.boxes.lastIndex(where: \.isRoot).map { [$0] } ?? []
    var nextBlock = 0
    while nextBlock < blocks.count {
      if nextBlock > 0 { lines.append("") }
      // A list of what is still to be written, last first, instead of recursion.
      var waiting = [(box: blocks[nextBlock], rails: "", end: "", depth: 0)]
      nextBlock += 1
      while let (index, rails, end, depth) = waiting.popLast() {
        let box = scene.boxes[index]
        let isLeaf = operands[index].isEmpty
        var line = rails + end + name(box)
        if isListed[index] && (!isLeaf || box.kind != .value) {
          lines.append(cut(line + " ↑", columns))
          continue
        }
        if depth == deepest && !isLeaf {
          lines.append(cut(line + " ↓", columns))
          if !blocks.contains(index) { blocks.append(index) }
          continue
        }
        isListed[index] = true
        line += numbers(box)
        if !formulas[index].isEmpty { line += " = \(VisibleText.visible(formulas[index]))" }
        lines.append(cut(line, columns))
        let below = rails + (end == "" ? "" : end == "├ " ? "│ " : "  ")
        for (place, operand) in operands[index].enumerated().reversed() {
          let isLast = place == operands[index].count - 1
          waiting.append((operand, below, isLast ? "╰ " : "├ ", depth + 1))
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// For each box, the boxes that it is computed from, and how: by its formula where its own gate
  /// says so, else by the gates on the way.
  private static func steps(_ scene: Scene) -> (operands: [[Int]], formulas: [String]) {
    var intoBox = [[Scene.End]](repeating: [], count: scene.boxes.count)
    var intoGate = [[Scene.End]](repeating: [], count: scene.gates.count)
    for wire in scene.wires {
      switch wire.to {
      case .box(let box): intoBox[box].append(wire.from)
      case .gate(let gate): intoGate[gate].append(wire.from)
      }
    }
    var operands = [[Int]](repeating: [], count: scene.boxes.count)
    var formulas = [String](repeating: "", count: scene.boxes.count)
    for (index, box) in scene.boxes.enumerated() {
      var gates: [Int] = []
      var waiting = Array(intoBox[index].reversed())
      while let end = waiting.popLast() {
        switch end {
        case .box(let operand): operands[index].append(operand)
        case .gate(let gate) where !gates.contains(gate):
          gates.append(gate)
          waiting += intoGate[gate].reversed()
        case .gate: break
        }
      }
      let isOwn =
        gates.count == 1 && box.kind == .value && scene.gates[gates[0]].node == box.node
        && !scene.gates[gates[0]].classes.contains("operations")
      formulas[index] =
        isOwn ? box.formula : gates.map { scene.gates[$0].label }.joined(separator: ", ")
    }
    return (operands, formulas)
  }

  private static func numbers(_ box: Scene.Box) -> String {
    switch box.kind {
    case .value: box.role == .constant ? "" : " \(box.value) | \(box.gradient)"
    case .list: " \(box.note) \(box.value) | \(length(of: box))"
    case .scope: " · \(box.note)"
    }
  }

  private static func name(_ box: Scene.Box) -> String {
    box.role == .constant ? box.value : box.name ?? box.fullName
  }

  private static func cut(_ line: String, _ columns: Int) -> String {
    guard TextWidth.columns(of: line) > columns else { return line }
    var width = 1
    let kept = line.prefix { character in
      width += TextWidth.columns(of: character)
      return width <= columns
    }
    return kept + "…"
  }
}
