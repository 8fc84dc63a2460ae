/// Why there is no picture.
public enum LayoutError: Error, Hashable, Sendable {
  /// Graphviz could not read the DOT text, or a label in it.
  case badInput(String)
  /// The layout process died of a signal.
  case crashed(signal: Int32)
  /// The user ended the layout.
  case interrupted
  /// The layout ran for longer than it was allowed to.
  case timedOut(seconds: Int)
  /// Anything else: Graphviz is not all there, or the process could not be started.
  case failed(String)

  /// One sentence, without a full stop.
  public var message: String {
    switch self {
    case .badInput(let reason): "Graphviz cannot read the drawing: \(reason)"
    case .crashed(let signal): "the layout crashed (signal \(signal))"
    case .interrupted: "the layout was interrupted"
    case .timedOut(let seconds):
      "the layout took longer than \(seconds) second\(seconds == 1 ? "" : "s")"
    case .failed(let reason): "the layout failed: \(reason)"
    }
  }
}
