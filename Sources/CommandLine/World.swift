import Drawing
import Glibc
import Rendering
import Session
import Terminal

/// The world as it is: files, the layout process, the terminal.
enum World {
  static func effects(output: Output, showsPictures: Bool = true) -> Effects {
    let bar = ProgressBar()
    var effects = Effects(
      readFile: { (path) throws(Effects.Failure) in try text(of: path) },
      writeFile: { (bytes, path) throws(Effects.Failure) in
        do throws(FileFailure) {
          try AtomicFile.write(bytes, to: expanded(path))
        } catch {
          throw Effects.Failure("\(error)")
        }
      },
      layOut: { (dot, format) throws(Effects.Failure) in try layOut(dot, format) },
      isInterrupted: { Interrupt.isRaised || output.isClosed },
      columns: { Screen.columns() })
    // The folders that are new, until something is written into them.
    var newFolders: Set<String> = []
    effects.writeFiles = { (files) throws(Effects.Failure) in
      do throws(FileFailure) {
        try AtomicFile.write(together: files.map { ($0.bytes, expanded($0.path)) })
        newFolders = []
      } catch {
        // Nothing is in them, or they stay.
        for folder in newFolders { rmdir(folder) }
        newFolders = []
        throw Effects.Failure("\(error)")
      }
    }
    effects.makeFolder = { (path) throws(Effects.Failure) in
      let folder = expanded(path)
      if mkdir(folder, 0o777) == 0 {
        newFolders.insert(folder)
      } else if errno != EEXIST {
        throw Effects.Failure("\(FileFailure(.write, path, code: errno))")
      }
    }
    effects.parts = { (text, path) throws(Effects.Failure) in
      try Walkthrough.parts(of: text, name: path)
    }
    effects.names = names
    effects.layOutFrames = { (frames, format) throws(Effects.Failure) in
      try laidOut(format) { (format) throws(LayoutError) in
        try LayoutWorker().render(
          frames: frames.texts, laidOutAs: frames.model, as: format,
          isInterrupted: { Interrupt.isRaised })
      }
    }
    effects.drawFrames = { (frames) throws(Effects.Failure) in
      try laidOut("svg") { (_) throws(LayoutError) in try picture(of: frames) }
    }
    effects.plot = { (script) throws(Effects.Failure) in try plot(script) }
    effects.showsPictures = showsPictures
    effects.showProgress = { progress in
      guard let progress else { return bar.clear() }
      output.flush()
      bar.show(progress.done, of: progress.total, note: progress.note)
    }
    return effects
  }

  static func names(in folder: String) -> [String] {
    guard let directory = opendir(expanded(folder)) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  private static func layOut(_ dot: String, _ format: String) throws(Effects.Failure) -> [UInt8] {
    try laidOut(format) { (format) throws(LayoutError) in
      try LayoutWorker().render(dot, as: format, isInterrupted: { Interrupt.isRaised })
    }
  }

  private static func picture(of frames: Frames.Dots) throws(LayoutError) -> PartedPicture {
    let graph = ChangingGraph(
      model: frames.model, heads: frames.heads.variants,
      elements: frames.elements.map { .init(id: $0.id, statements: $0.statements.variants) })
    let pieces = try LayoutWorker().pieces(of: graph, isInterrupted: { Interrupt.isRaised })
    let parts = pieces.parts.map { ($0.id, $0.before, $0.looks) }
    guard
      let picture = PartedPicture(
        of: frames, heads: pieces.heads, parts: parts, tail: pieces.tail)
    else { throw .failed("the pictures came back incomplete") }
    return picture
  }

  private static func laidOut<Result>(
    _ format: String, _ layOut: (PictureFormat) throws(LayoutError) -> Result
  ) throws(Effects.Failure) -> Result {
    guard let format = PictureFormat(rawValue: format) else {
      throw Effects.Failure("there is no format `\(format)`")
    }
    do throws(LayoutError) {
      return try layOut(format)
    } catch {
      if case .interrupted = error { throw Effects.Failure(error.message, isInterrupt: true) }
      throw Effects.Failure(error.message)
    }
  }

  private static func plot(_ script: String) throws(Effects.Failure) -> [UInt8] {
    do throws(Gnuplot.Failure) {
      return try Gnuplot().run(script, isInterrupted: { Interrupt.isRaised })
    } catch {
      throw Effects.Failure(error.message, isInterrupt: error == .interrupted)
    }
  }

  /// The text of a file; `-` is standard input.
  static func text(of path: String) throws(Effects.Failure) -> String {
    var bytes = try bytes(of: path)
    // The mark that some editors put before UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// All that a file holds; `-` is standard input.
  static func bytes(of path: String) throws(Effects.Failure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(expanded(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Effects.Failure("\(FileFailure(.read, path, code: errno))")
    }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR, !Interrupt.isRaised { continue }
        if errno == EINTR { throw Effects.Failure("interrupted", isInterrupt: true) }
        throw Effects.Failure("\(FileFailure(.read, path, code: errno))")
      }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// `~/` at the beginning stands for the home directory, as in a shell.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = variable("HOME") else { return path }
    return home + path.dropFirst()
  }

  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A file of the program below one of the directories that the XDG specification names.
  static func file(_ name: String, variable: String, fallback: String) -> String? {
    if let directory = World.variable(variable), directory.hasPrefix("/") {
      return "\(directory)/gradwalk/\(name)"
    }
    return World.variable("HOME").map { "\($0)/\(fallback)/gradwalk/\(name)" }
  }
}
