import Autograd
import Browser
import Explanation
import Foundation
import Rendering
import Testing

@testable import Drawing

/// The pictures of a walk.
@Suite struct FramesTests {
  /// What is known after each step of a pass.
  static func moments(_ sample: Sample, _ direction: Debugger.Direction) -> [Moment] {
    var debugger = Debugger(of: sample.root, direction, in: sample.graph)
    var moments = [Moment(startOf: debugger, in: sample.graph)]
    while !debugger.isAtEnd {
      debugger.advance(to: debugger.position + 1, in: sample.graph)
      var moment = moments[moments.count - 1]
      moment.follow(debugger, in: sample.graph)
      moments.append(moment)
    }
    return moments
  }

  static func frames(
    _ sample: Sample, _ direction: Debugger.Direction = .backward, captions: Bool = true,
    options: DrawingOptions = .init()
  ) throws -> Frames {
    let moments = moments(sample, direction)
    let texts = moments.indices.map { "step \($0)" + String(repeating: " more", count: $0) }
    return try Frames(
      of: sample.subject(), through: moments, captions: captions ? texts : [], options: options)
  }

  private static func scenes(of frames: Frames) -> [Scene] {
    (0..<frames.count).map(frames.scene)
  }

  private static let samples: [(name: String, sample: Sample)] = [
    ("the lecture's", .lecture), ("the neuron", .neuron), ("a twice", .twice),
    ("one more", .oneMore),
  ]

  /// Where everything is, without where texts begin in their cells.
  private func geometry(of svg: [UInt8]) -> [String] {
    String(decoding: svg, as: UTF8.self)
      .matches(of: /(viewBox|points| d|cx|cy|rx|ry)="[^"]*"/).map { String($0.output.0) }
  }

  @Test(arguments: DrawingOptions.Style.allCases, DrawingOptions.Direction.allCases)
  func everythingStaysAtItsPlace(
    style: DrawingOptions.Style, direction: DrawingOptions.Direction
  ) throws {
    for (name, sample) in Self.samples {
      for pass in [Debugger.Direction.backward, .forward] {
        var options = DrawingOptions(style: style)
        options.direction = direction
        options.show = [.value, .grad, .local, .downstream]
        let pictures = try Self.frames(sample, pass, options: options).drawn().frames
        let first = geometry(of: pictures[0])
        #expect(first.count > 5)
        for (number, picture) in pictures.enumerated() {
          let parted = zip(geometry(of: picture), first).first { $0 != $1 }
          #expect(parted == nil, "\(name), \(pass), frame \(number)")
          #expect(geometry(of: picture).count == first.count)
        }
      }
    }
  }

  /// Every look is drawn once, and what is put together is what drawing the whole text would give.
  @Test(arguments: DrawingOptions.Style.allCases, DrawingOptions.ThemeName.allCases)
  func aFrameIsThePictureOfItsOwnText(
    style: DrawingOptions.Style, theme: DrawingOptions.ThemeName
  ) throws {
    for (name, sample) in Self.samples {
      for pass in [Debugger.Direction.backward, .forward] {
        var options = DrawingOptions(style: style)
        options.show = [.value, .grad, .downstream]
        options.theme = theme
        options.idPrefix = "dark-"
        let frames = try Self.frames(sample, pass, options: options)
        let dots = frames.dots
        let together = try frames.drawn().frames
        let whole = try Layout.render(frames: dots.texts, laidOutAs: dots.model, as: .svg)
        let lines = { (svg: [UInt8]) in
          String(decoding: svg, as: UTF8.self).split(separator: "\n")
        }
        for number in 0..<frames.count {
          let parted = zip(lines(together[number]), lines(whole[number])).first { $0 != $1 }
          #expect(parted == nil, "\(name), \(pass), frame \(number)")
          #expect(together[number].count == whole[number].count)
        }
      }
    }
  }

  /// A scene of which only what changes was made anew, against one that was made for its moment.
  @Test(arguments: 0..<16)
  func aSceneIsThatOfItsMoment(seed: Int) throws {
    let subject = RandomSubject.make(seed: seed)
    var options = DrawingOptions()
    options.show = Set(DrawingOptions.Detail.allCases)
    options.folding = [.none, .lists, .depth(1), .automatic][seed % 4]
    options.readableNodes = 20
    options.readableBoxes = 15
    let sample = Sample(graph: subject.graph, names: subject.names, root: subject.root)
    let moments =
      Self.moments(sample, .forward) + Self.moments(sample, .backward) + [Moment()]
      + Self.moments(sample, .backward).reversed()
    let frames = try Frames(of: subject, through: moments, options: options)
    for (number, moment) in moments.enumerated() {
      var subject = subject
      subject.moment = moment
      var scene = frames.scene(at: number)
      for place in scene.boxes.indices { scene.boxes[place].room = nil }
      for place in scene.wires.indices { scene.wires[place].downstreamRoom = nil }
      #expect(try scene == Scene(of: subject, options: options), "seed \(seed), frame \(number)")
    }
  }

