import Typography

/// The gate of an operation: a circle, or where its label does not fit into one, a box with round
/// corners.
///
/// Where the order of the operands matters, as in `a - b`, each has a place of its own on the gate,
/// in order, and its number inside beside that place.
struct GateShape {
  let page: DotPage
  /// In points, as are all sizes here; a theme may scale them.
  let diameter: Double
  /// Of a sign such as `×`, and of a word such as `tanh`.
  let signSize: Double
  let wordSize: Double

  private var theme: Theme { page.theme }

  func node(_ gate: Scene.Gate) -> String {
    "\(DotText.quoted(gate.id)) [\(shape(of: gate)) id=\(DotText.quoted(gate.id))"
      + " class=\(DotText.classes(gate.classes)) tooltip=\(DotText.escaped(gate.tooltip))"
      + " label=\(label(of: gate))]"
  }

  /// What follows the gate's name where a wire comes in: `:nw`, or nothing.
  func port(of wire: Scene.Wire, at gate: Scene.Gate) -> String {
    guard let position = wire.position, let place = gate.pins.firstIndex(of: position) else {
      return ""
    }
    if isRound(gate) { return page.isAcross ? [":nw", ":sw"][place] : [":nw", ":ne"][place] }
    return ":p\(position):\(page.isAcross ? "w" : "n")"
  }

  // MARK: Sizes

  private var numberSize: Double { diameter / 4.2 }

  private func text(of gate: Scene.Gate) -> String {
    VisibleText.shortened(gate.label, to: page.options.textLimit)
  }

  private func size(of gate: Scene.Gate) -> Double {
    gate.label.count == 1 ? signSize : wordSize
  }

  /// Whether the label fits into the circle, at the height of its letters, with some room.
  private func isRound(_ gate: Scene.Gate) -> Bool {
    let size = size(of: gate)
    var width = size * Helvetica.width(of: text(of: gate))
    switch gate.pins.count {
    case 0: break
    // The numbers stand beside the label, or above it.
    case 2: width += page.isAcross ? numberSize : size / 2
    default: return false
    }
    return width + 0.16 * diameter <= (diameter * diameter - size * size).squareRoot()
  }

  // MARK: Attributes

  private func shape(of gate: Scene.Gate) -> String {
    var fill = "fillcolor=\"\(fill(gate))\" fontsize=\(theme.points(size(of: gate)))"
    if gate.state == .waiting { fill += " color=\"\(page.line(.waiting, theme.line))\"" }
    if gate.state == .current { fill += " color=\"\(theme.lit)\" fontcolor=\"\(theme.page)\"" }
    if isRound(gate) {
      let inches = ((diameter * theme.scale) / 72 * 1000).rounded() / 1000
      return "shape=circle fixedsize=true width=\(inches) style=filled \(fill)"
    }
    if !gate.pins.isEmpty { return "shape=plain \(fill)" }
    let height = ((diameter * theme.scale) / 72 * 950).rounded() / 1000
    return
      "shape=box style=\"rounded,filled\" height=\(height) width=0.5 margin=\"0.1,0.03\" \(fill)"
  }

  private func fill(_ gate: Scene.Gate) -> Colour {
    gate.state == .current ? theme.lit : theme.gate
  }

  private func label(of gate: Scene.Gate) -> String {
    let text = text(of: gate)
    if gate.pins.isEmpty { return DotText.escaped(text) }
    let label =
      "<FONT POINT-SIZE=\"\(theme.points(size(of: gate)))\">\(DotText.label(text))</FONT>"
    let isRound = isRound(gate)
    let numbers = gate.pins.map { position in
      "<TD\(isRound ? "" : " PORT=\"p\(position)\"")>"
        + "<FONT POINT-SIZE=\"\(theme.points(numberSize))\">\(position + 1)</FONT></TD>"
    }
    let frame =
      isRound
      ? "BORDER=\"0\" CELLPADDING=\"0\""
      : "BORDER=\"\(theme.weight)\" CELLPADDING=\"3\" STYLE=\"rounded\""
        + " COLOR=\"\(page.line(gate.state, theme.line))\" BGCOLOR=\"\(fill(gate))\""
    let rows: String
    if page.isAcross {
      let word = "<TD ROWSPAN=\"\(numbers.count)\" CELLPADDING=\"2\">\(label)</TD>"
      rows = numbers.enumerated().map { "<TR>\($1)\($0 == 0 ? word : "")</TR>" }.joined()
    } else {
      // Room between two numbers, so that they stand beside their wires.
      let gap = isRound ? "<TD WIDTH=\"\(Int(diameter * theme.scale / 4))\"></TD>" : ""
      let count = numbers.count + (isRound ? 1 : 0)
      rows =
        "<TR>\(numbers.joined(separator: gap))</TR>"
        + "<TR><TD COLSPAN=\"\(count)\">\(label)</TD></TR>"
    }
    return "<<TABLE \(frame) CELLBORDER=\"0\" CELLSPACING=\"0\">\(rows)</TABLE>>"
  }
}
