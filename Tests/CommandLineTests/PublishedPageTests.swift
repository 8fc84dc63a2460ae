import Browser
import Foundation
import Testing

/// Published pages and slides, in a real browser.
@Suite struct PublishedPageTests {
  /// The pages of all walk-throughs are valid, ask for nothing, and their decks step.
  @Test(arguments: Page.samples.filter { $0.path.hasSuffix(".md") })
  func samplesArePublished(sample: Page) throws {
    let publishing = try Publishing([:])
    let run = try publishing.publish(sample.url.path, "-o", "page.html")
    try #require(run.status == 0, "\(run.output)")
    #expect(try Publishing.mistakes(in: publishing.url("page.html")) == "")
    let page = try publishing.text("page.html")
    let visit = try Browser().visit(
      page,
      running: """
        for (const deck of document.querySelectorAll(".gw-deck")) {
          const lines = [...deck.querySelectorAll(".gw-steps li")].map((e) => e.textContent);
          const line = () => deck.querySelector(".gw-line").textContent;
          if (line() !== lines[0]) report("begins with " + line());
          deck.querySelector(".gw-next").click();
          if (line() !== lines[1]) report("steps to " + line());
        }
        const wide = document.documentElement.scrollWidth > innerWidth;
        if (wide) report("the page is too wide");
        """)
    #expect(visit.reports == [])
    #expect(visit.console == [])
    #expect(visit.requests == [])
    #expect(page.contains("<h1"))
  }

  @Test func decksStepByThemselves() throws {
    let page = try Publishing.page(
      "```gradwalk\nx = 2; y = x^2\ndeck y to a.html\ndeck y to b.html\n```\n")
    let visit = try Browser().visit(
      page,
      running: """
        const decks = [...document.querySelectorAll(".gw-deck")];
        const state = () => report(decks.map((deck) => deck.dataset.step).join(" "));
        const press = (deck, key) =>
          deck.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        state();
        press(decks[0], "ArrowRight"); state();
        press(decks[1], "End"); state();
        press(document.body, "ArrowRight"); state();
        """)
    #expect(visit.reports == ["0 0", "1 0", "1 1", "1 1"])
    #expect(visit.console == [])
  }

  static let slides = """
    # Title

    Words.

    ## One

    Before.

    ```gradwalk
    a = 1
    pause
    b = 2
    ```

    ## Two

    ```gradwalk
    c = 3
    ```
    """

  @Test func keysMoveSlides() throws {
    let page = try Publishing.page(Self.slides, "--slides")
    let visit = try Browser().visit(
      page,
      running: """
        const state = () => {
          const slide = document.querySelector(".slide.current");
          const seen = [...slide.querySelectorAll(".cell")]
            .filter((e) => getComputedStyle(e).visibility === "visible").length;
          report([location.hash, slide.querySelector("h1, h2").textContent, seen,
            document.querySelector(".place").textContent].join(" "));
        };
        const press = (key) =>
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        state();
        for (const key of ["ArrowRight", " ", "PageDown", "ArrowRight", "ArrowLeft", "ArrowLeft",
          "Home", "End"]) {
          press(key); state();
        }
        location.hash = "#2.1"; await wait(50); state();
        document.querySelector(".bar .next").click(); state();
        """)
    let title = "#1 Title 0 1 / 3"
    let before = "#2 One 1 2 / 3"
    let after = "#2.1 One 2 2 / 3"
    let last = "#3 Two 1 3 / 3"
    #expect(
      visit.reports == [title, before, after, last, last, after, before, title, last, after, last])
    #expect(visit.console == [])
    #expect(visit.requests == [])
    let asked = try Browser().visit(
      page, running: "report(document.querySelector('.slide.current h2').textContent);", hash: "#3")
    #expect(asked.reports == ["Two"])
  }

  /// What each slide of a text shows first, and how many steps come after it.
  private static func parts(of text: String) throws -> [String] {
    let page = try Publishing.page(text, "--slides")
    let visit = try Browser().visit(
      page,
      running: """
        for (const slide of document.querySelectorAll(".slide")) {
          const seen = [...slide.querySelectorAll(".code")]
            .filter((e) => !e.closest(".step")).map((e) => e.textContent.split("\\n")[0]);
          report([slide.querySelector("h2").textContent, ...seen,
            slide.querySelectorAll(".step").length].join(" | "));
        }
        """)
    return visit.reports
  }

  @Test func aLongSectionGoesOnWhereItCanBeParted() throws {
    func block(_ name: String) -> String {
      let lines = (1...9).map { "\(name)\($0) = \($0)" }.joined(separator: "\n")
      return "```gradwalk\n\(lines)\n```"
    }
    // Two blocks have a slide, a third has the next one.
    #expect(try Self.parts(of: "## One\n\n\(block("a"))") == ["One | a1 = 1 | 0"])
    #expect(
      try Self.parts(of: "## One\n\n\(block("a"))\n\n.\n\n\(block("b"))\n\n.\n\n\(block("c"))")
        == ["One | a1 = 1 | b1 = 1 | 0", "One | c1 = 1 | 0"])
    // A short text at the end does not get one by itself.
    let text = "## One\n\n\(block("a"))\n\n\(block("b").prefix(46))\n```\n\nThat is all."
    #expect(try Self.parts(of: text).count == 1)
  }

  /// To go on is to be shown something: no slide begins with nothing but its heading.
  @Test func aSlideThatGoesOnBeginsWithWhatThePauseHeldBack() throws {
    let lines = (1...16).map { "NAME\($0) = \($0)" }.joined(separator: "\n")
    let blocks = ["a", "b"].map { lines.replacing("NAME", with: $0) }
    let text = "## One\n\n```gradwalk\n\(blocks[0])\npause\n\(blocks[1])\n```"
    #expect(try Self.parts(of: text) == ["One | a1 = 1 | 0", "One | b1 = 1 | 0"])
  }

  /// A wide picture is not shrunk to nothing, and the controls stay in the window.
  @Test func decksFitIntoTheWindow() throws {
    let text = """
      ```gradwalk
      input x = 2
      for k in 0..<12 { x = x + sin(x) * x }
      deck x to wide.html
      deck x to high.html direction=TB
      ```
      """
    let visit = try Browser().visit(
      Publishing.page(text),
      running: """
        for (const deck of document.querySelectorAll(".gw-deck")) {
          const picture = deck.querySelector(".gw-picture");
          const svg = picture.querySelector("svg");
          const scale = svg.getBoundingClientRect().width
            / parseFloat(getComputedStyle(svg).getPropertyValue("--width"));
          const height = deck.querySelector(".gw-controls").getBoundingClientRect().bottom
            - picture.getBoundingClientRect().top;
          // The pass begins at the root, which is at the far end.
          const isAtRoot = picture.scrollLeft + picture.scrollTop > 0;
          report([isAtRoot, scale > 0.45, height <= innerHeight].join(" "));
        }
        """)
    #expect(visit.reports == ["true true true", "true true true"])
  }

  @Test func slidesArePrintedOneAPage() throws {
    let page = try Publishing.page(Self.slides, "--slides")
    let pdf = try Browser().pdf(of: page)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.matches(of: /\/Type \/Page\b[^s]/).count == 3)
  }
}
