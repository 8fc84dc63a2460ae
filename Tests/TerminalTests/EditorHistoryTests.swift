import Foundation
import PseudoTerminal
import Testing

/// What survives a session.
@Suite(.serialized) struct EditorHistoryTests {
  private func editor(_ history: String) throws -> PseudoTerminal {
    try PseudoTerminal.start("EditorProbe", [history])
  }

  /// Types lines and waits for the answer to each, and for the next prompt: before it, Ctrl-R and
  /// others mean something else to the terminal.
  private func type(_ lines: [String], on terminal: PseudoTerminal) throws {
    for line in lines {
      terminal.type(line + "\r")
      try terminal.wait(for: "read ")
      try terminal.wait(for: "» ")
    }
  }

  @Test func comesBackInTheNextSession() throws {
    let scratch = try Scratch()
    let first = try editor(scratch("state/gradwalk/history"))
    try type(["a = 2", "a = 2", " secret", "b = -3"], on: first)
    first.type("\u{4}")
    #expect(try first.waitForEnd() == .exit(0))
    #expect(try scratch.text(of: "state/gradwalk/history") == "a = 2\nb = -3\n")
    #expect(try scratch.permissions(of: "state/gradwalk") == 0o700)
    #expect(try scratch.permissions(of: "state/gradwalk/history") == 0o600)

    let second = try editor(scratch("state/gradwalk/history"))
    try second.wait(for: "» ")
    try type(["\u{1B}[A\u{1B}[A"], on: second)
    #expect(second.screen.contains(#"read "a = 2""#))
    second.type("\u{12}-3\r")
    try second.wait(for: #"read "b = -3""#)
  }

  @Test func survivesKill() throws {
    let scratch = try Scratch()
    let first = try editor(scratch("history"))
    try type(["a = 2"], on: first)
    first.send(SIGKILL)
    #expect(try first.waitForEnd() == .signal(SIGKILL))
    #expect(try scratch.text(of: "history") == "a = 2\n")
  }

  @Test func interleavesTwoSessions() throws {
    let scratch = try Scratch()
    let first = try editor(scratch("history"))
    let second = try editor(scratch("history"))
    try type(["a1"], on: first)
    try type(["b1"], on: second)
    try type(["a2"], on: first)
    #expect(try scratch.text(of: "history") == "a1\nb1\na2\n")
  }

  @Test func keepsAnOldLineThatWasEditedAndLeft() throws {
    let scratch = try Scratch()
    let terminal = try editor(scratch("history"))
    try type(["first"], on: terminal)
    terminal.type("\u{1B}[A and more\u{1B}[Bhistory\r")
    try terminal.wait(for: #"["first"]"#)
  }

  @Test(arguments: [
    ("a directory in its place", "", "warning: the history is not read: cannot read"),
    ("a file on the way", "file/history", "warning: the history is not read: cannot read"),
    ("a full disk", "full", "warning: the history is not saved: cannot write"),
    ("nowhere to write", "/proc/none/history", "warning: the history is not saved: cannot write"),
  ])
  func warnsOnce(_ name: String, path: String, warning: String) throws {
    let scratch = try Scratch()
    try "".write(toFile: scratch("file"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: scratch("full"), withDestinationPath: "/dev/full")
    let terminal = try editor(path.hasPrefix("/") ? path : scratch(path))
    try type(["a", "b"], on: terminal)
    terminal.type("history\r")
    try terminal.wait(for: #"["a", "b"]"#)
    let plain = terminal.output
    #expect(plain.contains(warning))
    #expect(plain.components(separatedBy: "warning").count == 2)
  }
}
