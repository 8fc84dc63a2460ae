import Typography

/// A sheet of squared paper, one character a square; a wide character takes two.
struct CharacterGrid {
  let width: Int
  let height: Int
  private var squares: [Square]

  private enum Square {
    case character(Character)
    /// The right half of a wide character.
    case covered
  }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    squares = Array(repeating: .character(" "), count: width * height)
  }

  /// Writes a text from a place on, as far as there is room.
  mutating func write(_ text: String, x: Int, y: Int) {
    var x = x
    for character in text {
      let columns = TextWidth.columns(of: character)
      guard columns > 0, y >= 0, y < height, x >= 0, x + columns <= width else { continue }
      squares[y * width + x] = .character(character)
      if columns == 2 { squares[y * width + x + 1] = .covered }
      x += columns
    }
  }

  /// The lines, without empty ones above and below, without the blanks that all begin with, without
  /// blanks at the end, and without lines on which every wire only goes on as on the line before.
  var text: String {
    var lines = (0..<height).map { y in
      var line = ""
      for case .character(let character) in squares[y * width..<(y + 1) * width] {
        line.append(character)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.first == "" { lines.removeFirst() }
    while lines.last == "" { lines.removeLast() }
    let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    lines = lines.enumerated().filter { index, line in
      index == 0 || line != lines[index - 1] || !line.allSatisfy { $0 == " " || $0 == "│" }
    }.map(\.element)
    return lines.map { $0.dropFirst(margin) + "\n" }.joined()
  }
}
