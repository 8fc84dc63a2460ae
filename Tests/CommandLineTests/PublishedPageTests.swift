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

  @Test func slidesArePrintedOneAPage() throws {
    let page = try Publishing.page(Self.slides, "--slides")
    let pdf = try Browser().pdf(of: page)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.matches(of: /\/Type \/Page\b[^s]/).count == 3)
  }
}
