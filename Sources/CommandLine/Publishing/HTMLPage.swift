import Drawing
import Typography

/// A publication as one HTML file that needs nothing else: no network, and a script only for decks
/// and a table of contents.
enum HTMLPage {
  static func text(
    of publication: Publication, picture: @escaping (String) -> String?
  ) -> String {
    var writer = ItemWriter(picture: picture)
    let content = writer.html(publication.items)
    let chapters = publication.headings.filter { $0.level == 2 }
    let entries = chapters.map { heading in
      "<li><a href=\"#\(HTML.attribute(heading.id))\">\(HTML.text(heading.text.plainText))</a></li>"
    }.joined(separator: "\n")
    // Of one section or two there is nothing to choose.
    let contents =
      chapters.count < 3
      ? ""
      : """
      <nav class="contents" aria-label="Contents">
      <details open><summary>Contents</summary>
      <ol>
      \(entries)
      </ol>
      </details>
      </nav>

      """
    return PageFrame(
      title: publication.title,
      styles: [Assets.page] + (writer.hasDecks ? [Deck.styleSheet, Assets.embeddedDecks] : []),
      scripts: (writer.hasDecks ? [Deck.script] : []) + (contents.isEmpty ? [] : [Assets.contents]),
      body: """
        <a class="skip" href="#content">To the text</a>
        <div class="page\(contents.isEmpty ? "" : " with-contents")">
        \(contents)<main id="content">
        \(content)</main>
        </div>
        """
    ).text
  }
}
