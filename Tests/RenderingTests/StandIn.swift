import Foundation

/// A shell script, made for one test, that stands in for a program.
///
/// Another process writes the file. If this one did, a process that another test starts at that
/// moment would hold the file open for writing too, until it has become its program, and Linux runs
/// no file that somebody writes to (`Text file busy`).
func withStandIn(_ script: String, _ body: (_ executable: String) throws -> Void) throws {
  let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradwalk-\(UUID().uuidString).sh")
  defer { try? FileManager.default.removeItem(at: file) }
  let writer = Process()
  writer.executableURL = URL(fileURLWithPath: "/bin/sh")
  writer.arguments = [
    "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$0\" && chmod 755 \"$0\"", file.path, script,
  ]
  try writer.run()
  writer.waitUntilExit()
  try body(file.path)
}
