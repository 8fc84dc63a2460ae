import Terminal

/// A table set in columns, as wide as what stands in them, cut to the width of the screen.
struct TextTable {
  struct Column {
    let title: String
    let alignment: Screen.Alignment
    let role: Ink.Role
    /// How far it stands from the column before.
    let gap: Int
    /// Whether it may be cut short where the table is too wide.
    let canShrink: Bool

    init(
      _ title: String, _ alignment: Screen.Alignment = .left, role: Ink.Role = .plain, gap: Int = 2,
      canShrink: Bool = false
    ) {
      self.title = title
      self.alignment = alignment
      self.role = role
      self.gap = gap
      self.canShrink = canShrink
    }
  }

  let columns: [Column]
  var rows: [[String]] = []

  /// A column is not cut below this.
  private static let narrowest = 8

  /// The lines of the table, its titles first.
  func lines(width limit: Int, ink: Ink) -> [String] {
    let widths = widths(limit)
    let titles = line(columns.map(\.title), widths) { text, _ in ink(text, .dimmed) }
    return [titles] + rows.map { row in line(row, widths) { ink($0, $1.role) } }
  }

  private func widths(_ limit: Int) -> [Int] {
    var widths = columns.enumerated().map { place, column in
      rows.reduce(Screen.width(of: column.title)) { max($0, Screen.width(of: $1[place])) }
    }
    var excess = widths.reduce(0, +) + columns.dropFirst().reduce(0) { $0 + $1.gap } - limit
    while excess > 0 {
      let widest = columns.indices.filter {
        columns[$0].canShrink && widths[$0] > TextTable.narrowest
      }
      .max { widths[$0] < widths[$1] }
      guard let widest else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(
    _ cells: [String], _ widths: [Int], _ ink: (String, Column) -> String
  ) -> String {
    var line = ""
    var blanks = 0
    for (place, column) in columns.enumerated() {
      if place > 0 { blanks += column.gap }
      // The ends of names tell them apart: net.layer1.neuron3.w[2].
      let text =
        column.role == .name
        ? Screen.shortenedInside(cells[place], to: widths[place])
        : Screen.shortened(cells[place], to: widths[place])
      let room = widths[place] - Screen.width(of: text)
      if column.alignment == .right { blanks += room }
      // Nothing but blanks at the end of a line.
      if !text.isEmpty {
        line += String(repeating: " ", count: blanks) + ink(text, column)
        blanks = 0
      } else {
        blanks +=
          widths[place] - (column.alignment == .right ? room : 0)
          - (column.alignment == .left ? room : 0)
      }
      if column.alignment == .left { blanks += room }
    }
    return line
  }
}
