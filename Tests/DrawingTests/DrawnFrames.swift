import Rendering

@testable import Drawing

extension Frames {
  /// What Graphviz draws.
  func drawn() throws -> PartedPicture { try dots.drawn() }
}

extension Frames.Dots {
  func drawn() throws -> PartedPicture {
    let pieces = try Layout.pieces(
      of: ChangingGraph(
        model: model, heads: heads.variants,
        elements: elements.map { .init(id: $0.id, statements: $0.statements.variants) }))
    return PartedPicture(
      of: self, heads: pieces.heads, parts: pieces.parts.map { ($0.id, $0.before, $0.looks) },
      tail: pieces.tail)!
  }
}

extension PartedPicture {
  var frames: [[UInt8]] { (0..<count).map(bytes) }
}
