import Foundation
import PseudoTerminal
import Testing

/// The editor on a terminal of its own, through a program that says what it read.
@Suite(.serialized) struct LineEditorTests {
  /// Starts the probe and waits for its prompt.
  private func editor(
    history: String? = nil, environment: [String: String] = [:], columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal.start(
      "EditorProbe", history.map { [$0] } ?? [], environment: environment, columns: columns)
    try terminal.wait(for: "» ")
    return terminal
  }

  @Test(arguments: [
    ("a line", "a = 2\r", #"read "a = 2""#),
    ("letters beyond ASCII", "σβ\u{7F}₁\r", #"read "σ₁""#),
    ("moving over them", "αβγ\u{2}\u{7F}\r", #"read "αγ""#),
    ("a combining mark", "e\u{301}x\u{7F}\r", "read \"e\u{301}\""),
    ("one candidate and its space", "so\t1\r", #"read "softmax 1""#),
    ("one candidate and its bracket", "tanh\t0)\r", #"read "tanh(0)""#),
    ("one candidate and nothing", "2x'\t+1\r", #"read "2x\'+1""#),
    ("what the candidates share", "ta\t\r", #"read "tan""#),
    ("a word inside brackets", "f(sof\t)\r", #"read "f(softmax )""#),
    ("a word behind an operator", "a=2*si\t\r", #"read "a=2*sin ""#),
    ("a Unicode name", "why σ\t\r", #"read "why σ_gate ""#),
    ("a percent sign", "why %1\t\r", #"read "why %12 ""#),
    ("no candidate", "zz\t\r", #"read "zz""#),
    ("a word in the middle", "sof + 1\u{1}\u{6}\u{6}\u{6}\t\r", #"read "softmax + 1""#),
    ("a file name", "load(\"/etc/pass\t\r", ##"read "load(\"/etc/passwd"##),
    ("a directory", "load(\"/et\t\r", ##"read "load(\"/etc/"##),
    ("behind a letter that no code has", "a·si\t\r", #"read "a·si""#),
  ])
  func reads(_ name: String, keys: String, expected: String) throws {
    let terminal = try editor()
    terminal.type(keys)
    try terminal.wait(for: expected)
  }

  @Test func showsTheCandidatesInOrder() throws {
    let terminal = try editor()
    terminal.type("why %\t\t")
    try terminal.wait(for: "%12  %7")
  }

  @Test(arguments: [("y", true), ("n", false)])
  func asksBeforeShowingMany(answer: String, shows: Bool) throws {
    let terminal = try editor()
    terminal.type("w\t\t")
    try terminal.wait(for: "Display all 120 possibilities? (y or n)")
    #expect(!terminal.screen.contains("w100"))
    terminal.type(answer)
    try terminal.wait(for: "w")
    terminal.type("117\r")
    try terminal.wait(for: #"read "w117""#)
    #expect(terminal.screen.contains("w100") == shows)
  }

  @Test func worksWithoutAUTF8Locale() throws {
    let terminal = try editor(environment: ["LC_ALL": "C"])
    terminal.type("αβγ\u{2}\u{7F}")
    try terminal.wait(until: "αγ") { $0 == "» αγ" }
    terminal.type("\r")
    try terminal.wait(for: #"read "αγ""#)
  }

  @Test func interruptsTheLine() throws {
    let terminal = try editor()
    terminal.type("half a thought")
    try terminal.wait(for: "half a thought")
    terminal.type("\u{3}")
    try terminal.wait(for: "^C\ninterrupted\n» ")
    terminal.type("b\r")
    try terminal.wait(for: #"read "b""#)
    #expect(terminal.screen.hasPrefix("» half a thought^C\ninterrupted\n» b\n"))
  }

  @Test(arguments: [
    ("a search", "\u{12}so", "reverse-i-search"),
    ("a question", "w\t\t", "possibilities? (y or n)"),
    ("a numeric argument", "\u{1B}4", "(arg: 4)"),
  ])
  func interrupts(_ name: String, keys: String, sign: String) throws {
    let terminal = try editor()
    terminal.type(keys)
    try terminal.wait(for: sign)
    terminal.type("\u{3}")
    try terminal.wait(for: "interrupted\n")
    terminal.type("still here\r")
    try terminal.wait(for: #"read "still here""#)
  }

  @Test func interruptsAComputation() throws {
    let terminal = try editor()
    terminal.type("work\r")
    try terminal.wait(for: "working\n")
    terminal.type("\u{3}")
    try terminal.wait(for: "stopped\n» ")
  }

  @Test func endsAtControlD() throws {
    let terminal = try editor()
    terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exit(0))
    #expect(terminal.screen == "»\nend")
    #expect(terminal.isCooked)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func leavesTheTerminalSane(signal: Int32) throws {
    let terminal = try editor()
    terminal.type("x")
    try terminal.wait(for: "x")
    #expect(!terminal.isCooked)
    terminal.send(signal)
    #expect(try terminal.waitForEnd() == .signal(signal))
    #expect(terminal.isCooked)
    #expect(terminal.output.contains("\u{1B}[?2004l"))
  }

  @Test func keepsTheLineWhileStopped() throws {
    let terminal = try editor()
    terminal.type("typed so far")
    try terminal.wait(for: "typed so far")
    terminal.send(SIGTSTP)
    terminal.send(SIGCONT)
    terminal.type("\r")
    try terminal.wait(for: #"read "typed so far""#)
  }

  @Test func takesAPasteWhole() throws {
    let scratch = try Scratch()
    let terminal = try editor(history: scratch("history"))
    terminal.paste("f(x) = {\n\t# 1 comment\n  x\n}\n")
    try terminal.wait(for: "}")
    #expect(!terminal.screen.contains("read"))
    // Ctrl-D is typed ahead: it comes before the next prompt.
    terminal.type("\r")
    try terminal.wait(for: #"read "f(x) = {\n\t# 1 comment\n  x\n}""#)
    terminal.type("\u{4}")
    _ = try terminal.waitForEnd()

    let second = try editor(history: scratch("history"))
    second.type("history\r")
    try second.wait(for: #"["f(x) = {\n\t# 1 comment\n  x\n}"]"#)
  }

  @Test func followsTheWindow() throws {
    let terminal = try editor(columns: 60)
    terminal.resize(columns: 40, rows: 10)
    terminal.type("columns\r")
    try terminal.wait(for: "columns 40\n")
  }

  @Test func honoursInputrc() throws {
    let scratch = try Scratch()
    try "$if probe\n\"\\C-t\": \"from the file\"\n$endif\n".write(
      toFile: scratch("inputrc"), atomically: true, encoding: .utf8)
    let terminal = try editor(environment: ["INPUTRC": scratch("inputrc")])
    terminal.type("\u{14}\r")
    try terminal.wait(for: #"read "from the file""#)
  }

  @Test func coloursThePrompt() throws {
    #expect(try editor().output.contains("\u{1B}[1m»\u{1B}[0m"))
    let plain = try editor(environment: ["NO_COLOR": "1"])
    #expect(!plain.output.contains("\u{1B}[1m"))
  }

  @Test func worksOnADumbTerminal() throws {
    let terminal = try editor(environment: ["TERM": "dumb"])
    terminal.type("a\r")
    try terminal.wait(for: #"read "a""#)
    terminal.type("\u{4}")
    try terminal.wait(for: "» \nend")
    #expect(!terminal.output.contains("\u{1B}"))
  }
}
