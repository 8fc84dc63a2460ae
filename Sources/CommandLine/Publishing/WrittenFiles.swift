import Session

/// The files that a script writes while it is published: they are kept, not written, and the script
/// can read them again.
final class WrittenFiles {
  private(set) var files: [(path: String, bytes: [UInt8])] = []

  func write(_ bytes: [UInt8], to path: String) {
    let path = FilePath.plain(path)
    if let place = files.firstIndex(where: { $0.path == path }) {
      files[place].bytes = bytes
    } else {
      files.append((path, bytes))
    }
  }

  func bytes(of path: String) -> [UInt8]? {
    let path = FilePath.plain(path)
    return files.first { $0.path == path }?.bytes
  }

  /// The same effects, but files are written here, and nobody is asked or waited for.
  ///
  /// - Parameter folder: where the script is, with a slash at its end. The session does not know it:
  ///   it names what lies there as the script does.
  func capturing(_ effects: Effects, folder: String) -> Effects {
    var captured = effects
    captured.writeFile = { (bytes, path) throws(Effects.Failure) in self.write(bytes, to: path) }
    captured.writeFiles = { (files) throws(Effects.Failure) in
      for file in files { self.write(file.bytes, to: file.path) }
    }
    captured.makeFolder = { (_) throws(Effects.Failure) in }
    captured.readFile = { (path) throws(Effects.Failure) in
      let isElsewhere = folder.isEmpty || path.hasPrefix("/") || path.hasPrefix("~")
      let beside = isElsewhere ? path : folder + path
      if let bytes = self.bytes(of: path) ?? self.bytes(of: beside) {
        return String(decoding: bytes, as: UTF8.self)
      }
      do throws(Effects.Failure) {
        return try effects.readFile(beside)
      } catch {
        // As the session does: where there is none beside the script, the one where it runs.
        if error.isInterrupt { throw error }
        if !isElsewhere, let text = try? effects.readFile(path) { return text }
        throw Effects.Failure(error.message.replacing(beside, with: path))
      }
    }
    // What lies on the disk is not of this run, and would make one page differ from the next.
    captured.names = { folder in
      let start = FilePath.plain(folder) + "/"
      return self.files.map(\.path).filter { $0.hasPrefix(start) }.map {
        String($0.dropFirst(start.count))
      }.filter { !$0.contains("/") }
    }
    captured.pause = {}
    captured.columns = { 80 }
    captured.showsImages = { _ in false }
    captured.collectsExhibits = true
    return captured
  }
}
