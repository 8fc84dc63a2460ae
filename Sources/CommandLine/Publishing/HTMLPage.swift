import Drawing
import Typography

/// A publication as one HTML file that needs nothing else: no network, and without decks no script.
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

/// What is around every page.
struct PageFrame {
  let title: String
  let styles: [String]
  let scripts: [String]
  let body: String
  /// Attributes of the element of the body.
  var bodyAttributes = ""

  var text: String {
    let scriptSource = scripts.isEmpty ? "" : "; script-src 'unsafe-inline'"
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:\(scriptSource); "
      + "base-uri 'none'; form-action 'none'"
    let script =
      scripts.isEmpty ? "" : "<script>\n\(scripts.joined(separator: "\n"))</script>\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Gradwalk">
      <title>\(HTML.text(VisibleText.visible(title)))</title>
      <style>
      \(styles.joined(separator: "\n"))</style>
      </head>
      <body\(bodyAttributes)>
      \(body)
      \(script)</body>
      </html>

      """
  }
}

/// The style sheets and scripts of pages.
enum Assets {
  static let page = String(decoding: PackageResources.page_css, as: UTF8.self)
  static let embeddedDecks = String(decoding: PackageResources.decks_css, as: UTF8.self)
  static let contents = String(decoding: PackageResources.contents_js, as: UTF8.self)
  static let slides = String(decoding: PackageResources.slides_css, as: UTF8.self)
  static let slideScript = String(decoding: PackageResources.slides_js, as: UTF8.self)
}
