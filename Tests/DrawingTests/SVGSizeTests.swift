import Testing

@testable import Drawing

@Suite struct SVGSizeTests {
  @Test(arguments: [
    (#"<?xml version="1.0"?><svg width="72pt" height="36pt" viewBox="0 0 72 36">"#, 96.0, 48.0),
    (#"<svg xmlns="x" height="480" width="640">"#, 640, 480),
    (#"<svg width="7.5px" height="3px"/>"#, 7.5, 3),
  ])
  func itIsInPixels(svg: String, width: Double, height: Double) throws {
    let size = try #require(SVGSize(of: Array(svg.utf8)))
    #expect(size.width == width)
    #expect(size.height == height)
  }

  @Test(arguments: [
    "", "text", "<svg>", #"<svg width="100%" height="5pt">"#, #"<svg width="0" height="5">"#,
    #"<svg stroke-width="3" height="5">"#, #"<svg><rect width="3" height="5"/></svg>"#,
  ])
  func itIsUnknownWhereTheTagDoesNotSay(svg: String) {
    #expect(SVGSize(of: Array(svg.utf8)) == nil)
  }

  @Test func styleSheetsAreTold() throws {
    let size = try #require(SVGSize(of: Array(#"<svg width="75pt" height="30pt">"#.utf8)))
    #expect(size.attribute == #" style="--width:100px;--height:40px;--ratio:2.5""#)
  }
}
