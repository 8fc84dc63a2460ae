import Typography

/// The figures of CS231n: a wire for each value, with the value above it in green and the gradient
/// below in red, a round gate for each operation, names at the ends of the wires.
///
/// A wire is a table of fixed cells with a filled cell as its rule, at whose ends the edges begin
/// and end. All its sizes are even numbers of points: Graphviz places tables on whole points, and
/// half of an odd size would set a rule beside its edges.
struct CircuitStyle: DotStyle {
  let page: DotPage
  private let gates: GateShape
  private var scene: Scene { page.scene }
  private var theme: Theme { page.theme }

  init(_ page: DotPage) {
    self.page = page
    gates = GateShape(page: page, diameter: 40, signSize: 20, wordSize: 15)
  }

  var head: String {
    page.head(
      // A gate's operands stand in their order, and with them the leaves in that of the formula.
      graph: "ordering=in ranksep=0.24 nodesep=0.2",
      node: " fontsize=\(theme.points(15)) penwidth=\(Double(rule) * 0.75)",
      edge: "arrowhead=none penwidth=\(rule)")
  }

  /// The weight of a wire.
  private var rule: Int { 2 * theme.weight }
  /// The length of the pieces at its ends.
  private let end = 4

  // MARK: Wires of values

  func statement(_ box: Scene.Box) -> String {
    if box.kind == .scope { return FoldShape(page: page).node(box) }
    return "\(DotText.quoted(box.id)) "
      + DotText.attributes([
        "shape": "plain", "id": DotText.quoted(box.id), "class": DotText.classes(box.classes),
        "tooltip": DotText.escaped(box.tooltip),
        "label": "<\(page.isAcross ? across(Parts(box, page)) : down(Parts(box, page)))>",
      ])
  }

  /// The texts of a wire.
  private struct Parts {
    /// At the wire's end.
    var name: String?
    /// Whether that is where values come from.
    var isNameFirst = true
    /// Before the value, of one that is neither a leaf nor the result.
    var label: String?
    var formula: String?
    var value: String?
    var gradient: String?
    var shade: Colour?
    var rule: Colour
    /// What there has to be room for, in the frames of a walk.
    var room: Scene.Room?

    init(_ box: Scene.Box, _ page: DotPage) {
      rule = page.line(box.state, page.theme.wire)
      if box.role == .constant {
        name = box.value
        return
      }
      room = box.room
      let note = box.note.isEmpty ? "" : " \(box.note)"
      let written = page.name(box).map { VisibleText.subscripted($0) + note }
      if box.role == .computed, !box.isRoot { label = written } else { name = written }
      isNameFirst = box.role != .computed
      formula = page.formula(box)
      value = page.shows(.value) ? box.value : nil
      gradient = page.shows(.grad) ? page.gradient(box) : nil
      shade = page.shade(box)
    }
  }

  /// A row above the rule and one of equal height below it, the name before or behind them.
  private func across(_ parts: Parts) -> String {
    let above = lines(above: parts)
    let width = even(max(width(of: above), gradientWidth(parts)) + 10, atLeast: 46)
    let height = even(18 * Double(max(above.count, 1)) + 1, atLeast: 18)
    let name = parts.name.map {
      let width = even(size(of: $0, nameSize) + 8, atLeast: 10)
      return "<TD ROWSPAN=\"3\" \(fixed(width, 2 * height + rule))>\(nameText($0))</TD>"
    }
    let rows = [
      cell(
        above.map(\.html).joined(separator: "<BR/>"), width, height,
        "VALIGN=\"BOTTOM\""),
      ruleCell(width, rule, parts.rule),
      cell(
        gradientText(parts), width, height, "VALIGN=\"TOP\"\(background(parts.shade))"
      ),
    ]
    let (before, behind) = parts.isNameFirst ? (name, nil) : (nil, name)
    return table(
      "<TR>\(before ?? "")\(rows[0])\(behind ?? "")</TR><TR>\(rows[1])</TR><TR>\(rows[2])</TR>")
  }

  /// The value on the left of the rule, the gradient on its right, the name above or below.
  private func down(_ parts: Parts) -> String {
    let above = lines(above: parts)
    let nameSide = parts.name.map { (size(of: $0, nameSize) + 8) / 2 } ?? 0
    let side = even(max(width(of: above) + 12, gradientWidth(parts) + 12, nameSide))
    let height = even(18 * Double(max(above.count, 1)) + 12)
    let name = parts.name.map {
      "<TR><TD COLSPAN=\"3\" \(fixed(2 * side + rule, even(24)))>\(nameText($0))</TD></TR>"
    }
    let text = above.map(\.html).joined(separator: "<BR ALIGN=\"RIGHT\"/>")
    let left = cell(text, side, height, "ALIGN=\"RIGHT\" CELLPADDING=\"5\"")
    let right = cell(
      gradientText(parts), side, height,
      "ALIGN=\"LEFT\" CELLPADDING=\"5\"\(background(parts.shade))")
    let row = "<TR>\(left)\(ruleCell(rule, height, parts.rule))\(right)</TR>"
    return table(parts.isNameFirst ? (name ?? "") + row : row + (name ?? ""))
  }

