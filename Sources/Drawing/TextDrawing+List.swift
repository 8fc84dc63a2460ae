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
    var operands = [[Int]](repeating: [], count: scene.boxes.count)
    var gateBoxes = [[Int]](repeating: [], count: scene.gates.count)
    for wire in scene.wires {
      switch (wire.from, wire.to) {
      case (.box(let box), .gate(let gate)): gateBoxes[gate].append(box)
      case (.gate(let gate), .box(let box)): operands[box] = gateBoxes[gate]
      default: break
      }
    }
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
        if isListed[index] && !isLeaf {
          lines.append(cut(line + " ↑", columns))
          continue
        }
        if depth == deepest && !isLeaf {
          lines.append(cut(line + " ↓", columns))
          if !blocks.contains(index) { blocks.append(index) }
          continue
        }
        isListed[index] = true
        if box.role != .constant { line += " \(box.value) | \(box.gradient)" }
        if !isLeaf { line += " = \(VisibleText.visible(box.formula))" }
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
