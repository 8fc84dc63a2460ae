import Testing

@testable import Drawing

@Suite struct LooksTests {
  @Test func eachLookIsHeldOnce() {
    var looks = Looks<String>()
    let shown = ["pale", "lit", "lit", "pale", "pale", "settled", "pale"]
    for (frame, look) in shown.enumerated() { looks.show(look, from: frame) }
    #expect(looks.variants == ["pale", "lit", "settled"])
    #expect(
      looks.changes.map { [$0.frame, $0.variant] } == [[0, 0], [1, 1], [3, 0], [5, 2], [6, 0]])
    #expect(shown.indices.map { looks[$0] } == shown)
    let counts = looks.map(\.count)
    #expect(shown.indices.map { counts[$0] } == shown.map(\.count))
    #expect(looks[100] == "pale")
  }

  @Test func whatWasNotDrawnMakesNoPicture() throws {
    let dots = try FramesTests.frames(.lecture).dots
    let picture = try dots.drawn()
    let heads = picture.heads.variants
    let parts = picture.parts.map { (id: $0.id, before: $0.before, looks: $0.looks.variants) }
    #expect(PartedPicture(of: dots, heads: heads, parts: parts, tail: picture.tail) == picture)
    var other = parts
    other.removeLast()
    #expect(PartedPicture(of: dots, heads: heads, parts: other, tail: []) == nil)
    other = parts
    other[3].looks.removeLast()
    #expect(PartedPicture(of: dots, heads: heads, parts: other, tail: []) == nil)
    other = parts
    other[0].id = "n1000"
    #expect(PartedPicture(of: dots, heads: heads, parts: other, tail: []) == nil)
    #expect(
      PartedPicture(of: dots, heads: Array(heads.dropLast()), parts: parts, tail: []) == nil)
  }
}
