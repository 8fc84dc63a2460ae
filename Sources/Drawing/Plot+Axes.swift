import Glibc

extension Plot {
  /// What the horizontal axis shows.
  var xRange: ClosedRange<Double> {
    if let range = x.range { return range }
    let shown = series.filter { $0.mark != .tangent }
    var bounds = Bounds(isLogarithmic: x.isLogarithmic)
    for series in shown {
      let half = series.mark == .bars ? series.barWidth / 2 : 0
      for point in series.points where isShown(point) {
        bounds.include(point.x - half)
        bounds.include(point.x + half)
      }
    }
    // A curve goes from edge to edge; points and bars stand off.
    let needsRoom = shown.contains { $0.mark != .line && $0.mark != .derivative }
    return bounds.range(padding: needsRoom ? 0.04 : 0)
  }

  /// What the vertical axis shows.
  var yRange: ClosedRange<Double> {
    if let range = y.range { return range }
    var bounds = Bounds(isLogarithmic: y.isLogarithmic)
    var standsOnZero = false
    for series in series {
      switch series.mark {
      case .tangent:
        if let touched = series.points.first, isShown(touched) { bounds.include(touched.y) }
      case .bars, .line, .derivative, .dottedLine, .points:
        if series.mark == .bars { standsOnZero = true }
        if let extent = series.extent {
          bounds.include(extent.lowerBound)
          bounds.include(extent.upperBound)
        } else {
          for point in series.points where isShown(point) { bounds.include(point.y) }
        }
      }
    }
    if standsOnZero { bounds.include(0) }
    let range = bounds.range(padding: 0.05)
    // Room below 0 would look as if something were there.
    let isPositive = bounds.low >= 0 && bounds.high > 0
    return !y.isLogarithmic && isPositive && range.lowerBound < 0 ? 0...range.upperBound : range
  }

  /// Whether the axes have a place for a point.
  func isShown(_ point: Point) -> Bool {
    Plot.isPlottable(point.x, x.isLogarithmic) && Plot.isPlottable(point.y, y.isLogarithmic)
  }

  /// Numbers beyond are taken for infinite: the length of an axis has to be a number too.
  static let largest = 1e300

  private static func isPlottable(_ number: Double, _ isLogarithmic: Bool) -> Bool {
    abs(number) < largest && (!isLogarithmic || number > 0)
  }

  /// Whether there is anything to see.
  public var isEmpty: Bool {
    regions == nil && !series.contains { $0.points.contains(where: isShown) }
  }
}

extension Plot.Series {
  /// How wide a bar is.
  var barWidth: Double {
    guard points.count > 1 else { return 1 }
    return points[1].x - points[0].x
  }
}

/// The least and the largest of some numbers, and the range around them.
private struct Bounds {
  let isLogarithmic: Bool
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity

  init(isLogarithmic: Bool) { self.isLogarithmic = isLogarithmic }

  mutating func include(_ number: Double) {
    low = min(low, number)
    high = max(high, number)
  }

  func range(padding: Double) -> ClosedRange<Double> {
    guard low <= high else { return isLogarithmic ? 1...10 : 0...1 }
    if isLogarithmic {
      let room = low == high ? log(2) : padding * (log(high) - log(low))
      return low * exp(-room)...high * exp(room)
    }
    let room = low == high ? (low == 0 ? 1 : abs(low) / 2) : padding * (high - low)
    return (low - room)...(high + room)
  }
}
