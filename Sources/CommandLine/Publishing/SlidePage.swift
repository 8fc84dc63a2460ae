import Drawing

/// A publication as slides in one HTML file: a slide a section, and after a `pause` the next key
/// shows what follows.
enum SlidePage {
  static func text(
    of publication: Publication, picture: @escaping (String) -> String?
  ) -> String {
    var writer = ItemWriter(picture: picture)
    let slides = publication.sections.flatMap(SlideParts.parts).map { slide in
      html(slide, &writer)
    }
    let decks = writer.hasDecks
    return PageFrame(
      title: publication.title,
      styles: [Assets.page] + (decks ? [Deck.styleSheet, Assets.embeddedDecks] : [])
        + [Assets.slides],
      scripts: [Assets.slideScript] + (decks ? [Deck.script] : []),
      body: """
        <main class="slides" id="content">
        \(slides.joined(separator: "\n"))
        </main>
        <div class="bar" hidden>
        <button type="button" class="back" aria-label="back">◀</button>
        <span class="place" aria-live="polite"></span>
        <button type="button" class="next" aria-label="next">▶</button>
        </div>
        <div class="progress" hidden><div></div></div>
        """, bodyAttributes: " class=\"slideshow\""
    ).text
  }

  private static func html(_ slide: SlideParts, _ writer: inout ItemWriter) -> String {
    var steps = ""
    for (number, items) in slide.steps.enumerated() {
      let html = writer.html(items)
      if html.isEmpty { continue }
      steps += number == 0 ? html : "<div class=\"step\">\n\(html)</div>\n"
    }
    let heading =
      slide.heading.map { heading -> String in
        guard slide.isContinued else { return writer.html(heading) + "\n" }
        return "<h2 class=\"again\">\(writer.html(heading.text))</h2>\n"
      } ?? ""
    let isTitle = slide.heading?.level == 1
    return "<section class=\"slide\(isTitle ? " title" : "")\">\n<div class=\"inner\">\n"
      + "\(heading)\(steps)</div>\n</section>"
  }
}
