import CGraphviz

/// A drawing as the strokes and texts that Graphviz made of it, in points, the origin at the lower
/// left.
struct VectorDrawing {
  /// What belongs to one node, edge or the graph itself.
  struct Part {
    let id: String
    var strokes: [Stroke] = []
  }

  struct Point {
    let x: Double
    let y: Double
  }

  /// How something is drawn, as far as it was said.
  struct Pen {
    var line = "#000000"
    var fill = "#000000"
    var width = 1.0
    var dash: Dash?
    var isBold = false
    var isItalic = false
    var fontSize = 14.0

    enum Dash: String { case dashed, dotted }
  }

  enum Shape {
    case ellipse(center: Point, width: Double, height: Double)
    case polygon([Point])
    case line([Point])
    /// One point, and three for every curve.
    case curve([Point])
    /// A text on its base line, in the middle of the room that it was given.
    case text(String, middle: Point)
  }

  struct Stroke {
    let shape: Shape
    let isFilled: Bool
    let pen: Pen
  }

  let width: Double
  let height: Double
  let parts: [Part]

  /// Reads what a graph was drawn as, which the format `xdot` leaves in its attributes.
  init(of graph: Layout.Graph) {
    let edges = attribute("bb", of: graph).split(separator: ",").compactMap { Double($0) }
    width = edges.count == 4 ? edges[2] - edges[0] : 0
    height = edges.count == 4 ? edges[3] - edges[1] : 0
    var parts = [Part(id: "graph", strokes: strokes(of: graph))]
    func takeGroups(of graph: Layout.Graph) {
      var group = agfstsubg(graph)
      while let current = group {
        parts.append(Part(id: String(cString: agnameof(current)), strokes: strokes(of: current)))
        takeGroups(of: current)
        group = agnxtsubg(current)
      }
    }
    takeGroups(of: graph)
    // Edges below nodes, as other formats draw them where they meet.
    var nodes: [Part] = []
    var node = agfstnode(graph)
    while let current = node {
      nodes.append(Part(id: attribute("id", of: current), strokes: strokes(of: current)))
      var edge = agfstout(graph, current)
      while let line = edge {
        parts.append(Part(id: attribute("id", of: line), strokes: strokes(of: line)))
        edge = agnxtout(graph, line)
      }
      node = agnxtnode(graph, current)
    }
    self.parts = (parts + nodes).filter { !$0.strokes.isEmpty }
  }
}

private func attribute(_ name: String, of object: UnsafeMutableRawPointer) -> String {
  name.withCString { name in
    agget(object, UnsafeMutablePointer(mutating: name)).map { String(cString: $0) } ?? ""
  }
}

/// Everything that an element was drawn with: outline, heads, labels.
private func strokes(of object: UnsafeMutableRawPointer) -> [VectorDrawing.Stroke] {
  ["_draw_", "_hdraw_", "_tdraw_", "_ldraw_", "_hldraw_", "_tldraw_"].flatMap { name in
    let text = attribute(name, of: object)
    guard !text.isEmpty,
      let drawing = text.withCString({ parseXDot(UnsafeMutablePointer(mutating: $0)) })
    else { return [VectorDrawing.Stroke]() }
    defer { freeXDot(drawing) }
    var pen = VectorDrawing.Pen()
    return (0..<Int(drawing.pointee.cnt)).compactMap { place in
      stroke(gradwalk_operation(drawing, Int32(place)).pointee, &pen)
    }
  }
}

/// What one operation draws; some only change the pen.
private func stroke(_ operation: xdot_op, _ pen: inout VectorDrawing.Pen) -> VectorDrawing.Stroke? {
  func drawn(_ shape: VectorDrawing.Shape, filled: Bool = false) -> VectorDrawing.Stroke {
    VectorDrawing.Stroke(shape: shape, isFilled: filled, pen: pen)
  }
  switch operation.kind {
  case xd_filled_ellipse, xd_unfilled_ellipse:
    let box = operation.u.ellipse
    return drawn(
      .ellipse(center: .init(x: box.x, y: box.y), width: box.w, height: box.h),
      filled: operation.kind == xd_filled_ellipse)
  case xd_filled_polygon, xd_unfilled_polygon:
    return drawn(
      .polygon(points(operation.u.polygon)), filled: operation.kind == xd_filled_polygon)
  case xd_filled_bezier, xd_unfilled_bezier:
    return drawn(.curve(points(operation.u.bezier)), filled: operation.kind == xd_filled_bezier)
  case xd_polyline:
    return drawn(.line(points(operation.u.polyline)))
  case xd_text:
    let text = operation.u.text
    // TeX's letters are narrower than those that were measured; in the middle it does not show.
    let middle =
      switch text.align {
      case xd_left: text.x + text.width / 2
      case xd_right: text.x - text.width / 2
      default: text.x
      }
    return drawn(
      // Word joiners keep texts safe from Graphviz, and have no width.
      .text(
        text.text.map { String(cString: $0).replacing("\u{2060}", with: "") } ?? "",
        middle: .init(x: middle, y: text.y)))
  case xd_fill_color: pen.fill = operation.u.color.map { String(cString: $0) } ?? pen.fill
  case xd_pen_color: pen.line = operation.u.color.map { String(cString: $0) } ?? pen.line
  case xd_font: pen.fontSize = operation.u.font.size
  case xd_fontchar:
    pen.isBold = operation.u.fontchar & 1 != 0
    pen.isItalic = operation.u.fontchar & 2 != 0
  case xd_style: take(operation.u.style.map { String(cString: $0) } ?? "", &pen)
  default: break
  }
  return nil
}

private func take(_ style: String, _ pen: inout VectorDrawing.Pen) {
  if style == "solid" {
    pen.dash = nil
  } else if let dash = VectorDrawing.Pen.Dash(rawValue: style) {
    pen.dash = dash
  } else if style.hasPrefix("setlinewidth("), let width = Double(style.dropFirst(13).dropLast()) {
    pen.width = width
  }
}

private func points(_ line: xdot_polyline) -> [VectorDrawing.Point] {
  (0..<Int(line.cnt)).map { .init(x: line.pts[$0].x, y: line.pts[$0].y) }
}
