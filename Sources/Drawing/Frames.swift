import Autograd
import Typography

/// The pictures of a walk through a pass: one a step, with everything at the same place.
///
///     let frames = try Frames(of: subject, through: moments, captions: lines, options: options)
///     frames.dots     // to be laid out as one
public struct Frames: Sendable {
  /// A scene a step.
  public let scenes: [Scene]
  private let model: Scene
  private let options: DrawingOptions

  /// DOT texts of one layout.
  public struct Dots: Sendable {
    /// What is laid out: every text as wide as it becomes anywhere.
    public let model: String
    /// A text a step, with the nodes and edges of the model.
    public let frames: [String]
  }

  /// - Parameter captions: what is said of each step; none are written where it is empty.
  public init(
    of subject: Subject, through moments: [Moment], captions: [String] = [],
    options: DrawingOptions = .init()
  ) throws(TooLarge) {
    var scenes: [Scene] = []
    var subject = subject
    for moment in moments {
      subject.moment = moment
      scenes.append(try Scene(of: subject, options: options))
    }
    let widestCaption = Frames.widest(captions) ?? ""
    for (place, caption) in captions.enumerated() where place < scenes.count {
      scenes[place].caption = Scene.Caption(text: caption, room: widestCaption)
    }
    var model = scenes.last ?? Scene()
    for box in model.boxes.indices {
      let room = Scene.Room(
        value: Frames.widest(scenes.map { $0.boxes[box].value }) ?? "",
        gradient: Frames.widest(scenes.map { $0.boxes[box].gradient }) ?? "")
      for place in scenes.indices { scenes[place].boxes[box].room = room }
      model.boxes[box].room = room
      model.boxes[box].value = room.value
      model.boxes[box].gradient = room.gradient
    }
    for wire in model.wires.indices {
      let room = Frames.widest(scenes.compactMap { $0.wires[wire].downstream })
      for place in scenes.indices { scenes[place].wires[wire].downstreamRoom = room }
      model.wires[wire].downstreamRoom = room
      model.wires[wire].downstream = room
    }
    self.scenes = scenes
    self.model = model
    self.options = options
  }

  public var dots: Dots {
    let memory = DotMemory()
    return Dots(
      model: Dot.text(of: model, options: options),
      frames: scenes.map {
        Dot.text(of: DotPage(scene: $0, options: options, memory: memory))
      })
  }

  private static func widest(_ texts: [String]) -> String? {
    texts.max { Helvetica.width(of: $0) < Helvetica.width(of: $1) }
  }
}