  private func table(_ rows: String) -> String {
    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\(rows)</TABLE>"
  }

  private func cell(
    _ html: String, _ width: Int, _ height: Int, _ attributes: String
  ) -> String {
    "<TD \(fixed(width, height)) \(attributes)>\(html)</TD>"
  }

  /// The rule. Edges are fastened to a piece in its middle and run on over its ends: where an edge
  /// ends at the side of a node, Graphviz may leave a gap of one point.
  private func ruleCell(_ width: Int, _ height: Int, _ colour: Colour) -> String {
    let pieces = [end, max(width, height) - 2 * end, end].map { length in
      let size = width > height ? fixed(length, height) : fixed(width, length)
      return "<TD\(length == end ? "" : " PORT=\"wire\"") \(size)></TD>"
    }
    let rows = width > height ? pieces.joined() : pieces.joined(separator: "</TR><TR>")
    return cell(table("<TR>\(rows)</TR>"), width, height, "BGCOLOR=\"\(colour)\"")
  }

  private func fixed(_ width: Int, _ height: Int) -> String {
    "FIXEDSIZE=\"TRUE\" WIDTH=\"\(width)\" HEIGHT=\"\(height)\""
  }

  private func background(_ shade: Colour?) -> String {
    shade.map { " BGCOLOR=\"\($0)\"" } ?? ""
  }

  // MARK: Texts

  private let valueSize = 15.0
  private let nameSize = 18.0

  /// The formula if it is asked for, and the value with its name.
  private func lines(above parts: Parts) -> [(html: String, width: Double)] {
    var lines: [(html: String, width: Double)] = []
    let name = parts.label.map { "<I>\(DotText.label($0))</I> " } ?? ""
    let nameWidth = parts.label.map { size(of: $0 + " ", valueSize) } ?? 0
    if let formula = parts.formula {
      let size = "<FONT POINT-SIZE=\"\(theme.points(12))\" COLOR=\"\(theme.faint)\">"
      lines.append(("\(size)\(DotText.label(formula))</FONT>", self.size(of: formula, 12)))
    }
    let value = parts.value.map { coloured($0, theme.value) } ?? ""
    if !name.isEmpty || !value.isEmpty {
      lines.append((name + value, nameWidth + width(parts.value.map { parts.room?.value ?? $0 })))
    }
    return lines
  }

  private func gradientText(_ parts: Parts) -> String {
    parts.gradient.map { coloured($0, parts.shade == nil ? theme.gradient : theme.ink) } ?? ""
  }

  private func nameText(_ name: String) -> String {
    "<FONT POINT-SIZE=\"\(theme.points(nameSize))\"><I>\(DotText.label(name))</I></FONT>"
  }

  private func coloured(_ text: String, _ colour: Colour) -> String {
    "<FONT COLOR=\"\(colour)\">\(DotText.label(text))</FONT>"
  }

  private func width(of lines: [(html: String, width: Double)]) -> Double {
    lines.map(\.width).max() ?? 0
  }

  private func gradientWidth(_ parts: Parts) -> Double {
    width(parts.gradient.map { parts.room?.gradient ?? $0 })
  }

  private func width(_ text: String?) -> Double { text.map { size(of: $0, valueSize) } ?? 0 }

  private func size(of text: String, _ points: Double) -> Double {
    points * Helvetica.width(of: text)
  }

  /// The next even number of points, in the scale of the theme.
  private func even(_ points: Double, atLeast least: Double = 0) -> Int {
    Int((max(points, least) * theme.scale / 2).rounded(.up)) * 2
  }

  // MARK: Gates and edges

  func statement(_ gate: Scene.Gate, at place: Int) -> String? { gates.node(gate) }

  func statement(_ wire: Scene.Wire, at place: Int) -> String? {
    var weight = 1
    var to = DotText.quoted(scene.id(of: wire.to))
    switch wire.to {
    case .box(let box):
      to += port(scene.boxes[box], page.isAcross ? "w" : "n")
      // A gate belongs to its value: they are to be close, and in line.
      if case .gate = wire.from { weight = 4 }
    case .gate(let gate):
      to += gates.port(of: wire, at: scene.gates[gate])
    }
    var from = DotText.quoted(scene.id(of: wire.from))
    if case .box(let box) = wire.from { from += port(scene.boxes[box], page.isAcross ? "e" : "s") }
    return page.edge(wire, from: from, to: to, weight: weight)
  }

  /// Where edges are fastened: to the rule of a wire, to the side of a scope.
  private func port(_ box: Scene.Box, _ side: String) -> String {
    box.kind == .scope ? ":\(side)" : ":wire:\(side)"
  }
}
