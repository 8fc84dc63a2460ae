/// A block of a text: what stands on lines of its own.
package indirect enum Block: Equatable, Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  /// Code between fences, or indented; `info` is what stands behind the opening fence.
  case code(Code)
  /// `$$…$$` on lines of its own: TeX.
  case math(String)
  case list(List)
  case quotation([Block])
  /// A line across the page.
  case rule
  /// HTML as it was written. Whoever makes a page of it escapes it.
  case html(String)

  package struct Code: Equatable, Sendable {
    package var info: String
    package var text: String
    /// The line of the file on which the code begins, from 1.
    package var firstLine: Int

    package init(info: String, text: String, firstLine: Int) {
      self.info = info
      self.text = text
      self.firstLine = firstLine
    }
  }

  package struct List: Equatable, Sendable {
    /// The number of the first item; `nil` where the items have bullets.
    package var start: Int?
    /// Whether its items stand close together.
    package var isTight: Bool
    package var items: [[Block]]

    package init(start: Int?, isTight: Bool, items: [[Block]]) {
      self.start = start
      self.isTight = isTight
      self.items = items
    }
  }
}

/// A part of a line of text.
package indirect enum Inline: Equatable, Sendable {
  case text(String)
  /// `$…$`: TeX.
  case math(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case link(to: String, [Inline])
  case image(String, alternative: [Inline])
  /// The end of a line of the file, which is blank space.
  case softBreak
  /// A line that has to end here.
  case lineBreak
  /// HTML as it was written. Whoever makes a page of it escapes it.
  case html(String)
}

extension [Inline] {
  /// The words alone.
  package var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text), .math(let text), .html(let text): text
      case .emphasis(let inner), .strong(let inner), .link(_, let inner), .image(_, let inner):
        inner.plainText
      case .softBreak, .lineBreak: " "
      }
    }.joined()
  }
}
