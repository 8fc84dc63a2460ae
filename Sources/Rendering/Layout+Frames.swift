import CGraphviz
import Glibc

extension Layout {
  /// Pictures of graphs that differ only in their texts and colours, everything at the same place.
  ///
  ///     let pictures = try Layout.render(frames: [before, after], laidOutAs: widest, as: .svg)
  ///
  /// The model is laid out, and is not drawn. The frames, which must have its nodes, edges and
  /// subgraphs in its order, take over every position and size, so each costs no more than being
  /// written. PDF gives one file with a page a frame, the other formats a picture a frame; of SVG,
  /// ``pieces(of:)`` gives the same faster.
  public static func render(
    frames dots: [String], laidOutAs modelDot: String, as format: PictureFormat
  ) throws(LayoutError) -> [[UInt8]] {
    if dots.isEmpty { return [] }
    return try withContext(.frames, format) { (context) throws(LayoutError) in
      try withModel(modelDot, format, context) { (model) throws(LayoutError) in
        let pages = format == .pdf ? try PDFPages(box: attribute("bb", of: model)) : nil
        var pictures: [[UInt8]] = []
        for dot in dots {
          let frame = try graph(of: dot, as: format)
          defer { agclose(frame) }
          try takeOver(from: model, to: frame)
          defer { gvFreeLayout(context, frame) }
          try layOut(frame, by: "nop2", context)
          if let pages {
            try pages.add { gvRenderContext(context, frame, "pdf:cairo", $0) == 0 }
          } else {
            pictures.append(try bytes(of: frame, as: format, context))
          }
        }
        return try pages.map { (pages) throws(LayoutError) in [try pages.finish()] } ?? pictures
      }
    }
  }

  /// Does something with a graph that is laid out, and whose attributes say where everything is.
  static func withModel<Result>(
    _ dot: String, _ format: PictureFormat, _ context: OpaquePointer,
    _ body: (Graph) throws(LayoutError) -> Result
  ) throws(LayoutError) -> Result {
    let model = try graph(of: dot, as: format)
    defer { agclose(model) }
    defer { gvFreeLayout(context, model) }
    try layOut(model, by: "dot", context)
    // Writes what the layout found into the attributes `pos`, `lp` and `bb`.
    attach_attrs(model)
    roundPositions(in: model)
    return try body(model)
  }

  // MARK: Positions

  /// Rounds every position to the hundredths that SVG is written in. With a digit more, the last bit
  /// of a sum would say which way it is rounded, and that differs from frame to frame.
  private static func roundPositions(in model: Graph) {
    func round(_ object: UnsafeMutableRawPointer) {
      let points = attribute("pos", of: object).split(separator: " ").map { point in
        point.split(separator: ",").map { part in
          Double(part).map { "\(($0 * 100).rounded() / 100)" } ?? String(part)
        }.joined(separator: ",")
      }
      if points.isEmpty { return }
      _ = points.joined(separator: " ").withCString {
        agset(object, mutable("pos"), UnsafeMutablePointer(mutating: $0))
      }
    }
    var node = agfstnode(model)
    while let current = node {
      round(current)
      var edge = agfstout(model, current)
      while let line = edge {
        round(line)
        edge = agnxtout(model, line)
      }
      node = agnxtnode(model, current)
    }
  }

  /// Gives a graph the positions of another of the same structure.
  static func takeOver(from model: Graph, to frame: Graph) throws(LayoutError) {
    declarePositions(in: frame)
    let isSame =
      copySubgraphs(from: model, to: frame) && copyNodes(from: model, to: frame)
    if !isSame { throw .badInput("the frames are not of one structure") }
  }

  static func declarePositions(in frame: Graph) {
    for (kind, name) in [
      (AGRAPH, "bb"), (AGRAPH, "lp"), (AGNODE, "pos"), (AGNODE, "xlp"), (AGEDGE, "pos"),
      (AGEDGE, "lp"), (AGEDGE, "xlp"), (AGNODE, "width"), (AGNODE, "height"),
      (AGNODE, "fixedsize"),
    ] where agattr(frame, Int32(kind), mutable(name), nil) == nil {
      agattr(frame, Int32(kind), mutable(name), mutable(""))
    }
  }

  private static func copySubgraphs(from model: Graph, to frame: Graph) -> Bool {
    copy(["bb", "lp"], from: model, to: frame)
    var inner = agfstsubg(model)
    var other = agfstsubg(frame)
    while let from = inner, let to = other {
      if !copySubgraphs(from: from, to: to) { return false }
      inner = agnxtsubg(from)
      other = agnxtsubg(to)
    }
    return inner == nil && other == nil
  }

  private static func copyNodes(from model: Graph, to frame: Graph) -> Bool {
    var node = agfstnode(model)
    var other = agfstnode(frame)
    while let from = node, let to = other {
      if strcmp(agnameof(from), agnameof(to)) != 0 { return false }
      copyPlace(from: from, to: to)
      if !copyEdges(outOf: from, in: model, outOf: to, in: frame) { return false }
      node = agnxtnode(model, from)
      other = agnxtnode(frame, to)
    }
    return node == nil && other == nil
  }

  /// Gives a node the place and the size of another.
  static func copyPlace(
    from: UnsafeMutablePointer<Agnode_t>, to: UnsafeMutablePointer<Agnode_t>
  ) {
    copy(["pos", "xlp"], from: from, to: to)
    // A table is as large as its cells; whatever else would be as large as its text.
    if attribute("shape", of: from) != "plain" {
      copy(["width", "height"], from: from, to: to)
      agset(to, mutable("fixedsize"), mutable("true"))
    }
  }

  private static func copyEdges(
    outOf node: UnsafeMutablePointer<Agnode_t>, in model: Graph,
    outOf other: UnsafeMutablePointer<Agnode_t>, in frame: Graph
  ) -> Bool {
    var edge = agfstout(model, node)
    var twin = agfstout(frame, other)
    while let from = edge, let to = twin {
      // Of an edge that comes from its tail, `node` is the head.
      if strcmp(agnameof(from.pointee.node), agnameof(to.pointee.node)) != 0 { return false }
      copy(["pos", "lp", "xlp"], from: from, to: to)
      edge = agnxtout(model, from)
      twin = agnxtout(frame, to)
    }
    return edge == nil && twin == nil
  }

  static func copy(
    _ names: [String], from: UnsafeMutableRawPointer, to: UnsafeMutableRawPointer
  ) {
    for name in names {
      guard let value = agget(from, mutable(name)), value.pointee != 0 else { continue }
      agset(to, mutable(name), value)
    }
  }

  static func attribute(_ name: String, of object: UnsafeMutableRawPointer) -> String {
    agget(object, mutable(name)).map { String(cString: $0) } ?? ""
  }

  /// A name as C wants it. There are few of them, and each is kept for good.
  static func mutable(_ name: String) -> UnsafeMutablePointer<CChar> {
    if let known = names[name] { return known }
    let text = strdup(name)!
    names[name] = text
    return text
  }

  /// Used only with the lock of ``withContext(_:_:_:)``.
  nonisolated(unsafe) private static var names: [String: UnsafeMutablePointer<CChar>] = [:]
}
