import Markdown
import Testing

@Suite struct DocumentTests {
  @Test func formulasStandBetweenDollarSigns() {
    #expect(
      Document("Its slope $a_1 * b_1 * c$ is *steep*.").blocks == [
        .paragraph([
          .text("Its slope "), .math("a_1 * b_1 * c"), .text(" is "), .emphasis([.text("steep")]),
          .text("."),
        ])
      ])
    #expect(
      Document("$$\n\\frac{1}{2}\n$$\n\nAfter.").blocks == [
        .math("\\frac{1}{2}"), .paragraph([.text("After.")]),
      ])
  }

  @Test(arguments: [
    "costs 5$ and 6$", "from $5 to $6", "a \\$x\\$ b", "`$x$`", "```\n$x$\n```", "    $x$", "$ x $",
    "- ```\n  $x$\n  ```", "> ```\n> $x$\n> ```", "-     $x$", "[a](<b$x$c>)",
  ])
  func dollarSignsThatAreNone(text: String) {
    #expect(!"\(Document(text))".contains("math"))
  }

  @Test(arguments: [
    ("- ```\n  $x$\n  ```", "$x$\n"), ("> ~~~ $y$\n> $x$ `\n> ~~~", "$x$ `\n"),
    ("    $x$", "$x$\n"),
    ("```\n\u{2028}$x$\u{0C}\u{E000}0\n```", "\u{2028}$x$\u{0C}\u{E000}0\n"),
  ])
  func codeStaysAsItIs(text: String, code: String) {
    #expect(Document(text).blocks.flatMap(Self.code) == [code])
  }

  private static func code(in block: Block) -> [String] {
    switch block {
    case .code(let code): [code.text]
    case .list(let list): list.items.joined().flatMap(code)
    case .quotation(let blocks): blocks.flatMap(code)
    default: []
    }
  }

  @Test(arguments: ["- ```\n  a\n  ```\n\n$x$", "> ```\n\n$x$", "- a\n\n    $x$", "\u{E000}7 $x$"])
  func formulasStandBehindCodeAndInLists(text: String) {
    #expect("\(Document(text))".contains("math(\"x\")"))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesEndAsInMarkdown(end: String) {
    let text = "a\u{2028}b\u{0C}c" + end + end + "```" + end + "x" + end + "```" + end
    #expect(
      Document(text).blocks == [
        .paragraph([.text("a\u{2028}b\u{0C}c")]),
        .code(Block.Code(info: "", text: "x\n", firstLine: 4)),
      ])
  }

  @Test func codeKnowsItsLine() {
    let text = "# Title\n\n$$\nx\n$$\n\n```gradwalk hide\na = 1\n```\n\n- one\n- two\n"
    #expect(
      Document(text).blocks == [
        .heading(level: 1, [.text("Title")]), .math("x"),
        .code(Block.Code(info: "gradwalk hide", text: "a = 1\n", firstLine: 8)),
        .list(
          Block.List(
            start: nil, isTight: true,
            items: [[.paragraph([.text("one")])], [.paragraph([.text("two")])]])),
      ])
  }

  @Test func htmlIsKeptApart() {
    #expect(
      Document("<b>x</b> & <script>").blocks == [
        .paragraph([
          .html("<b>"), .text("x"), .html("</b>"), .text(" & "), .html("<script>"),
        ])
      ])
  }
}
