import Foundation
import PseudoTerminal
import Testing

/// `gradwalk walk` at a terminal.
@Suite(.serialized) struct PresentationTests {
  private static let walk = """
    # Two squares

    Some *text* about `a`.

    ## First

    ```gradwalk
    a = 2
    pause
    b = a^2
    expect b == 4
    ```

    ## Second

    A long line of text that has to be broken where the terminal is narrow, since it is longer.

    ```gradwalk
    c = 10b
    expect c == 40
    r = uniform(0, 1)
    ```
    """

  /// Presents a text with a name at a terminal, in a folder of its own.
  private func present(
    _ text: String = walk, _ options: [String] = [], environment: [String: String] = [:],
    columns: Int = 80, _ body: (PseudoTerminal) throws -> Void
  ) throws {
    let directory = try Run.emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    try text.write(
      to: directory.appendingPathComponent("walk.md"), atomically: true, encoding: .utf8)
    let variables = [
      "XDG_STATE_HOME": directory.path, "XDG_CONFIG_HOME": directory.path, "LC_ALL": "C.UTF-8",
      "NO_COLOR": "1",
    ]
    let terminal = try PseudoTerminal.start(
      "gradwalk", ["walk", "walk.md"] + options,
      environment: variables.merging(environment) { $1 }, directory: directory.path,
      columns: columns, rows: 50)
    try body(terminal)
  }

