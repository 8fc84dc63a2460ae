import Language
import Markdown
import Session
import Testing

@testable import CommandLine

/// Files as prose and code, and what is told of them when they are run.
@Suite struct WalkthroughTests {
  /// The pieces of a file, a line each: `# …` a heading, `| …` other prose, `3: …` code with its
  /// first line.
  private func outline(_ text: String, _ name: String = "walk.gw") throws -> [String] {
    try LargeStack.run { Result { try Walkthrough(text, name: name).pieces } }.get().flatMap {
      piece in
      switch piece {
      case .prose(let blocks): blocks.map(Self.text)
      case .code(let code):
        ["\(code.firstLine): " + code.text.dropLast().replacing("\n", with: " / ")]
      }
    }
  }

  private static func text(of block: Markdown.Block) -> String {
    switch block {
    case .heading(let level, let title):
      String(repeating: "#", count: level) + " " + title.plainText
    case .paragraph(let words): "| " + words.plainText
    case .list(let list): "| list of \(list.items.count)"
    case .math(let formula): "| $$\(formula)$$"
    case .code(let code): "| code \(code.text.dropLast())"
    default: "| other"
    }
  }

  private static let scripts: [(String, String, [String])] = [
    ("nothing", "", []),
    ("code alone", "a = 2\nb = 3\n", ["1: a = 2 / b = 3"]),
    ("a title, a section", "## One\n\n## Two\na = 2", ["# One", "## Two", "4: a = 2"]),
    (
      "a section that is no title", "# Text.\n## Two\n### Three\na = 2",
      ["| Text.", "## Two", "### Three", "4: a = 2"]
    ),
    ("code before the first heading", "a = 2\n## Two\n", ["1: a = 2", "## Two"]),
    ("paragraphs", "# One,\n# two.\n\n# Three.\n", ["| One, two.", "| Three."]),
    (
      "a blank comment", "# One.\n#\n#Two.\n  # Three.\na = 1",
      ["| One.", "| Two. Three.", "5: a = 1"]
    ),
    ("Markdown", "# - one\n# - two\n#\n# $$x^2$$\n", ["| list of 2", "| $$x^2$$"]),
    ("indented by four", "#     x = 1\na = 2", ["| code x = 1", "2: a = 2"]),
    (
      "a comment in braces", "f(x) = {\n  # Twice.\n\n  2x\n}\n# Then.\nf(1)",
      ["1: f(x) = { /   # Twice. /  /   2x / }", "| Then.", "7: f(1)"]
    ),
    (
      "a comment in brackets", "xs = [1,\n# two\n2]\n# Then.\nxs",
      ["1: xs = [1, / # two / 2]", "| Then.", "5: xs"]
    ),
    ("a comment behind a statement", "a = 2  # two\n\nb = 3", ["1: a = 2  # two /  / b = 3"]),
    ("a sign in a string", "say \"# no\"\n# yes", ["1: say \"# no\"", "| yes"]),
    (
      "how scripts are started", "#!/usr/bin/env gradwalk\n## Title\na = 1",
      ["# Title", "3: a = 1"]
    ),
    ("Windows", "# One.\r\n\r\n# Two.\r\na = 1\r\n", ["| One.", "| Two.", "4: a = 1"]),
  ]

  @Test(arguments: scripts)
  func aScriptIsProseAndCode(_ name: String, text: String, outline: [String]) throws {
    #expect(try self.outline(text) == outline)
  }

  @Test func aDocumentIsProseAndCode() throws {
    let text =
      "# A\n\nB.\n\n```gradwalk hide\na = 1\n```\n\n```python\nx\n```\n\n```gradwalk\na\n```\n"
    #expect(try outline(text, "a.md") == ["# A", "| B.", "6: a = 1", "| code x", "14: a"])
    #expect(throws: Effects.Failure.self) { try outline("```gradwalk hid\n```", "a.md") }
  }

  // MARK: Runs

  /// What is told of a run: `>` code, `<` a report, `!` one that is expected.
  private func told(_ text: String, _ name: String) throws -> String {
    let walkthrough = try LargeStack.run { Result { try Walkthrough(text, name: name) } }.get()
    return LargeStack.run {
      let session = Session(effects: .quiet)
      var told: [String] = []
      func write(_ report: Report, _ mark: String) {
        told += TextWriter().lines(for: report).prefix(1).map { "\(mark) \($0)" }
      }
      session.report = { write($0, "<") }
      let run = WalkthroughRun(
        walkthrough, name: name, in: session
      ) { event in
        switch event {
        case .prose(let blocks): told += blocks.map(Self.text)
        case .code(let chunk):
          told += chunk.lines.enumerated().map { "> \(chunk.firstLine + $0): \($1)" }
        case .report(let report, let isExpected): write(report, isExpected ? "!" : "<")
        case .pause: told.append("pause")
        }
      }
      while let outcome = run?.advance() {
        if outcome != .finished { told.append("\(outcome)") }
      }
      session.report = { _ in }
      return told.joined(separator: "\n")
    }
  }

