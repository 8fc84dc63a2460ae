import Autograd
import Drawing
import Language
import Markdown
import Session

/// A walk-through that was run, as its readers see it: text, code, and what the code found out.
///
/// It holds nothing of how a page looks; ``HTMLPage``, ``SlidePage`` and ``MarkdownPage`` say that.
struct Publication {
  /// In words alone, for the browser's tab.
  let title: String
  /// In the order in which they are read.
  let items: [Item]

  enum Item {
    case heading(Heading)
    /// Text without headings.
    case prose([Markdown.Block])
    case code(Listing)
    /// What the code above it found out.
    case output(Output)
    /// Where a presenter waits.
    case pause
  }

  struct Heading {
    let level: Int
    let text: [Inline]
    let id: String
  }

  /// Code that stands together.
  struct Listing: Equatable {
    var lines: [String]
    /// The lines of the file that it comes from; the numbers of those that a pause parts have gaps.
    var lastLine: Int
  }

  enum Output {
    /// Lines for a terminal, with its colours.
    case text([String])
    /// Mistakes that the block had to make, warnings and hints.
    case remark([String], Diagnostic.Severity)
    case derivation(DerivationReport, text: [String], NumberFormat)
    case picture(Exhibit.Picture, notes: [String])
    case deck(Deck, WalkReport)
    case quiz([Question])
    /// A text that the script has written to a file.
    case file(name: String, text: String)
  }

  /// A question with its answer, as lines of text.
  struct Question {
    let root: String
    let node: String
    /// What has to be known to answer, a line for each use.
    let facts: [String]
    var hint: [String] = []
    var answer: [String] = []
  }

  // MARK: What there is

  /// The parts of the text between its headings of the second level; the first may have none.
  var sections: [[Item]] {
    var sections: [[Item]] = [[]]
    for item in items {
      if case .heading(let heading) = item, heading.level <= 2,
        !sections[sections.count - 1].isEmpty
      {
        sections.append([])
      }
      sections[sections.count - 1].append(item)
    }
    return sections
  }

  var headings: [Heading] {
    items.compactMap { item in if case .heading(let heading) = item { heading } else { nil } }
  }

  var pictureCount: Int {
    items.count { item in if case .output(.picture) = item { true } else { false } }
  }

  var deckCount: Int {
    items.count { item in if case .output(.deck) = item { true } else { false } }
  }

  var sectionCount: Int { headings.count { $0.level == 2 } }
}
