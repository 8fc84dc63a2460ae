import Session

extension TextWriter {
  /// `wrote walk/frame-000.svg to frame-006.svg (7 steps, 7 nodes)`
  func lines(_ report: WalkReport) -> [String] {
    let size = "(\(counted(report.steps, "picture")) of \(counted(report.nodes, "node")))"
    guard let first = report.first, let last = report.last else {
      return ["wrote \(report.path) \(size)"]
    }
    let name = last.split(separator: "/").last ?? ""
    return ["wrote \(first) to \(name) \(size)"]
  }
}
