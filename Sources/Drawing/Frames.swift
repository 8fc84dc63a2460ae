import Autograd
import Typography

/// The pictures of a walk through a pass: one a step, with everything at the same place.
///
///     let frames = try Frames(of: subject, through: moments, captions: lines, options: options)
///     frames.dots     // to be laid out as one
///
/// Hardly anything changes from one step to the next. So the scene of the first is made in full, and
/// of every other only the parts of which its moment says something else.
public struct Frames: Sendable {
  /// How many there are.
  public let count: Int
  private let first: Scene
  private var boxes: [Looks<Scene.Box>]
  private var gates: [Looks<Scene.Gate>]
  private var wires: [Looks<Scene.Wire>]
  private let captions: [Scene.Caption]
  private let options: DrawingOptions

  /// - Parameters:
  ///   - moments: at least one.
  ///   - captions: what is said of each step; none are written where it is empty.
  public init(
    of subject: Subject, through moments: [Moment], captions: [String] = [],
    options: DrawingOptions = .init()
  ) throws(TooLarge) {
    precondition(!moments.isEmpty, "a walk has at least one frame")
    precondition(captions.isEmpty || captions.count == moments.count, "a step has a caption")
    var composition = try Composition(of: subject, options: options)
    composition.moment = moments[0]
    let first = Scene(composition)
    boxes = first.boxes.map { Looks($0) }
    gates = first.gates.map { Looks($0) }
    wires = first.wires.map { Looks($0) }
    let mentions = composition.mentions()
    for frame in moments.indices.dropFirst() {
      composition.moment = moments[frame]
      let nodes = moments[frame].difference(from: moments[frame - 1])
      let parts = nodes.map { Set($0.flatMap { mentions[$0] ?? [] }) }
      for part in parts ?? Set(composition.parts) {
        switch part {
        case .box(let place): boxes[place].show(composition.box(place), from: frame)
        case .gate(let place): gates[place].show(composition.gate(place), from: frame)
        case .wire(let place): wires[place].show(composition.wire(place, in: first), from: frame)
        }
      }
    }
    let widest = Frames.widest(captions) ?? ""
    self.captions = captions.map { Scene.Caption(text: $0, room: widest) }
    self.first = first
    self.options = options
    count = moments.count
    makeRoom()
  }

  /// Gives every text that changes the room that the widest of them needs.
  private mutating func makeRoom() {
    for place in boxes.indices {
      let room = Scene.Room(
        value: Frames.widest(boxes[place].variants.map(\.value)) ?? "",
        gradient: Frames.widest(boxes[place].variants.map(\.gradient)) ?? "")
      boxes[place] = boxes[place].map { box in
        var box = box
        box.room = room
        return box
      }
    }
    for place in wires.indices {
      let room = Frames.widest(wires[place].variants.compactMap(\.downstream))
      wires[place] = wires[place].map { wire in
        var wire = wire
        wire.downstreamRoom = room
        return wire
      }
    }
  }

  private static func widest(_ texts: [String]) -> String? {
    if texts.count == 1 { return texts[0] }
    return texts.max { Helvetica.width(of: $0) < Helvetica.width(of: $1) }
  }

  // MARK: Scenes

  /// How many boxes each frame has.
  public var boxCount: Int { boxes.count }

  /// What a frame shows.
  public func scene(at frame: Int) -> Scene {
    var scene = first
    scene.boxes = boxes.map { $0[frame] }
    scene.gates = gates.map { $0[frame] }
    scene.wires = wires.map { $0[frame] }
    if !captions.isEmpty { scene.caption = captions[frame] }
    return scene
  }

  /// What is laid out: the last frame with every text as wide as it becomes anywhere.
  private var model: Scene {
    var model = scene(at: count - 1)
    for place in model.boxes.indices {
      guard let room = model.boxes[place].room else { continue }
      model.boxes[place].value = room.value
      model.boxes[place].gradient = room.gradient
    }
    for place in model.wires.indices {
      model.wires[place].downstream = model.wires[place].downstreamRoom
    }
    return model
  }

  // MARK: DOT

  /// DOT texts of one layout.
  public struct Dots: Sendable {
    /// What is laid out: every text as wide as it becomes anywhere.
    public let model: String
    /// What comes before the statements.
    public let heads: Looks<String>
    /// A node or an edge each, in the order of the text.
    public let elements: [Element]
    /// How many frames there are.
    public let count: Int

    /// A node or an edge.
    public struct Element: Sendable {
      /// What it is called in the picture; of a node, its name too.
      public let id: String
      public let statements: Looks<String>
    }

    /// The whole text of a frame, with the nodes and edges of the model.
    public func text(at frame: Int) -> String {
      Dot.text(head: heads[frame], elements.map { $0.statements[frame] })
    }

    /// The text of each frame.
    public var texts: [String] { (0..<count).map(text) }
  }

  public var dots: Dots {
    let style = Dot.style(of: DotPage(scene: scene(at: 0), options: options))
    var elements = boxes.map {
      Dots.Element(id: $0.variants[0].id, statements: $0.map(style.statement))
    }
    for (place, looks) in gates.enumerated() {
      guard let statements = looks.map({ style.statement($0, at: place) }).drawn else { continue }
      elements.append(Dots.Element(id: looks.variants[0].id, statements: statements))
    }
    for (place, looks) in wires.enumerated() {
      guard let statements = looks.map({ style.statement($0, at: place) }).drawn else { continue }
      elements.append(Dots.Element(id: looks.variants[0].id, statements: statements))
    }
    return Dots(
      model: Dot.text(of: model, options: options), heads: heads, elements: elements,
      count: count)
  }

  /// Only what is said of a step changes in them.
  private var heads: Looks<String> {
    var said = Looks<Scene.Caption?>(captions.first)
    for (frame, caption) in captions.enumerated() { said.show(caption, from: frame) }
    var scene = first
    return said.map { caption in
      scene.caption = caption
      return Dot.style(of: DotPage(scene: scene, options: options)).head
    }
  }
}

extension Looks<String?> {
  /// The texts; `nil` where a part has none in any frame.
  fileprivate var drawn: Looks<String>? {
    variants.contains(nil) ? nil : map { $0 ?? "" }
  }
}
