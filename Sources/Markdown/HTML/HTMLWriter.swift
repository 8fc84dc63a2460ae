import Typography

/// Blocks as HTML. Whatever a text holds, it is shown and never obeyed: HTML in it is text, and a
/// link leads only where links lead.
package struct HTMLWriter {
  /// The picture at a path as a `data:` address; `nil` where it cannot be embedded.
  private let picture: (String) -> String?

  package init(picture: @escaping (String) -> String? = { _ in nil }) { self.picture = picture }

  // MARK: Blocks

  package func html(_ blocks: [Block]) -> String {
    var text = ""
    for block in blocks { text += html(block) + "\n" }
    return text
  }

  private func html(_ block: Block) -> String {
    switch block {
    case .heading(let level, let inlines):
      heading(level, inlines)
    case .paragraph(let inlines): "<p>\(html(inlines))</p>"
    case .code(let code):
      "<pre class=\"listing\"><code>\(HTML.text(code.text))</code></pre>"
    case .math(let tex):
      "<div class=\"formula\">\(Math(tex: tex).mathML(isBlock: true))</div>"
    case .list(let list): html(list)
    case .quotation(let blocks): "<blockquote>\n\(html(blocks))</blockquote>"
    case .rule: "<hr>"
    case .html(let source): "<p class=\"source\">\(HTML.text(source))</p>"
    }
  }

  /// A heading; one with an id can be linked to.
  package func heading(_ level: Int, _ inlines: [Inline], id: String? = nil) -> String {
    let level = min(max(level, 1), 6)
    let name = id.map { " id=\"\(HTML.attribute($0))\"" } ?? ""
    return "<h\(level)\(name)>\(html(inlines))</h\(level)>"
  }

  private func html(_ list: Block.List) -> String {
    let name = list.start == nil ? "ul" : "ol"
    let start = list.start.flatMap { $0 == 1 ? nil : " start=\"\($0)\"" } ?? ""
    var text = "<\(name)\(start)>\n"
    for item in list.items {
      // In a tight list a paragraph is the item itself.
      if list.isTight, case .paragraph(let inlines)? = item.first {
        let rest = html(Array(item.dropFirst()))
        text += "<li>\(html(inlines))\(rest.isEmpty ? "" : "\n" + rest)</li>\n"
      } else {
        text += "<li>\n\(html(item))</li>\n"
      }
    }
    return text + "</\(name)>"
  }

  // MARK: Inlines

  package func html(_ inlines: [Inline]) -> String { inlines.map(html).joined() }

  private func html(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): HTML.text(text)
    case .math(let tex): Math(tex: tex).mathML()
    case .code(let code): "<code>\(HTML.text(code))</code>"
    case .emphasis(let inner): "<em>\(html(inner))</em>"
    case .strong(let inner): "<strong>\(html(inner))</strong>"
    case .link(let address, let inner): link(to: address, html(inner))
    case .image(let path, let alternative): image(path, alternative)
    case .softBreak: "\n"
    case .lineBreak: "<br>\n"
    case .html(let source): HTML.text(source)
    }
  }

  private func link(to address: String, _ inner: String) -> String {
    SafeAddress.isSafe(address) ? "<a href=\"\(HTML.attribute(address))\">\(inner)</a>" : inner
  }

  /// A picture that is there is part of the page; of another there is a link, so that a page never
  /// asks for anything by itself.
  private func image(_ path: String, _ alternative: [Inline]) -> String {
    let words = alternative.plainText
    if SafeAddress.isRelative(path), let data = picture(path) {
      return "<img src=\"\(HTML.attribute(data))\" alt=\"\(HTML.attribute(words))\">"
    }
    return link(to: path, HTML.text(words.isEmpty ? path : words))
  }
}

/// Where a link may lead.
package enum SafeAddress {
  private static let schemes: Set = ["http", "https", "mailto"]

  /// Whether following a link does nothing but go somewhere.
  package static func isSafe(_ address: String) -> Bool {
    // Browsers leave out such characters wherever they are: `java\nscript:`.
    guard address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
      return false
    }
    guard let scheme = scheme(of: address) else { return true }
    return schemes.contains(scheme.lowercased())
  }

  /// Whether an address says where something is as seen from the page.
  package static func isRelative(_ address: String) -> Bool {
    scheme(of: address) == nil && !address.hasPrefix("/") && !address.hasPrefix("#")
      && !address.hasPrefix("\\")
  }

  /// What stands before a colon, if no other sign of an address comes before it.
  private static func scheme(of address: String) -> Substring? {
    guard let colon = address.firstIndex(of: ":") else { return nil }
    let scheme = address[..<colon]
    return scheme.contains { "/?#".contains($0) } ? nil : scheme
  }
}
