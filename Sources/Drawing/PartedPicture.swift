/// The frames of a picture, taken apart: what never changes, and of each part that does, its
/// variants and when they come.
///
/// It reads SVG as Graphviz writes it: a line a tag, each node and edge a `<g id="…">` of its own
/// inside that of the graph.
struct PartedPicture {
  /// A part of the picture that looks different in some frame.
  struct Part: Equatable {
    let id: String
    /// What it looks like, each look once.
    var variants: [String]
    /// From which frame on it looks like which variant.
    var changes: [(frame: Int, variant: Int)]

    static func == (a: Part, b: Part) -> Bool {
      a.id == b.id && a.variants == b.variants
        && a.changes.elementsEqual(b.changes) { $0 == $1 }
    }
  }

  let parts: [Part]
  private let lastFrame: String

  /// - Parameter frames: SVGs of the same structure, at least one.
  init(_ frames: [String]) {
    var places: [String: Int] = [:]
    var parts: [Part] = []
    for (frame, svg) in frames.enumerated() {
      for (id, text) in PartedPicture.groups(of: svg) {
        guard let place = places[id] else {
          places[id] = parts.count
          parts.append(Part(id: id, variants: [text], changes: [(frame, 0)]))
          continue
        }
        let current = parts[place].changes[parts[place].changes.count - 1].variant
        if parts[place].variants[current] == text { continue }
        if let known = parts[place].variants.firstIndex(of: text) {
          parts[place].changes.append((frame, known))
        } else {
          parts[place].variants.append(text)
          parts[place].changes.append((frame, parts[place].variants.count - 1))
        }
      }
    }
    self.parts = parts.filter { $0.variants.count > 1 }
    lastFrame = frames[frames.count - 1]
  }

  /// The last picture as an element of a page, called `label` for those who cannot see it.
  func last(label: String) -> String {
    guard let start = lastFrame.range(of: "<svg ") else { return "" }
    return "<svg role=\"img\" aria-label=\"\(HTML.attribute(label))\" "
      + lastFrame[start.upperBound...].trimmingNewlines
  }

  /// The parts as members of a JSON object.
  var json: String {
    parts.map { part in
      let variants = part.variants.map(HTML.json).joined(separator: ",")
      let changes = part.changes.map { "[\($0.frame),\($0.variant)]" }.joined(separator: ",")
      return "\(HTML.json(part.id)):{\"variants\":[\(variants)],\"from\":[\(changes)]}"
    }.joined(separator: ",")
  }

  /// The groups inside that of the graph, in their order, each with its id.
  private static func groups(of svg: String) -> [(id: String, text: String)] {
    // A deck of a hundred steps is some ten million characters, so lines are looked at as bytes.
    let bytes = svg.utf8
    var groups: [(id: String, text: String)] = []
    var depth = 0
    var first = bytes.startIndex
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let line = bytes[start..<end]
      if line.starts(with: "<g ".utf8) {
        depth += 1
        if depth == 2 { first = start }
      } else if line.starts(with: "</g>".utf8) {
        depth -= 1
        if depth == 1, let id = id(svg[first..<end]) {
          groups.append((id, String(svg[first..<end])))
        }
      }
      start = end < bytes.endIndex ? bytes.index(after: end) : end
    }
    return groups
  }

  /// `n7` of `<g id="n7" class="node">`.
  private static func id(_ group: Substring) -> String? {
    let mark = Array("id=\"".utf8)
    let bytes = group.utf8
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    guard let start = line.firstRange(of: mark)?.upperBound,
      let end = line[start...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    // Graphviz writes a hyphen as an entity.
    return String(group[start..<end]).replacing("&#45;", with: "-").replacing("&amp;", with: "&")
  }
}

extension Substring {
  fileprivate var trimmingNewlines: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}

extension StringProtocol {
  /// Where a text first occurs.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
