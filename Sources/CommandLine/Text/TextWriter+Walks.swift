import Session
import Typography

extension TextWriter {
  /// What a terminal says of what a page shows.
  func lines(_ exhibit: Exhibit) -> [String] {
    switch exhibit {
    case .picture(let picture):
      (picture.file.map { ["wrote \($0.path)" + size(picture.nodes, picture.folding)] } ?? [])
        + lines(picture.folding)
    case .deck(_, let walk): lines(walk)
    }
  }

  /// `wrote walk/frame-000.svg to frame-006.svg (7 steps, 7 nodes)`
  func lines(_ report: WalkReport) -> [String] {
    let size = "(\(report.steps.counted("picture")) of \(report.nodes.counted("node")))"
    guard let first = report.first, let last = report.last else {
      return ["wrote \(report.path) \(size)"]
    }
    return ["wrote \(first) to \(FilePath.name(of: last)) \(size)"] + older(report)
  }

  /// Says what a longer walk has left in the folder.
  private func older(_ report: WalkReport) -> [String] {
    guard let first = report.older.first, let last = report.older.last else { return [] }
    return [
      first == last
        ? "\(first) there is of an earlier walk"
        : "\(first) to \(last) there are of an earlier walk"
    ]
  }
}
