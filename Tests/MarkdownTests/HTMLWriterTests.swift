import Markdown
import Testing

@Suite struct HTMLWriterTests {
  private func html(_ markdown: String) -> String {
    HTMLWriter(picture: { $0 == "a.png" ? "data:image/png;base64,AA==" : nil })
      .html(Document(markdown).blocks)
  }

  @Test func aTextAsAPage() {
    let text = """
      ## One *idea*

      A **rule** with `a < b` and $x^2$:

      3. first
      4. second

      - loose

      - list

      > said

      ---

      $$ \\frac{1}{2} $$

      ```python
      print("<b>")
      ```
      """
    #expect(
      html(text) == """
        <h2>One <em>idea</em></h2>
        <p>A <strong>rule</strong> with <code>a &lt; b</code> and \
        <math><msup><mi>x</mi><mn>2</mn></msup></math>:</p>
        <ol start="3">
        <li>first</li>
        <li>second</li>
        </ol>
        <ul>
        <li>
        <p>loose</p>
        </li>
        <li>
        <p>list</p>
        </li>
        </ul>
        <blockquote>
        <p>said</p>
        </blockquote>
        <hr>
        <div class="formula"><math display="block"><mfrac><mn>1</mn><mn>2</mn></mfrac>\
        </math></div>
        <pre class="listing"><code>print("&lt;b&gt;")
        </code></pre>

        """)
  }

  @Test func htmlIsShownAndNotObeyed() {
    #expect(
      html("a <script>alert(1)</script> b")
        == "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>\n")
    #expect(html("<div onclick=\"x\">\n").hasPrefix("<p class=\"source\">&lt;div"))
    #expect(html("# <img src=x>\n").hasPrefix("<h1>&lt;img"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc",
    "&#106;avascript:alert(1)", "java&#10;script:alert(1)",
  ])
  func noLinkDoesAnything(address: String) {
    #expect(html("[a](<\(address)>)") == "<p>a</p>\n")
    #expect(html("![a](<\(address)>)") == "<p>a</p>\n")
  }

  @Test(arguments: ["https://a.b/c?d=e&f", "mailto:a@b.c", "other.html#x", "#x", "a/b:c"])
  func linksLeadSomewhere(address: String) {
    let escaped = address.replacing("&", with: "&amp;")
    #expect(html("[a](\(address))") == "<p><a href=\"\(escaped)\">a</a></p>\n")
  }

  @Test func picturesAreEmbedded() {
    #expect(
      html("![two \"words\"](a.png)")
        == "<p><img src=\"data:image/png;base64,AA==\" alt=\"two &quot;words&quot;\"></p>\n")
    #expect(html("![words](b.png)") == "<p><a href=\"b.png\">words</a></p>\n")
    #expect(
      html("![](https://x.y/z.png)")
        == "<p><a href=\"https://x.y/z.png\">https://x.y/z.png</a></p>\n")
  }

  @Test func everyHeadingHasAnIdOfItsOwn() {
    var names = HeadingNames(reserved: ["top"])
    #expect(
      ["Top", "The rule", "The rule", "the – rule!", "?", "∂L/∂x", "Größe", "The rule-2"].map {
        names.id(for: $0)
      } == [
        "top-2", "the-rule", "the-rule-2", "the-rule-3", "section", "l-x", "größe", "the-rule-2-2",
      ])
  }
}
