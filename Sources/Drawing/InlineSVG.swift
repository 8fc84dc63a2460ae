import Typography

/// An SVG as an element of a page.
public enum InlineSVG {
  /// The picture from its first tag on, and what it is called for those who cannot see it.
  ///
  /// - Parameter className: for the style sheet of the page; none where it is empty.
  public static func element(_ svg: [UInt8], label: String, className: String = "") -> String {
    let start = svg.firstRange(of: Array("<svg".utf8))?.upperBound ?? svg.endIndex
    var bytes = svg[start...]
    while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return "<svg" + (className.isEmpty ? "" : " class=\"\(className)\"")
      + " role=\"img\" aria-label=\"\(HTML.attribute(label))\""
      + (SVGSize(of: svg)?.attribute ?? "")
      + String(decoding: bytes, as: UTF8.self)
  }

  /// The same with what Graphviz writes as the title of a link, which leads nowhere, as that of a
  /// group: so a browser shows it, and nobody lands on it by the keyboard. The name of a part, which
  /// says nothing, is left out.
  public static func withTooltips(_ svg: String) -> String {
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
