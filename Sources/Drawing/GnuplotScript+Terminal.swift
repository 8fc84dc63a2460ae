import Autograd
import Glibc

/// A plot with the characters of a terminal. gnuplot's own lines are made of `*` and `#`; here a line
/// is a row of points so close that each character on its way has one, and the points are dots.
extension GnuplotScript {
  func terminalText(columns: Int, rows: Int) -> String {
    let layers = terminalLayers(columns: columns, rows: rows)
    var lines = [
      "set encoding utf8", "set terminal dumb noenhanced size \(columns),\(rows) ansi256",
      "set border 3", "set tics nomirror out", "unset grid",
    ]
    lines += axis("x", plot.x, plot.xRange) + axis("y", plot.y, plot.yRange)
    if let title = plot.title {
      let text = GnuplotText.quoted(title, limit: max(columns - 12, 8))
      lines.append("set title \(text) noenhanced")
    }
    lines.append(
      keyNames.isEmpty
        ? "unset key" : "set key above left vertical reverse Left noenhanced samplen 1")
    lines += layers.enumerated().flatMap { place, layer in data(layer.rows, name: place) }
    lines.append(
      "plot "
        + layers.enumerated().map { "$d\($0) \($1.style)" }.joined(separator: ", \\\n  "))
    return lines.joined(separator: "\n") + "\n"
  }

  private func terminalLayers(columns: Int, rows: Int) -> [Layer] {
    var layers = terminalRegions(columns: columns, rows: rows)
    for series in plot.series {
      let rowsOfPoints: [[Plot.Point]]
      let sign: String
      switch series.mark {
      case .line, .dottedLine:
        sign = GnuplotScript.lineSigns[series.colour % GnuplotScript.lineSigns.count]
        rowsOfPoints = pieces(of: series).map { traced($0, columns, rows) }
      case .derivative:
        sign = "·"
        rowsOfPoints = pieces(of: series).map { traced($0, columns, rows) }
      case .tangent:
        sign = "×"
        let line = traced(Array(series.points.dropFirst()), columns, rows)
        // Broken, as it is in a picture.
        rowsOfPoints = [line.enumerated().filter { $0.offset % 8 < 4 }.map(\.element)]
      case .points:
        sign = GnuplotScript.pointSigns[series.colour % GnuplotScript.pointSigns.count]
        rowsOfPoints = [pieces(of: series).flatMap { $0 }]
      case .bars:
        sign = GnuplotScript.barSigns[series.colour % GnuplotScript.barSigns.count]
        rowsOfPoints = [filled(series, columns, rows)]
      }
      let limit = max(columns - 20, 8)
      let title =
        series.name.isEmpty
        ? "notitle" : "title \(GnuplotText.quoted(series.name, limit: limit))"
      layers.append(Layer(rows: rowsOfPoints, style: style(sign, series.colour, title)))
      if series.mark == .tangent, let touched = series.points.first {
        layers.append(Layer(rows: [[touched]], style: style("◆", series.colour, "notitle")))
      }
    }
    return layers
  }

  private func style(_ sign: String, _ colour: Int, _ title: String) -> String {
    "with points pointtype '\(sign)' linecolor \(GnuplotText.colour(theme.colour(colour))) \(title)"
  }

  private static let lineSigns = ["•", "+", "∘", "×"]
  private static let pointSigns = ["●", "▲", "■", "◆"]
  private static let barSigns = ["█", "▒", "░", "▓"]

  /// Where a point lies, as shares of the two axes.
  private func share(_ point: Plot.Point) -> (x: Double, y: Double) {
    func share(_ number: Double, _ axis: Plot.Axis, _ range: ClosedRange<Double>) -> Double {
      if axis.isLogarithmic {
        return log(number / range.lowerBound) / log(range.upperBound / range.lowerBound)
      }
      return (number - range.lowerBound) / (range.upperBound - range.lowerBound)
    }
    return (share(point.x, plot.x, plot.xRange), share(point.y, plot.y, plot.yRange))
  }

  private func point(_ x: Double, _ y: Double) -> Plot.Point {
    func number(_ share: Double, _ axis: Plot.Axis, _ range: ClosedRange<Double>) -> Double {
      if axis.isLogarithmic {
        return range.lowerBound * pow(range.upperBound / range.lowerBound, share)
      }
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    return Plot.Point(number(x, plot.x, plot.xRange), number(y, plot.y, plot.yRange))
  }

  /// The points of a line, and so many between them that no character on its way is left out.
  private func traced(_ points: [Plot.Point], _ columns: Int, _ rows: Int) -> [Plot.Point] {
    guard let first = points.first else { return [] }
    var traced = [first]
    var last = share(first)
    for end in points.dropFirst() {
      let to = share(end)
      let cells = max(abs(to.x - last.x) * Double(columns), abs(to.y - last.y) * Double(rows))
      // Most of a line that is steeper than this lies outside.
      let steps = min(Int(max(cells * 2, 1).rounded(.up)), 400)
      if steps > 1 {
        for step in 1..<steps {
          let part = Double(step) / Double(steps)
          traced.append(
            point(last.x + (to.x - last.x) * part, last.y + (to.y - last.y) * part))
        }
      }
      traced.append(end)
      last = to
    }
    return traced
  }

  /// Points that fill bars.
  private func filled(_ series: Plot.Series, _ columns: Int, _ rows: Int) -> [Plot.Point] {
    let (x, y) = (plot.xRange, plot.yRange)
    let step = (x.upperBound - x.lowerBound) / Double(2 * columns)
    let rise = (y.upperBound - y.lowerBound) / Double(2 * rows)
    var points: [Plot.Point] = []
    for bar in series.points where plot.isShown(bar) && bar.y > 0 {
      let across = max(Int((series.barWidth * 0.9 / step).rounded(.down)), 1)
      let up = max(Int((bar.y / rise).rounded(.down)), 1)
      for column in 0..<across {
        let x = bar.x + (Double(column) + 0.5 - Double(across) / 2) * step
        for row in 0..<up { points.append(Plot.Point(x, Double(row) * rise)) }
      }
    }
    return points
  }

  /// A faint sign at each place of the screen that belongs to a class; none for the first.
  private func terminalRegions(columns: Int, rows: Int) -> [Layer] {
    guard let regions = plot.regions else { return [] }
    let signs = ["░", "▒", "▓"]
    return (1..<max(regions.classCount, 2)).map { label in
      var points: [Plot.Point] = []
      for row in 0..<2 * rows {
        for column in 0..<2 * columns {
          let x = (Double(column) + 0.5) / Double(2 * columns)
          let y = (Double(row) + 0.5) / Double(2 * rows)
          let gridRow = Int((y * Double(regions.ys.count - 1)).rounded())
          let gridColumn = Int((x * Double(regions.xs.count - 1)).rounded())
          if regions.label(row: gridRow, column: gridColumn) == label {
            points.append(point(x, y))
          }
        }
      }
      return Layer(rows: [points], style: style(signs[(label - 1) % 3], label, "notitle"))
    }
  }
}
