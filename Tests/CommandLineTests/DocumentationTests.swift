import Drawing
import Foundation
import Session
import Testing

/// What the pages and the samples say is what the program does: everything in them is run.
///
/// `GRADWALK_RECORD=1` writes transcripts and generated pages anew, and fails: what was recorded is
/// to be read first.
@Suite(.serialized) struct DocumentationTests {
  @Test(arguments: Page.samples)
  func samplesMeetTheirExpectations(sample: Page) throws {
    let result = try Run.words(["test", sample.url.path])
    #expect(result.status == 0, "\(result.output)")
    #expect(!result.output.hasPrefix("0 passed"), "\(sample.path) expects nothing")
  }

  /// Every command and every style has its place in a walk-through.
  @Test func walkthroughsUseEverything() throws {
    let code = Page.walkthroughs.map(\.text).flatMap {
      $0.matches(of: /(?s)```gradwalk[^\n]*\n(.*?)```/).map { String($0.1) }
    }.joined(separator: "\n")
    let statements = code.split { "\n;{}".contains($0) }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let first = Set(statements.compactMap { $0.firstMatch(of: /^:?(\w+)/).map { String($0.1) } })
    #expect(Command.table.map(\.word).filter { !first.contains($0) } == [])
    let styles = DrawingOptions.Style.allCases.map { "style=\($0.rawValue)" }
    #expect(styles.filter { !code.contains($0) } == [])
  }

  /// Blocks fenced as `text` in which something is typed: after `>>> ` at the prompt, or after `$ `
  /// in a shell.
  @Test(arguments: Page.written)
  func transcriptsAreReal(page: Page) throws {
    var text = page.text
    for block in page.text.matches(of: /(?s)```text\n(.*?)```\n/).reversed() {
      let transcript = String(block.1)
      guard let real = try Run.again(transcript) else { continue }
      if Page.isRecorded {
        text.replaceSubrange(block.1.startIndex..<block.1.endIndex, with: real)
      } else {
        #expect(real == transcript)
      }
    }
    if text != page.text { try page.record(text) }
  }

