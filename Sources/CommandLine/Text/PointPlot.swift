import Autograd

/// Points on two logarithmic axes, made of characters that every terminal has.
struct PointPlot {
  struct Series {
    let mark: Character
    let points: [(x: Double, y: Double)]
  }

  let series: [Series]
  /// What stands where two series meet.
  var shared: Character = "*"
  var width = 61
  var height = 15

  /// The lines of the plot: y upward, x to the right, a label at each end of the axes. Points whose
  /// y is 0 lie on the lowest line; what is not finite is left out.
  var lines: [String] {
    let all = series.flatMap(\.points).filter { $0.x > 0 && $0.y.isFinite }
    let positive = all.map(\.y).filter { $0 > 0 }
    guard let left = all.map(\.x).min(), let right = all.map(\.x).max() else { return [] }
    let bottom = PointPlot.decade(positive.min() ?? 1, up: false)
    let top = max(PointPlot.decade(positive.max() ?? 1, up: true), bottom + 1)
    var squares = [[Character]](repeating: [Character](repeating: " ", count: width), count: height)
    for (mark, points) in series.map({ ($0.mark, $0.points) }) {
      for point in points where point.x > 0 && point.y.isFinite {
        let x = PointPlot.place(point.x, from: left, to: right, of: width)
        let share = point.y > 0 ? (PointPlot.log(point.y) - bottom) / (top - bottom) : 0
        let y = height - 1 - Int((share * Double(height - 1)).rounded())
        let before = squares[y][x]
        squares[y][x] = before == " " || before == mark ? mark : shared
      }
    }
    let labels = [0: PointPlot.power(top), height - 1: PointPlot.power(bottom)]
    let room = labels.values.map(\.count).max() ?? 0
    let rows = squares.enumerated().map { y, row in
      let label = labels[y] ?? ""
      return PointPlot.trimmed(
        String(repeating: " ", count: room - label.count) + label + " |" + String(row))
    }
    let margin = String(repeating: " ", count: room + 1)
    let (low, high) = (
      NumberFormat.significant(3).text(left), NumberFormat.significant(3).text(right)
    )
    let gap = String(repeating: " ", count: max(width - low.count - high.count, 1))
    return rows + [
      margin + "+" + String(repeating: "-", count: width), margin + " " + low + gap + high,
    ]
  }

  /// Where a number lies on a logarithmic axis of `count` squares.
  private static func place(_ x: Double, from left: Double, to right: Double, of count: Int) -> Int
  {
    guard right > left else { return 0 }
    return Int((Double(count - 1) * (log(x) - log(left)) / (log(right) - log(left))).rounded())
  }

  private static func decade(_ number: Double, up: Bool) -> Double {
    log(number).rounded(up ? .up : .down)
  }

  private static func power(_ exponent: Double) -> String { "1e\(Int(exponent))" }

  private static func log(_ number: Double) -> Double {
    Operation.table[Int(Operation.code(named: "log10")!.rawValue)].value(at: [number])
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
