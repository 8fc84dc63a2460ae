import Autograd
import Foundation
import Testing
import Typography

@testable import Drawing
@testable import Rendering

/// What holds in every style, read off the geometry of its pictures.
@Suite struct StyleTests {
  static let samples: [(name: String, sample: Sample)] = [
    ("lecture", .lecture), ("neuron", .neuron), ("parabola", .parabola), ("twice", .twice),
    ("readme", .readme), ("single leaf", single),
  ]
  static var single: Sample {
    var sample = Sample()
    _ = sample.leaf("x", 2)
    return sample
  }

  static func pictures(
    of sample: Sample, _ change: (inout DrawingOptions) -> Void = { _ in }
  ) throws -> [(options: DrawingOptions, scene: Scene, picture: Picture)] {
    try DrawingOptions.Style.allCases.flatMap { style in
      try DrawingOptions.Direction.allCases.map { direction in
        var options = DrawingOptions(style: style)
        options.direction = direction
        change(&options)
        let scene = try Scene(of: sample.subject(), options: options)
        let svg = try Layout.render(Dot.text(of: scene, options: options), as: .svg)
        return (options, scene, try Picture(svg: svg))
      }
    }
  }

  @Test(arguments: samples.indices)
  func everyElementCanBeFound(index: Int) throws {
    for (options, scene, picture) in try Self.pictures(of: Self.samples[index].sample) {
      let isRoles = options.style == .roles
      let wires = scene.wires.filter { !isRoles || $0.position != nil }
      let gates = isRoles ? [] : scene.gates
      #expect(Set(picture.all("edge").map(\.id)) == Set(wires.map(\.id)))
      #expect(Set(picture.all("gate").map(\.id)) == Set(gates.map(\.id)))
      let elements = Dictionary(uniqueKeysWithValues: picture.elements.map { ($0.id, $0) })
      for box in scene.boxes {
        #expect(elements[box.id]?.classes == box.classes)
        #expect(elements[box.id]?.title == box.tooltip)
      }
      for wire in wires { #expect(elements[wire.id]?.title == wire.tooltip) }
      #expect(picture.texts.contains { $0.contains(scene.boxes.last!.value) })
    }
  }

  /// No text leaves its box or gate, and none lies on another node or on a wire.
  @Test(arguments: samples.indices, DrawingOptions.ThemeName.allCases)
  func textsHaveRoom(index: Int, theme: DrawingOptions.ThemeName) throws {
    for (options, _, picture) in try Self.pictures(
      of: Self.samples[index].sample, { $0.theme = theme })
    {
      let words = "\(Self.samples[index].name), \(options.style), \(options.direction)"
      let nodes = picture.all("node")
      for edge in picture.all("edge") {
        for frame in edge.texts.map({ Frame($0) }) {
          for node in nodes where !node.points.isEmpty {
            let isClear =
              node.ellipses.isEmpty
              ? !Frame(node.points).overlaps(frame) : !node.ellipses.contains(where: frame.isWithin)
            #expect(isClear, "\(words): what is said of \(edge.id) lies on \(node.id)")
          }
        }
      }
      for node in nodes {
        for text in node.texts {
          let frame = Frame(text)
          for ellipse in node.ellipses {
            #expect(frame.isWithin(ellipse), "\(words): \(text.string) leaves its circle")
          }
          if !node.points.isEmpty, options.style != .circuit || node.classes.contains("gate") {
            #expect(
              Frame(node.points).contains(frame), "\(words): \(text.string) leaves its box")
          }
          for other in nodes where other.id != node.id && !other.points.isEmpty {
            #expect(
              !Frame(other.points).overlaps(frame), "\(words): \(text.string) lies on \(other.id)")
          }
          for edge in picture.all("edge") {
            for path in edge.paths {
              #expect(
                !Self.points(of: path).contains { frame.contains($0) },
                "\(words): \(edge.id) crosses \(text.string)")
            }
          }
        }
      }
    }
  }

  /// A wire of a circuit runs on from its edges without a gap, in their middle, and its value stands
  /// on the one side and its gradient on the other.
  @Test(arguments: samples.indices, DrawingOptions.ThemeName.allCases)
  func wiresAreWhole(index: Int, theme: DrawingOptions.ThemeName) throws {
    let all = try Self.pictures(of: Self.samples[index].sample) { $0.theme = theme }
    for (options, scene, picture) in all where options.style == .circuit {
      let elements = Dictionary(uniqueKeysWithValues: picture.elements.map { ($0.id, $0) })
      func rule(_ box: Scene.Box) throws -> Frame {
        let fill = "\(options.colours.wire)"
        let polygons = try #require(elements[box.id]).polygons.filter { $0.fill == fill }
        #expect(polygons.count == 1)
        return Frame(polygons[0].points)
      }
      for box in scene.boxes where box.role != .constant {
        let rule = try rule(box)
        let texts = try #require(elements[box.id]).texts
        let value = try #require(texts.first { $0.string == box.value }.map { Frame($0) })
        let gradient = try #require(texts.last { $0.string == box.gradient }.map { Frame($0) })
        if options.direction == .leftToRight {
          #expect(value.bottom < rule.top && gradient.top > rule.bottom)
        } else {
          #expect(value.right < rule.left && gradient.left > rule.right)
        }
      }
      for wire in scene.wires {
        let path = try #require(elements[wire.id]?.paths.first)
        for (end, point) in [(wire.from, path.first!), (wire.to, path.last!)] {
          guard case .box(let box) = end else { continue }
          #expect(try rule(scene.boxes[box]).touches(point), "\(wire.id) does not reach its wire")
        }
      }
    }
  }

  /// Every operation of the table, with as many operands as it takes.
  @Test func everyGateHoldsItsLabel() throws {
    for operation in Operation.table where operation.arity > 0 {
      var sample = Sample()
      let operands = operation.samples[0].enumerated().map { sample.leaf("x\($0)", $1) }
      sample.root = sample.graph.apply(Operation.code(named: operation.name)!, operands)
      for (options, scene, picture) in try Self.pictures(of: sample) where options.style != .roles {
        let gate = try #require(picture.all("gate").first)
        #expect(scene.gates[0].pins.isEmpty == (operation.commutes || operation.arity == 1))
        #expect(!gate.texts.isEmpty && !gate.points.isEmpty, "\(operation.name)")
        for text in gate.texts {
          let frame = Frame(text)
          #expect(Frame(gate.points).contains(frame), "\(operation.name): \(text.string)")
          for ellipse in gate.ellipses {
            #expect(frame.isWithin(ellipse), "\(operation.name): \(text.string)")
          }
        }
      }
    }
  }

  /// Where the order of the operands matters, every style tells it.
  @Test func theOrderOfOperandsIsTold() throws {
    var sample = Sample()
    let a = sample.leaf("a", 1)
    _ = sample.apply("d", "sub", a, a)
    for (options, scene, picture) in try Self.pictures(of: sample) {
      #expect(scene.gates[0].pins == [0, 1])
      if options.style == .roles {
        let texts = picture.all("edge").flatMap(\.texts).map(\.string)
        #expect(texts.contains("− 1st") && texts.contains("− 2nd"), "\(texts)")
      } else {
        #expect(picture.all("gate")[0].texts.map(\.string).sorted() == ["1", "2", "−"])
        let ends = ["w1-0", "w1-1"].map { id in
          picture.all("edge").first { $0.id == id }!.paths[0].last!
        }
        #expect(options.direction == .leftToRight ? ends[0].y < ends[1].y : ends[0].x < ends[1].x)
      }
    }
  }

  @Test func whatIsShownIsChosen() throws {
    for style in DrawingOptions.Style.allCases {
      func texts(_ show: Set<DrawingOptions.Detail>) throws -> String {
        try Self.pictures(of: .lecture) { $0.show = show }
          .first { $0.options.style == style }!.picture.texts.joined(separator: "|")
      }
      let names = try texts([])
      #expect(names.contains("L") && !names.contains("-8.00") && !names.contains("local"))
      #expect(try texts([.value]).contains("-8.00"))
      #expect(try !texts([.value]).contains("1.00"))
      #expect(try texts([.grad]).contains("1.00"))
      #expect(try texts([.local]).contains("local -3.00"))
      #expect(try texts([.downstream]).contains("downstream 6.00"))
      #expect(try texts([.formula]).contains("a * b"))
    }
  }

  /// Graphviz is asked to keep operands in order, which graphs can make impossible.
  @Test(arguments: 0..<40)
  func anyGraphCanBeDrawn(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    var sample = Sample()
    var nodes = (0..<3).map { sample.leaf("x\($0)", Double($0) + 0.5) }
    let names = ["add", "sub", "mul", "div", "max", "less", "tanh", "exp", "pow", "atan2"]
    for index in 0..<Int.random(in: 4...24, using: &random) {
      let name = names.randomElement(using: &random)!
      let operation = Operation.table.first { $0.name == name }!
      let operands = (0..<operation.arity).map { _ in nodes.randomElement(using: &random)! }
      let node = sample.graph.apply(Operation.code(named: name)!, operands)
      if index % 3 == 0 { sample.names[node] = "n\(index)" }
      nodes.append(node)
      sample.root = node
    }
    for (options, scene, picture) in try Self.pictures(of: sample, { $0.show.insert(.local) }) {
      let wires = scene.wires.filter { options.style != .roles || $0.position != nil }
      #expect(picture.all("edge").count == wires.count, "seed \(seed), \(options.style)")
    }
  }

  @Test(arguments: DrawingOptions.ThemeName.allCases)
  func textsCanBeRead(theme: DrawingOptions.ThemeName) {
    var options = DrawingOptions()
    options.theme = theme
    let colours = options.colours
    for background in [
      colours.page, colours.box, colours.constant, colours.input, colours.param, colours.gate,
      colours.undefined, colours.shade(1), colours.shade(-1), colours.shade(0.3),
    ] {
      #expect(contrast(colours.ink, background) > 4.5, "\(background)")
    }
    for text in [colours.faint, colours.value, colours.gradient] {
      #expect(contrast(text, colours.page) > 4.5, "\(text)")
    }
    #expect(contrast(colours.wire, colours.page) > 4.5)
  }

  // MARK: Geometry

  /// A rectangle; `y` grows downward.
  struct Frame {
    var left, right, top, bottom: Double

    init(_ points: [(x: Double, y: Double)]) {
      left = points.map(\.x).min()!
      right = points.map(\.x).max()!
      top = points.map(\.y).min()!
      bottom = points.map(\.y).max()!
    }

    /// Where the letters of a text are, from the height of capitals to the base line.
    init(_ text: Picture.Text) {
      let width = text.size * Helvetica.width(of: text.string, isBold: text.isBold)
      left = text.isCentred ? text.x - width / 2 : text.x
      right = left + width
      top = text.y - 0.72 * text.size
      bottom = text.y
    }

    func contains(_ other: Frame) -> Bool {
      left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
    }

    func contains(_ point: (x: Double, y: Double)) -> Bool {
      left < point.x && point.x < right && top < point.y && point.y < bottom
    }

    func overlaps(_ other: Frame) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// Whether a point lies on the middle line of a rule, or at most at its end.
    func touches(_ point: (x: Double, y: Double)) -> Bool {
      let isWide = right - left > bottom - top
      let offset = isWide ? point.y - (top + bottom) / 2 : point.x - (left + right) / 2
      return abs(offset) <= 0.01 && left <= point.x && point.x <= right && top <= point.y
        && point.y <= bottom
    }

    func isWithin(_ ellipse: Picture.Ellipse) -> Bool {
      for (x, y) in [(left, top), (right, top), (left, bottom), (right, bottom)] {
        let (dx, dy) = ((x - ellipse.x) / ellipse.width, (y - ellipse.y) / ellipse.height)
        // The corner of a letter's frame is empty more often than not.
        if dx * dx + dy * dy > 1.05 { return false }
      }
      return true
    }
  }

  /// Points along curves, close enough to each other to hit any letter that they cross.
  static func points(of path: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    for start in stride(from: 0, to: path.count - 3, by: 3) {
      let p = path[start...(start + 3)].map { $0 }
      for step in 0...60 {
        let t = Double(step) / 60
        let (a, b, c, d) = (
          (1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t
        )
        points.append(
          (
            a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
            a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y
          ))
      }
    }
    return points
  }

  /// The contrast of the Web Content Accessibility Guidelines, from 1 to 21.
  private func contrast(_ a: Colour, _ b: Colour) -> Double {
    let lights = [a, b].map { colour in
      zip([16, 8, 0] as [UInt32], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, channel in
        let share = Double(colour.rgb >> channel.0 & 0xFF) / 255
        return sum + channel.1
          * (share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4))
      }
    }
    return (lights.max()! + 0.05) / (lights.min()! + 0.05)
  }
}

/// Small and the same everywhere.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
