/// As much of an xterm as readline and Gradwalk use: a grid of letters and a cursor.
struct ScreenEmulation {
  private let columns: Int
  private let rows: Int
  private var grid: [[Character]]
  private var row = 0
  private var column = 0
  /// A control sequence whose end has not arrived.
  private var pending = ""

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    grid = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without trailing space.
  var text: String {
    var lines = grid.map { line in
      String(line[..<((line.lastIndex { $0 != " " } ?? -1) + 1)])
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// A text without control sequences, bells and carriage returns.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      let length = max(1, sequenceLength(rest) ?? rest.count)
      if length == 1 && (scalar.value >= 0x20 || scalar == "\n" || scalar == "\t") {
        result.append(scalar)
      }
      rest = rest.dropFirst(length)
    }
    return String(result)
  }

  /// Scalars of the control sequence that a text begins with, 0 if it begins with none, nil if
  /// its end is missing.
  private static func sequenceLength(_ text: Substring.UnicodeScalarView) -> Int? {
    guard text.first == "\u{1B}" else { return 0 }
    guard let second = text.dropFirst().first else { return nil }
    let body = text.dropFirst(2)
    switch second {
    case "[":
      let end = body.firstIndex { ("@"..."~").contains($0) }
      return end.map { text.distance(from: text.startIndex, to: $0) + 1 }
    case "]", "P", "_":
      guard let end = body.firstIndex(where: { $0 == "\u{7}" || $0 == "\\" }) else { return nil }
      return text.distance(from: text.startIndex, to: end) + 1
    case "(", ")": return 3
    default: return 2
    }
  }

  /// Acts on what a program wrote.
  mutating func show(_ text: String) {
    let all = pending + text
    pending = ""
    var rest = all.unicodeScalars[...]
    while let scalar = rest.first {
      guard let length = Self.sequenceLength(rest) else {
        pending = String(rest)
        return
      }
      if length > 0 {
        obey(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
      } else {
        put(scalar)
        rest = rest.dropFirst()
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\r": column = 0
    case "\n": lineFeed()
    case "\u{8}": column = max(0, column - 1)
    case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
    case _ where scalar.value < 0x20: break
    case _ where scalar.properties.generalCategory == .nonspacingMark && column > 0:
      var letter = String(grid[row][column - 1])
      letter.unicodeScalars.append(scalar)
      grid[row][column - 1] = letter.first ?? " "
    default:
      if column == columns {
        column = 0
        lineFeed()
      }
      grid[row][column] = Character(scalar)
      column += 1
    }
  }

  private mutating func lineFeed() {
    if row + 1 < rows {
      row += 1
    } else {
      grid.removeFirst()
      grid.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func obey(_ sequence: String) {
    guard sequence.hasPrefix("\u{1B}["), let final = sequence.last else { return }
    let numbers = sequence.dropFirst(2).dropLast().split(separator: ";").compactMap { Int($0) }
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "H":
      row = min(rows, count) - 1
      column = min(columns, max(1, numbers.dropFirst().first ?? 1)) - 1
    case "J": erase(numbers.first ?? 0)
    case "K": eraseInRow(numbers.first ?? 0)
    case "P":
      let end = min(columns, column + count)
      grid[row].removeSubrange(min(column, columns)..<end)
      grid[row] += Array(repeating: " ", count: columns - grid[row].count)
    case "@":
      grid[row].insert(contentsOf: Array(repeating: " ", count: count), at: min(column, columns))
      grid[row].removeLast(count)
    default: break
    }
  }

  private mutating func erase(_ part: Int) {
    eraseInRow(part)
    let lines = part == 2 ? 0..<rows : part == 1 ? 0..<row : (row + 1)..<rows
    for line in lines { grid[line] = Array(repeating: " ", count: columns) }
  }

  private mutating func eraseInRow(_ part: Int) {
    let range = part == 2 ? 0..<columns : part == 1 ? 0..<(column + 1) : column..<columns
    for index in range.clamped(to: 0..<columns) { grid[row][index] = " " }
  }
}
