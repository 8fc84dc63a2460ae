import Foundation
import Testing

/// A tracked text file, as the rules look at it.
struct SourceFile: CustomTestStringConvertible {
  /// Relative to the package's root, such as `Sources/Terminal/Ink.swift`.
  let path: String
  let text: String

  var testDescription: String { path }
  var name: String { String(path.split(separator: "/").last ?? "") }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  /// The target's folder: `Terminal` in `Sources/Terminal/Ink.swift`.
  var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }

  /// The lines without comments and the contents of strings, numbered from 1.
  var code: [(number: Int, text: String)] {
    var isInMultilineString = false
    return lines.enumerated().compactMap { index, line in
      let wasInString = isInMultilineString
      if line.components(separatedBy: "\"\"\"").count.isMultiple(of: 2) {
        isInMultilineString.toggle()
      }
      guard !wasInString, !isInMultilineString else { return nil }
      let bare = line.replacing(/"(\\.|[^"\\])*"/, with: "\"\"").replacing(/\/\/.*/, with: "")
      return (index + 1, String(bare))
    }
  }

  /// The modules that the file imports.
  var imports: [String] {
    code.compactMap { line in
      line.text.firstMatch(of: /^\s*(?:@\w+ )*(?:package |public |private )?import (?:\w+ )?(\w+)/)
        .map { String($0.1) }
    }
  }

  /// The folder of Package.swift.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift files below Sources.
  static let sources = all.filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") }
  /// All Swift files below Sources and Tests.
  static let swift = all.filter {
    ($0.path.hasPrefix("Sources/") || $0.path.hasPrefix("Tests/")) && $0.path.hasSuffix(".swift")
  }
  /// Everything in the package that is text, in order; what is built or hidden is left out, .ci not.
  static let all: [SourceFile] = {
    let skipped: Set = [".build", ".git", "demo", ".swiftpm", ".vscode"]
    var files: [SourceFile] = []
    let enumerator = FileManager.default.enumerator(
      at: root.resolvingSymlinksInPath(), includingPropertiesForKeys: [.isRegularFileKey])
    while let url = enumerator?.nextObject() as? URL {
      if skipped.contains(url.lastPathComponent) { enumerator?.skipDescendants() }
      let isFile = try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      guard isFile == true, let text = try? String(contentsOf: url, encoding: .utf8) else {
        continue
      }
      let path = url.path.dropFirst(root.resolvingSymlinksInPath().path.count + 1)
      files.append(SourceFile(path: String(path), text: text))
    }
    return files.sorted { $0.path < $1.path }
  }()
}
