import Markdown
import Terminal
import Typography

/// Text with headings, lists and emphasis, set for a terminal.
///
/// Where there are no colours, what has to be told apart is told by signs: code stands between
/// backticks, as it is written.
struct ProseWriter {
  /// How many columns there are.
  let columns: Int
  let ink: Ink

  /// Longer lines are hard to read, however wide the terminal is.
  static let widest = 88

  init(columns: Int, ink: Ink) {
    self.columns = max(columns, 20)
    self.ink = ink
  }

  /// The lines of blocks, with a blank line between two of them.
  func lines(for blocks: [Block]) -> [String] {
    var lines: [String] = []
    for block in blocks {
      let next = self.lines(for: block)
      if !lines.isEmpty, !next.isEmpty { lines.append("") }
      lines += next
    }
    return lines
  }

  private func lines(for block: Block) -> [String] {
    switch block {
    case .heading(let level, let title):
      return heading(title, level)
    case .paragraph(let words):
      return wrapped(words)
    case .code(let code):
      return code.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { "    " + DiagnosticWriter.visible(String($0)) }
    case .math(let formula):
      return ProseWriter(columns: columns - 4, ink: ink).formula(formula).map { "    " + $0 }
    case .list(let list):
      return lines(for: list)
    case .quotation(let blocks):
      let inner = ProseWriter(columns: columns - 2, ink: ink)
      return inner.lines(for: blocks).map { ink("│", .dimmed) + ($0.isEmpty ? "" : " " + $0) }
    case .rule:
      return [ink(String(repeating: "─", count: columns / 2), .dimmed)]
    case .html(let text):
      // A comment is for whoever writes.
      return text.hasPrefix("<!--")
        ? [] : text.split(separator: "\n").map { DiagnosticWriter.visible(String($0)) }
    }
  }

  private func heading(_ title: [Inline], _ level: Int) -> [String] {
    let lines = wrapped(title, .heading)
    let sign: Character
    switch level {
    case 1: sign = "═"
    case 2: sign = "─"
    default: return lines
    }
    let width = lines.map(Screen.width).max() ?? 0
    return lines + [ink(String(repeating: sign, count: width), .dimmed)]
  }

  private func lines(for list: Block.List) -> [String] {
    let marks = list.items.indices.map { place in
      list.start.map { "\($0 + place). " } ?? "• "
    }
    let indent = marks.map(TextWidth.columns(of:)).max() ?? 0
    let inner = ProseWriter(columns: columns - indent, ink: ink)
    var lines: [String] = []
    for (mark, item) in zip(marks, list.items) {
      if !list.isTight, !lines.isEmpty { lines.append("") }
      let body =
        list.isTight
        ? item.flatMap { inner.lines(for: [$0]) } : inner.lines(for: item)
      for (number, line) in (body.isEmpty ? [""] : body).enumerated() {
        let head = number == 0 ? Screen.padded(mark, to: indent, .right) : ""
        lines.append(line.isEmpty ? head : Screen.padded(head, to: indent) + line)
      }
    }
    return lines
  }

  /// A formula on a line of its own; one that is too long is broken, first where it has most room.
  private func formula(_ formula: String) -> [String] {
    let text = Self.shown(formula)
    if TextWidth.columns(of: text) <= columns { return [ink(text, .slanted)] }
    return text.split(separator: "   ").flatMap { part in
      wrapped([.text(String(part))], .slanted)
    }
  }

  /// A formula as it can be shown between words.
  private static func shown(_ formula: String) -> String {
    DiagnosticWriter.visible(Math(tex: formula).text)
  }

  // MARK: Lines of words

  /// A text broken at its blanks into lines that fit. What is longer than a line, as an address, has
  /// a line of its own.
  private func wrapped(_ inlines: [Inline], _ role: Ink.Role = .plain) -> [String] {
    var words = Words(ink: ink)
    words.add(inlines, role)
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in words.all {
      if word.isLineBreak {
        lines.append(line)
        (line, width) = ("", 0)
        continue
      }
      if width > 0, width + 1 + word.width > columns {
        lines.append(line)
        (line, width) = ("", 0)
      }
      line += (width > 0 ? " " : "") + word.text
      width += (width > 0 ? 1 : 0) + word.width
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The words of a text, coloured.
  private struct Words {
    struct Word {
      var text = ""
      var width = 0
      var isLineBreak = false
    }

    let ink: Ink
    private(set) var all: [Word] = []
    /// Whether a blank has come since the last word.
    private var isApart = true

    init(ink: Ink) { self.ink = ink }

    mutating func add(_ inlines: [Inline], _ role: Ink.Role) {
      for inline in inlines {
        switch inline {
        case .text(let text): add(text, role)
        case .code(let code): add(ink.isOn ? code : "`\(code)`", .name)
        case .math(let formula): add(ProseWriter.shown(formula), .slanted)
        case .emphasis(let inner): add(inner, role == .heading ? role : .slanted)
        case .strong(let inner): add(inner, .emphasis)
        case .link(let address, let inner): addLink(to: address, inner, role)
        case .image(_, let alternative): add("[" + alternative.plainText + "]", .dimmed)
        case .softBreak: isApart = true
        case .lineBreak:
          all.append(Word(isLineBreak: true))
          isApart = true
        case .html: break
        }
      }
    }

    /// An address is shown where it leads out of the file's own folder, and is not the text itself.
    private mutating func addLink(to address: String, _ inner: [Inline], _ role: Ink.Role) {
      add(inner, .underlined)
      guard address.contains("://"), inner.plainText != address else { return }
      isApart = true
      add("(\(address))", .dimmed)
    }

    private mutating func add(_ text: String, _ role: Ink.Role) {
      let pieces = text.split(omittingEmptySubsequences: false) { $0 == " " || $0.isNewline }
      for (number, piece) in pieces.enumerated() {
        if number > 0 { isApart = true }
        guard !piece.isEmpty else { continue }
        let text = DiagnosticWriter.visible(String(piece))
        if isApart { all.append(Word()) }
        isApart = false
        all[all.count - 1].text += ink(text, role)
        all[all.count - 1].width += TextWidth.columns(of: text)
      }
    }
  }
}
