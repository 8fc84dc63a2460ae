/// What Graphviz can write a layout as.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// A vector picture for pages and browsers; text stays text.
  case svg
  /// A vector picture for print and slides, fonts included.
  case pdf
  /// A bitmap, 144 dots an inch unless the DOT says otherwise (`dpi`).
  case png
  /// A TeX document that draws with TikZ.
  case tex
  /// Graphviz's line-based report of where everything is, for programs.
  case plain
}
