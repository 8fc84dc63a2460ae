import Typography

/// What the styles have in common: the head of the text, title, legend, the texts on edges.
struct DotPage {
  let scene: Scene
  let options: DrawingOptions
  let theme: Theme

  init(scene: Scene, options: DrawingOptions) {
    self.scene = scene
    self.options = options
    theme = options.colours
  }

  /// All of one width by design, and one or another is everywhere. Not `Helvetica` alone: Graphviz
  /// makes `Helvetica,sans-Serif` of it, for which fontconfig finds the wider DejaVu Sans.
  static let font = "fontname=\"Arial,Helvetica,sans-serif\""

  var isAcross: Bool { options.direction == .leftToRight }

  /// What comes before the statements: attributes of the graph, of all nodes and of all edges in the
  /// style's own words.
  func head(graph: String, node: String, edge: String) -> String {
    var lines = ["digraph \(DotText.quoted(scene.title ?? "computation graph")) {"]
    lines.append(
      "graph [rankdir=\(options.direction.rawValue) \(graph) pad=0.1 margin=0"
        + pageID + (options.dotsPerInch.map { " dpi=\($0)" } ?? "")
        + " bgcolor=\"\(theme.page)\" \(Self.font)\(caption)]")
    lines.append(
      "node [\(Self.font)\(node) color=\"\(theme.line)\" fontcolor=\"\(theme.ink)\"]")
    lines.append("edge [color=\"\(theme.wire)\" \(edge)\(edgeFont)]")
    return lines.joined(separator: "\n")
  }

  /// Graphviz calls every page `graph0`.
  private var pageID: String {
    options.idPrefix.isEmpty ? "" : " id=\(DotText.quoted(options.idPrefix + "graph0"))"
  }

  /// The weight of frames and edges, where it is not Graphviz's own.
  var penWidth: String { theme.weight == 1 ? "" : " penwidth=\(theme.weight)" }

  private var edgeFont: String {
    writesOnEdges || options.style == .roles || scene.wires.contains { !$0.label.isEmpty }
      ? " \(Self.font) fontsize=\(theme.points(10)) fontcolor=\"\(theme.faint)\"" : ""
  }

  // MARK: Title and legend

  /// The title stands above the picture, and below it what is said of a frame, and the legend;
  /// without a title they stand below the picture. Graphviz has one label for it all.
  private var caption: String {
    let title = scene.title.map { VisibleText.shortened($0, to: 120) } ?? ""
    let heading = title.isEmpty ? nil : "<B>\(DotText.label(title))</B>"
    let parts = [heading, step, legend].compactMap { $0 }
    if parts.isEmpty { return "" }
    let label =
      parts.count == 1
      ? parts[0]
      : "<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">"
        + parts.map { "<TR>\($0 == legend ? legendCell : "<TD>")\($0)</TD></TR>" }.joined()
        + "</TABLE>"
    return " labelloc=\(title.isEmpty ? "b" : "t") fontsize=\(theme.points(16))"
      + " fontcolor=\"\(theme.ink)\" label=<\(label)>"
  }

  /// What is said of a frame, in a cell that is as wide in every frame.
  private var step: String? {
    guard let caption = scene.caption,
      let width = room(for: caption.room, size: 15, around: 16)
    else { return nil }
    let height = Int((26 * theme.scale).rounded(.up))
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\"><TR><TD FIXEDSIZE=\"TRUE\""
      + " WIDTH=\"\(width)\" HEIGHT=\"\(height)\"><FONT POINT-SIZE=\"\(theme.points(15))\">"
      + "\(DotText.label(caption.text))</FONT></TD></TR></TABLE>"
  }

  /// A strip of the shades, from the most negative to the most positive gradient; `nil` where
  /// nothing is shaded.
  private var legend: String? {
    guard isShaded, let largest = scene.largestGradient else { return nil }
    let shades = stride(from: -1.0, through: 1, by: 0.25).map { strength in
      "<TD WIDTH=\"12\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"\(theme.shade(strength))\"></TD>"
    }.joined()
    let words = ["gradient", "-\(largest)", "+\(largest)"].map {
      "<TD><FONT POINT-SIZE=\"\(theme.points(10))\" COLOR=\"\(theme.faint)\">"
        + "\(DotText.label($0))</FONT></TD>"
    }
    let strip =
      "<TD><TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\""
      + " COLOR=\"\(theme.faint)\"><TR>\(shades)</TR></TABLE></TD>"
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\"><TR>"
      + "\(words[0])\(words[1])\(strip)\(words[2])</TR></TABLE>"
  }

