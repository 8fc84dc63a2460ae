import Drawing

/// What a session asks of the world, passed in so that tests and help can answer in its stead.
public struct Effects {
  /// The text of a file.
  public var readFile: (_ path: String) throws(Failure) -> String
  /// What a file with a name has to run: all of its text, or the blocks of a document.
  public var parts: (_ text: String, _ path: String) throws(Failure) -> [Session.Part] = {
    (text, _) throws(Failure) in [Session.Part(text)]
  }
  /// Writes a file, whole or not at all.
  public var writeFile: (_ bytes: [UInt8], _ path: String) throws(Failure) -> Void
  /// Whether the terminal can be given a picture among the text, in this way.
  public var showsImages: (_ graphics: Settings.Graphics) -> Bool = { _ in false }
  /// Whether a picture that is written to a file is also shown in a terminal that can, as where it is
  /// presented.
  public var showsWrittenPictures = false
  /// Makes a folder, if it is not there already; the folder around it has to be.
  public var makeFolder: (_ path: String) throws(Failure) -> Void = { (_) throws(Failure) in }
  /// The names of what is in a folder, in no order; none where it cannot be read.
  public var names: (_ folder: String) -> [String] = { _ in [] }
  /// Writes the files of a folder, all of them or none.
  public var writeFiles: (_ files: [(bytes: [UInt8], path: String)]) throws(Failure) -> Void = {
    (_) throws(Failure) in
  }
  /// Lays a DOT text out and returns it in a format of Graphviz.
  public var layOut: (_ dot: String, _ format: String) throws(Failure) -> [UInt8]
  /// Lays out the model and returns the SVGs of the frames with its positions.
  public var drawFrames: (_ frames: Frames.Dots) throws(Failure) -> PartedPicture = {
    (_) throws(Failure) in throw Failure("nothing is laid out here")
  }
  /// The same in any format of Graphviz: a picture each, or for pdf one file with a page each.
  public var layOutFrames: (_ frames: Frames.Dots, _ format: String) throws(Failure) -> [[UInt8]] =
    {
      (_, _) throws(Failure) in throw Failure("nothing is laid out here")
    }
  /// Runs a script of gnuplot and returns what it writes.
  public var plot: (_ script: String) throws(Failure) -> [UInt8] = {
    (_) throws(Failure) in throw Failure("nothing is plotted here")
  }
  /// Whether somebody sees what is drawn in the terminal: not where results are data.
  public var showsPictures = true
  /// Whether pictures and decks are reported as exhibits of a page.
  public var collectsExhibits = false
  /// Whether the user wants what is running to stop.
  public var isInterrupted: () -> Bool
  /// How many characters fit side by side.
  public var columns: () -> Int
  /// Waits until the user wants to go on.
  public var pause: () -> Void
  /// Asks the user for a line; `nil` where there is none any more, or Ctrl-C was pressed.
  public var ask: (_ prompt: String) throws(Failure) -> String? = { (_) throws(Failure) in nil }
  /// Shows how far something long has come; `nil` takes it off the screen.
  public var showProgress: (Progress?) -> Void = { _ in }

  /// How far something has come.
  public struct Progress: Sendable {
    public let done: Int
    public let total: Int
    public let note: String
  }

  public init(
    readFile: @escaping (_ path: String) throws(Failure) -> String,
    writeFile: @escaping (_ bytes: [UInt8], _ path: String) throws(Failure) -> Void,
    layOut: @escaping (_ dot: String, _ format: String) throws(Failure) -> [UInt8],
    isInterrupted: @escaping () -> Bool = { false },
    columns: @escaping () -> Int = { 80 },
    pause: @escaping () -> Void = {}
  ) {
    self.readFile = readFile
    self.writeFile = writeFile
    self.layOut = layOut
    self.isInterrupted = isInterrupted
    self.columns = columns
    self.pause = pause
  }

  /// Why the world would not.
  public struct Failure: Error, Sendable {
    public let message: String
    public let isInterrupt: Bool

    public init(_ message: String, isInterrupt: Bool = false) {
      self.message = message
      self.isInterrupt = isInterrupt
    }
  }

  /// The same, but no file is touched and nobody is asked: for the examples that help shows.
  var withoutFiles: Effects {
    var effects = self
    effects.readFile = { (path) throws(Failure) in throw Failure("cannot read \(path) here") }
    effects.writeFile = { (_, _) throws(Failure) in }
    effects.writeFiles = { (_) throws(Failure) in }
    effects.makeFolder = { (_) throws(Failure) in }
    effects.names = { _ in [] }
    effects.plot = { (_) throws(Failure) in [] }
    effects.pause = {}
    effects.ask = { (_) throws(Failure) in nil }
    return effects
  }
}

extension Effects {
  /// A world in which nothing can be read or laid out, and what is written is lost.
  public static var quiet: Effects {
    Effects(
      readFile: { (path) throws(Failure) in throw Failure("cannot read \(path) here") },
      writeFile: { (_, _) throws(Failure) in },
      layOut: { (_, _) throws(Failure) in throw Failure("nothing is laid out here") })
  }
}
