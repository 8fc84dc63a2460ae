import Session
import Terminal
import Typography

/// A tape for the screen: as text in two columns that wrap, else as its format has it.
struct TapeWriter {
  let writer: TextWriter

  private static let gap = 3
  /// The left column is not made narrower than this.
  private static let narrowest = 16

  func lines(_ report: TapeReport) -> [String] {
    let text = TapeText(report: report, format: writer.format)
    guard report.format == .text else { return text.lines }
    let pairs = report.rows.flatMap(text.pairs)
    let wanted = pairs.map { Screen.width(of: $0.forward) }.max() ?? 0
    let reverse = pairs.map { Screen.width(of: $0.reverse) }.max() ?? 0
    let total = writer.columns - TapeWriter.gap
    // What the right column leaves, but no less than a third.
    let width = max(
      min(wanted, max(total - reverse, total / 3, TapeWriter.narrowest)),
      Screen.width(of: TapeText.titles.forward))
    let head = line(
      writer.ink(TapeText.titles.forward, .dimmed), writer.ink(TapeText.titles.reverse, .dimmed),
      width)
    return note(report) + [head]
      + pairs.flatMap { pair in
        let left = broken(pair.forward, to: width)
        let right = broken(pair.reverse, to: max(total - width, TapeWriter.narrowest))
        return (0..<max(left.count, right.count)).map { place in
          line(
            place < left.count ? left[place] : "", place < right.count ? right[place] : "", width)
        }
      }
  }

  private func note(_ report: TapeReport) -> [String] {
    guard report.omitted > 0 else { return [] }
    let isOne = report.omitted == 1
    return writer.wrapped(
      "\(report.omitted.counted("row")) above \(isOne ? "is" : "are") left out"
        + writer.hints([writer.showingAll(report.omitted + report.rows.count)]))
  }

  private func line(_ left: String, _ right: String, _ width: Int) -> String {
    right.isEmpty
      ? left
      : Screen.padded(left, to: width) + String(repeating: " ", count: TapeWriter.gap) + right
  }

  /// Text broken at blanks, and inside of words that are wider than the column.
  private func broken(_ text: String, to width: Int) -> [String] {
    var narrow = writer
    narrow.columns = width
    return narrow.wrapped(text, indent: 2).flatMap { line -> [String] in
      var lines = [""]
      var room = width
      for character in line {
        let needed = Screen.width(of: String(character))
        if needed > room {
          lines.append("  ")
          room = width - 2
        }
        lines[lines.count - 1].append(character)
        room -= needed
      }
      return lines
    }
  }
}
