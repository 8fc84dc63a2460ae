import Rendering
import Testing

@Suite struct LayoutTests {
  @Test(arguments: PictureFormat.allCases)
  func aGraphBecomesAPicture(format: PictureFormat) throws {
    let bytes = try Layout.render("digraph { a -> b }", as: format)
    let beginnings: [PictureFormat: String] = [
      .svg: "<?xml", .pdf: "%PDF", .png: "\u{FFFD}PNG", .plain: "graph 1 ",
    ]
    let text = String(decoding: bytes.prefix(8), as: UTF8.self)
    #expect(text.hasPrefix(beginnings[format]!))
  }
}
