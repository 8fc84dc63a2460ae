import Markdown
import Testing

@Suite struct MarkdownWriterTests {
  /// What is written is read as the same blocks.
  @Test(arguments: [
    "# A *title* with `code`", "A text\nof two lines with **strong** and $x_1$.", "a\\\nb",
    "- one\n- two\n  with more\n\n- three", "3. three\n4. four", "> said\n>\n> twice",
    "```python\nx = \"```\"\n```", "````\n```\n````", "$$\n\\frac{1}{2}\n$$", "---", "`` a`b ``",
    "1986\\. was a year", "\\# no heading", "\\- no list", "\\*no emphasis\\*", "a \\$ b \\$ c",
    "[a *link*](http://a.b/c \"\")", "![alt](x.png)", "&lt; &amp;copy;", "<b>raw</b>",
    "- a\n\n* b\n\n- c", "1. a\n\n1) b", "- a\n\n  ```\n  code\n  ```\n- b", "a\n\n- b\n\n1. c",
  ])
  func itIsReadAgain(text: String) {
    let blocks = Document(text).blocks.withoutLines
    let written = MarkdownWriter.markdown(blocks)
    #expect(Document(written).blocks.withoutLines == blocks, "\(written)")
  }
}

extension [Block] {
  /// The blocks without the lines on which code begins, which change.
  fileprivate var withoutLines: [Block] {
    map { block in
      switch block {
      case .code(let code): .code(Block.Code(info: code.info, text: code.text, firstLine: 0))
      case .list(let list):
        .list(
          Block.List(
            start: list.start, isTight: list.isTight, items: list.items.map(\.withoutLines)))
      case .quotation(let blocks): .quotation(blocks.withoutLines)
      default: block
      }
    }
  }
}
