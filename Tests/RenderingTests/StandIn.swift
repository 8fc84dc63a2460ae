import Foundation

/// A shell script, made for one test, that stands in for a program.
func withStandIn(_ script: String, _ body: (_ executable: String) throws -> Void) throws {
  let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("gradwalk-\(UUID().uuidString).sh")
  try "#!/bin/sh\n\(script)\n".write(to: file, atomically: true, encoding: .utf8)
  defer { try? FileManager.default.removeItem(at: file) }
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  try body(file.path)
}
