import Typography

/// The SVGs of a walk, in the pieces of which they are made: of each part what it looks like, once,
/// and in which frames.
///
///     let picture = PartedPicture(of: frames.dots, heads: …, parts: …, tail: …)
///     picture?.bytes(at: 3)     // a whole SVG
public struct PartedPicture: Sendable, Equatable {
  /// How many frames there are.
  public let count: Int
  let heads: Looks<[UInt8]>
  /// Nodes and edges, in the order of the file.
  let parts: [Part]
  let tail: [UInt8]

  /// A node or an edge.
  struct Part: Sendable, Equatable {
    let id: String
    /// What stands between it and the part before.
    let before: [UInt8]
    let looks: Looks<[UInt8]>
  }

  /// - Parameters:
  ///   - heads: what was drawn of each of the heads in `dots`.
  ///   - parts: what was drawn of each statement of the element with an id.
  /// - Returns: `nil` where something in `dots` was not drawn, or something else was.
  public init?(
    of dots: Frames.Dots, heads: [[UInt8]],
    parts: [(id: String, before: [UInt8], looks: [[UInt8]])], tail: [UInt8]
  ) {
    let elements = Dictionary(
      dots.elements.map { ($0.id, $0.statements) }, uniquingKeysWith: { first, _ in first })
    guard elements.count == parts.count, dots.heads.variants.count == heads.count else {
      return nil
    }
    var drawn: [Part] = []
    for (id, before, looks) in parts {
      guard let statements = elements[id], statements.variants.count == looks.count else {
        return nil
      }
      drawn.append(Part(id: id, before: before, looks: statements.with(looks)))
    }
    self.heads = dots.heads.with(heads)
    self.parts = drawn
    self.tail = tail
    count = dots.count
  }

  /// The whole picture of a frame.
  public func bytes(at frame: Int) -> [UInt8] {
    let head = heads[frame]
    let texts = parts.map { $0.looks[frame] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      zip(parts, texts).reduce(head.count + tail.count) { $0 + $1.0.before.count + $1.1.count })
    bytes += head
    for (part, text) in zip(parts, texts) {
      bytes += part.before
      bytes += text
    }
    return bytes + tail
  }

  private init(heads: Looks<[UInt8]>, parts: [Part], tail: [UInt8], count: Int) {
    self.heads = heads
    self.parts = parts
    self.tail = tail
    self.count = count
  }

  /// The same with `prefix` before each id, for a page that holds other pictures.
  public func prefixed(with prefix: String) -> PartedPicture {
    func prefixed(_ svg: [UInt8]) -> [UInt8] { SVGNames.prefixed(svg, with: prefix) }
    return PartedPicture(
      heads: heads.map(prefixed),
      parts: parts.map { part in
        Part(
          id: prefix + part.id, before: prefixed(part.before), looks: part.looks.map(prefixed))
      }, tail: prefixed(tail), count: count)
  }

  /// The last picture as an element of a page, called `label` for those who cannot see it.
  func last(label: String) -> String {
    InlineSVG.element(bytes(at: count - 1), label: label)
  }

  /// The parts that look different in some frame, as members of a JSON object.
  var json: String {
    parts.filter { $0.looks.variants.count > 1 }.map { part in
      let variants = part.looks.variants.map(HTML.json).joined(separator: ",")
      let changes = part.looks.changes.map { "[\($0.frame),\($0.variant)]" }
        .joined(separator: ",")
      return "\(HTML.json(part.id)):{\"variants\":[\(variants)],\"from\":[\(changes)]}"
    }.joined(separator: ",")
  }
}