  /// The texts of a box in every frame.
  private func gradients(of node: Int, in frames: Frames) -> [String] {
    Self.scenes(of: frames).map { $0.boxes.first { $0.node == Node(node) }!.gradient }
  }

  @Test func gradientsAppearAsTheyAreComputed() throws {
    // a, b, c, f, e, d, L
    let frames = try Self.frames(.lecture)
    #expect(frames.count == 7)
    #expect(
      gradients(of: 6, in: frames) == Array(repeating: "1.0000", count: 7))
    #expect(gradients(of: 5, in: frames) == ["–"] + Array(repeating: "-2.0000", count: 6))
    #expect(gradients(of: 3, in: frames) == ["–", "–"] + Array(repeating: "4.0000", count: 5))
    #expect(gradients(of: 0, in: frames) == Array(repeating: "–", count: 5) + ["6.0000", "6.0000"])
  }

  @Test func aGradientToWhichMoreIsAddedEndsInDots() throws {
    let frames = try Self.frames(.twice)
    #expect(gradients(of: 0, in: frames) == ["–", "1.0000 …", "2.0000"])
  }

  @Test func valuesAppearInAForwardPass() throws {
    let frames = try Self.frames(.lecture, .forward)
    let values = Self.scenes(of: frames).map { scene in scene.boxes.map(\.value) }
    #expect(values.count == 4)
    let leaves = ["2.0000", "-3.0000", "10.0000", "-2.0000"]
    #expect(values[0] == leaves + ["–", "–", "–"])
    #expect(values[1] == leaves + ["-6.0000", "–", "–"])
    #expect(values[3] == leaves + ["-6.0000", "4.0000", "-8.0000"])
    #expect(Self.scenes(of: frames).allSatisfy { $0.boxes.allSatisfy { $0.gradient == "–" } })
  }

  @Test func theStepIsLitAndTheRestToldApart() throws {
    let scenes = try Self.scenes(of: Self.frames(.lecture))
    // The second step passes the gradient of L to f.
    let scene = scenes[2]
    #expect(scene.gates.map(\.state) == [.waiting, .waiting, .current])
    #expect(
      scene.boxes.map(\.state) == [
        .waiting, .waiting, .waiting, .current, .waiting, .settled, .settled,
      ])
    let lit = scene.wires.filter { $0.state == .current }.map(\.id)
    #expect(lit == ["w6-1", "w6"])
    #expect(scene.wires.first { $0.id == "w6-0" }?.state == .settled)
    #expect(scene.wires.first { $0.id == "w5-0" }?.state == .waiting)
    #expect(scene.gates[2].classes.last == "current")
  }

  @Test func statesAreTheSameInEveryStyleAndTold() throws {
    for style in DrawingOptions.Style.allCases {
      let dots = try Self.frames(.lecture, options: DrawingOptions(style: style)).dots
      #expect(dots.texts.allSatisfy { $0.contains(" current\"") }, "\(style)")
      #expect(Set(dots.texts).count == dots.texts.count, "\(style)")
      #expect(dots.texts[0].contains("step 0"))
    }
  }

  @Test func aPictureThatIsNoFrameHasNoStates() throws {
    let scene = try Scene(of: Sample.lecture.subject())
    #expect(scene.boxes.allSatisfy { $0.state == nil && $0.room == nil })
    #expect(!Dot.text(of: scene).contains("waiting"))
  }

  /// The whole of a deck, against the scenes that it was made from.
  @Test(arguments: DrawingOptions.Style.allCases)
  func everyStepOfADeckShowsItsFrame(style: DrawingOptions.Style) throws {
    let frames = try Self.frames(
      .lecture, captions: false, options: DrawingOptions(style: style))
    let steps = (0..<frames.count).map {
      Deck.Step(line: "line \($0)", rule: "rule \($0)", description: "picture \($0)")
    }
    let deck = Deck(
      title: "L", steps: steps, pictures: [Deck.Picture(shade: nil, frames: try frames.drawn())])
    let visit = try Browser().visit(
      deck.page,
      running: """
        const deck = document.querySelector(".gw-deck");
        const seen = () => report([...deck.querySelectorAll(".gw-picture svg g[id]")]
          .map((g) => ["current", "waiting", "settled"].filter((s) => g.classList.contains(s))
            .map((s) => g.id + " " + s)).flat().sort().join(", "));
        const next = deck.querySelector(".gw-next");
        seen();
        while (!next.disabled) { next.click(); seen(); }
        const back = deck.querySelector(".gw-back");
        while (!back.disabled) { back.click(); seen(); }
        """)
    let drawn = Set(frames.dots.elements.map(\.id))
    let expected = Self.scenes(of: frames).map { scene in
      (scene.boxes.map { ($0.id, $0.state) } + scene.gates.map { ($0.id, $0.state) }
        + scene.wires.map { ($0.id, $0.state) })
        .filter { drawn.contains($0.0) }
        .compactMap { id, state in state.map { "\(id) \($0.rawValue)" } }.sorted()
        .joined(separator: ", ")
    }
    #expect(visit.reports == expected + expected.dropLast().reversed())
    #expect(visit.console.isEmpty)
    #expect(visit.requests.isEmpty)
  }
}
