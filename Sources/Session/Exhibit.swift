import Drawing

/// Something that a page can show where a terminal only says where it was written.
public enum Exhibit: Sendable {
  case picture(Picture)
  /// A walk through a pass, and the file or folder that it was written to.
  case deck(Deck, WalkReport)

  /// A drawing or a plot as SVG.
  public struct Picture: Sendable {
    public let light: [UInt8]
    /// The same for a dark page; `nil` where its colours were asked for.
    public let dark: [UInt8]?
    /// What is to be seen, for those who cannot.
    public let description: String
    /// The file that it was written to as well, and in which format.
    public let file: (path: String, format: String)?
    /// How many boxes it has; `nil` of a plot.
    public let nodes: Int?
    public let folding: FoldingReport?
  }
}

extension Command.Call {
  /// Whether colours are left to the page: none were asked for.
  var leavesTheme: Bool { word(option: "theme") == nil && session.settings.theme == .light }
}
