/// How a plot is to look.
public struct PlotOptions: Sendable, Hashable {
  public var theme = DrawingOptions.ThemeName.light
  /// In pixels; a pdf has 96 to the inch, a png two dots for each.
  public var width = 720
  /// Where it is not said, a plane is as high as its shape wants, and a curve 480.
  public var height: Int?

  public init() {}

  /// What gnuplot writes.
  public enum Format: Sendable, Hashable {
    case svg, pdf, png
    /// Characters, with colours as SGR sequences.
    case terminal(columns: Int, rows: Int)
  }

  /// The formats of files, by their endings.
  public static let fileFormats: [(ending: String, format: Format)] = [
    ("svg", .svg), ("pdf", .pdf), ("png", .png),
  ]
}