  /// Waits for the prompt of the next stop.
  private func waitForStop(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "or type a line")
    try terminal.wait(for: ">>> ")
  }

  private func block(_ code: String) -> String { "```gradwalk\n\(code)\n```\n" }

  @Test func itGoesOnToTheEnd() throws {
    try present { terminal in
      try waitForStop(terminal)
      #expect(
        terminal.screen == """
          Two squares
          ═══════════

          Some text about `a`.

          Enter: on   q: leave   or type a line
          >>>
          """)
      terminal.type("\r")
      try terminal.wait(for: "a = 2")
      try waitForStop(terminal)
      terminal.type("\r")
      try terminal.wait(for: "b = 4")
      try waitForStop(terminal)
      terminal.type("\r")
      try terminal.wait(for: "c = 40")
      try terminal.wait(for: "Enter: leave   b: back   or type a line")
      try terminal.wait(for: ">>> ")
      let screen = terminal.screen
      // What was said at the stops is gone.
      #expect(
        screen.prefix { $0 != "r" }.hasPrefix("Two squa") && !screen.contains("Enter: on"))
      #expect(
        screen.contains(
          """
          First
          ─────

          >>> a = 2
          a = 2
          >>> b = a^2
          b = 4
          >>> expect b == 4

          Second
          ──────
          """))
      terminal.type("\r")
      #expect(try terminal.waitForEnd() == .exit(0))
      #expect(terminal.isCooked)
      #expect(!terminal.output.contains("\u{1B}[38;5"))
    }
  }

  @Test func whatIsTypedIsTriedAndPutBack() throws {
    try present { terminal in
      for _ in 0..<2 {
        try waitForStop(terminal)
        terminal.type("\r")
      }
      try waitForStop(terminal)
      terminal.type("set a 5\r")
      try terminal.wait(for: "b: 4 → 25")
      terminal.type("print b\r")
      try terminal.wait(for: "\n25\n")
      terminal.type("zz\r")
      try terminal.wait(for: "`zz` is not defined")
      terminal.type("f(x) = {\r")
      try terminal.wait(for: "... ")
      terminal.type("7x }\r\u{10}\u{10}\u{10}\r")
      // Three lines back in the history.
      try terminal.wait(for: "\n25\n")
      terminal.type("\r")
      try terminal.wait(for: "c = 40")
      try terminal.wait(for: "Enter: leave")
      terminal.type("q\r")
      // What was typed and failed is nobody's failure.
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }

  @Test func itGoesBack() throws {
    try present(Self.walk, ["--seed", "3"]) { terminal in
      try waitForStop(terminal)
      terminal.type("b\r")
      try terminal.wait(for: "this is the first stop")
      for _ in 0..<3 {
        try waitForStop(terminal)
        terminal.type("\r")
      }
      try terminal.wait(for: "r = ")
      try terminal.wait(for: "Enter: leave")
      terminal.type("set a 3; seed 8; option precision 2\r")
      terminal.type("b\r")
      try terminal.wait(for: "← back")
      try terminal.wait(for: "b = 4")
      try waitForStop(terminal)
      // c and r are not there yet; a is what it was.
      terminal.type("c\r")
      try terminal.wait(for: "`c` is not defined")
      terminal.type("b\r")
      try terminal.wait(for: "← back")
      try waitForStop(terminal)
      terminal.type("print a\r")
      try terminal.wait(for: "\n2\n")
      terminal.type("b\r")
      try waitForStop(terminal)
      #expect(terminal.screen.hasSuffix("Enter: on   q: leave   or type a line\n>>>"))
      for _ in 0..<3 {
        terminal.type("\r")
        try terminal.wait(for: "Enter: ")
        try terminal.wait(for: ">>> ")
      }
      // The same random number, as precise as before.
      let numbers = terminal.output.matches(of: /r = (0\.\d+)/).map { String($0.1) }
      #expect(numbers.count == 2 && Set(numbers).count == 1 && numbers[0].count > 6)
      terminal.type("\u{4}")
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }

  @Test func leaving() throws {
    for keys in ["q\r", "\u{4}", " q \r", "quit\r"] {
      try present { terminal in
        try waitForStop(terminal)
        terminal.type(keys)
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.isCooked)
      }
    }
  }

  @Test func ctrlCClearsALineAndEndsAStatement() throws {
    let long = "n = 1\nfor k in 0..1000000000 { if k == 9 { print \"runs\" } }\nn + 5"
    try present("Text.\n\n" + block("pause\n" + long)) { terminal in
      try waitForStop(terminal)
      terminal.type("n + 1\u{3}")
      try terminal.wait(for: ">>> ")
      terminal.type("2 + 2\r")
      try terminal.wait(for: "\n4\n")
      terminal.type("\r")
      try terminal.wait(for: "\nruns")
      terminal.type("\u{3}")
      try terminal.wait(for: "interrupted")
      try waitForStop(terminal)
      terminal.type("print n\r")
      try terminal.wait(for: "\n1\n")
      terminal.type("\r")
      try terminal.wait(for: "\n6\n")
      try terminal.wait(for: "Enter: leave")
      terminal.type("\r")
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }

  @Test func aMistakeStopsAndCounts() throws {
    try present(block("a = 2\nexpect a == 3\na + 5")) { terminal in
      try terminal.wait(for: "expected 3, got 2")
      try waitForStop(terminal)
      terminal.type("\r")
      try terminal.wait(for: "\n7\n")
      try terminal.wait(for: "Enter: leave   b: back")
      terminal.type("\r")
      #expect(try terminal.waitForEnd() == .exit(1))
    }
  }

  @Test func aQuizIsAsked() throws {
    try present(block("x = 3; y = x^2\nquiz y")) { terminal in
      try terminal.wait(for: "∂y/∂x = ")
      terminal.type("6\r")
      try terminal.wait(for: "1 of 1 at the first try")
      try terminal.wait(for: "Enter: leave")
      terminal.type("\u{4}")
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }

  /// In a walk-through Enter goes on, also where it would step.
  @Test func enterGoesOnWhileADebuggerRuns() throws {
    try present(block("x = 3; y = x^2\ndebug y\npause\nstep\nfinish")) { terminal in
      try waitForStop(terminal)
      #expect(terminal.screen.hasSuffix("y 0/1 >>>"))
      terminal.type("step\r")
      try terminal.wait(for: "step 1/1")
      try terminal.wait(for: "y 1/1 >>> ")
      terminal.type("\r")
      // Where it stood before that was tried, it steps for the first time.
      try terminal.wait(for: "step 1/1")
      try terminal.wait(for: "Enter: leave")
      terminal.type("b\r")
      try terminal.wait(for: "y 0/1 >>> ")
      terminal.type("\r")
      try terminal.wait(for: "step 1/1")
      try terminal.wait(for: "Enter: leave")
      terminal.type("\r")
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }

  @Test func aPauseInALoop() throws {
    try present(block("for k in 1..3 { print \"k is\", k; pause }\nprint \"done\"")) { terminal in
      for k in 1...2 {
        try terminal.wait(for: "k is \(k)")
        try terminal.wait(for: "Enter: on   q: leave")
        try terminal.wait(for: ">>> ")
        terminal.type("\r")
      }
      try terminal.wait(for: "k is 3")
      try terminal.wait(for: ">>> ")
      terminal.type("q\r")
      #expect(try terminal.waitForEnd() == .exit(0))
      #expect(!terminal.output.contains("done\r\n"))
    }
  }

  @Test func byItself() throws {
    try present(Self.walk, ["--auto=0.3"]) { terminal in
      try terminal.wait(for: "on in 0.3 s   Enter: on   q: leave")
      try terminal.wait(for: "c = 40")
      #expect(try terminal.waitForEnd() == .exit(0))
      #expect(terminal.isCooked)
    }
    try present(Self.walk, ["--auto=60"]) { terminal in
      try terminal.wait(for: "on in 60 s")
      terminal.type("\r")
      try terminal.wait(for: "a = 2")
      try terminal.wait(for: "b: back")
      terminal.type("x")
      try waitForStop(terminal)
      terminal.type("print a + 5\r")
      try terminal.wait(for: "\n7\n")
      terminal.type("\r")
      try terminal.wait(for: "b = 4")
      try terminal.wait(for: "on in 60 s")
      terminal.type("q")
      #expect(try terminal.waitForEnd() == .exit(0))
      #expect(terminal.isCooked)
    }
  }

  @Test(arguments: [30, 50])
  func aNarrowTerminal(columns: Int) throws {
    try present(columns: columns) { terminal in
      for _ in 0..<3 {
        try terminal.wait(for: "Enter: on")
        try terminal.wait(for: ">>> ")
        terminal.type("\r")
      }
      try terminal.wait(for: "Enter: leave")
      // No word is broken at the edge.
      #expect(terminal.screen.contains("A long line of text that"))
      for line in terminal.screen.split(separator: "\n") { #expect(line.count <= columns) }
      for word in Self.walk.split(separator: " ").suffix(18).prefix(10) {
        #expect(terminal.screen.contains(word.prefix { $0 != "\n" }))
      }
      terminal.type("q\r")
      _ = try terminal.waitForEnd()
    }
  }

  @Test func colours() throws {
    try present(Self.walk, environment: ["NO_COLOR": ""]) { terminal in
      try waitForStop(terminal)
      #expect(terminal.output.contains("\u{1B}[1mTwo\u{1B}[0m \u{1B}[1msquares"))
      #expect(terminal.output.contains("\u{1B}[3mtext\u{1B}[0m"))
      // Code is coloured, and needs no sign.
      #expect(terminal.output.contains("\u{1B}[38;5;31ma\u{1B}[0m"))
      terminal.type("q\r")
      _ = try terminal.waitForEnd()
    }
  }

  @Test func aPictureThatIsWrittenIsShownToo() throws {
    let code = "option graphics iterm\nx = 2; y = 3x\ndraw y to y.svg\nexpect file \"y.svg\""
    try present(block(code), environment: ["TERM": "xterm-256color"]) { terminal in
      try terminal.wait(for: "wrote y.svg")
      try terminal.wait(until: "a picture") { _ in
        terminal.output.contains("\u{1B}]1337;File=inline=1;size=")
      }
      try terminal.wait(for: "Enter: leave")
      terminal.type("\r")
      #expect(try terminal.waitForEnd() == .exit(0))
    }
  }
}
