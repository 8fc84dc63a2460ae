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
  ])
  func dollarSignsThatAreNone(text: String) {
    #expect(!"\(Document(text))".contains("math"))
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
