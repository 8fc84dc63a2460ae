import CGraphviz
import Glibc

extension Layout {
  /// The pieces of the SVGs of a changing graph.
  ///
  ///     let pieces = try Layout.pieces(of: graph)
  ///     pieces.heads[0] + pieces.parts.flatMap { $0.before + $0.looks[0] } + pieces.tail
  ///
  /// Put together they are, byte for byte, what ``render(frames:laidOutAs:as:)`` gives for a whole text
  /// of the same statements. But reading and writing a graph takes Graphviz milliseconds, and a walk
  /// of sixty frames has some five looks of a node: so each look is drawn once.
  public static func pieces(of graph: ChangingGraph) throws(LayoutError) -> PicturePieces {
    try withContext(.frames, .svg) { (context) throws(LayoutError) in
      try withModel(graph.model, .svg, context) { (model) throws(LayoutError) in
        var drawing = try PieceDrawing(graph, in: model, context)
        for round in 1..<max(drawing.rounds, 1) { try drawing.draw(round, context) }
        return drawing.pieces
      }
    }
  }
}

/// Drawing the looks of a changing graph, in rounds: the first is a picture of all elements, and every
/// other has the next look of those that have so many, where they are in the whole.
private struct PieceDrawing {
  private(set) var pieces = PicturePieces()
  private let graph: ChangingGraph
  /// The layout that all rounds take over.
  private let model: Layout.Graph
  private let edges: [String: Edge]
  /// For each element, its place among the parts.
  private var places: [Int] = []
  /// Unseen nodes in the corners that hold the rest of a picture in its place.
  private let pins: [String]
  /// What says how large the picture is.
  private let size: ArraySlice<UInt8>

  /// An edge of the model.
  private struct Edge {
    let line: UnsafeMutablePointer<Agedge_t>
    /// The names of the nodes that it connects.
    let ends: [String]
  }

  /// How often something has to be drawn.
  var rounds: Int {
    graph.elements.reduce(graph.heads.count) { max($0, $1.statements.count) }
  }

  /// The first round.
  init(
    _ graph: ChangingGraph, in model: Layout.Graph, _ context: OpaquePointer
  ) throws(LayoutError) {
    guard !graph.heads.isEmpty, !graph.elements.isEmpty else {
      throw .badInput("there is nothing to draw")
    }
    self.graph = graph
    self.model = model
    edges = PieceDrawing.edges(of: model)
    let statements = graph.elements.map { $0.statements[0] }
    let dot = ([graph.heads[0]] + statements + ["}"]).joined(separator: "\n")
    let frame = try Layout.graph(of: dot, as: .svg)
    defer { agclose(frame) }
    try Layout.takeOver(from: model, to: frame)
    defer { gvFreeLayout(context, frame) }
    try Layout.layOut(frame, by: "nop2", context)
    guard let cut = CutPicture(try Layout.bytes(of: frame, as: .svg, context)),
      let size = cut.size, cut.parts.count == graph.elements.count
    else { throw .failed("Graphviz wrote an SVG of another structure") }
    self.size = size
    pins = try PieceDrawing.pins(of: frame, in: model)
    pieces.heads = [Array(cut.head)]
    pieces.tail = Array(cut.tail)
    pieces.parts = cut.parts.map {
      PicturePieces.Part(id: $0.id, before: Array($0.before), looks: [Array($0.group)])
    }
    let numbers = Dictionary(
      cut.parts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for element in graph.elements {
      guard let place = numbers[element.id] else {
        throw .badInput("the frames are not of one structure")
      }
      places.append(place)
    }
  }

  mutating func draw(_ round: Int, _ context: OpaquePointer) throws(LayoutError) {
    let drawn = graph.elements.indices.filter { graph.elements[$0].statements.count > round }

    guard let cut = CutPicture(try bytes(of: round, drawn, context)), cut.size == size else {
      throw .failed("a frame is not as large as the first")
    }
    if round < graph.heads.count { pieces.heads.append(Array(cut.head)) }
    let groups = Dictionary(
      cut.parts.map { ($0.id, $0.group) }, uniquingKeysWith: { first, _ in first })
    for element in drawn {
      guard let group = groups[graph.elements[element].id] else {
        throw .failed("Graphviz wrote an SVG of another structure")
      }
      pieces.parts[places[element]].looks.append(Array(group))
    }
  }

  /// A picture of some elements in one of their looks.
  private func bytes(
    of round: Int, _ drawn: [Int], _ context: OpaquePointer
  ) throws(LayoutError) -> [UInt8] {
    // An edge needs the nodes at its ends, whatever they look like.
    let wanted = Set(drawn.map { graph.elements[$0].id })
    let ends = Set(wanted.flatMap { edges[$0]?.ends ?? [] })
    let statements = graph.elements.compactMap { element in
      wanted.contains(element.id) || ends.contains(element.id)
        ? element.statements[min(round, element.statements.count - 1)] : nil
    }
    let head = graph.heads[min(round, graph.heads.count - 1)]
    let dot = ([head] + statements + pins + ["}"]).joined(separator: "\n")
    let frame = try Layout.graph(of: dot, as: .svg)
    defer { agclose(frame) }
    Layout.declarePositions(in: frame)
    Layout.copy(["lp"], from: model, to: frame)
    var node = agfstnode(frame)
    while let to = node {
      if let from = agnode(model, agnameof(to), 0) { Layout.copyPlace(from: from, to: to) }
      var edge = agfstout(frame, to)
      while let line = edge {
        if let from = edges[Layout.attribute("id", of: line)]?.line {
          Layout.copy(["pos", "lp", "xlp"], from: from, to: line)
        }
        edge = agnxtout(frame, line)
      }
      node = agnxtnode(frame, to)
    }
    defer { gvFreeLayout(context, frame) }
    try Layout.layOut(frame, by: "nop2", context)
    return try Layout.bytes(of: frame, as: .svg, context)
  }

  /// By their ids.
  private static func edges(of model: Layout.Graph) -> [String: Edge] {
    var edges: [String: Edge] = [:]
    var node = agfstnode(model)
    while let tail = node {
      var edge = agfstout(model, tail)
      while let line = edge {
        // Of an edge that comes from its tail, `node` is the head.
        let ends = [agnameof(tail), agnameof(line.pointee.node)].compactMap { name in
          name.map { String(cString: $0) }
        }
        edges[Layout.attribute("id", of: line)] = Edge(line: line, ends: ends)
        edge = agnxtout(model, line)
      }
      node = agnxtnode(model, tail)
    }
    return edges
  }

  /// Statements of nodes in the corners of a picture, in the coordinates of the model.
  private static func pins(
    of frame: Layout.Graph, in model: Layout.Graph
  ) throws(LayoutError) -> [String] {
    guard let first = agfstnode(frame), let twin = agnode(model, agnameof(first), 0) else {
      throw .badInput("there is nothing to draw")
    }
    // Graphviz moves a drawing so that it begins at 0.
    let place = gradwalk_place_of(first)
    let before = Layout.attribute("pos", of: twin).split(separator: ",").compactMap { Double($0) }
    guard before.count == 2 else { throw .failed("the drawing has no places") }
    let shift = (x: place.x - before[0], y: place.y - before[1])
    let box = gradwalk_box_of(frame)
    return [("low", box.LL), ("high", box.UR)].map { name, corner in
      "\"gradwalk-\(name)\" [shape=point style=invis fixedsize=true width=0 height=0 label=\"\""
        + " pos=\"\(corner.x - shift.x),\(corner.y - shift.y)\"]"
    }
  }
}
