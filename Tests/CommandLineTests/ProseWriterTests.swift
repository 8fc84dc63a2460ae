import Markdown
import Terminal
import Testing
import Typography

@testable import CommandLine

/// Text set for a terminal.
@Suite struct ProseWriterTests {
  private func set(_ markdown: String, columns: Int = 40) -> String {
    ProseWriter(columns: columns, ink: Ink(isOn: false)).lines(for: Document(markdown).blocks)
      .joined(separator: "\n")
  }

  private static let cases: [(String, String, String)] = [
    ("nothing", "", ""),
    ("a title", "# One two", "One two\n═══════"),
    ("a section", "## One\n### Two", "One\n───\n\nTwo"),
    (
      "a paragraph", "Words that go over the end of a line, and on.\nMore.",
      "Words that go over the end of a line,\nand on. More."
    ),
    (
      "what has no blank stays together", "aaaa aaaa aaaa aaaa aaaa aaaa aaaa **b**`c`*d*, e",
      "aaaa aaaa aaaa aaaa aaaa aaaa aaaa\nb`c`d, e"
    ),
    ("a line that ends", "One\\\ntwo", "One\ntwo"),
    ("a list", "- one\n- two\n  more", "• one\n• two more"),
    ("a list with room", "- one\n\n- two", "• one\n\n• two"),
    ("numbers", "9. nine\n10. ten", " 9. nine\n10. ten"),
    ("a list in a list", "- one\n  - two\n    1. three", "• one\n  • two\n    1. three"),
    (
      "a hanging indent", "1. words that go over the end of a line, and on",
      "1. words that go over the end of a line,\n   and on"
    ),
    ("a quotation", "> one\n>\n> two", "│ one\n│\n│ two"),
    ("code", "```python\nif x:\n    y\n```", "    if x:\n        y"),
    (
      "a link", "[here](https://a.org/b), and <https://c.org>",
      "here (https://a.org/b), and\nhttps://c.org"
    ),
    ("a link within the folder", "[here](b.md)", "here"),
    ("a picture", "![A graph](a.svg)", "[A graph]"),
    ("a comment", "<!-- for me -->\n\nText.", "Text."),
    ("HTML", "<div>\nx\n</div>", "<div>\nx\n</div>"),
    ("what would move the cursor", "a\u{1B}[2Jb `\u{7}`", "a\u{FFFD}[2Jb `\u{FFFD}`"),
    (
      "a formula", "Its slope is $2x$:\n\n$$\\frac{\\partial y}{\\partial x} = 2x$$",
      "Its slope is 2x:\n\n    ∂y/∂x = 2x"
    ),
    (
      "a long formula", "$$a + b + c + d + e + f + g + h + i + j + k$$",
      "    a + b + c + d + e + f + g + h + i +\n    j + k"
    ),
    ("formulas side by side", "$$a = b \\quad c = d$$", "    a = b   c = d"),
    (
      "long formulas side by side",
      "$$a = b + b + b + b + b \\quad c = d + d + d + d$$",
      "    a = b + b + b + b + b\n    c = d + d + d + d"
    ),
    ("wide letters", "日本語 日本語 日本語 日本語 日本語 日本語", "日本語 日本語 日本語 日本語 日本語\n日本語"),
    (
      "a word that is longer than the line", "a \(String(repeating: "x", count: 50)) b",
      "a\n\(String(repeating: "x", count: 50))\nb"
    ),
  ]

  @Test(arguments: cases)
  func blocksAreSet(_ name: String, markdown: String, text: String) {
    #expect(set(markdown) == text)
  }

  /// What fits is not broken, and what is broken fits.
  @Test(arguments: [20, 33, 80])
  func linesAreFull(columns: Int) {
    let words = (0..<200).map { String(repeating: "ab日", count: $0 % 4) + "x" }
    let lines = set(words.joined(separator: " "), columns: columns).split(separator: "\n")
    #expect(lines.joined(separator: " ") == words.joined(separator: " "))
    for (line, next) in zip(lines, lines.dropFirst()) {
      let width = TextWidth.columns(of: String(line))
      #expect(width <= columns)
      let word = next.split(separator: " ")[0]
      #expect(width + 1 + TextWidth.columns(of: String(word)) > columns)
    }
  }
}
