import Foundation
import Testing

@testable import CommandLine

/// The walk-throughs that come with the program.
@Suite(.serialized) struct LessonTests {
  @Test(arguments: [
    ("What is it? It is this.", "What is it?"), ("At 3.5 it is 2. Then.", "At 3.5 it is 2."),
    ("No end", "No end"), ("", ""), ("Ends.", "Ends."),
  ])
  func theFirstSentence(text: String, sentence: String) {
    #expect(Lesson.firstSentence(of: text) == sentence)
  }

  @Test func everyFolderOfALectureIsALesson() throws {
    let listed = try Run.words(["--json", "lesson"])
    #expect(listed.status == 0)
    let lines = listed.output.split(separator: "\n")
    for name in ["chain-rule", "circuits", "layers", "micrograd", "perceptron"] {
      #expect(lines.contains { $0.hasPrefix("{\"type\":\"lesson\",\"name\":\"\(name)\"") })
    }
    for line in lines {
      #expect(!line.contains("\"summary\":\"\"") && !line.contains("\"title\":\"\""))
    }
  }

  @Test func aSlipIsCured() throws {
    let ending = try Run.words(["lesson", "cicuits"])
    #expect(ending.status == 2)
    #expect(ending.output == "gradwalk: there is no lesson `cicuits`; did you mean `circuits`?\n")
  }

  /// As `make install` puts it, reached through a link; and a program that is all alone.
  @Test func installed() throws {
    let directory = try Run.emptyDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let files = FileManager.default
    let bin = directory.appendingPathComponent("usr/bin")
    let lesson = directory.appendingPathComponent("usr/share/gradwalk/samples/two")
    try files.createDirectory(at: bin, withIntermediateDirectories: true)
    let program = bin.appendingPathComponent("gradwalk")
    // Not copied here: a file cannot be run that another test's child still holds open for writing.
    let copy = try Process.run(
      URL(fileURLWithPath: "/bin/cp"),
      arguments: [Run.gradwalk.path, program.path])
    copy.waitUntilExit()
    let link = directory.appendingPathComponent("gw")
    try files.createSymbolicLink(at: link, withDestinationURL: program)

    func run(_ words: [String]) throws -> (status: Int32, output: String) {
      try Run.program(link.path, words, in: directory)
    }

    let alone = try run(["lesson"])
    #expect(alone.status == 1)
    #expect(alone.output.hasPrefix("gradwalk: the lessons are not here; `make install`"))

    try files.createDirectory(at: lesson, withIntermediateDirectories: true)
    try "# Twice\n\nWhat is 2 · 2? It is 4.\n\n```gradwalk\nd = load(\"d.csv\")\n```\n".write(
      to: lesson.appendingPathComponent("two.md"), atomically: true, encoding: .utf8)
    try "1,2\n".write(
      to: lesson.appendingPathComponent("d.csv"), atomically: true, encoding: .utf8)
    let listed = try run(["lesson"])
    #expect(listed.status == 0)
    #expect(listed.output.hasPrefix("two  Twice\n     What is 2 · 2?\n\n"))
    let shown = try run(["lesson", "two"])
    #expect(shown.status == 0)
    #expect(shown.output.hasSuffix(">>> d = load(\"d.csv\")\nd = [[1, 2]]\n"))
  }
}
