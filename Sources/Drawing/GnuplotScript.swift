import Autograd
import Typography

/// A plot as a script for gnuplot, the data in it, which writes the picture to standard output.
///
/// Equal plots have equal scripts, and gnuplot's svg is equal for equal scripts.
public struct GnuplotScript {
  let plot: Plot
  let options: PlotOptions
  let format: PlotOptions.Format
  let theme: PlotTheme

  public static func text(
    of plot: Plot, options: PlotOptions, as format: PlotOptions.Format
  ) -> String {
    var drawing = DrawingOptions()
    drawing.theme = options.theme
    let script = GnuplotScript(
      plot: plot, options: options, format: format, theme: PlotTheme(drawing.colours))
    if case .terminal(let columns, let rows) = format {
      return script.terminalText(columns: columns, rows: rows)
    }
    return script.text
  }

  /// The script of a picture.
  private var text: String {
    let layers = layers
    var lines = ["set encoding utf8", terminal]
    lines += frame
    lines += layers.enumerated().flatMap { place, layer in data(layer.rows, name: place) }
    lines.append(
      "plot "
        + layers.enumerated().map { "$d\($0) \($1.style)" }.joined(separator: ", \\\n  "))
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Around the data

  private var terminal: String {
    let background = "background '\(theme.page)'"
    let font = "font 'Arial,\(points(15))'"
    let size = "\(options.width),\(height)"
    switch format {
    case .png:
      let doubled = "\(2 * options.width),\(2 * height)"
      // A point is four thirds of a pixel there, and in a pdf of an inch's ninety-sixth; in svg it is
      // one. The scales make letters as large in all of them.
      return "set terminal pngcairo size \(doubled) \(font) fontscale 1.5 linewidth 2 pointscale 2 "
        + background
    case .pdf:
      let inches = [options.width, height]
        .map { GnuplotText.number(Double($0) / 96) + "in" }.joined(separator: ",")
      return
        "set terminal pdfcairo size \(inches) \(font) fontscale 0.5625 linewidth 1 "
        + background
    case .svg, .terminal:
      return
        "set terminal svg size \(size) standalone font 'Arial,Helvetica,sans-serif,\(points(15))' "
        + background
    }
  }

  /// A size of text.
  private func points(_ size: Double) -> String {
    GnuplotText.rounded(size * theme.scale)
  }

  /// A width of line.
  private func width(_ width: Double) -> String {
    "linewidth " + GnuplotText.rounded(width * theme.weight)
  }

  private var frame: [String] {
    let ink = "textcolor \(GnuplotText.colour(theme.ink))"
    let faint = GnuplotText.colour(theme.faint)
    let grid = GnuplotText.colour(theme.grid)
    var lines = [
      "set border \(plot.regions == nil ? 3 : 15) back \(width(1)) linecolor \(faint)",
      "set tics nomirror out scale 0.6 \(ink)", "set minussign",
      // A tangent's ends may both lie outside.
      "set clip two",
    ]
    if plot.regions == nil {
      lines.append("set grid back linetype 1 \(width(0.75)) linecolor \(grid)")
      if !plot.y.isLogarithmic, plot.yRange.lowerBound < 0, plot.yRange.upperBound > 0 {
        lines.append("set xzeroaxis linetype 1 \(width(1)) linecolor \(faint)")
      }
    } else if isSquare {
      lines.append("set size ratio -1")
    }
    lines += axis("x", plot.x, plot.xRange) + axis("y", plot.y, plot.yRange)
    lines += head
    return lines
  }

  /// Whether a step is as long on the one axis as on the other, as it is for points in a plane.
  private var isSquare: Bool {
    let (x, y) = (plot.xRange, plot.yRange)
    let ratio = (x.upperBound - x.lowerBound) / (y.upperBound - y.lowerBound)
    return 0.3 < ratio && ratio < 3.5
  }

  func axis(_ name: String, _ axis: Plot.Axis, _ range: ClosedRange<Double>) -> [String] {
    var lines = ["set \(name)range \(GnuplotText.range(range))"]
    if let label = axis.label {
      // On a terminal nobody knows the colour of the page.
      let colour = isInTerminal ? "" : " textcolor \(GnuplotText.colour(theme.ink))"
      lines.append(
        "set \(name)label \(GnuplotText.quoted(label, limit: 60)) noenhanced\(colour)")
    }
    if axis.isLogarithmic {
      lines.append("set logscale \(name) 10")
      let isWide = range.upperBound / range.lowerBound > 1000
      if isWide { lines.append("unset m\(name)tics") }
      // A terminal has no superscripts.
      if isWide { lines.append("set format \(name) '\(isInTerminal ? "10^%T" : "10^{%T}")'") }
    }
    return lines
  }

  var isInTerminal: Bool { if case .terminal = format { true } else { false } }

  private var lineHeight: Double { 22 * theme.scale }
  private var titleHeight: Double { plot.title == nil ? 0 : 34 * theme.scale }

  private var keyRows: Int { (keyNames.count + keyColumns - 1) / keyColumns }

  /// How far from the top the data begin, below the title and the key.
  private var top: Double {
    14 + titleHeight + (keyRows == 0 ? 0 : Double(keyRows) * lineHeight + 10)
  }

  /// As high as was asked for; else a plane has about as much blank space below as beside it.
  private var height: Int {
    if let height = options.height { return height }
    guard plot.regions != nil else { return 480 }
    guard isSquare else { return options.width }
    let (x, y) = (plot.xRange, plot.yRange)
    let width = Double(options.width) - 130 * theme.scale
    let shape = (y.upperBound - y.lowerBound) / (x.upperBound - x.lowerBound)
    return Int((top + width * shape + 72 * theme.scale).rounded())
  }

  /// The title and the key, above the data, so that they never cover it.
  private var head: [String] {
    var lines: [String] = []
    let ink = "textcolor \(GnuplotText.colour(theme.ink))"
    if let title = plot.title {
      // Beside the margins; a twentieth for fonts that are wider than they should be.
      let room = Double(options.width) - 90 * theme.scale
      lines.append(
        "set label 1 \(GnuplotText.quoted(title, ems: room / (20 * theme.scale))) at graph 0, screen "
          + "\(fraction(14 + 10 * theme.scale)) left noenhanced font ',\(points(19))' \(ink)")
    }
    if keyRows == 0 {
      lines.append("unset key")
    } else {
      lines.append(
        "set key at graph 0, screen \(fraction(14 + titleHeight)) left top vertical maxrows \(keyRows) "
          + "Left reverse noenhanced samplen 2 \(ink)")
    }
    lines.append("set tmargin at screen \(fraction(top))")
    return lines
  }

  /// How far up `pixels` from the top are, where the whole height is 1.
  private func fraction(_ pixels: Double) -> String {
    let share = 1 - pixels / Double(height)
    return NumberFormat.decimals(4).text(max(share, 0.4))
  }

  var keyNames: [String] { plot.series.map(\.name).filter { !$0.isEmpty } }

  /// How wide a name in the key may be, in ems: beside the numbers of the y axis, and behind the
  /// sample of its line.
  private func nameRoom(columns: Int) -> Double {
    let column = (Double(options.width) - 90 * theme.scale) / Double(columns)
    return max((column - 60 * theme.scale) / (15 * theme.scale), 5)
  }

  /// Two where one would leave little room for the data, if the names are short enough.
  private var keyColumns: Int {
    let names = keyNames
    if names.count <= 4 { return 1 }
    let isShort = names.allSatisfy { Helvetica.width(of: $0) <= nameRoom(columns: 2) }
    return isShort || names.count > 8 ? 2 : 1
  }

  // MARK: Data

  /// Points, and how they are drawn.
  struct Layer {
    let rows: [[Plot.Point]]
    let style: String
  }

  private var layers: [Layer] {
    var layers = regionLayers
    for series in plot.series { layers += self.layers(series) }
    return layers
  }

  private var regionLayers: [Layer] {
    (plot.regions?.outlines ?? []).map { outline in
      let fill = GnuplotText.colour(theme.fill(outline.label))
      return Layer(
        rows: [outline.corners + outline.corners.prefix(1)],
        style: "with filledcurves closed fillcolor \(fill) fillstyle solid noborder notitle")
    }
  }

  private func layers(_ series: Plot.Series) -> [Layer] {
    let colour = GnuplotText.colour(theme.colour(series.colour))
    let title =
      series.name.isEmpty
      ? "notitle" : "title \(GnuplotText.quoted(series.name, ems: nameRoom(columns: keyColumns)))"
    let pieces = pieces(of: series)
    switch series.mark {
    case .line:
      return [
        Layer(
          rows: pieces,
          style: "with lines \(width(2.5))\(dashes(series)) linecolor \(colour) \(title)")
      ]
    case .derivative:
      return [
        Layer(rows: pieces, style: "with lines \(width(2)) dashtype 2 linecolor \(colour) \(title)")
      ]
    case .dottedLine:
      return [
        Layer(
          rows: pieces,
          style: "with linespoints \(width(2))\(dashes(series)) pointtype 7 pointsize 0.6 "
            + "linecolor \(colour) "
            + title)
      ]
    case .points:
      return pointLayers(series, pieces, title)
    case .bars:
      let width = GnuplotText.number(series.barWidth)
      return [
        Layer(
          rows: pieces,
          style: "using 1:2:(\(width)) with boxes fillstyle transparent solid 0.55 "
            + "border \(colour) fillcolor \(colour) \(title)")
      ]
    case .tangent:
      return [
        Layer(
          rows: [Array(series.points.dropFirst())],
          style: "with lines \(width(2)) dashtype 2 linecolor \(colour) \(title)"),
        Layer(
          rows: [Array(series.points.prefix(1))],
          style: "with points pointtype 7 pointsize 0.9 linecolor \(colour) notitle"),
      ]
    }
  }

  /// Without colours, lines are told apart by their dashes.
  private func dashes(_ series: Plot.Series) -> String {
    theme.isGrey && series.colour > 0 ? " dashtype \(series.colour % 4 + 2)" : ""
  }

  /// Points are told apart by shape and colour, and have a rim that parts those that touch.
  private func pointLayers(
    _ series: Plot.Series, _ pieces: [[Plot.Point]], _ title: String
  ) -> [Layer] {
    // Filled circles, triangles, squares and diamonds.
    let shapes = [(7, 0.75), (9, 0.95), (5, 0.7), (13, 0.95)]
    let (shape, size) = shapes[series.colour % shapes.count]
    let colour = GnuplotText.colour(theme.colour(series.colour))
    let rim = GnuplotText.colour(theme.page)
    let rows = [pieces.flatMap { $0 }]
    return [
      Layer(
        rows: rows,
        style: "with points pointtype \(shape) pointsize \(GnuplotText.rounded(size * 1.4)) "
          + "linecolor \(rim) notitle"),
      Layer(
        rows: rows,
        style: "with points pointtype \(shape) pointsize \(GnuplotText.rounded(size)) "
          + "linecolor \(colour) \(title)"),
    ]
  }

  /// The points between gaps.
  func pieces(of series: Plot.Series) -> [[Plot.Point]] {
    let pieces = series.points.split { !plot.isShown($0) }.map(Array.init)
    guard [.line, .derivative, .dottedLine].contains(series.mark) else { return pieces }
    return pieces.map { Plot.thinned($0) }
  }

  /// A number of the data; on a terminal, where a point is a character, not with all its digits.
  private func coordinate(_ number: Double) -> String {
    isInTerminal ? NumberFormat.significant(8).text(number) : GnuplotText.number(number)
  }

  /// A data block; a blank line parts what is not to be joined.
  func data(_ pieces: [[Plot.Point]], name: Int) -> [String] {
    var lines = ["$d\(name) << EOD"]
    for (place, piece) in pieces.enumerated() {
      if place > 0 { lines.append("") }
      lines += piece.map { "\(coordinate($0.x)) \(coordinate($0.y))" }
    }
    // gnuplot draws nothing at all if a block is empty.
    if pieces.allSatisfy(\.isEmpty) { lines.append("NaN NaN") }
    return lines + ["EOD"]
  }
}

extension Plot {
  /// The points of a line, of very many the least and the largest of each stretch: a picture is no
  /// wider than that.
  static func thinned(_ points: [Point], to most: Int = 6000) -> [Point] {
    guard points.count > most else { return points }
    let stretch = (points.count * 2 + most - 1) / most
    var kept: [Point] = []
    for start in stride(from: 0, to: points.count, by: stretch) {
      let places = start..<min(start + stretch, points.count)
      guard let low = places.min(by: { points[$0].y < points[$1].y }),
        let high = places.max(by: { points[$0].y < points[$1].y })
      else { continue }
      kept.append(points[min(low, high)])
      if low != high { kept.append(points[max(low, high)]) }
    }
    return kept
  }
}
