import Drawing
import Typography

/// An SVG as a part of a page that holds others: every id is its own.
enum InlineSVG {
  /// The SVG as an element of a page.
  ///
  /// - Parameter className: `light`, `dark` or empty.
  static func element(
    _ svg: [UInt8], prefix: String, className: String, label: String
  ) -> String {
    let start = svg.firstRange(of: Array("<svg".utf8))?.lowerBound ?? svg.endIndex
    var bytes = SVGNames.prefixed(Array(svg[start...]), with: prefix)
    while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    let attributes =
      (className.isEmpty ? "" : " class=\"\(className)\"")
      + " role=\"img\" aria-label=\"\(HTML.attribute(label))\""
    return "<svg" + attributes + tooltips(String(text.dropFirst(4)))
  }

  /// What Graphviz writes as the title of a link, which leads nowhere, as that of a group: so a
  /// browser shows it, and nobody lands on it by the keyboard. The name of a part says nothing.
  private static func tooltips(_ svg: String) -> String {
    guard svg.contains("<a xlink:title=\"") else { return svg }
    return svg.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      if line == "</a>" { return "</g>" }
      if line.hasPrefix("<title>"), line.hasSuffix("</title>") { return nil }
      guard let link = line.firstRange(of: "<a xlink:title=\"") else { return String(line) }
      let rest = line[link.upperBound...]
      let title = rest.prefix { $0 != "\"" }
      let inside = rest[title.endIndex...].drop { $0 != ">" }.dropFirst()
      return "\(line[..<link.lowerBound])<g><title>\(title)</title>\(inside)"
    }.joined(separator: "\n")
  }
}
