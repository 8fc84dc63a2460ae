import Foundation
import Testing

/// A folder in which a walk-through is published.
final class Publishing {
  let folder: URL

  /// - Parameter files: what lies in the folder, by name.
  init(_ files: [String: String]) throws {
    folder = try Run.emptyDirectory()
    for (name, text) in files {
      try text.write(to: url(name), atomically: true, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func text(_ name: String) throws -> String { try String(contentsOf: url(name), encoding: .utf8) }

  /// All files in the folder and below, but those of the test itself.
  var names: [String] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return all.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Runs `gradwalk publish` with words behind it.
  @discardableResult
  func publish(_ words: String...) throws -> (status: Int32, output: String) {
    try Run.words(["publish"] + words, in: folder)
  }

  /// The page that a text becomes.
  static func page(_ text: String, name: String = "walk.md", _ options: String...) throws -> String
  {
    let publishing = try Publishing([name: text])
    let run = try Run.words(
      ["publish", name, "-o", "page.html"] + options, in: publishing.folder)
    try #require(run.status == 0, "\(run.output)")
    return try publishing.text("page.html")
  }

  /// What stands in the page's main part.
  static func content(_ text: String, name: String = "walk.md") throws -> String {
    let page = try page(text, name: name)
    let main = try #require(page.firstMatch(of: /(?s)<main id="content">\n(.*)<\/main>/)).1
    return String(main)
  }

  /// What is wrong with a page as HTML, told by a reader that others have written.
  static func mistakes(in page: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      """
      import collections, html5lib, sys
      reader = html5lib.HTMLParser()
      tree = reader.parse(open(sys.argv[1], encoding="utf-8").read())
      for place, name, data in reader.errors[:5]: print(place, name, data)
      ids = collections.Counter(e.get("id") for e in tree.iter() if e.get("id"))
      for name, count in ids.items():
          if count > 1: print("the id", name, "is used", count, "times")
      """, page.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
