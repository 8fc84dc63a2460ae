import Foundation
import Testing

@testable import Rendering

/// Pictures that are put together of pieces.
@Suite struct PieceTests {
  /// A graph with a record, a gate, a doubled edge and a caption.
  static let graph = ChangingGraph(
    model: text(head("a caption that is as long as any"), elements.map { $0.statements[0] }),
    heads: [head("a caption that is as long as any"), head("step 1"), head("x"), head("y")],
    elements: elements)

  private static let elements = [
    element("n1", ["–", "grad 12.5", "grad –3"]) { record("n1", $0) },
    element("n2", ["black", "red"]) { "\"n2\" [shape=circle id=n2 color=\($0) label=\"×\"]" },
    element("n3", ["grad 1"]) { record("n3", $0) },
    element("e-1", ["1"]) { "\"n1\":e -> \"n2\" [id=\"e-1\" label=\"\($0)\"]" },
    element("e-2", ["black", "red", "blue", "green", "gray"]) {
      "\"n1\" -> \"n2\" [id=\"e-2\" color=\($0)]"
    },
    element("e-3", ["black"]) { "\"n2\" -> \"n3\" [id=\"e-3\" color=\($0)]" },
  ]

  private static func element(
    _ id: String, _ looks: [String], _ statement: (String) -> String
  ) -> ChangingGraph.Element {
    .init(id: id, statements: looks.map(statement))
  }

  private static func record(_ name: String, _ gradient: String) -> String {
    "\"\(name)\" [shape=plain id=\(name) label=<<TABLE><TR><TD>a</TD>"
      + "<TD WIDTH=\"90\">\(gradient)</TD></TR></TABLE>>]"
  }

  private static func head(_ caption: String) -> String {
    """
    digraph g {
    graph [rankdir=LR labelloc=b label=<<TABLE BORDER="0"><TR><TD FIXEDSIZE="TRUE" WIDTH="300" \
    HEIGHT="20">\(caption)</TD></TR></TABLE>>]
    """
  }

  private static func text(_ head: String, _ statements: [String]) -> String {
    ([head] + statements + ["}"]).joined(separator: "\n")
  }

  @Test func piecesMakeEveryPicture() throws {
    let graph = Self.graph
    let pieces = try Layout.pieces(of: graph)
    #expect(pieces.heads.count == 4)
    let looks = Dictionary(uniqueKeysWithValues: pieces.parts.map { ($0.id, $0.looks.count) })
    #expect(looks == ["n1": 3, "n2": 2, "n3": 1, "e-1": 1, "e-2": 5, "e-3": 1])
    // Every head, and every look of each element beside some of the others.
    for round in 0..<15 {
      func place(_ number: Int, of count: Int) -> Int { round * (number + 1) % count }
      let dot = Self.text(
        graph.heads[round % 4],
        graph.elements.enumerated().map { $1.statements[place($0, of: $1.statements.count)] })
      let whole = try Layout.render(frames: [dot], laidOutAs: graph.model, as: .svg)[0]
      let parts = pieces.parts.flatMap { part in
        let number = graph.elements.firstIndex { $0.id == part.id }!
        return part.before + part.looks[place(number, of: part.looks.count)]
      }
      let together = pieces.heads[round % 4] + parts + pieces.tail
      #expect(
        String(decoding: together, as: UTF8.self) == String(decoding: whole, as: UTF8.self),
        "round \(round)")
    }
  }

  @Test func aGraphOfAnotherStructureIsRefused() {
    var graphs = [Self.graph, Self.graph, Self.graph]
    graphs[0].elements.removeFirst()
    graphs[1].elements[0].id = "n9"
    graphs[2].elements[4].statements[0] = "\"n2\" -> \"n1\" [id=\"e-2\"]"
    for graph in graphs {
      #expect(throws: LayoutError.badInput("the frames are not of one structure")) {
        try Layout.pieces(of: graph)
      }
    }
    #expect(throws: LayoutError.badInput("there is nothing to draw")) {
      try Layout.pieces(of: ChangingGraph(model: "digraph {}", heads: ["digraph {"], elements: []))
    }
  }

  @Test func aLookThatIsLargerIsRefused() {
    var graph = Self.graph
    graph.elements[2].statements.append(
      Self.record("n3", String(repeating: "wide ", count: 20)))
    #expect(throws: LayoutError.failed("a frame is not as large as the first")) {
      try Layout.pieces(of: graph)
    }
  }

  @Test func parcelsComeOutAsTheyWentIn() {
    let parcels = [Array("ab".utf8), [], Array("1\n2".utf8), Array(repeating: 10, count: 1000)]
    #expect(Parcels.unpacked(Parcels.packed(parcels)) == parcels)
    #expect(Parcels.unpacked(Array("3\nab".utf8)) == nil)
    #expect(Parcels.unpacked(Array("x\nab".utf8)) == nil)
    #expect(Parcels.unpacked([]) == [])
  }

  @Test func graphsAndPiecesArePackedAndUnpacked() throws {
    let graph = Self.graph
    #expect(ChangingGraph(packed: graph.packed) == graph)
    #expect(ChangingGraph(packed: Array(graph.packed.dropLast())) == nil)
    #expect(ChangingGraph(packed: []) == nil)
    let pieces = try Layout.pieces(of: graph)
    #expect(PicturePieces(packed: pieces.packed) == pieces)
    #expect(PicturePieces(packed: Array(pieces.packed.dropLast())) == nil)
  }
}
