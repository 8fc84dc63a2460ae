import Typography

/// What becomes of gnuplot's output.
public enum GnuplotOutput {
  /// The lines of a plot in the terminal, without the empty space around it.
  public static func lines(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\u{C}" }
      .map(trimmed)
    while let last = lines.last, visible(last).isEmpty { lines.removeLast() }
    while let first = lines.first, visible(first).isEmpty { lines.removeFirst() }
    return lines
  }

  /// An svg that is called by the plot's title, which browsers show and screen readers read.
  public static func named(_ svg: [UInt8], after plot: Plot) -> [UInt8] {
    var text = String(decoding: svg, as: UTF8.self)
    while text.hasSuffix("\n\n") { text.removeLast() }
    let names = plot.series.map(\.name).filter { !$0.isEmpty }
    let title = plot.title ?? names.first ?? "plot"
    text = replacing("title", with: title, in: text)
    return Array(replacing("desc", with: names.joined(separator: "; "), in: text).utf8)
  }

  private static func replacing(_ element: String, with content: String, in svg: String) -> String {
    let opening = "<\(element)>"
    let closing = "</\(element)>"
    let lines = svg.split(separator: "\n", omittingEmptySubsequences: false)
    guard let place = lines.firstIndex(where: { $0.hasPrefix(opening) && $0.hasSuffix(closing) })
    else { return svg }
    var changed = lines.map(String.init)
    changed[place] = opening + HTML.text(VisibleText.visible(content)) + closing
    return changed.joined(separator: "\n")
  }

  /// The line without blanks at its end, and without colours that nothing is written in.
  private static func trimmed(_ line: Substring) -> String {
    var pieces: [(code: String?, text: String)] = [(nil, "")]
    var rest = line
    while let start = rest.firstIndex(of: "\u{1B}") {
      pieces[pieces.count - 1].text += rest[..<start]
      let end = rest[start...].firstIndex(of: "m") ?? rest.index(before: rest.endIndex)
      pieces.append((String(rest[start...end]), ""))
      rest = rest[rest.index(after: end)...]
    }
    pieces[pieces.count - 1].text += rest
    while let last = pieces.last, last.text.allSatisfy({ $0 == " " }), pieces.count > 1 {
      pieces.removeLast()
    }
    let end = pieces.count - 1
    while pieces[end].text.hasSuffix(" ") { pieces[end].text.removeLast() }
    let isColoured = pieces.contains { $0.code != nil }
    return pieces.map { ($0.code ?? "") + $0.text }.joined() + (isColoured ? "\u{1B}[0m" : "")
  }

  /// A line without its colours.
  public static func visible(_ line: String) -> String {
    var text = ""
    var isCode = false
    for character in line {
      if character == "\u{1B}" { isCode = true }
      if !isCode { text.append(character) }
      if isCode, character == "m" { isCode = false }
    }
    return text
  }
}
