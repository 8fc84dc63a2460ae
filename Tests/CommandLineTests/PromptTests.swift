import Foundation
import PseudoTerminal
import Testing

/// A session typed into the program on a terminal.
@Suite(.serialized) struct PromptTests {
  /// Starts the program with directories of its own and waits for the prompt.
  private func prompt(
    in directory: URL, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let variables = [
      "XDG_STATE_HOME": directory.path, "XDG_CONFIG_HOME": directory.path, "LC_ALL": "C.UTF-8",
    ]
    let terminal = try PseudoTerminal.start(
      "gradwalk", environment: variables.merging(environment) { $1 }, directory: directory.path)
    try terminal.wait(for: ">>> ")
    return terminal
  }

  private func withDirectory(_ body: (URL) throws -> Void) throws {
    let directory = try Run.emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  @Test func aSession() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory, environment: ["NO_COLOR": "1"])
      terminal.type("a = 2; b = -3\re = a*b\r")
      try terminal.wait(for: "e = -6")
      terminal.type("backw\te\r")
      try terminal.wait(for: "downstream")
      terminal.type("a.gr\t\r")
      try terminal.wait(for: "a.grad = -3")
      terminal.type("draw e to e.svg\r")
      try terminal.wait(for: "wrote e.svg (3 nodes)")
      terminal.type("\u{4}")
      #expect(try terminal.waitForEnd() == .exit(0))
      #expect(!terminal.output.contains("\u{1B}[38;5"))
      #expect(FileManager.default.fileExists(atPath: directory.path + "/e.svg"))
    }
  }

  /// The terminal of the tests does not answer what it is asked, as many do not.
  @Test func aTerminalIsAskedOnceAndDrawnOnWithCharacters() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory, environment: ["TERM": "xterm-256color"])
      terminal.type("a = 2; b = 3a; draw b\r")
      try terminal.wait(for: "│ b 6 | – │")
      #expect(terminal.output.contains("\u{1B}_Gi=31"))
      terminal.type("draw b\r")
      try terminal.wait(for: "│ b 6 | – │")
      #expect(terminal.output.components(separatedBy: "\u{1B}_Gi=31").count == 2)
      terminal.type("option graphics iterm\rdraw b\r")
      try terminal.wait(for: "graphics = iterm")
      try terminal.wait(until: "a picture for iTerm2") { _ in
        terminal.output.contains("\u{1B}]1337;File=inline=1;size=")
      }
      try terminal.wait(for: ">>> ")
      terminal.type("option graphics kitty\rdraw b\r")
      try terminal.wait(until: "a picture for kitty") { _ in
        terminal.output.contains("\u{1B}_Ga=T,f=100,q=2,")
      }
      try terminal.wait(for: ">>> ")
      terminal.type("option graphics text\rdraw b\r")
      try terminal.wait(for: "│ b 6 | – │")
    }
  }

  @Test func aSecondPromptInsideBrackets() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory)
      terminal.type("f(x) = {\r")
      try terminal.wait(for: "... ")
      terminal.type("x^2\r}\rf(7)\r")
      try terminal.wait(for: "49")
      terminal.type("g(\r")
      try terminal.wait(for: "... ")
      terminal.type("\u{3}")
      try terminal.wait(for: ">>> ")
      terminal.type("6*7\r")
      try terminal.wait(for: "42")
    }
  }

  @Test func ctrlCClearsALineAndEndsALoop() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory)
      terminal.type("zz zz\u{3}")
      try terminal.wait(for: ">>> ")
      terminal.type("n = 0; for k in 0..<1000000000 { if k == 9 { print \"runs\" } }\r")
      // The line itself says so first.
      try terminal.wait(for: "\"runs\"")
      try terminal.wait(for: "runs")
      terminal.type("\u{3}")
      try terminal.wait(for: "interrupted")
      terminal.type("n + 5\r")
      // On a line of its own: the line that is typed has a 5 in it, too.
      try terminal.wait(for: "\n5\n")
    }
  }

  @Test func historyOutlivesTheProgram() throws {
    try withDirectory { directory in
      let first = try prompt(in: directory)
      first.type("a = 12345\r")
      try first.wait(until: "the value") { $0.contains("\na = 12345\n") }
      first.send(SIGKILL)
      _ = try first.waitForEnd()
      let second = try prompt(in: directory)
      second.type("\u{10}\r")
      try second.wait(until: "the value again") { $0.contains("\na = 12345\n") }
    }
  }

  @Test func aPastedTranscriptIsTakenWithoutItsOutput() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory)
      terminal.paste(">>> q = 3\n>>> r = 2q\nr = 6\n>>> backward r")
      terminal.type("\r")
      try terminal.wait(for: "downstream")
      terminal.type("q.grad\r")
      try terminal.wait(for: "q.grad = 2")
    }
  }

  @Test func thePromptOfTheDebugger() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory, environment: ["NO_COLOR": "1"])
      // Enter alone does nothing where no debugger runs.
      terminal.type("\r")
      try terminal.wait(for: ">>> ")
      terminal.type("a = 2; b = -3; c = 10; f = -2; L = (a*b + c)*f\rdebug L\r")
      try terminal.wait(for: "\nL 0/6 >>> ")
      // Enter begins to step, and repeats what was said last.
      terminal.type("\r")
      try terminal.wait(for: "step 1/6")
      try terminal.wait(for: "\nL 1/6 >>> ")
      terminal.type("s 2\r")
      try terminal.wait(for: "\nL 3/6 >>> ")
      terminal.type("\r")
      try terminal.wait(for: "\nL 5/6 >>> ")
      terminal.type("back\r")
      try terminal.wait(for: "\nL 4/6 >>> ")
      terminal.type("  \r")
      try terminal.wait(for: "\nL 3/6 >>> ")
      terminal.type("print c\r")
      try terminal.wait(for: "\n10\n")
      // Ctrl-C leaves it alive, an unfinished line too.
      terminal.type("step 5\u{3}")
      try terminal.wait(for: "\nL 3/6 >>> ")
      terminal.type("g(\r")
      try terminal.wait(for: "... ")
      terminal.type("\u{3}")
      try terminal.wait(for: "\nL 3/6 >>> ")
      // Tab knows its words now.
      terminal.type("fini\t\r")
      try terminal.wait(for: "gradient")
      try terminal.wait(for: "\n>>> ")
      terminal.type("a.grad\r")
      try terminal.wait(for: "a.grad = 6")
    }
  }

  @Test func ctrlDLeavesTheDebuggerFirst() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory)
      terminal.type("a = 2; b = a*a; debug b\r")
      try terminal.wait(for: "b 0/2 ")
      terminal.type("\u{4}")
      try terminal.wait(for: "left the debugger at step 0 of 2")
      try terminal.wait(for: ">>> ")
      terminal.type("a\r")
      try terminal.wait(for: "a = 2")
      terminal.type("\u{4}")
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }

  @Test func aLongRunOfTheDebugger() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory, environment: ["NO_COLOR": "1"])
      terminal.type("x = 1; y = x; for k in 0..<30000 { y = -y }\r")
      terminal.type("debug y;\r")
      try terminal.wait(for: "\ny 0/30000 >>> ")
      terminal.type("n 3\r\r")
      try terminal.wait(for: "\ny 6/30000 >>> ")
      terminal.type("finish;\rx.grad\r")
      try terminal.wait(for: "x.grad = 1")
    }
  }

  @Test func theStartUpFileIsRun() throws {
    try withDirectory { directory in
      let folder = directory.appendingPathComponent("gradwalk")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try "ready = 99;\n".write(
        to: folder.appendingPathComponent("init.gw"), atomically: true, encoding: .utf8)
      let terminal = try prompt(in: directory)
      terminal.type("ready\r")
      try terminal.wait(for: "ready = 99")
    }
  }

  @Test func aQuizAsksAtThePrompt() throws {
    try withDirectory { directory in
      let terminal = try prompt(in: directory, environment: ["NO_COLOR": "1"])
      terminal.type("a = 2; b = -3; e = a*b\rquiz e\r")
      try terminal.wait(for: "∂e/∂a = ")
      try terminal.wait(for: "∂e/∂a = ")
      terminal.type("2\r")
      try terminal.wait(for: "Try again.")
      terminal.type("b\r")
      try terminal.wait(for: "right")
      try terminal.wait(for: "∂e/∂b = ?")
      try terminal.wait(for: "∂e/∂b = ")
      terminal.type("17\u{3}")
      try terminal.wait(for: "1 later, 1 not asked")
      try terminal.wait(for: ">>> ")
      // Answers are no history, and the session goes on.
      terminal.type("\u{10}\r")
      try terminal.wait(for: "∂e/∂a = ?")
      try terminal.wait(for: "∂e/∂a = ")
      terminal.type("\u{4}")
      try terminal.wait(for: "0 of 2 answered")
      terminal.type("6*7\r")
      try terminal.wait(for: "42")
    }
  }

  /// Without a prompt, Ctrl-C at a question ends the quiz and not the script.
  @Test func aQuizInAScriptAsksTheTerminal() throws {
    let terminal = try PseudoTerminal.start(
      "gradwalk", ["-q", "-e", "x = 3; y = x^2; quiz y; quiz y; print 6*7"],
      environment: ["LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
    try terminal.wait(for: "∂y/∂x = ?")
    try terminal.wait(for: "\n∂y/∂x = ")
    terminal.type("6\r")
    try terminal.wait(for: "1 of 1 at the first try")
    try terminal.wait(for: "∂y/∂x = ?")
    try terminal.wait(for: "\n∂y/∂x = ")
    terminal.type("\u{3}")
    try terminal.wait(for: "0 of 1 answered")
    try terminal.wait(for: "42")
    #expect(try terminal.waitForEnd() == .exit(0))
  }
}
