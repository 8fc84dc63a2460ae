import Autograd
import Rendering
import Testing
import Typography

@testable import Drawing

@Suite struct TextDrawingTests {
  func draw(_ sample: Sample, columns: Int) throws -> String {
    let scene = try Scene(of: sample.subject(), options: .terminal)
    return try TextDrawing.text(of: scene, columns: columns) {
      String(decoding: try Layout.render($0, as: .plain), as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("lecture", Sample.lecture, 80), ("neuron", .neuron, 80), ("twice", .twice, 80),
    ("parabola", .parabola, 80), ("readme", .readme, 120), ("readme-list", .readme, 60),
  ])
  func drawing(name: String, sample: Sample, columns: Int) throws {
    let text = try draw(sample, columns: columns)
    try expectGolden(text, "\(name).txt")
    for line in text.split(separator: "\n") {
      #expect(TextWidth.columns(of: String(line)) <= columns)
    }
  }

  @Test(arguments: [1, 5, 10, 20, 40, 200])
  func noDrawingIsWiderThanAsked(columns: Int) throws {
    for sample in [Sample.lecture, .neuron, .twice, .parabola, .readme, .dot(20)] {
      for line in try draw(sample, columns: columns).split(separator: "\n") {
        #expect(TextWidth.columns(of: String(line)) <= columns)
      }
    }
  }

  @Test func aLongChainIsListedWithoutRecursion() throws {
    var sample = Sample()
    var x = sample.leaf("x", 0.5)
    for _ in 0..<900 { x = sample.apply(nil, "tanh", x) }
    var options = DrawingOptions.terminal
    options.folding = .none
    let scene = try Scene(of: sample.subject(), options: options)
    let list = TextDrawing.list(scene, columns: 80)
    #expect(list.split(separator: "\n").count > 900)
  }

  @Test(arguments: [
    ("a", 1), ("値", 2), ("😀", 2), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("\u{200B}", 0), ("x²", 2), ("ﾊ", 1),
  ])
  func widths(text: String, columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
  }

  @Test func wideNamesKeepTheirFrames() throws {
    var sample = Sample.twice
    for node in sample.names.keys { sample.names[node] = "値段😀" }
    let lines = try draw(sample, columns: 80).split(separator: "\n")
    #expect(Set(lines.map { TextWidth.columns(of: String($0)) }).count == 1)
  }
}
