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

  @Test(arguments: Page.generated)
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
        "code", "pause", "lesson",
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
