import Foundation
import Testing

/// Walk-throughs as Markdown with their results.
@Suite struct PublishedMarkdownTests {
  @Test func theTextIsFilledIn() throws {
    let source = """
      # Slopes

      A text with `code`, <b> and $x$.

      ```gradwalk
      x = 3
      y = x^2
      backward y;
      draw y to y.svg
      deck y to y.html
      ```

      ```gradwalk hide
      expect x.grad == 6
      ```

      More.

      """
    let publishing = try Publishing(["walk.md": source])
    let run = try publishing.publish("walk.md", "-o", "out.md")
    #expect(run.output == "wrote out.md (1 picture, 1 deck), with its pictures in out_files\n")
    let text = try publishing.text("out.md")
    #expect(
      text == """
        # Slopes

        A text with `code`, <b> and $x$.

        ```gradwalk
        x = 3
        y = x^2
        backward y;
        draw y to y.svg
        deck y to y.html
        ```

        ```text output
        x = 3
        y = 9
        ```

        ![The graph of y = x^2: 2 nodes.](<out_files/y.svg>)

        [![y = x^2, step by step](<out_files/y-2.svg>)](<out_files/y.html>)

        ```gradwalk hide
        expect x.grad == 6
        ```

        More.

        """)
    #expect(
      publishing.names == [
        "out.md", "out_files", "out_files/y-2.svg", "out_files/y.html", "out_files/y.svg",
        "walk.md",
      ])
    // The result is a walk-through, and becomes itself.
    #expect(
      try Run.words(["test", "out.md"], in: publishing.folder).output == "1 passed, 0 failed\n")
    try publishing.publish("out.md", "-o", "again.md")
    #expect(try publishing.text("again.md") == text.replacing("out_files", with: "again_files"))
    #expect(try Publishing.content(text) == Publishing.content(source))
  }

  @Test(arguments: [
    ("```gradwalk\n7\n", "```gradwalk\n7\n```\n\nOUT\n"),
    ("```gradwalk\n7", "```gradwalk\n7\n```\n\nOUT\n"),
    ("~~~~gradwalk\n7\n\n\n", "~~~~gradwalk\n7\n~~~~\n\nOUT\n"),
    ("  ```` \tgradwalk\n 7\n ```` \n.", "  ```` \tgradwalk\n 7\n ```` \n\nOUT\n."),
    ("```a``` `b\n\n```gradwalk\n7\n```", "```a``` `b\n\n```gradwalk\n7\n```\n\nOUT"),
  ])
  func fencesOfAnyKind(source: String, page: String) throws {
    let publishing = try Publishing(["walk.md": source])
    try publishing.publish("walk.md", "-o", "out.md")
    let page = page.replacing("OUT", with: "```text output\n7\n```")
    #expect(try publishing.text("out.md") == page)
    try publishing.publish("out.md", "-o", "again.md")
    #expect(try publishing.text("again.md") == page)
  }

  @Test(
    arguments: Page.samples.filter { $0.path.hasSuffix("-rule.md") || $0.path.hasSuffix("n.gw") })
  func filledInSamplesAreStillTests(sample: Page) throws {
    let publishing = try Publishing([:])
    let run = try publishing.publish(sample.url.path, "-o", "out.md")
    try #require(run.status == 0, "\(run.output)")
    let before = try Run.words(["test", sample.url.path]).output
    #expect(try Run.words(["test", "out.md"], in: publishing.folder).output == before)
    let text = try publishing.text("out.md")
    for link in text.matches(of: /\]\(<(out_files\/[^>]*)>\)/) {
      #expect(publishing.names.contains(String(link.1)))
    }
    try publishing.publish("out.md", "-o", "again.md")
    #expect(try publishing.text("again.md") == text.replacing("out_files", with: "again_files"))
  }
}
