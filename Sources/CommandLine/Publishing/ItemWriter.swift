import Drawing
import Language
import Markdown
import Session
import Typography

/// The items of a publication as parts of an HTML page. It counts the pictures, so that no two ids
/// of a page are the same.
struct ItemWriter {
  private let text: HTMLWriter
  private var pictures = 0
  private var decks = 0
  private var quizzes = 0
  private let highlighter = Highlighter.standard

  /// - Parameter picture: gives the picture at a path as a `data:` address.
  init(picture: @escaping (String) -> String?) {
    text = HTMLWriter(picture: picture)
  }

  var hasDecks: Bool { decks > 0 }

  /// Items one below the other: code, and what it found out, as one.
  mutating func html(_ items: some Sequence<Publication.Item>) -> String {
    var result = ""
    var isInCell = false
    for item in items {
      let isOutput: Bool
      if case .output = item { isOutput = true } else { isOutput = false }
      if isInCell, !isOutput {
        result += "</div>\n"
        isInCell = false
      }
      switch item {
      case .heading(let heading): result += html(heading) + "\n"
      case .prose(let blocks): result += text.html(blocks)
      case .code(let listing):
        result += "<div class=\"cell\">\n" + code(listing.lines) + "\n"
        isInCell = true
      case .output(let output):
        if !isInCell { result += "<div class=\"cell\">\n" }
        isInCell = true
        result += html(output) + "\n"
      case .pause: break
      }
    }
    return isInCell ? result + "</div>\n" : result
  }

  func html(_ heading: Publication.Heading) -> String {
    text.heading(heading.level, heading.text, id: heading.id)
  }

  func html(_ inlines: [Inline]) -> String { text.html(inlines) }

  // MARK: Code

  private func code(_ lines: [String]) -> String {
    let lines = highlighter.lines(of: lines.joined(separator: "\n")).map { line in
      line.map { piece in
        let shown = HTML.text(piece.text)
        return Self.quietRoles.contains(piece.role)
          ? shown : "<span class=\"\(piece.role.rawValue)\">\(shown)</span>"
      }.joined()
    }
    return "<pre class=\"code\"><code>\(lines.joined(separator: "\n"))</code></pre>"
  }

  /// What has the colour of the text.
  static let quietRoles: Set<Highlighter.Role> = [.plain, .name, .operation]

  // MARK: Output

  private mutating func html(_ output: Publication.Output) -> String {
    switch output {
    case .text(let lines): return "<pre class=\"out\">\(TerminalText.html(lines))</pre>"
    case .remark(let lines, let severity):
      return "<pre class=\"out remark \(severity.rawValue)\">\(TerminalText.html(lines))</pre>"
    case .derivation(let report, let text, let format):
      let formula = Math(
        tex: LaTeXDerivation(report: report, format: format).lines.joined(separator: "\n"))
      guard formula.isKnown else { return "<pre class=\"out\">\(TerminalText.html(text))</pre>" }
      return "<div class=\"formula derivation\">\(formula.mathML(isBlock: true))</div>"
    case .picture(let picture, let notes): return html(picture, notes)
    case .deck(let deck, _): return html(deck)
    case .quiz(let questions): return html(questions)
    case .file(let name, let text):
      return """
        <details class="file"><summary>wrote <span class="path">\(HTML.text(name))</span></summary>
        <pre class="out">\(HTML.text(text))</pre></details>
        """
    }
  }

  private mutating func html(_ picture: Exhibit.Picture, _ notes: [String]) -> String {
    pictures += 1
    func image(_ svg: [UInt8], prefix: String, className: String) -> String {
      InlineSVG.withTooltips(
        InlineSVG.element(
          SVGNames.prefixed(svg, with: "\(prefix)\(pictures)."), label: picture.description,
          className: className))
    }
    var images = image(picture.light, prefix: "p", className: picture.dark == nil ? "" : "light")
    if let dark = picture.dark { images += "\n" + image(dark, prefix: "q", className: "dark") }
    var caption: [String] = []
    if let file = picture.file {
      caption.append("<span class=\"path\">\(HTML.text(FilePath.name(of: file.path)))</span>")
    }
    if !notes.isEmpty {
      caption.append(HTML.text(TerminalText.plain(notes).joined(separator: " ")))
    }
    let words =
      caption.isEmpty ? "" : "<figcaption>\(caption.joined(separator: " – "))</figcaption>\n"
    // On a slide a plot stands beside its code, and a long graph below it.
    let shape = picture.isLong ? "picture long" : "picture"
    return
      "<figure class=\"\(shape)\">\n<div class=\"frame\">\n\(images)\n</div>\n\(words)</figure>"
  }

  private mutating func html(_ deck: Deck) -> String {
    decks += 1
    return deck.named("deck.\(decks)").fragment
  }

  private mutating func html(_ questions: [Publication.Question]) -> String {
    quizzes += 1
    let root = questions.first?.root ?? ""
    let items = questions.map { question in
      let facts =
        question.facts.isEmpty
        ? ""
        : "<ul class=\"facts\">\(question.facts.map { "<li>\(HTML.text($0))</li>" }.joined())</ul>"
      return """
        <li><p class="asked">∂\(HTML.text(question.root))/∂\(HTML.text(question.node)) = ?</p>\(facts)
        \(Self.hidden("Hint", question.hint))\(Self.hidden("Answer", question.answer))</li>
        """
    }
    return """
      <section class="quiz" aria-label="Questions on \(HTML.attribute(root))">
      <ol>
      \(items.joined(separator: "\n"))
      </ol>
      </section>
      """
  }

  private static func hidden(_ title: String, _ lines: [String]) -> String {
    if lines.isEmpty { return "" }
    return "<details><summary>\(title)</summary><p>\(HTML.text(lines.joined(separator: "\n")))</p>"
      + "</details>"
  }
}

extension Exhibit.Picture {
  /// Whether it is much wider than high.
  var isLong: Bool {
    guard let size = SVGSize(of: light) else { return false }
    return size.width > 1.9 * size.height
  }
}