  private func block(_ code: String, _ options: String = "") -> String {
    "```gradwalk \(options)\n\(code)\n```\n"
  }

  @Test func codeIsToldByTheLinesOfItsStatements() throws {
    let text = """
      ## Two
      # A leaf.
      a = 2; b = 3
      c = a *
        b
      pause
      # The gradients.
      backward c

      f(x) = {
        x
      }  # as it is
      f(c)
      """
    #expect(
      try told(text.replacing("*\n", with: "* (\n").replacing("  b\n", with: "  b)\n"), "a.gw")
        == """
        # Two
        | A leaf.
        > 3: a = 2; b = 3
        > 4: c = a * (
        > 5:   b)
        < c = 6
        pause
        | The gradients.
        > 8: backward c
        < node  operation  value  upstream   input  local  downstream
        > 10: f(x) = {
        > 11:   x
        > 12: }  # as it is
        > 13: f(c)
        < 6
        """)
  }

  @Test func commentsOfABlockGoWithWhatFollows() throws {
    let told = try told(block("# one\na = 2\n\n# two\n\npause\na\n# three"), "a.md")
    #expect(
      told == """
        > 2: # one
        > 3: a = 2
        < a = 2
        > 5: # two
        pause
        > 8: a
        < a = 2
        > 9: # three
        """)
  }

  private static let optionCases: [(String, String, String)] = [
    ("hide", "a = 2\npause\na", "pause"),
    ("quiet", "a = 2", "> 2: a = 2"),
    ("hide", "zz", "< a.md:2:1: error: `zz` is not defined\nfailed"),
    ("quiet", "zz\n2", "> 2: zz\n< a.md:2:1: error: `zz` is not defined\nfailed\n> 3: 2"),
    ("fails", "1\nzz", "> 2: 1\n< 1\n> 3: zz\n! error: `zz` is not defined"),
    (
      "fails", "2 +",
      "> 2: 2 +\n! error: expected a value, found the end of the line"
    ),
    (
      "fails", "1\n2 +\n",
      "> 2: 1\n< 1\n> 3: 2 +\n! error: expected a value, found the end of the line"
    ),
    ("fails hide", "zz", ""),
    ("fails hide", "2 +", ""),
    ("quiet", "1/0\nexpect 1", "> 2: 1/0\n> 3: expect 1"),
    (
      "fails", "1",
      "> 2: 1\n< 1\n< a.md:2:1: error: this block has to fail, and it does not\nfailed"
    ),
    ("fails", "", "< a.md:2:1: error: this block has to fail, and it does not\nfailed"),
    (
      "fails", "zz\n1",
      "> 2: zz\n< a.md:2:1: error: `zz` is not defined\nfailed\n> 3: 1\n< 1\n"
        + "< a.md:2:1: error: this block has to fail, and it does not\nfailed"
    ),
  ]

  @Test(arguments: optionCases)
  func optionsOfABlock(_ options: String, code: String, told: String) throws {
    let actual = try self.told(block(code, options), "a.md")
    #expect(actual == told)
  }

  @Test(arguments: [
    ("- one\n\n  ```gradwalk\n  zz\n  ```", 3), ("> 1. - a\n>      ~~~ gradwalk hide", 2),
  ])
  func aBlockThatWouldNotBeRunIsAMistake(text: String, line: Int) {
    #expect(throws: Walkthrough.Flaw.insideText(line: line)) { try Walkthrough(markdown: text) }
  }

  @Test(arguments: ["a.md", "a.gw"])
  func everyLineEndCounts(name: String) throws {
    let text = name == "a.md" ? "\n" + block("a = 1\nzz") : "# A\n\na = 1\nzz\n"
    for end in ["\r\n", "\r"] {
      let parts = try Walkthrough.parts(of: text.replacing("\n", with: end), name: name)
      #expect(parts == (try Walkthrough.parts(of: text, name: name)))
    }
  }

  @Test func nothingIsToldOfAFileThatCannotBeRead() throws {
    #expect(
      try told("# A\n\n" + block("1\n2 +"), "a.md")
        == "< a.md:5:4: error: expected a value, found the end of the line")
  }
}
