import Drawing

/// A plot that was shown in the terminal.
public struct PlotReport: Sendable {
  public let plot: Plot
  /// Its lines, with SGR sequences for colours; none where nobody looks.
  public let lines: [String]
}
