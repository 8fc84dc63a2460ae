import Autograd
import Testing

@testable import Drawing

@Suite struct DotTests {
  struct Picture: CustomTestStringConvertible, Sendable {
    let name: String
    let sample: Sample
    var backward = true
    var options = DrawingOptions()
    var testDescription: String { name }

    func dot() throws -> String {
      let scene = try Scene(of: sample.subject(backward: backward), options: options)
      return Dot.text(of: scene, options: options)
    }
  }

  static let pictures: [Picture] = [
    Picture(name: "lecture", sample: .lecture),
    Picture(name: "not-computed", sample: .twice, backward: false),
    Picture(
      name: "neuron", sample: .neuron, options: with { $0.title = "A neuron & its <inputs>" }),
    Picture(
      name: "parabola", sample: .parabola,
      options: with {
        $0.direction = .topToBottom
        $0.shading = .none
        $0.numbers = .significant(3)
        $0.idPrefix = "p1-"
      }),
    Picture(name: "circuit", sample: .neuron, options: .init(style: .circuit)),
    Picture(
      name: "circuit-down", sample: .parabola,
      options: with(.circuit) {
        $0.direction = .topToBottom
        $0.shading = .gradient
        $0.show = [.value, .grad, .local, .downstream, .formula]
      }),
    Picture(name: "roles", sample: .neuron, options: .init(style: .roles)),
    Picture(
      name: "roles-down", sample: .parabola,
      options: with(.roles) {
        $0.direction = .topToBottom
        $0.show = [.local, .downstream, .formula]
      }),
    Picture(name: "dark", sample: .twice, options: with { $0.theme = .dark }),
    Picture(name: "print", sample: .twice, options: with(.circuit) { $0.theme = .print }),
    Picture(name: "projector", sample: .twice, options: with(.roles) { $0.theme = .projector }),
  ]

  static func with(
    _ style: DrawingOptions.Style = .micrograd, _ change: (inout DrawingOptions) -> Void
  ) -> DrawingOptions {
    var options = DrawingOptions(style: style)
    change(&options)
    return options
  }

  @Test(arguments: pictures)
  func dot(picture: Picture) throws {
    try expectGolden(try picture.dot(), "\(picture.name).dot")
  }

  @Test func anOperandUsedTwiceHasTwoWires() throws {
    let scene = try Scene(of: Sample.twice.subject())
    #expect(scene.wires.map(\.id) == ["w1-0", "w1-1", "w1"])
    #expect(scene.wires[0].from == scene.wires[1].from)
  }

  @Test func anExponentBelongsToItsGate() throws {
    let scene = try Scene(of: Sample.parabola.subject())
    #expect(scene.gates.map(\.label) == ["x²", "×", "×", "−", "+"])
    #expect(scene.boxes.filter { $0.role == .constant }.map(\.value) == ["3", "4", "5"])
  }

  @Test func onlyWhatTheRootDependsOnIsDrawn() throws {
    var sample = Sample.lecture
    let e = sample.names.first { $0.value == "e" }!.key
    _ = sample.leaf("unused", 1)
    sample.root = e
    let scene = try Scene(of: sample.subject())
    #expect(scene.boxes.map(\.name) == ["a", "b", "e"])
  }

  @Test func gradientsAreSaidInWords() throws {
    let scene = try Scene(of: Sample.lecture.subject())
    #expect(scene.boxes[0].tooltip == "a = 2; ∂L/∂a = 6")
    #expect(scene.boxes[4].tooltip == "e = a * b; value -6; ∂L/∂e = -2")
    #expect(
      scene.wires[0].tooltip
        == "a in e = a * b; local ∂e/∂a = -3; upstream · local = -2 · -3 = 6")
    let before = try Scene(of: Sample.lecture.subject(backward: false))
    #expect(before.boxes[0].tooltip == "a = 2; gradient not computed")
    #expect(before.boxes.allSatisfy { $0.gradient == "–" })
  }

  @Test func colourTellsSignAndSize() {
    let theme = Theme.light
    #expect(theme.shade(1) == theme.positive)
    #expect(theme.shade(-1) == theme.negative)
    #expect(theme.shade(0) == theme.box)
    #expect("\(Colour(0xFFFFFF).mixed(with: Colour(0x0000FF), share: 0.5))" == "#8080ff")
  }

  /// The gradient of a constant is not shown, and no measure for those that are.
  @Test func constantsDoNotSetTheScale() throws {
    var sample = Sample()
    let x = sample.leaf("x", -10)
    _ = sample.apply("f", "mul", sample.leaf(nil, 2, .constant), x)
    let scene = try Scene(of: sample.subject())
    #expect(scene.largestGradient == "2.0000")
    #expect(scene.boxes.map(\.strength) == [1, nil, 0.5])
  }

  @Test func gradientsThatAreNoNumbersAreDrawn() throws {
    var sample = Sample()
    let x = sample.leaf("x", 0)
    let y = sample.apply(nil, "div", x, x)
    _ = sample.apply("z", "mul", y, sample.leaf("w", .infinity))
    let scene = try Scene(of: sample.subject())
    #expect(scene.boxes.map(\.gradient).contains("nan"))
    #expect(scene.boxes.allSatisfy { $0.strength.map { abs($0) <= 1 } ?? true })
  }

  @Test func tooLargeIsSaid() {
    var options = DrawingOptions()
    options.nodeLimit = 9
    #expect(throws: TooLarge(nodes: 10, limit: 9)) {
      try Scene(of: Sample.lecture.subject(), options: options)
    }
  }

  @Test func everyChoiceHasItsWord() {
    #expect(DrawingOptions.Style(rawValue: "micrograd") == .micrograd)
    #expect(DrawingOptions.Direction(rawValue: "TB") == .topToBottom)
    #expect(DrawingOptions.ThemeName(rawValue: "light") == .light)
    #expect(DrawingOptions.Shading(rawValue: "none") == DrawingOptions.Shading.none)
    #expect(Folding.words.compactMap(Folding.init) == [.automatic, .none, .lists])
  }
}