  @Test(arguments: Page.written.filter { $0.text.contains("```gradwalk\n") })
  func codeBlocksRun(page: Page) throws {
    let result = try Run.words(["test", page.url.path])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(arguments: ["commands", "operations"])
  func generatedPagesAreCurrent(name: String) throws {
    let page = try Page("docs/\(name).md")
    let text = try Run.words(["--generate", name]).output
    if Page.isRecorded, text != page.text { return try page.record(text) }
    #expect(text == page.text, "`make docs` writes \(page.path) anew")
  }

  @Test func everyTypeOfJSONIsShown() throws {
    let writer = try Page("Sources/CommandLine/JSON/JSONWriter.swift").text
    let cases = try #require(writer.firstMatch(of: /(?s)switch report \{(.*?)\/\/ MARK/)).1
    let types =
      cases.matches(of: /\(\s*"(\w+)",\s*(?:\[|members\()/).map { String($0.1) }
      + [
        "error", "warning", "hint", "test", "question", "verdict", "quiz", "heading", "text",
        "code",
        "pause",
      ]
    #expect(types.count > 20)
    let page = try Page("docs/json.md").text
    for type in types {
      #expect(page.contains("`\(type)`"), "docs/json.md does not explain \(type)")
      #expect(page.contains("\n{\"type\":\"\(type)\""), "docs/json.md does not show \(type)")
    }
  }

  @Test func theCookbookShowsTheSample() throws {
    let block = try #require(
      Page("docs/cookbook.md").text.firstMatch(of: /(?s)```swift\n(import Autograd.*?)```/)
    ).1
    #expect(try Page("samples/swift/main.swift").text == block)
  }

  @Test func theGrammarIsTheParsers() throws {
    let head = try Page("Sources/Language/Parser.swift").text.split(
      separator: "\n", omittingEmptySubsequences: false)
    let grammar =
      head.drop { !$0.hasPrefix("//     ") }
      .prefix { $0.hasPrefix("//     ") || $0 == "//" }
      .map { $0.dropFirst("//     ".count) }.joined(separator: "\n")
      .trimmingCharacters(in: .newlines) + "\n"
    let page = try Page("docs/language.md")
    let copy = try #require(page.text.firstMatch(of: /(?s)```text\n(script .*?)```/)).1
    if Page.isRecorded, copy != grammar {
      return try page.record(
        page.text.replacingCharacters(in: copy.startIndex..<copy.endIndex, with: grammar))
    }
    #expect(copy == grammar)
  }

  /// The pictures show what their commands draw. The bytes depend on the releases of Graphviz and gnuplot; ids
  /// and texts do not.
  @Test(arguments: Page.drawing)
  func picturesAreCurrent(source: String) throws {
    let directory = try Run.emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    _ = try Run.words([Page(source).url.path], in: directory)
    let drawn = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    var count = 0
    for name in drawn {
      guard let page = try? Page("docs/pictures/\(name)") else { continue }
      count += 1
      let text = try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
      #expect(Self.content(of: text) == Self.content(of: page.text), "\(name)")
    }
    #expect(count > 0)
  }

  /// The tutorial is the sample with its outputs filled in.
  @Test func theTutorialIsCurrent() throws {
    let directory = try Run.emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let sample = try Page("samples/tutorial/tutorial.md").url.path
    let result = try Run.words(["publish", sample, "-o", "tutorial.md"], in: directory)
    #expect(result.status == 0, "\(result.output)")
    for name in try FileManager.default.subpathsOfDirectory(atPath: directory.path).sorted()
    where name.hasPrefix("tutorial") && name.contains(".") {
      let text = try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
      let page = try Page("docs/\(name)").text
      if name.hasSuffix(".svg") {
        #expect(Self.content(of: text) == Self.content(of: page), "`make docs` writes \(name) anew")
      } else {
        #expect(text == page, "`make docs` writes \(name) anew")
      }
    }
  }

  private static func content(of svg: String) -> [String] {
    svg.matches(of: /id="([^"]*)"|>([^<]+)<\/text>/).map { String($0.1 ?? $0.2 ?? "") }
  }

  @Test(arguments: Page.written)
  func linksLeadSomewhere(page: Page) {
    for link in page.text.matches(of: /\]\(<?([^)#:>]+)>?\)/) {
      let target = page.url.deletingLastPathComponent().appendingPathComponent(String(link.1))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(link.1)")
    }
  }
}

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
  /// The pages that are written by hand.
  static let written =
    files("", "README.md")
    + files("docs", ".md").filter { !["docs/commands.md", "docs/operations.md"].contains($0.path) }

  /// The files below a folder, or of the root itself, in order.
  private static func files(_ folder: String, _ ending: String) -> [Page] {
    if folder.isEmpty { return [ending].compactMap { try? Page($0) } }
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
    return (names?.allObjects as? [String] ?? []).filter { $0.hasSuffix(ending) }.sorted()
      .compactMap { try? Page("\(folder)/\($0)") }
  }
}

/// Runs the `gradwalk` that was built beside these tests, in an empty directory.
enum Run {
  private static let products =
    Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
    .deletingLastPathComponent()
    ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

  static func emptyDirectory() throws -> URL {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    return directory
  }

  static func words(
    _ words: [String], in directory: URL? = nil
  ) throws -> (status: Int32, output: String) {
    let gradwalk = products.appendingPathComponent("gradwalk").path
    if let directory { return try run(gradwalk, words, in: directory) }
    let directory = try emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    return try run(gradwalk, words, in: directory)
  }

  /// The transcript as it would be today, or `nil` where nothing is typed in it.
  static func again(_ transcript: String) throws -> String? {
    let directory = try emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let lines = transcript.split(separator: "\n")
    // While a debugger runs, the prompt shows where it stands: `L 3/12 >>> `.
    let prompt = #/^(?:\S+ \d+/\d+ )?(?:>>>|\.\.\.) /#
    let typed = lines.compactMap { line in
      line.firstMatch(of: prompt).map { line[$0.range.upperBound...] }
    }
    guard typed.isEmpty else {
      // Readline repeats what it reads when that comes from a pipe.
      let input = typed.map { $0 + "\n" }.joined()
      let session = try run(
        products.appendingPathComponent("gradwalk").path, ["-i", "--no-init", "-e", ""],
        input: input, in: directory
      ).output
      let banner = session.prefix { $0 != "\n" } + "\n"
      // Behind the last prompt nothing was typed.
      let end = session.range(of: ">>> ", options: .backwards)?.lowerBound ?? session.endIndex
      let text = session[..<end].dropFirst(banner.count)
      return lines[0] == "$ gradwalk" ? "$ gradwalk\n\(banner)\(text)" : String(text)
    }
    let commands = lines.filter { $0.hasPrefix("$ ") }
    guard !commands.isEmpty else { return nil }
    return try commands.map { line in
      let command = String(line.dropFirst(2))
      return try "\(line)\n" + run("/bin/sh", ["-c", command], in: directory).output
    }.joined()
  }

  private static func run(
    _ executable: String, _ words: [String], input: String = "", in directory: URL
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = words
    process.currentDirectoryURL = directory
    process.environment = [
      "PATH": "\(products.path):/usr/local/bin:/usr/bin:/bin", "HOME": directory.path,
      "LC_ALL": "C.UTF-8", "TERM": "dumb",
    ]
    // One file for both streams keeps their lines in the order in which they were written.
    let output = directory.appendingPathComponent(".output")
    let typed = directory.appendingPathComponent(".input")
    try Data().write(to: output)
    try Data(input.utf8).write(to: typed)
    let writer = try FileHandle(forWritingTo: output)
    let reader = try FileHandle(forReadingFrom: typed)
    process.standardOutput = writer
    process.standardError = writer
    process.standardInput = reader
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
  }
}
