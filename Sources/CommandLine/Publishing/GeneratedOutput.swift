/// What ``MarkdownPage`` fills in, as it is known again.
enum GeneratedOutput {
  /// Stands behind the fence of a block of output.
  static let info = "text output"
  /// The beginning of a question.
  static let question = "<details class=\"gradwalk-output\"><summary>"
  /// How the folder of a page's pictures is called, behind the page's name.
  static let folderEnding = "_files"

  /// A Markdown text without what was filled in below its blocks of code.
  ///
  /// - Parameter keepsLines: whether blank lines take its place, so that every line keeps its number.
  static func removed(from text: String, keepsLines: Bool) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var kept: [Substring] = []
    var place = 0
    var isBelowCode = false
    while place < lines.count {
      if isBelowCode, let end = end(ofOutputAt: place, in: lines) {
        if keepsLines { kept += [Substring](repeating: "", count: end - place) }
        place = end
      } else if let end = end(ofFenceAt: place, in: lines) {
        let words = Fence(opening: lines[place])?.info.split { $0 == " " || $0 == "\t" }
        isBelowCode = words?.first == Walkthrough.fence[...]
        kept += lines[place..<end]
        place = end
      } else {
        if !lines[place].isEmpty { isBelowCode = false }
        kept.append(lines[place])
        place += 1
      }
    }
    return kept.joined(separator: "\n")
  }

  /// The line behind an output that begins on a line, perhaps with a blank one before it.
  private static func end(ofOutputAt place: Int, in lines: [Substring]) -> Int? {
    let start = lines[place].isEmpty ? place + 1 : place
    guard start < lines.count else { return nil }
    let line = lines[start]
    if line.hasPrefix("```"), line.drop(while: { $0 == "`" }) == info {
      return end(ofFenceAt: start, in: lines)
    }
    let isPicture =
      (line.hasPrefix("![") || line.hasPrefix("[![")) && line.hasSuffix(">)")
      && line.contains("\(folderEnding)/")
    return isPicture || line.hasPrefix(question) ? start + 1 : nil
  }

  /// The line behind a block between fences.
  private static func end(ofFenceAt place: Int, in lines: [Substring]) -> Int? {
    guard let fence = Fence(opening: lines[place]) else { return nil }
    let closing = lines[(place + 1)...].firstIndex(where: { fence.isClosed(by: $0) })
    return closing.map { $0 + 1 } ?? lines.count
  }
}
