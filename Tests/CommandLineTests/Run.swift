import Foundation
import PseudoTerminal

/// Runs the `gradwalk` that was built beside these tests, in an empty directory.
enum Run {
  /// The program.
  static let gradwalk = URL(fileURLWithPath: PseudoTerminal.built("gradwalk"))

  static func emptyDirectory() throws -> URL {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    return directory
  }

  static func words(
    _ words: [String], in directory: URL? = nil
  ) throws -> (status: Int32, output: String) {
    if let directory { return try program(gradwalk.path, words, in: directory) }
    let directory = try emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    return try program(gradwalk.path, words, in: directory)
  }

  /// The transcript as it would be today, or `nil` where nothing is typed in it.
  static func again(_ transcript: String) throws -> String? {
    let directory = try emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let lines = transcript.split(separator: "\n")
    // While a debugger runs, the prompt shows where it stands: `L 3/12 >>> `.
    let prompt = #/^(?:\S+ \d+/\d+ )?(?:>>>|\.\.\.) /#
    let typed = lines.compactMap { line in
      line.firstMatch(of: prompt).map { line[$0.range.upperBound...] }
    }
    guard typed.isEmpty else {
      // Readline repeats what it reads when that comes from a pipe.
      let input = typed.map { $0 + "\n" }.joined()
      let session = try program(
        gradwalk.path, ["-i", "--no-init", "-e", ""],
        input: input, in: directory
      ).output
      let banner = session.prefix { $0 != "\n" } + "\n"
      // Behind the last prompt nothing was typed.
      let end = session.range(of: ">>> ", options: .backwards)?.lowerBound ?? session.endIndex
      let text = session[..<end].dropFirst(banner.count)
      return lines[0] == "$ gradwalk" ? "$ gradwalk\n\(banner)\(text)" : String(text)
    }
    let commands = lines.filter { $0.hasPrefix("$ ") }
    guard !commands.isEmpty else { return nil }
    return try commands.map { line in
      let command = String(line.dropFirst(2))
      return try "\(line)\n" + program("/bin/sh", ["-c", command], in: directory).output
    }.joined()
  }

  /// Runs any program; what it writes into either stream, in its order.
  static func program(
    _ executable: String, _ words: [String], input: String = "", in directory: URL
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = words
    process.currentDirectoryURL = directory
    process.environment = [
      "PATH": "\(gradwalk.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin",
      "HOME": directory.path,
      "LC_ALL": "C.UTF-8", "TERM": "dumb",
    ]
    // One file for both streams keeps their lines in the order in which they were written.
    let output = directory.appendingPathComponent(".output")
    let typed = directory.appendingPathComponent(".input")
    try Data().write(to: output)
    try Data(input.utf8).write(to: typed)
    let writer = try FileHandle(forWritingTo: output)
    let reader = try FileHandle(forReadingFrom: typed)
    process.standardOutput = writer
    process.standardError = writer
    process.standardInput = reader
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
  }
}
