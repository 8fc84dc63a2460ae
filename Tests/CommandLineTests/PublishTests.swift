import Browser
import Foundation
import Testing

/// Walk-throughs as pages.
@Suite struct PublishTests {
  // MARK: The page

  @Test func aPageInFull() throws {
    let content = try Publishing.content(
      """
      # Slopes

      How *steep* is $x^2$?

      ## By hand

      ```gradwalk
      x = 3   # a number
      y = x^2
      pause
      backward y;
      x.grad
      ```

      ```gradwalk hide
      expect x.grad == 6
      ```

      ```gradwalk quiet
      y
      ```

      ```gradwalk fails
      x +
      ```
      """)
    #expect(
      content == """
        <h1 id="slopes">Slopes</h1>
        <p>How <em>steep</em> is <math><msup><mi>x</mi><mn>2</mn></msup></math>?</p>
        <h2 id="by-hand">By hand</h2>
        <div class="cell">
        <pre class="code"><code>x = <span class="number">3</span>   <span class="comment">\
        # a number</span>
        y = x^<span class="number">2</span></code></pre>
        <pre class="out"><span class="name">x</span> = 3
        <span class="name">y</span> = 9</pre>
        </div>
        <div class="cell">
        <pre class="code"><code><span class="command">backward</span> y;
        x.<span class="keyword">grad</span></code></pre>
        <pre class="out"><span class="name">x.grad</span> = 6</pre>
        </div>
        <div class="cell">
        <pre class="code"><code>y</code></pre>
        </div>
        <div class="cell">
        <pre class="code"><code>x +</code></pre>
        <pre class="out remark error"><span class="error">error:</span> expected a value, found the end \
        of the line
        <span class="comment">  | </span>x +
        <span class="comment">  | </span>   <span class="error">^</span></pre>
        </div>

        """)
  }

  /// A heading in a quotation is no section, and its id would be another's.
  @Test func onlySectionsHaveIds() throws {
    let content = try Publishing.content("# A\n\n> # A\n\n## A\n")
    #expect(
      content == """
        <h1 id="a">A</h1>
        <blockquote>
        <h1>A</h1>
        </blockquote>
        <h2 id="a-2">A</h2>

        """)
  }

  @Test func aScriptIsAPageToo() throws {
    let content = try Publishing.content(
      "## Two\n\n# A number:\na = 2\n\n# And its square.\na^2\n", name: "two.gw")
    #expect(
      content == """
        <h1 id="two">Two</h1>
        <p>A number:</p>
        <div class="cell">
        <pre class="code"><code>a = <span class="number">2</span></code></pre>
        <pre class="out"><span class="name">a</span> = 2</pre>
        </div>
        <p>And its square.</p>
        <div class="cell">
        <pre class="code"><code>a^<span class="number">2</span></code></pre>
        <pre class="out">4</pre>
        </div>

        """)
  }

  /// Everything that could mean something to HTML, wherever a user may write it.
  @Test func nothingIsObeyed() throws {
    let page = try Publishing.page(
      """
      # A <script>report("title")</script>

      Text <script>report("text")</script> and <img src=x onerror='report("image")'>.

      [link](<javascript:report("link")>)

      ## "quoted" <b>'s

      ```gradwalk
      a = "</script><script>report(1)</script>"  # </code><script>report(2)</script>
      x = 2; y = x^2
      say "<img src=x onerror='report(3)'>"
      draw y to "a<b>\\"'.svg" title="</svg><script>report(4)</script>"
      deck y to walk.html title="</script><script>report(5)</script>"
      ```
      """)
    let visit = try Browser().visit(
      page, running: "document.querySelectorAll('details').forEach((e) => { e.open = true; });")
    #expect(visit.reports == [])
    #expect(visit.console == [])
    #expect(visit.requests == [])
    #expect(page.contains("<title>A &lt;script&gt;report(\"title\")&lt;/script&gt;</title>"))
    #expect(page.contains("id=\"quoted-bs\""))
  }

  @Test func picturesAreThereForLightAndDark() throws {
    let content = try Publishing.content(
      """
      ```gradwalk
      x = 2; y = x^2
      draw y
      draw y to y.pdf theme=print
      plot x^2 for x in 0..2 title="A curve"
      ```
      """)
    #expect(content.matches(of: /<figure/).count == 3)
    #expect(content.matches(of: /<svg class="light"/).count == 2)
    #expect(content.matches(of: /<svg class="dark"/).count == 2)
    #expect(content.matches(of: /<svg role="img"/).count == 1)
    #expect(content.contains("aria-label=\"The graph of y = x^2: 2 nodes.\""))
    #expect(content.contains("aria-label=\"A curve: x^2\""))
    #expect(content.contains("<figcaption><span class=\"path\">y.pdf</span></figcaption>"))
    #expect(!content.contains("wrote"))
  }

  @Test func derivationsAreFormulas() throws {
    let content = try Publishing.content("```gradwalk\nx = 2\ny = 3x^2\nderive y x\n```\n")
    #expect(content.contains("<div class=\"formula derivation\"><math display=\"block\"><mtable>"))
    #expect(content.contains("<mtext>power rule</mtext>"))
  }

  @Test func questionsHideTheirAnswers() throws {
    let content = try Publishing.content("```gradwalk\na = 2; b = -3; L = a*b\nquiz L\n```\n")
    #expect(content.matches(of: /<p class="asked">/).count == 2)
    #expect(content.contains("<p class=\"asked\">∂L/∂a = ?</p>"))
    #expect(content.contains("<summary>Hint</summary>"))
    #expect(
      content.contains(
        "<details><summary>Answer</summary><p>∂L/∂a = -3   a.grad += 1 · -3 through L</p></details>"
      ))
    #expect(!content.contains("at the first try"))
  }

  /// The script's files are in the page, and the script can read them; nothing else is written.
  @Test func onlyThePageIsWritten() throws {
    let publishing = try Publishing([
      "walk.md": """
      ```gradwalk
      x = 2; y = x^2
      draw y to y.svg
      frames y to walk
      export y to y.json
      save all.gw
      z = load("y.json")
      source all.gw
      ```

      ![the first step](walk/frame-000.svg)
      """
    ])
    let run = try publishing.publish("walk.md", "-o", "page.html")
    #expect(run.output == "wrote page.html (2 pictures, 2 decks)\n")
    #expect(publishing.names == ["page.html", "walk.md"])
    let page = try publishing.text("page.html")
    #expect(page.contains("wrote <span class=\"path\">all.gw</span>"))
    #expect(page.contains("<img src=\"data:image/svg+xml;base64,"))
  }

  @Test func aPageIsTheSameEachTime() throws {
    let text = """
      # Same

      ```gradwalk
      x = 2; y = x^2 + sin(x)
      backward y
      draw y
      deck y to y.html
      seed 1; uniform(0, 1)
      ```
      """
    let first = try Publishing.page(text)
    #expect(try Publishing.page(text) == first)
    #expect(try Publishing.page(text, "--slides") == Publishing.page(text, "--slides"))
  }

  /// What a page says of files it says as its text does.
  @Test(arguments: ["html", "md"])
  func aPageIsTheSameFromAnywhere(ending: String) throws {
    let code = "a = 2\ninfo a\nsource more.gw\ndraw z to z.svg\nsave both.gw\nsource both.gw"
    let publishing = try Publishing([
      "walk.md": "```gradwalk\n\(code)\n```\n\n```gradwalk fails\nload(\"no.csv\")\n```\n",
      "more.gw": "z = a^2\ninfo z\n",
    ])
    try publishing.publish("walk.md", "-o", "page.\(ending)")
    let page = try publishing.text("page.\(ending)")
    #expect(page.contains("walk.md:2: a = 2") && page.contains("more.gw:1: z = a^2"))
    let elsewhere = try Publishing([:])
    let (file, out) = (publishing.url("walk.md").path, publishing.url("page.\(ending)").path)
    let run = try elsewhere.publish(file, "-o", out)
    try #require(run.status == 0, "\(run.output)")
    #expect(try publishing.text("page.\(ending)") == page)
    #expect(elsewhere.names == [])
  }

  @Test func whatGoesWrongIsSaidWithTheWholePath() throws {
    let publishing = try Publishing(["walk.md": "```gradwalk\nsource bad.gw\n```", "bad.gw": "zz"])
    let folder = publishing.folder.path
    let run = try Publishing([:]).publish("\(folder)/walk.md", "-o", "\(folder)/page.html")
    #expect(run.output.hasPrefix("\(folder)/bad.gw:1:1: error: `zz` is not defined"))
  }

  // MARK: What goes wrong

  @Test func aMistakeWritesNothing() throws {
    let publishing = try Publishing(["walk.md": "```gradwalk\na = 2\nexpect a == 3\n```\n"])
    let run = try publishing.publish("walk.md", "-o", "page.html")
    #expect(run.status == 1)
    #expect(
      run.output == """
        walk.md:3:1: error: expected 3, got 2 (off by 1)
          | expect a == 3
          | ^^^^^^^^^^^^^

        """)
    #expect(publishing.names == ["walk.md"])
  }

  private static let refusals: [(words: [String], message: String)] = [
    ([], "`publish` needs a file"),
    (["a.md"], "`publish` needs a file to write: -o page.html, or -o page.md"),
    (["a.md", "b.md", "-o", "c.html"], "`publish` takes one file: what is `b.md` for?"),
    (["a.md", "-o", "c.pdf"], "`publish` writes .html or .md, not `c.pdf`"),
    (["a.md", "-o", ".html"], "`publish` writes .html or .md, not `.html`"),
    (["a.md", "-o", "c.md", "--slides"], "slides are an .html file, not `c.md`"),
    (["a.md", "-o", "./a.md"], "`./a.md` is what is published: give the page a name of its own"),
    (["none.md", "-o", "c.html"], "cannot read none.md: no such file"),
  ]

  @Test(arguments: refusals)
  func whatCannotBePublished(words: [String], message: String) throws {
    let publishing = try Publishing(["a.md": "# A\n"])
    let run = try Run.words(["publish"] + words, in: publishing.folder)
    #expect(run.status == 2)
    #expect(run.output.hasPrefix("gradwalk: \(message)\n"), "\(run.output)")
    #expect(publishing.names == ["a.md"])
  }

  @Test func aPageThatCannotBeWritten() throws {
    let publishing = try Publishing(["a.md": "# A\n"])
    let run = try publishing.publish("a.md", "-o", "none/c.html")
    #expect(run.status == 1)
    #expect(run.output == "gradwalk: cannot write none/c.html: no such directory\n")
  }

  /// Nor is an empty folder.
  @Test func whereNothingCanBeWrittenNothingIsLeft() throws {
    let publishing = try Publishing(["a.md": "```gradwalk\na = 1\ndraw a\n```\n"])
    try FileManager.default.createDirectory(
      at: publishing.url("out.md"), withIntermediateDirectories: false)
    let run = try publishing.publish("a.md", "-o", "out.md")
    #expect(run.status == 1 && run.output.hasPrefix("gradwalk: cannot write out.md: "))
    #expect(publishing.names == ["a.md", "out.md"])
  }

  @Test func optionsMayStandAnywhere() throws {
    let publishing = try Publishing(["a.md": "# A\n\n## B\n"])
    for words in [
      ["-o", "c.html", "a.md"], ["a.md", "--output=c.html"], ["--slides", "a.md", "-oc.html"],
    ] {
      let run = try Run.words(["publish"] + words, in: publishing.folder)
      #expect(run.output == "wrote c.html (1 section)\n")
    }
    #expect(
      try Run.words(["publish", "--json", "a.md", "-o", "c.html"], in: publishing.folder).output
        == "{\"type\":\"file\",\"path\":\"c.html\",\"format\":\"html\",\"sections\":1,\"pictures\":0,"
        + "\"decks\":0}\n")
    #expect(try Run.words(["-o", "c.html", "a.md"], in: publishing.folder).status == 2)
  }
}
