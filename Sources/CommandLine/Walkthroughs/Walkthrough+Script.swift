import Markdown
import Session

extension Walkthrough {
  /// Reads a `.gw` file.
  ///
  /// Comment lines that stand between statements are prose, in Markdown, with their `#` taken off; a
  /// line without one ends the paragraph. `##` begins a section and `###` a part of one, as in
  /// Markdown; a `##` with which the file begins is its title. Comments inside a statement that goes
  /// over several lines, and those behind a statement, are code.
  ///
  ///     Walkthrough(script: "## Two\n# A number:\na = 2").pieces.count     // 2
  init(script: String) {
    let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
    var isStatement = [Bool](repeating: false, count: lines.count)
    for range in Session.lines(ofStatementsIn: script) {
      for line in range where line <= lines.count { isStatement[line - 1] = true }
    }
    var pieces: [Piece] = []
    var place = 0
    while place < lines.count {
      let isProse = !isStatement[place] && lines[place].isComment
      let end =
        lines[place...].indices.first { other in
          isProse != (!isStatement[other] && lines[other].isComment)
            // What stands between two comments is blank, and parts their paragraphs.
            && !(isProse && lines[other].isBlank && Self.continues(lines, isStatement, other))
        } ?? lines.count
      let stretch = lines[place..<end]
      if isProse {
        let text = Self.markdown(stretch, hasTitle: pieces.isEmpty)
        let blocks = Document(text).blocks
        if !blocks.isEmpty { pieces.append(.prose(blocks)) }
      } else if let first = stretch.firstIndex(where: { !$0.isBlank }),
        let last = stretch.lastIndex(where: { !$0.isBlank })
      {
        pieces.append(
          .code(
            Code(
              text: lines[first...last].map { $0 + "\n" }.joined(), firstLine: first + 1,
              options: [], part: 0)))
      }
      place = end
    }
    self.pieces = pieces
    parts = [Session.Part(script)]
  }

  /// Whether after blank lines there is a comment again.
  private static func continues(
    _ lines: [Substring], _ isStatement: [Bool], _ place: Int
  ) -> Bool {
    guard let next = lines[place...].firstIndex(where: { !$0.isBlank }) else { return false }
    return !isStatement[next] && lines[next].isComment
  }

  /// The Markdown that lines of comment hold.
  private static func markdown(_ lines: ArraySlice<Substring>, hasTitle: Bool) -> String {
    var lines = lines.map { $0.drop(while: \.isBlank) }
    if hasTitle, let first = lines.first, first.hasPrefix("#!") { lines.removeFirst() }
    var isFirst = hasTitle
    return lines.map { line in
      defer { if !line.isEmpty { isFirst = false } }
      if line.hasPrefix("##") { return isFirst ? line.dropFirst() : line }
      let text = line.dropFirst()
      return text.first == " " ? text.dropFirst() : text
    }.joined(separator: "\n")
  }
}

extension Substring {
  fileprivate var isBlank: Bool { allSatisfy(\.isBlank) }
  fileprivate var isComment: Bool { drop(while: \.isBlank).first == "#" }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}
