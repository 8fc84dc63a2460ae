import Typography

extension TextDrawing {
  /// A box or gate on squared paper.
  struct Place {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    var middle: WireRouter.Point {
      .init(x: left + width / 2, y: top + height / 2)
    }
  }

  /// The picture, or `nil` if it is too wide or a wire finds no way.
  static func draw(
    _ scene: Scene, plain: String, _ arrangement: Arrangement, columns: Int
  ) -> String? {
    guard let layout = Placement(scene, plain: plain, columns: columns) else { return nil }
    var router = WireRouter(width: layout.width, height: layout.height)
    for place in layout.boxes + layout.gates {
      router.block(
        x: place.left..<place.left + place.width, y: place.top..<place.top + place.height)
    }
    let wiring = Wiring(scene, layout, isLeftToRight: arrangement.isLeftToRight)
    guard let ways = wiring.routed(through: router) else { return nil }
    var grid = CharacterGrid(width: layout.width, height: layout.height)
    ways.write(to: &grid)
    for (box, place) in zip(scene.boxes, layout.boxes) { write(box, at: place, to: &grid) }
    for (gate, place) in zip(scene.gates, layout.gates) { write(gate, at: place, to: &grid) }
    wiring.writeEnds(to: &grid)
    return grid.text
  }

  /// Frames as in the other pictures: corners for inputs, heavy lines for parameters, none for
  /// constants.
  private static func write(_ box: Scene.Box, at place: Place, to grid: inout CharacterGrid) {
    let text = label(of: box)
    let inner = place.width - 2
    let frame: [String]
    switch box.role {
    case _ where box.kind == .scope: frame = ["╔", "═", "╗", "║", "║", "╚", "╝"]
    case .constant: return grid.write(text, x: place.left, y: place.top)
    case .plain, .computed: frame = ["╭", "─", "╮", "│", "│", "╰", "╯"]
    case .input: frame = ["┌", "─", "┐", "│", "│", "└", "┘"]
    case .param: frame = ["┏", "━", "┓", "┃", "┃", "┗", "┛"]
    }
    let line = String(repeating: frame[1], count: inner)
    grid.write(frame[0] + line + frame[2], x: place.left, y: place.top)
    grid.write(frame[3], x: place.left, y: place.top + 1)
    grid.write(text, x: place.left + 2, y: place.top + 1)
    grid.write(frame[4], x: place.left + place.width - 1, y: place.top + 1)
    grid.write(frame[5] + line + frame[6], x: place.left, y: place.top + 2)
  }

  private static func write(_ gate: Scene.Gate, at place: Place, to grid: inout CharacterGrid) {
    let label = VisibleText.visible(gate.label)
    grid.write("(\(label))", x: place.left, y: place.top)
  }
}

/// Where Graphviz put everything, in squares.
struct Placement {
  private(set) var boxes: [TextDrawing.Place]
  private(set) var gates: [TextDrawing.Place]
  private(set) var width: Int
  private(set) var height: Int

  /// Reads the format `plain`: lines `node name x y width height …` in inches, upward from the
  /// lower left corner. `nil` if the picture would be too wide.
  init?(_ scene: Scene, plain: String, columns: Int) {
    let none = TextDrawing.Place(left: 0, top: 0, width: 0, height: 0)
    boxes = Array(repeating: none, count: scene.boxes.count)
    gates = Array(repeating: none, count: scene.gates.count)
    var drawn = (width: 0.0, height: 0.0)
    for line in plain.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "graph", words.count == 4, let width = Double(words[2]),
        let height = Double(words[3])
      {
        drawn = (width, height)
      }
      guard words.first == "node", words.count > 5, let x = Double(words[2]),
        let y = Double(words[3]), let index = Int(words[1].dropFirst())
      else { continue }
      let column = x / TextDrawing.columnSize
      let row = (drawn.height - y) / TextDrawing.rowSize
      if words[1].hasPrefix("b") {
        let box = scene.boxes[index]
        boxes[index] = Self.place(
          column, row, TextDrawing.width(of: box), TextDrawing.height(of: box))
      } else {
        gates[index] = Self.place(column, row, TextDrawing.width(of: scene.gates[index]), 1)
      }
    }
    let all = boxes + gates
    let left = all.map(\.left).min() ?? 0
    let right = all.map { $0.left + $0.width }.max() ?? 0
    let top = all.map(\.top).min() ?? 0
    let bottom = all.map { $0.top + $0.height }.max() ?? 0
    let spare = columns - (right - left)
    guard spare >= 0 else { return nil }
    // Wires may go around the outside.
    let side = min(spare / 2, 4)
    let margin = 2
    width = right - left + min(spare, 2 * side)
    height = bottom - top + 2 * margin
    for index in boxes.indices {
      boxes[index].left += side - left
      boxes[index].top += margin - top
    }
    for index in gates.indices {
      gates[index].left += side - left
      gates[index].top += margin - top
    }
  }

  private static func place(
    _ column: Double, _ row: Double, _ width: Int, _ height: Int
  ) -> TextDrawing.Place {
    // By the middles, so that what is in line stays in line whatever its size.
    .init(
      left: Int(column.rounded(.down)) - width / 2, top: Int(row.rounded(.down)) - height / 2,
      width: width, height: height)
  }
}
