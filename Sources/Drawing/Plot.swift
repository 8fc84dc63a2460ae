/// What is plotted: curves, points, bars and regions over two axes. Pure numbers and texts, which
/// ``GnuplotScript`` turns into a script.
public struct Plot: Sendable, Equatable {
  public var title: String?
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var regions: DecisionRegions?

  public init(
    title: String? = nil, x: Axis, y: Axis, series: [Series] = [],
    regions: DecisionRegions? = nil
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.regions = regions
  }

  public struct Axis: Sendable, Equatable {
    public var label: String?
    public var isLogarithmic: Bool
    /// What is shown; chosen from the data if it is not given.
    public var range: ClosedRange<Double>?

    public init(
      _ label: String? = nil, isLogarithmic: Bool = false, range: ClosedRange<Double>? = nil
    ) {
      self.label = label
      self.isLogarithmic = isLogarithmic
      self.range = range
    }
  }

  public struct Point: Sendable, Equatable {
    public let x: Double
    public let y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// One thing in the key.
  public struct Series: Sendable, Equatable {
    public var name: String
    public var mark: Mark
    /// A number that is none, or infinite, leaves a gap.
    public var points: [Point]
    /// What the axes have to show of it; all of it if that is not given.
    public var extent: ClosedRange<Double>?
    /// Which of the theme's colours it has.
    public var colour: Int

    public init(
      _ name: String, _ mark: Mark, _ points: [Point], extent: ClosedRange<Double>? = nil,
      colour: Int
    ) {
      self.name = name
      self.mark = mark
      self.points = points
      self.extent = extent
      self.colour = colour
    }
  }

  public enum Mark: String, Sendable, Equatable {
    case line
    /// A line with a dot at each point.
    case dottedLine
    case points
    /// The derivative of a line: broken, in the line's colour.
    case derivative
    /// Bars from 0 up, each around its x, as wide as the next is away.
    case bars
    /// A straight line that does not count for what the axes show, and the point that it touches: the
    /// first of the points.
    case tangent
  }
}

extension Plot.Mark {
  /// What it is called where results are data.
  public var word: String {
    switch self {
    case .line, .dottedLine: "line"
    case .derivative: "derivative"
    case .points: "points"
    case .bars: "bars"
    case .tangent: "tangent"
    }
  }
}
