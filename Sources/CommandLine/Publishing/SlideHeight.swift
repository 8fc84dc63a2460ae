import Drawing
import Markdown

/// About how high things are on a slide, in pixels, so that it is known how many fit on one.
///
/// The page itself measures, and shrinks what is too high after all; see `slides.js`. A slide is
/// 1280 pixels wide, and has 100 columns of code.
enum SlideHeight {
  private static let columns = 96
  private static let line = 27

  /// Items one below the other. What some code found out stands beside it where there is room.
  static func of(_ items: [Publication.Item]) -> Int {
    var height = 0
    var code: [String] = []
    var texts: [String] = []
    var rest = 0
    var isPlotted = false
    for item in items {
      switch item {
      case .code(let listing): code += listing.lines
      case .output(.text(let lines)), .output(.remark(let lines, _)):
        texts += TerminalText.plain(lines)
      case .output(let output):
        rest += of(output)
        if case .picture(let picture, _) = output, !picture.isLong { isPlotted = true }
      case .heading: height += 70
      case .prose(let blocks): height += blocks.reduce(0) { $0 + of($1) }
      case .pause: break
      }
    }
    let own = code.isEmpty ? 0 : 60 + line * code.count
    let said = texts.isEmpty ? 0 : 20 + line * texts.count
    if isPlotted { return height + max(own + said, rest) }
    let isBeside = min(width(of: code), columns / 2) + width(of: texts) < columns
    return height + (isBeside ? max(own, said) : own + said) + rest
  }

  private static func width(of lines: [String]) -> Int { lines.map(\.count).max() ?? 0 }

  private static func of(_ output: Publication.Output) -> Int {
    switch output {
    case .text(let lines), .remark(let lines, _): 20 + line * lines.count
    case .derivation(_, let text, _): 60 * text.count
    case .picture(let picture, _): 60 + min(340, drawn(picture.light))
    case .deck: 480
    case .quiz(let questions): 40 + 100 * ((questions.count + 1) / 2)
    case .file: 40
    }
  }

  /// How high a picture is that goes over the whole slide.
  private static func drawn(_ svg: [UInt8]) -> Int {
    guard let size = SVGSize(of: svg) else { return 340 }
    return Int(size.height * min(1100 / size.width, 1.6))
  }

  private static func of(_ block: Block) -> Int {
    switch block {
    case .heading, .rule: 60
    case .paragraph(let inlines): 15 + 33 * (inlines.plainText.count / 92 + 1)
    case .code(let code): 40 + line * code.text.count { $0 == "\n" }
    case .math: 100
    case .list(let list): list.items.reduce(15) { $0 + $1.reduce(0) { $0 + of($1) } }
    case .quotation(let blocks): blocks.reduce(0) { $0 + of($1) }
    case .html: 33
    }
  }
}
