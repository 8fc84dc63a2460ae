extension SourceMap {
  /// The name or the sign that begins where a node was written: `softmax`, `@`; empty for nowhere.
  public func word(at origin: UInt32) -> String {
    let rest = self.rest(from: origin)
    guard let first = rest.first else { return "" }
    if first.isLetter || first == "_" {
      return String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" })
    }
    return String(rest.prefix { "+-*/@^<>=!".contains($0) })
  }

  /// The line in which a node was written, without the blanks around it.
  public func line(at origin: UInt32) -> String {
    let line = place(of: Span(origin: origin))?.text ?? ""
    let start = line.drop { $0.isWhitespace }
    let blanks = start.reversed().prefix { $0.isWhitespace }.count
    return String(start.dropLast(blanks))
  }

  /// As much of the text from a place on as a name can be long.
  private func rest(from origin: UInt32) -> String {
    let span = Span(origin: origin)
    guard let source = source(of: span) else { return "" }
    return text(of: Span(start: origin, end: min(origin + 80, source.end)))
  }
}
