import Autograd
import CommandLine
import Drawing
import Language
import Session
import Testing

/// `frames` and `deck`, in a world that keeps what is written.
@Suite struct WalkTests {
  private final class Files: @unchecked Sendable {
    var written: [(path: String, text: String)] = []
    var folders: [String] = []
    var formats: [String] = []
    var older: [String] = []
  }

  /// What a script says, and what it writes. A layout gives the DOT text back.
  private func run(
    _ script: String, older: [String] = []
  ) -> (text: String, files: Files) {
    let files = Files()
    files.older = older
    var effects = Effects.quiet
    effects.layOutFrames = { (frames, format) throws(Effects.Failure) in
      files.formats.append(format)
      let dots = format == "pdf" ? [frames.texts.joined()] : frames.texts
      return dots.map { Array($0.utf8) }
    }
    effects.drawFrames = { (frames) throws(Effects.Failure) in
      files.formats.append("svg")
      return Self.picture(of: frames)
    }
    effects.writeFiles = { (written) throws(Effects.Failure) in
      files.written += written.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
    }
    effects.writeFile = { (bytes, path) throws(Effects.Failure) in
      files.written.append((path, String(decoding: bytes, as: UTF8.self)))
    }
    effects.names = { _ in files.older }
    effects.makeFolder = { (path) throws(Effects.Failure) in files.folders.append(path) }
    return (Transcript.text(of: script, effects: effects), files)
  }

  private static func picture(of frames: Frames.Dots) -> PartedPicture {
    PartedPicture(
      of: frames, heads: frames.heads.variants.map { Array("<svg \($0)".utf8) },
      parts: frames.elements.map { element in
        (element.id, [], element.statements.variants.map { Array($0.utf8) })
      }, tail: [])!
  }

  private let lecture = "a = 2; b = -3; c = 10; f = -2; e = a*b; d = e + c; L = d*f\n"

  @Test func framesGoToAFolder() {
    let (text, files) = run(lecture + "frames L to walk")
    #expect(text == "wrote walk/frame-000.svg to frame-006.svg (7 pictures of 7 nodes)\n")
    #expect(files.folders == ["walk"])
    #expect(
      files.written.map(\.path) == (0...6).map { "walk/frame-00\($0).svg" })
  }

  @Test func whatALongerWalkLeftIsSaid() {
    let wrote = "wrote walk/frame-000.svg to frame-001.svg (2 pictures of 2 nodes)\n"
    let script = "a = 2; b = a^2\nframes b to walk"
    let ours = ["frame-000.svg", "frame-001.svg", "frame-002.png", "frame-ink.svg", "notes.svg"]
    #expect(run(script, older: ours).text == wrote)
    #expect(
      run(script, older: ours + ["frame-002.svg"]).text
        == wrote + "frame-002.svg there is of an earlier walk\n")
    #expect(
      run(script, older: ["frame-1000.svg", "frame-002.svg", "frame-003.svg"] + ours).text
        == wrote + "frame-002.svg to frame-1000.svg there are of an earlier walk\n")
  }

  @Test func aPDFIsOneFile() {
    let (text, files) = run(lecture + "frames L to walk.pdf pass=both")
    #expect(text == "wrote walk.pdf (11 pictures of 7 nodes)\n")
    #expect(files.written.map(\.path) == ["walk.pdf"])
    #expect(files.formats == ["pdf"])
  }

  @Test func everyFrameSaysItsStep() {
    let (_, files) = run(lecture + "frames L to walk format=dot pass=both")
    let lines = [
      "the leaves are given", "e = a * b = 2 * -3 = -6", "d = e + c = -6 + 10 = 4",
      "L = d * f = 4 * -2 = -8", "L.grad = 1", "d.grad += ∂L/∂L · f = 1 · -2 = -2",
      "f.grad += ∂L/∂L · d = 1 · 4 = 4", "e.grad += ∂L/∂d · 1 = -2 · 1 = -2",
      "c.grad += ∂L/∂d · 1 = -2 · 1 = -2", "a.grad += ∂L/∂e · b = -2 · -3 = 6",
      "b.grad += ∂L/∂e · a = -2 · 2 = -4",
    ]
    #expect(files.written.count == lines.count)
    for (file, line) in zip(files.written, lines) { #expect(file.text.contains(">\(line)<")) }
  }

  @Test func aDeckHasEveryStep() {
    let (text, files) = run(lecture + "deck L to walk.html")
    #expect(text == "wrote walk.html (7 pictures of 7 nodes)\n")
    #expect(files.formats == ["svg", "svg"])
    let page = files.written.first?.text ?? ""
    #expect(page.contains("<title>L = d * f</title>"))
    #expect(page.contains("a.grad += ∂L/∂e · b = -2 · -3 = 6"))
    #expect(
      page.contains("multiply swaps: each factor gets the upstream gradient times the other factor")
    )
    let dark = run(lecture + "deck L to walk.html theme=dark").files
    #expect(dark.formats == ["svg"])
    #expect(dark.written[0].text.contains("<html lang=\"en\" data-shade=\"dark\">"))
  }

  @Test func theSecondUseSaysTheSum() {
    let (_, files) = run("a = 3; b = a + a\ndeck b to b.html")
    #expect(files.written.first?.text.contains("; a.grad: 1 → 2") == true)
  }

  @Test func aWalkChangesNothing() {
    let (text, _) = run(lecture + "frames L to walk;\ndeck L to l.html;\na.grad")
    #expect(text.hasSuffix("a.grad = –\n"))
  }

  private static let mistakes: [(String, String)] = [
    ("a = 2; frames a to w", "error: `a` is a leaf: there is nothing to pass on"),
    (
      "a = 2; b = 3a; frames b to w.svg",
      "error: frames are written to a folder or to a pdf, not to `svg`"
    ),
    ("a = 2; b = 3a; deck b to w.pdf", "error: a deck is a page, and its file ends in .html"),
    ("a = 2; b = 3a; deck b to w", "error: a deck is a page, and its file ends in .html"),
    ("a = 2; b = 3a; frames b", "error: `frames` is not complete"),
    ("a = 2; b = 3a; frames to b", "error: `frames` is not complete: L is missing"),
    ("a = 2; b = 3a; nudge a of b", "error: `nudge` is not complete: h is missing"),
    ("a = 2; b = 3a; sweep a of b", "error: `sweep` is not complete: a..b is missing"),
    ("a = 2; b = 3a; frames b to \"\"", "error: frames need a folder's name"),
    (
      "x = 1; for k in 1..600 { x = x + x }\nframes x to w",
      "error: a walk of more than 1000 steps is too long to be shown"
    ),
    (
      "a = 2; b = 3a; frames b to w.pdf format=svg",
      "error: `format=` is for the pictures of a folder"
    ),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsTold(script: String, expected: String) {
    let (text, files) = run(script.replacing("; ", with: ";\n"))
    #expect(text.split(separator: "\n").last { $0.hasPrefix("error") }.map(String.init) == expected)
    #expect(files.written.isEmpty)
  }

  @Test func itIsOneObject() {
    var effects = Effects.quiet
    effects.drawFrames = { (frames) throws(Effects.Failure) in Self.picture(of: frames) }
    let text = Transcript.json(
      of: lecture.replacing("; ", with: ";\n") + "frames L to w", effects: effects)
    #expect(
      text.split(separator: "\n").last
        == #"{"type":"file","path":"w","format":"svg","nodes":7,"pictures":7}"#)
  }
}
