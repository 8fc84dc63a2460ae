import Foundation
import Testing

/// A file of the package.
struct Page: CustomTestStringConvertible {
  /// Relative to the package's root.
  let path: String
  let text: String

  var testDescription: String { path }
  var url: URL { Page.root.appendingPathComponent(path) }

  init(_ path: String) throws {
    self.path = path
    text = try String(contentsOf: Page.root.appendingPathComponent(path), encoding: .utf8)
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let isRecorded = ProcessInfo.processInfo.environment["GRADWALK_RECORD"] != nil

  func record(_ text: String) throws {
    try text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(path)")
  }

  /// What draws the pictures of docs/pictures, as `make docs` runs it.
  static let drawing: [String] = {
    let script = try? Page("Tools/docs.sh").text
    let list = script?.firstMatch(of: /(?s)\ndrawing=\(\n(.*?)\)/)?.1 ?? ""
    return list.split(whereSeparator: \.isWhitespace).map(String.init)
  }()
  static let walkthroughs = files("samples", ".md").filter { $0.text.contains("\n```gradwalk") }
  static let samples = files("samples", ".gw") + walkthroughs
  /// The pages of docs that `--generate` writes.
  static let generated = ["commands", "operations"]
  /// The pages that are written by hand.
  static let written =
    files("", "README.md")
    + files("docs", ".md").filter { !generated.map { "docs/\($0).md" }.contains($0.path) }

  /// The files below a folder, or of the root itself, in order.
  private static func files(_ folder: String, _ ending: String) -> [Page] {
    if folder.isEmpty { return [ending].compactMap { try? Page($0) } }
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    return (names?.allObjects as? [String] ?? []).filter { $0.hasSuffix(ending) }.sorted()
      .compactMap { try? Page("\(folder)/\($0)") }
  }
}
