import Markdown

/// One slide: its heading, and what is shown at once and after each pause.
struct SlideParts {
  let heading: Publication.Heading?
  /// Whether a slide before it has the same heading.
  let isContinued: Bool
  var steps: [[Publication.Item]]

  /// How high the content of a slide can be, in pixels, before it is made smaller than is read well.
  private static let room = 860

  /// A line or two, which are no slide by themselves.
  private static let little = 120

  /// The slides of a section. One that is too long goes on, where it can be parted: before a
  /// heading, text or code, but not between code and what it found out. Its slides are about
  /// equally full.
  static func parts(of section: [Publication.Item]) -> [SlideParts] {
    var heading: Publication.Heading?
    var items = section[...]
    if case .heading(let first)? = items.first {
      heading = first
      items = items.dropFirst()
    }
    let groups = groups(of: items).map { (items: $0, height: $0.reduce(0) { $0 + $1.height }) }
    var rest = groups.reduce(0) { $0 + $1.height }
    var count = max((rest + room - 1) / room, 1)
    var slides = [SlideParts(heading: heading, isContinued: false, steps: [[]])]
    var used = 0
    for (items, height) in groups {
      // The next slide begins where this one is filled as far as its share, more or less.
      if count > 1, used > little, used + height / 2 > rest / count || used + height > room {
        slides.append(SlideParts(heading: heading, isContinued: true, steps: [[]]))
        count -= 1
        rest -= used
        used = 0
      }
      used += height
      let last = slides.count - 1
      for item in items {
        if item.isPause {
          slides[last].steps.append([])
        } else {
          slides[last].steps[slides[last].steps.count - 1].append(item)
        }
      }
    }
    return slides
  }

  /// What stays together: code with its output, a heading with what follows it, a pause with what
  /// it holds back.
  private static func groups(of items: ArraySlice<Publication.Item>) -> [[Publication.Item]] {
    var groups: [[Publication.Item]] = []
    for item in items {
      let joins: Bool
      switch (groups.last?.last, item) {
      case (nil, _): joins = false
      case (.heading?, _), (.pause?, _): joins = true
      // Two large pictures have a slide each.
      case (.output(.picture)?, .output(.deck)), (.output(.deck)?, .output(.deck)),
        (.output(.deck)?, .output(.picture)):
        joins = false
      case (_, .output): joins = true
      default: joins = false
      }
      if joins { groups[groups.count - 1].append(item) } else { groups.append([item]) }
    }
    return groups
  }
}

extension Publication.Item {
  fileprivate var isPause: Bool { if case .pause = self { true } else { false } }

  /// About how high it is on a slide, in pixels.
  fileprivate var height: Int {
    switch self {
    case .heading: 70
    case .prose(let blocks): blocks.reduce(0) { $0 + $1.height }
    case .code(let listing): 60 + 27 * listing.lines.count
    case .pause: 0
    case .output(let output):
      switch output {
      case .text(let lines), .remark(let lines, _): 20 + 27 * lines.count
      case .derivation(_, let text, _): 60 * text.count
      case .picture: 320
      case .deck: 560
      case .quiz(let questions): 90 * questions.count
      case .file: 40
      }
    }
  }
}

extension Block {
  /// About how high it is on a slide, in pixels.
  fileprivate var height: Int {
    switch self {
    case .heading, .rule: 60
    case .paragraph(let inlines): 15 + 33 * (inlines.plainText.count / 92 + 1)
    case .code(let code): 40 + 27 * code.text.count { $0 == "\n" }
    case .math: 100
    case .list(let list): list.items.reduce(15) { $0 + $1.reduce(0) { $0 + $1.height } }
    case .quotation(let blocks): blocks.reduce(0) { $0 + $1.height }
    case .html: 33
    }
  }
}
