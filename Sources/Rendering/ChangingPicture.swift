import CGraphviz
import Glibc

/// An SVG of which only some parts change from frame to frame.
///
/// Reading and writing a graph takes Graphviz milliseconds, and from one frame to the next hardly
/// anything changes. So after the first frame it is given only the statements that are not those of
/// the frame before, at their places, with two unseen nodes in the corners that hold the rest of the
/// picture in its place. What it writes replaces the parts of the same ids.
///
/// It reads DOT in which a statement takes a line and nodes and edges carry their ids, as
/// `Drawing` writes it, and SVG as Graphviz writes it.
struct ChangingPicture {
  /// The layout that all frames take over.
  private let model: Layout.Graph
  private let edges: [String: UnsafeMutablePointer<Agedge_t>]
  /// The corners of the picture, in the coordinates of the model.
  private let corners: (low: (Double, Double), high: (Double, Double))
  private var statements: Statements
  private var picture: Pieces
  /// The line that says how large the picture is.
  private let size: ArraySlice<UInt8>

  /// The first frame; `nil` where it is not of the kind that can be taken apart.
  init?(
    _ dot: String, in model: Layout.Graph, _ context: OpaquePointer
  ) throws(LayoutError) {
    guard let statements = Statements(dot), !statements.nodes.isEmpty else { return nil }
    let frame = try Layout.graph(of: dot, as: .svg)
    defer { agclose(frame) }
    try Layout.takeOver(from: model, to: frame)
    defer { gvFreeLayout(context, frame) }
    try Layout.layOut(frame, by: "nop2", context)
    let bytes = try Layout.bytes(of: frame, as: .svg, context)
    guard let picture = Pieces(bytes), let size = picture.size,
      picture.groups.count == statements.nodes.count + statements.edges.count,
      let first = agfstnode(frame), let twin = agnode(model, agnameof(first), 0)
    else { return nil }
    // Graphviz moves a drawing so that it begins at 0.
    let place = gradwalk_place_of(first)
    let before = Layout.attribute("pos", of: twin).split(separator: ",").compactMap { Double($0) }
    guard before.count == 2 else { return nil }
    let box = gradwalk_box_of(frame)
    let shift = (place.x - before[0], place.y - before[1])
    corners = (
      (box.LL.x - shift.0, box.LL.y - shift.1), (box.UR.x - shift.0, box.UR.y - shift.1)
    )
    self.model = model
    edges = ChangingPicture.edges(of: model)
    self.statements = statements
    self.picture = picture
    self.size = size
  }

  /// The next frame.
  mutating func bytes(
    of dot: String, _ context: OpaquePointer
  ) throws(LayoutError) -> [UInt8] {
    guard let next = Statements(dot), next.nodes.keys == statements.nodes.keys,
      next.edges.keys == statements.edges.keys
    else { throw .badInput("the frames are not of one structure") }
    let changed = next.changes(from: statements)
    if changed.isEmpty { return picture.bytes }
    guard let part = try drawn(changed, context), part.size == size else {
      throw .failed("a frame is not as large as the first")
    }
    picture.take(part, of: changed.ids)
    statements = next
    return picture.bytes
  }

  /// The picture of a few statements, where they are in the whole.
  private func drawn(
    _ changed: Statements.Changes, _ context: OpaquePointer
  ) throws(LayoutError) -> Pieces? {
    let pins = [("gradwalk-low", corners.low), ("gradwalk-high", corners.high)].map { name, place in
      "\"\(name)\" [shape=point style=invis fixedsize=true width=0 height=0 label=\"\""
        + " pos=\"\(place.0),\(place.1)\"]"
    }
    let lines = (changed.head + changed.statements).map(String.init) + pins + ["}"]
    let dot = lines.joined(separator: "\n")
    let frame = try Layout.graph(of: dot, as: .svg)
    defer { agclose(frame) }
    Layout.declarePositions(in: frame)
    Layout.copy(["lp"], from: model, to: frame)
    var node = agfstnode(frame)
    while let to = node {
      if let from = agnode(model, agnameof(to), 0) { Layout.copyPlace(from: from, to: to) }
      var edge = agfstout(frame, to)
      while let line = edge {
        if let from = edges[Layout.attribute("id", of: line)] {
          Layout.copy(["pos", "lp", "xlp"], from: from, to: line)
        }
        edge = agnxtout(frame, line)
      }
      node = agnxtnode(frame, to)
    }
    defer { gvFreeLayout(context, frame) }
    try Layout.layOut(frame, by: "nop2", context)
    return Pieces(try Layout.bytes(of: frame, as: .svg, context))
  }

  private static func edges(
    of model: Layout.Graph
  ) -> [String: UnsafeMutablePointer<Agedge_t>] {
    var edges: [String: UnsafeMutablePointer<Agedge_t>] = [:]
    var node = agfstnode(model)
    while let from = node {
      var edge = agfstout(model, from)
      while let line = edge {
        edges[Layout.attribute("id", of: line)] = line
        edge = agnxtout(model, line)
      }
      node = agnxtnode(model, from)
    }
    return edges
  }
}

