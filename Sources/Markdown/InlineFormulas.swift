/// The TeX between single dollar signs, taken out of a text before cmark reads it: what means
/// emphasis or a link in Markdown means something else there.
///
/// A formula begins with a dollar sign that no blank follows and ends, on the same line, with one
/// that no blank precedes and no digit follows, so that prices are not formulas. `\$` is a dollar
/// sign. In code there are none.
struct InlineFormulas {
  /// The text with a mark in the place of each formula.
  private(set) var textWithMarks = ""
  private var kept: [Inline] = []

  private static let opening: Character = "\u{E000}"
  private static let closing: Character = "\u{E001}"

  /// - Parameter markdown: A text whose lines end in `\n`.
  init(in markdown: String) {
    // What is code only cmark can say, in a list or a quotation; there they are put back.
    textWithMarks = markdown.split(separator: "\n", omittingEmptySubsequences: false)
      .map { marked($0) }.joined(separator: "\n")
  }

  private mutating func marked(_ line: Substring) -> String {
    var text = ""
    var place = line.startIndex
    while place < line.endIndex {
      let rest = line[place...]
      switch line[place] {
      case "\\":
        text += rest.prefix(2)
        place = rest.dropFirst(2).startIndex
      case "`":
        let ticks = rest.prefix { $0 == "`" }
        let code = rest.dropFirst(ticks.count).firstRange(of: String(ticks))
        let end = code?.upperBound ?? ticks.endIndex
        text += rest[..<end]
        place = end
      case Self.opening, Self.closing:
        // A sign of the text that looks like ours is a text of its own.
        text += mark(.text(String(line[place])))
        place = line.index(after: place)
      case "$":
        if let formula = formula(at: rest) {
          text += mark(.math(String(formula)))
          place = line.index(after: formula.endIndex)
        } else {
          let signs = rest.prefix { $0 == "$" }
          text += signs
          place = signs.endIndex
        }
      default:
        text.append(line[place])
        place = line.index(after: place)
      }
    }
    return text
  }

  private mutating func mark(_ part: Inline) -> String {
    kept.append(part)
    return "\(Self.opening)\(kept.count - 1)\(Self.closing)"
  }

  private func formula(at text: Substring) -> Substring? {
    let inside = text.dropFirst()
    guard let first = inside.first, first != "$", !first.isWhitespace else { return nil }
    var place = inside.startIndex
    while place < inside.endIndex {
      switch inside[place] {
      case "\\" where inside.index(after: place) < inside.endIndex:
        place = inside.index(after: place)
      case "$":
        let next = inside.index(after: place)
        let isClosing =
          !inside[inside.index(before: place)].isWhitespace
          && !(next < inside.endIndex && inside[next].isNumber)
        return isClosing ? inside[..<place] : nil
      default: break
      }
      place = inside.index(after: place)
    }
    return nil
  }

  /// A text of cmark's, with its formulas.
  func parts(of text: String) -> [Inline] {
    var parts: [Inline] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: Self.opening),
      let end = rest[start...].firstIndex(of: Self.closing),
      let number = Int(rest[start..<end].dropFirst()), kept.indices.contains(number)
    {
      if start > rest.startIndex { parts.append(.text(String(rest[..<start]))) }
      parts.append(kept[number])
      rest = rest[end...].dropFirst()
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }

  /// A text as it was before formulas were taken out of it.
  func restored(in text: String) -> String {
    parts(of: text).map { part in
      if case .math(let formula) = part { "$\(formula)$" } else { [part].plainText }
    }.joined()
  }
}
