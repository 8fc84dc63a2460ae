import Browser
import Foundation
import Rendering
import Testing

@testable import Drawing

/// Pages that are stepped through, in a real browser.
@Suite(.serialized) struct DeckTests {
  /// A deck of three steps, with texts that would break a page.
  private static func deck(shades: [Deck.Shade?] = [nil], node: String = "n1") throws -> Deck {
    let gradients = ["–", "1.5", "6"]
    let steps = gradients.enumerated().map { place, gradient in
      Deck.Step(
        line: "a<b>.grad += \(place) \"&\" </script> = \(gradient)",
        rule: "multiply swaps \(place)",
        description: "step \(place): the gradient of a is \(gradient)")
    }
    let pictures = try shades.map { shade in
      let prefix = shade == .dark ? "dark-" : ""
      let (a, b, wire) = ("\(prefix)\(node)", "\(prefix)n2", "\(prefix)w2-0")
      var statements = Looks<String>()
      for (frame, gradient) in gradients.enumerated() {
        let statement =
          "\"\(a)\" [id=\"\(a)\" tooltip=\"a = 2; value 2\" shape=box fixedsize=true width=2"
          + " label=\"grad \(gradient)\"]"
        statements.show(statement, from: frame)
      }
      let head = "digraph g { rankdir=LR"
      let elements = [
        Frames.Dots.Element(id: a, statements: statements),
        Frames.Dots.Element(id: b, statements: Looks("\"\(b)\" [id=\"\(b)\" label=\"b\"]")),
        Frames.Dots.Element(
          id: wire,
          statements: Looks(
            "\"\(a)\" -> \"\(b)\" [id=\"\(wire)\" tooltip=\"local 3; upstream 1\"]")),
      ]
      let model = Dot.text(head: head, elements.map { $0.statements.variants[0] })
      let dots = Frames.Dots(
        model: model, heads: Looks(head), elements: elements, count: gradients.count)
      return Deck.Picture(shade: shade, frames: try dots.drawn())
    }
    return Deck(title: "a <deck> & \"more\"", steps: steps, pictures: pictures)
  }

  private static let state = """
    const deck = document.querySelector(".gw-deck");
    const state = () => deck.dataset.step + " | " + deck.querySelector(".gw-line").textContent
      + " | " + deck.querySelector("#n1 text").textContent;
    const press = (key) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    const click = (name) => deck.querySelector(name).click();
    """

  @Test func keysAndButtonsStep() throws {
    let visit = try Browser().visit(
      Self.deck().page,
      running: Self.state + """
        report(state());
        press("ArrowRight"); report(state());
        press("End"); report(state());
        press("ArrowRight"); report(state());
        press("ArrowLeft"); report(state());
        press("Home"); report(state());
        click(".gw-last"); report(state());
        click(".gw-back"); report(state());
        click(".gw-first"); report(state());
        click(".gw-next"); report(state());
        deck.querySelectorAll(".gw-steps button")[2].click(); report(state());
        """)
    let at = [
      "0 | a<b>.grad += 0 \"&\" </script> = – | grad –",
      "1 | a<b>.grad += 1 \"&\" </script> = 1.5 | grad 1.5",
      "2 | a<b>.grad += 2 \"&\" </script> = 6 | grad 6",
    ]
    #expect(visit.reports == [0, 1, 2, 2, 1, 0, 2, 1, 0, 1, 2].map { at[$0] })
    #expect(visit.console.isEmpty)
    #expect(visit.requests.isEmpty)
  }

  @Test func theSliderAndTheAddressStep() throws {
    let visit = try Browser().visit(
      Self.deck().page,
      running: Self.state + """
        report(deck.dataset.step);
        const slider = deck.querySelector(".gw-slider");
        report(slider.max);
        slider.value = 2; slider.dispatchEvent(new Event("input")); report(deck.dataset.step);
        report(location.hash + " " + deck.querySelector(".gw-place").textContent);
        location.hash = "#1"; await wait(50); report(deck.dataset.step);
        """, hash: "#1")
    #expect(visit.reports == ["1", "2", "2", "#2 2 / 2", "1"])
    #expect(visit.console.isEmpty)
  }

  @Test func itPlaysByItselfAndStopsAtTheEnd() throws {
    let visit = try Browser().visit(
      Self.deck().page,
      running: Self.state + """
        click(".gw-play");
        report(deck.querySelector(".gw-play").getAttribute("aria-pressed"));
        await wait(1500); report(deck.dataset.step);
        await wait(3000); report(deck.dataset.step);
        report(deck.querySelector(".gw-play").getAttribute("aria-pressed"));
        click(".gw-play"); await wait(100); press("Home");
        await wait(3000); report(deck.dataset.step);
        """)
    #expect(visit.reports == ["true", "1", "2", "false", "0"])
  }

