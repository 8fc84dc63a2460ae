/// Where in a plane a model says which class: scores on a grid, and the regions in which one class's
/// is the largest.
public struct DecisionRegions: Sendable, Equatable {
  public let xs: [Double]
  public let ys: [Double]
  /// For each y, for each x, what the model gives: one score, of which the sign decides, or one for
  /// each class.
  public let scores: [[[Double]]]

  public init(xs: [Double], ys: [Double], scores: [[[Double]]]) {
    self.xs = xs
    self.ys = ys
    self.scores = scores
  }

  /// How many classes there are; one score tells two apart.
  public var classCount: Int {
    let count = scores.first?.first?.count ?? 0
    return count == 1 ? 2 : count
  }

  /// The class at a place of the grid, or `nil` where the scores are no numbers.
  func label(row: Int, column: Int) -> Int? {
    (0..<classCount).first { margin(of: $0, scores[row][column]) >= 0 }
  }

  /// By how much the score of a class is larger than the others.
  private func margin(of label: Int, _ scores: [Double]) -> Double {
    if scores.count == 1 { return label == 1 ? scores[0] : -scores[0] }
    let others = scores.enumerated().filter { $0.offset != label }.map(\.element)
    if scores.contains(where: \.isNaN) { return .nan }
    return scores[label] - (others.max() ?? 0)
  }

  /// For each place, by how much the score of a class is larger than the others. Of equal ones the
  /// first is ahead by next to nothing: two scores may be the same all over a region, as where the
  /// relus of a network are off.
  private func leads(of label: Int) -> [[Double]] {
    scores.indices.map { row in
      scores[row].indices.map { column in
        let margin = margin(of: label, scores[row][column])
        let isFirstOfEquals = margin == 0 && self.label(row: row, column: column) == label
        return isFirstOfEquals ? .leastNormalMagnitude : margin
      }
    }
  }

  /// The outline of the grid.
  private func whole(_ label: Int) -> Outline {
    let (left, right) = (xs[0], xs[xs.count - 1])
    let (bottom, top) = (ys[0], ys[ys.count - 1])
    return Outline(
      label: label,
      corners: [
        Plot.Point(left, bottom), Plot.Point(right, bottom), Plot.Point(right, top),
        Plot.Point(left, top),
      ], size: 2 * (right - left) * (top - bottom))
  }

  /// One region's outline.
  struct Outline: Equatable {
    let label: Int
    let corners: [Plot.Point]
    /// Twice the area.
    let size: Double
  }

  /// The outlines of all regions, larger ones first, so that a region inside another is painted over
  /// it. Between the places of the grid scores are taken to be linear. O(places · classes²).
  var outlines: [Outline] {
    var outlines: [Outline] = []
    for label in 0..<classCount {
      for corners in Contour(xs: xs, ys: ys, values: leads(of: label)).loops {
        let size = zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(0) {
          $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y
        }
        // A hole turns the other way round; what fills it has an outline of its own.
        if size > 0 { outlines.append(Outline(label: label, corners: corners, size: size)) }
      }
    }
    outlines = outlines.enumerated()
      .sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }.map(\.element)
    // Where three regions meet, lines that are straight leave a gap, and the page would shine through.
    let hasScores = !scores.joined().joined().contains(where: \.isNaN)
    if hasScores, let largest = outlines.first { outlines.insert(whole(largest.label), at: 0) }
    return outlines
  }
}

/// The lines that part positive from negative values on a grid (marching squares). Beyond the grid
/// everything is negative, so that every line closes.
private struct Contour {
  private let xs: [Double]
  private let ys: [Double]
  private let values: [[Double]]

  init(xs: [Double], ys: [Double], values: [[Double]]) {
    self.xs = [xs[0]] + xs + [xs[xs.count - 1]]
    self.ys = [ys[0]] + ys + [ys[ys.count - 1]]
    let beyond = [Double](repeating: -1, count: self.xs.count)
    self.values = [beyond] + values.map { [-1] + $0 + [-1] } + [beyond]
  }

  /// Closed lines with the positive values on their left.
  var loops: [[Plot.Point]] {
    var next = [Int](repeating: -1, count: 2 * xs.count * ys.count)
    for row in 0..<ys.count - 1 {
      for column in 0..<xs.count - 1 {
        for (from, to) in crossings(row, column) { next[from] = to }
      }
    }
    var loops: [[Plot.Point]] = []
    for first in next.indices where next[first] >= 0 {
      var loop: [Plot.Point] = []
      var edge = first
      while next[edge] >= 0 {
        let point = self.point(on: edge)
        if loop.last != point { loop.append(point) }
        (edge, next[edge]) = (next[edge], -1)
      }
      loops.append(loop)
    }
    return loops
  }

  private func isInside(_ row: Int, _ column: Int) -> Bool { values[row][column] > 0 }

  /// The line pieces of one cell, from edge to edge: from where a walk around the cell, against the
  /// clock, leaves the inside, to where it comes into it.
  private func crossings(_ row: Int, _ column: Int) -> [(from: Int, to: Int)] {
    let corners = [
      isInside(row, column), isInside(row, column + 1), isInside(row + 1, column + 1),
      isInside(row + 1, column),
    ]
    let edges = [
      horizontal(row, column), vertical(row, column + 1), horizontal(row + 1, column),
      vertical(row, column),
    ]
    let exits = (0..<4).filter { corners[$0] && !corners[($0 + 1) % 4] }
    let entries = (0..<4).filter { !corners[$0] && corners[($0 + 1) % 4] }
    guard exits.count == 2 else { return zip(exits, entries).map { (edges[$0], edges[$1]) } }
    // Two corners across: joined if the middle is inside too.
    let middle =
      values[row][column] + values[row][column + 1] + values[row + 1][column]
      + values[row + 1][column + 1]
    return exits.map { exit in (edges[exit], edges[(exit + (middle > 0 ? 1 : 3)) % 4]) }
  }

  private func horizontal(_ row: Int, _ column: Int) -> Int { 2 * (row * xs.count + column) }
  private func vertical(_ row: Int, _ column: Int) -> Int { 2 * (row * xs.count + column) + 1 }

  /// Where on an edge the value is 0.
  private func point(on edge: Int) -> Plot.Point {
    let row = edge / 2 / xs.count
    let column = edge / 2 % xs.count
    let (endRow, endColumn) = edge % 2 == 0 ? (row, column + 1) : (row + 1, column)
    let start = values[row][column]
    let share = start / (start - values[endRow][endColumn])
    let place = share.isFinite ? min(max(share, 0), 1) : 0.5
    return Plot.Point(
      xs[column] + place * (xs[endColumn] - xs[column]),
      ys[row] + place * (ys[endRow] - ys[row]))
  }
}