  /// A cell of the legend's own size: in a wider one Graphviz would pull the strip apart.
  private var legendCell: String {
    let words = "gradient-\(scene.largestGradient ?? "")+\(scene.largestGradient ?? "")"
    let width = Int((10 * theme.scale * Helvetica.width(of: words) * 1.05).rounded(.up)) + 146
    let height = Int((24 * theme.scale).rounded(.up))
    return "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"\(width)\" HEIGHT=\"\(height)\">"
  }

  // MARK: Numbers

  func shows(_ detail: DrawingOptions.Detail) -> Bool { scene.show.contains(detail) }

  /// Gradients are shaded only where they are written.
  var isShaded: Bool { options.shading == .gradient && shows(.grad) }

  /// The background of a box's gradient; `nil` where it is not shaded.
  func shade(_ box: Scene.Box) -> Colour? {
    guard isShaded, box.gradient != "–" else { return nil }
    return box.strength.map(theme.shade) ?? theme.undefined
  }

  /// What a box is called. Where formulas are shown, the address of one without a name, since the
  /// formulas of others use it.
  func name(_ box: Scene.Box) -> String? {
    box.name ?? (shows(.formula) && box.role != .constant ? box.node.description : nil)
  }

  /// How a value is made; `nil` where that is not to be shown, or nothing was computed.
  func formula(_ box: Scene.Box) -> String? {
    guard shows(.formula), box.role == .computed, box.kind == .value else { return nil }
    return VisibleText.shortened(box.formula, to: 2 * options.textLimit)
  }

  // MARK: Frames of a walk

  /// The colour of a line whose usual colour is `usual`: pale where the pass has yet to come by.
  func line(_ state: Scene.State?, _ usual: Colour) -> Colour {
    switch state {
    case nil, .settled: usual
    case .waiting: theme.page.mixed(with: usual, share: 0.4)
    case .current: theme.lit
    }
  }

  /// How wide a text that changes from frame to frame has to be set, in points; `nil` where it does
  /// not change. A tenth more, for fonts that are wider than they should be.
  func room(for text: String?, size: Double, around padding: Double) -> Int? {
    text.map {
      Int((1.1 * size * theme.scale * Helvetica.width(of: $0) + padding).rounded(.up))
    }
  }

  /// The gradient of a box; of a list its length, between bars.
  func gradient(_ box: Scene.Box) -> String {
    box.kind == .list && box.gradient != "–" ? "‖\(box.gradient)‖" : box.gradient
  }

  // MARK: Edges

  var writesOnEdges: Bool { shows(.local) || shows(.downstream) }

  /// What is written on a wire, as the inside of an HTML-like label: `local -3`, `downstream 6`.
  func texts(on wire: Scene.Wire) -> [String] {
    var texts = wire.label.isEmpty ? [] : [DotText.label(wire.label)]
    if shows(.local), let local = wire.local { texts.append("local \(DotText.label(local))") }
    if shows(.downstream), let downstream = wire.downstream {
      texts.append(
        "<FONT COLOR=\"\(theme.gradient)\">downstream \(DotText.label(downstream))</FONT>")
    }
    return texts
  }

  /// A wire between two places, each a node with its port, as it is to be written.
  func edge(
    _ wire: Scene.Wire, from: String, to: String, weight: Int = 1, classes: [String]? = nil,
    texts: [String]? = nil
  ) -> String {
    let texts = texts ?? self.texts(on: wire)
    var attributes =
      "id=\(DotText.quoted(wire.id)) class=\(DotText.classes(classes ?? wire.classes))"
      + " weight=\(weight) tooltip=\(DotText.escaped(wire.tooltip))"
    if let state = wire.state, state != .settled {
      attributes += " color=\"\(line(state, theme.wire))\""
      if state == .current { attributes += " penwidth=\(3 * theme.weight)" }
    }
    if !texts.isEmpty {
      let room = wire.downstreamRoom.map { "downstream \($0)" }
      let width = shows(.downstream) ? self.room(for: room, size: 10, around: 6) : nil
      attributes += " label=<\(Self.lines(texts, width: width))>"
    }
    return "\(from) -> \(to) [\(attributes)]"
  }

  /// A label of several lines with some room around, so that it does not touch the edge.
  private static func lines(_ texts: [String], width: Int?) -> String {
    let width = width.map { " WIDTH=\"\($0)\"" } ?? ""
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">"
      + texts.map { "<TR><TD\(width)>\($0)</TD></TR>" }.joined() + "</TABLE>"
  }
}
