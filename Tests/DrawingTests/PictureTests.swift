import Autograd
import Foundation
import Testing
import Typography

@testable import Drawing
@testable import Rendering

@Suite struct PictureTests {
  func picture(of sample: Sample, options: DrawingOptions = .init()) throws -> Picture {
    let scene = try Scene(of: sample.subject(), options: options)
    return try Picture(svg: Layout.render(Dot.text(of: scene, options: options), as: .svg))
  }

  @Test func everyElementHasIdClassAndTooltip() throws {
    let scene = try Scene(of: Sample.neuron.subject())
    let picture = try picture(of: .neuron)
    let nodes = picture.all("node").filter { !$0.classes.contains("gate") }
    #expect(Set(nodes.map(\.id)) == Set(scene.boxes.map(\.id)))
    #expect(Set(picture.all("gate").map(\.id)) == Set(scene.gates.map(\.id)))
    #expect(picture.all("edge").count == scene.wires.count)
    #expect(Set(picture.all("edge").map(\.id)) == Set(scene.wires.map(\.id)))
    let titles = Dictionary(uniqueKeysWithValues: picture.elements.map { ($0.id, $0.title) })
    for box in scene.boxes { #expect(titles[box.id] == box.tooltip) }
    for gate in scene.gates { #expect(titles[gate.id] == gate.tooltip) }
    for wire in scene.wires { #expect(titles[wire.id] == wire.tooltip) }
    #expect(picture.elements.first { $0.id == "n2" }?.classes == ["node", "leaf", "param"])
    #expect(picture.elements.first { $0.id == "g5" }?.classes == ["node", "gate", "mul"])
  }

  @Test(arguments: DrawingOptions.Style.allCases)
  func picturesOfOnePageShareNoID(style: DrawingOptions.Style) throws {
    func ids(prefix: String) throws -> Set<Substring> {
      var options = DrawingOptions(style: style)
      options.idPrefix = prefix
      let scene = try Scene(of: Sample.neuron.subject(), options: options)
      let svg = try Layout.render(Dot.text(of: scene, options: options), as: .svg)
      return Set(String(decoding: svg, as: UTF8.self).matches(of: /\bid="([^"]*)"/).map(\.1))
    }
    let light = try ids(prefix: "")
    #expect(light.contains("graph0") && light.contains("n1"))
    #expect(try light.isDisjoint(with: ids(prefix: "dark-")))
  }

  @Test func textsAreWithinTheirBoxes() throws {
    for sample in [Sample.lecture, .neuron, .readme] {
      for box in try picture(of: sample).all("node") where !box.classes.contains("gate") {
        let right = box.points.map(\.x).max()!
        let left = box.points.map(\.x).min()!
        for text in box.texts {
          let width = text.size * Helvetica.width(of: text.string, isBold: text.isBold)
          #expect(text.x >= left + 2 && text.x + width <= right, "\(text.string)")
        }
      }
    }
  }

  static let nastyNames = [
    "x'", "σ", "x₁", "a\"b", "<b>", "a|b", "{a}", "a&b", "&amp;", "&lt;b&gt;", "&#65;", "a\\b",
    "\\N", "\\n", "a\nb", "\t", "\u{0}", "\u{1}\u{1F}\u{7F}", "\u{85}", "\u{FFFE}", "😀👩‍👩‍👧", "שלום",
    "\u{202E}evil", "a\u{200B}b", "e\u{301}", "値段", "]]>", "-->", "%7", "\u{2028}", "",
    String(repeating: "very", count: 500), "</TD>", "\"]; }", "'", "\\", "\\\"", "a;b",
  ]

  @Test(arguments: nastyNames)
  func anyNameSurvives(name: String) throws {
    var sample = Sample.twice
    for node in sample.names.keys { sample.names[node] = name }
    for style in DrawingOptions.Style.allCases {
      var options = DrawingOptions(style: style)
      options.title = name
      options.show = Set(DrawingOptions.Detail.allCases)
      let scene = try Scene(of: sample.subject(), options: options)
      let dot = Dot.text(of: scene, options: options)
      let picture = try Picture(svg: Layout.render(dot, as: .svg))
      let shown = VisibleText.shortened(name, to: options.textLimit)
      let found = picture.texts.map { $0.replacing("\u{2060}", with: "") }
      let gathered = found.joined()
      if !name.isEmpty { #expect(gathered.contains(shown), "\(style): \(found)") }
      #expect(picture.all("node").count == (style == .roles ? 2 : 3))
      #expect(picture.all("edge").count == (style == .roles ? 2 : 3))
      let titles = picture.elements.map { $0.title.replacing("\u{2060}", with: "") }
      #expect(titles.contains(VisibleText.visible(scene.boxes[0].tooltip)), "\(titles)")
      for format in [PictureFormat.png, .pdf] {
        #expect(try Layout.render(dot, as: format).count > 1000)
      }
    }
    let text = try TextDrawing.text(of: Scene(of: sample.subject()), columns: 80) {
      String(decoding: try Layout.render($0, as: .plain), as: UTF8.self)
    }
    #expect(!text.isEmpty)
  }

  /// The golden was made in another process, where sets and dictionaries have another order.
  @Test func anotherProcessDrawsTheSame() throws {
    let scene = try Scene(of: Sample.readme.subject())
    try expectGolden(Dot.text(of: scene), "readme.dot")
  }

  @Test func aLargePictureTakesNoLongerThanDot() throws {
    let sample = Sample.dot(100)
    let scene = try Scene(of: sample.subject(), options: DotTests.with { $0.folding = .none })
    #expect(scene.boxes.count + scene.gates.count >= 598)
    let dot = Dot.text(of: scene)
    let clock = ContinuousClock()
    let own = try (0..<3).map { _ in try clock.measure { _ = try Layout.render(dot, as: .svg) } }
    let theirs = try (0..<3).map { _ in try clock.measure { try runDot(dot) } }
    #expect(own.min()! < theirs.min()! * 1.3)
  }

  private func runDot(_ dot: String) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-\(UUID().uuidString).dot")
    try dot.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/dot")
    process.arguments = ["-Tsvg", "-o", "/dev/null", file.path]
    try process.run()
    process.waitUntilExit()
  }
}