  @Test func thoseWhoCannotSeeItAreTold() throws {
    let visit = try Browser().visit(
      Self.deck().page,
      running: Self.state + """
        press("End");
        const picture = deck.querySelector(".gw-picture svg");
        report(picture.getAttribute("role") + " " + picture.getAttribute("aria-label"));
        report(deck.querySelector(".gw-line").getAttribute("aria-live"));
        report([...deck.querySelectorAll("button, input")]
          .filter((e) => !e.textContent.trim() && !e.getAttribute("aria-label")).length);
        report(deck.querySelector(".gw-steps [aria-current]").textContent);
        """)
    #expect(
      visit.reports == [
        "img step 2: the gradient of a is 6", "polite", "0",
        "a<b>.grad += 2 \"&\" </script> = 6",
      ])
  }

  @Test func aNodeUnderThePointerTells() throws {
    let visit = try Browser().visit(
      Self.deck().page,
      running: Self.state + """
        const tip = document.querySelector(".gw-tip");
        const over = (element) => element.dispatchEvent(
          new PointerEvent("pointermove", { bubbles: true, clientX: 40, clientY: 40 }));
        over(deck.querySelector("#n1 text")); report(tip.hidden + " " + tip.textContent);
        over(deck.querySelector("h1")); report(tip.hidden);
        """)
    #expect(visit.reports == ["false a = 2\nvalue 2", "true"])
  }

  @Test func thereIsALightAndADarkPicture() throws {
    let script =
      Self.state + """
        const seen = () => [...deck.querySelectorAll(".gw-picture svg")]
          .map((svg) => svg.getBoundingClientRect().width > 0).join(" ");
        report(deck.dataset.shade + " " + seen());
        click(".gw-toggle"); report(deck.dataset.shade + " " + seen());
        press("End");
        report(deck.querySelector("#n1 text").textContent
          + " " + deck.querySelector("#dark-n1 text").textContent);
        """
    let page = try Self.deck(shades: [.light, .dark]).page
    let light = try Browser().visit(page, running: script)
    #expect(light.reports == ["light true false", "dark false true", "grad 6 grad 6"])
    let dark = try Browser().visit(page, running: script, dark: true)
    #expect(dark.reports == ["dark false true", "light true false", "grad 6 grad 6"])
  }

  @Test(arguments: [Deck.Shade.light, .dark])
  func aThemeIsThatOfThePage(shade: Deck.Shade) throws {
    let script =
      Self.state + """
        report(deck.dataset.shade + " " + getComputedStyle(document.body).backgroundColor);
        report(deck.querySelector(".gw-picture svg").getBoundingClientRect().width > 0);
        """
    let page = try Self.deck(shades: [shade]).page.replacing("dark-n", with: "n")
    let visit = try Browser().visit(page, running: script, dark: shade == .light)
    let colour = shade == .light ? "rgb(255, 255, 255)" : "rgb(17, 24, 39)"
    #expect(visit.reports == ["\(shade.rawValue) \(colour)", "true"])
  }

  @Test(arguments: [nil, Deck.Shade.dark])
  func itPrintsToAPageAStep(shade: Deck.Shade?) throws {
    let pdf = try Browser().pdf(of: Self.deck(shades: [shade]).page)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.matches(of: /\/Type \/Page\b/).count == 3)
  }

  @Test func twoDecksOnOnePageStepApart() throws {
    var first = try Self.deck()
    first.id = "first"
    let second = try Self.deck(node: "m1")
    let page = """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>two</title>
      <style>\(Deck.styleSheet)</style></head><body>
      \(first.fragment)\(second.fragment)
      <script>\(Deck.script)</script></body></html>
      """
    let visit = try Browser().visit(
      page,
      running: """
        const decks = [...document.querySelectorAll(".gw-deck")];
        const steps = () => report(decks.map((deck) => deck.dataset.step).join(" "));
        decks[1].querySelector(".gw-next").click(); steps();
        decks[0].dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true })); steps();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
        steps();
        """)
    #expect(visit.reports == ["0 1", "2 1", "2 1"])
    #expect(visit.console.isEmpty)
  }

  @Test func partsThatNeverChangeAreHeldOnce() throws {
    let page = try Self.deck().page
    #expect(page.components(separatedBy: "ellipse").count == 2)
  }
}
