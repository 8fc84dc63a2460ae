import Session
import Typography

extension TextWriter {
  /// What a picture folded by itself.
  func lines(_ folding: FoldingReport?) -> [String] {
    folding?.hint.map { wrapped($0) } ?? []
  }

  /// How large a picture is: ` (7 nodes)`, or ` (12 boxes for 675 nodes)`.
  func size(_ nodes: Int?, _ folding: FoldingReport?) -> String {
    if let folding {
      return " (\(folding.boxes.counted("box", "boxes")) for \(folding.nodes.counted("node")))"
    }
    return nodes.map { " (\($0.counted("node")))" } ?? ""
  }
}