/// A DOT text by its lines.
private struct Statements {
  /// What comes before the first node: the graph's own attributes.
  let head: [Substring]
  /// By their ids.
  private(set) var nodes: [Substring: Substring] = [:]
  private(set) var edges: [Substring: (line: Substring, ends: [Substring])] = [:]

  /// What differs from the frame before.
  struct Changes {
    let head: [Substring]
    var statements: [Substring] = []
    var ids: Set<Substring> = []
    let hasOtherHead: Bool

    var isEmpty: Bool { ids.isEmpty && !hasOtherHead }
  }

  init?(_ dot: String) {
    let lines = dot.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("\"") }), lines.last == "}" else {
      return nil
    }
    head = Array(lines[..<start])
    for line in lines[start...].dropLast() {
      guard let names = Statements.names(in: line) else { return nil }
      if names.count == 1 {
        nodes[names[0]] = line
      } else if let id = Statements.id(in: line) {
        edges[id] = (line, names)
      } else {
        return nil
      }
    }
  }

  /// `n1` of `"n1" [shape=…`, and the two ends of `"n1":e -> "g2" [id=…`.
  private static func names(in line: Substring) -> [Substring]? {
    let quote = UInt8(ascii: "\"")
    var names: [Substring] = []
    var start: Substring.Index?
    for place in line.utf8.indices {
      switch (line.utf8[place], start) {
      case (quote, nil): start = line.utf8.index(after: place)
      case (quote, let from?):
        names.append(line[from..<place])
        start = nil
      case (UInt8(ascii: "["), nil): return (1...2).contains(names.count) ? names : nil
      default: break
      }
    }
    return nil
  }

  /// The text of the first `id="…"`.
  private static func id(in line: Substring) -> Substring? {
    var line = line
    let end = line.withUTF8 { bytes -> (Int, Int)? in
      guard let base = bytes.baseAddress, let mark = gradwalk_memmem(base, bytes.count, "id=\"", 4)
      else {
        return nil
      }
      let start = UnsafeRawPointer(mark) - UnsafeRawPointer(base) + 4
      return bytes[start...].firstIndex(of: UInt8(ascii: "\"")).map { (start, $0) }
    }
    return end.map { start, end in
      let utf8 = line.utf8
      let from = utf8.index(utf8.startIndex, offsetBy: start)
      return line[from..<utf8.index(from, offsetBy: end - start)]
    }
  }

  func changes(from former: Statements) -> Changes {
    var changes = Changes(head: head, hasOtherHead: head != former.head)
    var drawn: Set<Substring> = []
    for (id, line) in nodes where former.nodes[id] != line {
      changes.ids.insert(id)
      drawn.insert(id)
    }
    for (id, edge) in edges where former.edges[id]?.line != edge.line {
      changes.ids.insert(id)
      drawn.formUnion(edge.ends)
    }
    changes.statements = drawn.sorted().compactMap { nodes[$0] }
    changes.statements += changes.ids.sorted().compactMap { edges[$0]?.line }
    return changes
  }
}

/// An SVG of Graphviz in the pieces it is made of.
private struct Pieces {
  /// Up to the first node or edge.
  private var head: ArraySlice<UInt8>
  /// Each node and edge with the comment before it, in the order of the file.
  private var texts: [ArraySlice<UInt8>] = []
  /// Where they are, by their ids.
  private(set) var groups: [Substring: Int] = [:]
  private var tail: ArraySlice<UInt8> = []

  init?(_ bytes: [UInt8]) {
    let all = bytes[...]
    guard let graph = all.place(of: "class=\"graph\""),
      var mark = all[graph...].place(of: "\n<!-- ")
    else { return nil }
    head = all[..<mark]
    while let next = all[(mark + 1)...].place(of: "\n<!-- ") {
      take(all[mark..<next])
      mark = next
    }
    guard let end = all[mark...].place(of: "\n</g>\n</svg>") else { return nil }
    tail = all[end...]
    take(all[mark..<end])
  }

  private mutating func take(_ piece: ArraySlice<UInt8>) {
    guard let id = piece.place(of: "<g id=\""),
      let end = piece[(id + 7)...].firstIndex(of: UInt8(ascii: "\""))
    else { return }
    let name = String(decoding: piece[(id + 7)..<end], as: UTF8.self)
    groups[Substring(name.replacing("&#45;", with: "-"))] = texts.count
    texts.append(piece)
  }

  /// What says how large the picture is.
  var size: ArraySlice<UInt8>? {
    head.place(of: "viewBox=\"").map { head[$0...].prefix { $0 != UInt8(ascii: "\n") } }
  }

  /// Replaces the head, and the parts with these ids.
  mutating func take(_ other: Pieces, of ids: Set<Substring>) {
    head = other.head
    for id in ids {
      if let place = groups[id], let source = other.groups[id] {
        texts[place] = other.texts[source]
      }
    }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(head.count + tail.count) { $0 + $1.count })
    bytes += head
    for text in texts { bytes += text }
    return bytes + tail
  }
}

extension ArraySlice<UInt8> {
  /// Where a text begins, or `nil`.
  fileprivate func place(of text: StaticString) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = gradwalk_memmem(base, bytes.count, text.utf8Start, text.utf8CodeUnitCount)
      else { return nil }
      return startIndex + (UnsafeRawPointer(found) - base)
    }
  }
}
