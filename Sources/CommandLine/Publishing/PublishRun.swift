import Glibc
import Session
import Terminal
import Typography

/// `gradwalk publish FILE -o OUT`: runs a walk-through and writes it for its readers.
final class PublishRun {
  private let program: Program
  private let request: Request

  /// What is asked for.
  struct Request: Equatable {
    let file: String
    let output: String
    let format: Format
  }

  enum Format: Equatable {
    case page
    case slides
    case markdown
  }

  init(program: Program, _ request: Request) {
    self.program = program
    self.request = request
  }

  func run() -> Int32 {
    if Self.isSameFile(request.file, request.output) {
      program.output.error(
        "gradwalk: `\(request.output)` is what is published: give the page a name of its own")
      return ExitStatus.usage
    }
    let source: String
    let walkthrough: Walkthrough
    do throws(Effects.Failure) {
      let text = Walkthrough.withPlainLineEnds(try World.text(of: request.file))
      source = GeneratedOutput.removed(
        from: text, keepsLines: request.format != .markdown)
      walkthrough = try Walkthrough(
        isDocument ? source : text, name: request.file)
    } catch {
      program.output.error("gradwalk: \(error.message)")
      return error.isInterrupt ? ExitStatus.interrupted : ExitStatus.usage
    }
    let session = program.makeSession()
    session.define(arguments: [])
    // What is published twice is the same twice.
    if program.arguments.seed == nil { session.workspace.seed(0) }
    let run = PublicationRun(
      walkthrough, name: request.file, in: session,
      fail: { [program, unowned session] report in
        if TextWriter.isForError(report) { program.write(report, session.settings) }
      })
    switch run.run() {
    case .failure(.mistake): return ExitStatus.mistake
    case .failure(.interrupted): return ExitStatus.interrupted
    case .success(let publication):
      return write(publication, of: walkthrough, source, pictures: run.picture)
    }
  }

  private var isDocument: Bool { Walkthrough.isDocument(request.file) }

  // MARK: Writing

  private func write(
    _ publication: Publication, of walkthrough: Walkthrough, _ source: String,
    pictures: @escaping (String) -> String?
  ) -> Int32 {
    let files: [(path: String, bytes: [UInt8])]
    var folder: String?
    switch request.format {
    case .page:
      let page = HTMLPage.text(of: publication, picture: pictures)
      files = [(request.output, Array(page.utf8))]
    case .slides:
      let page = SlidePage.text(of: publication, picture: pictures)
      files = [(request.output, Array(page.utf8))]
    case .markdown:
      let start = FilePath.folder(of: request.output)
      let page = MarkdownPage(
        publication, of: walkthrough, source: isDocument ? source : nil,
        folder: FilePath.stem(of: request.output) + GeneratedOutput.folderEnding)
      folder = page.files.isEmpty ? nil : page.folder
      files =
        page.files.map { (start + $0.path, $0.bytes) } + [(request.output, Array(page.text.utf8))]
    }
    do throws(Effects.Failure) {
      let effects = World.effects(output: program.output)
      if let folder {
        try effects.makeFolder(FilePath.folder(of: request.output) + folder)
      }
      if files.count == 1 {
        try effects.writeFile(files[0].bytes, files[0].path)
      } else {
        try effects.writeFiles(files.map { ($0.bytes, $0.path) })
      }
    } catch {
      program.output.error("gradwalk: \(error.message)")
      return ExitStatus.mistake
    }
    tell(publication, folder)
    return ExitStatus.fine
  }

  private func tell(_ publication: Publication, _ folder: String?) {
    let counts = [
      ("section", publication.sectionCount), ("picture", publication.pictureCount),
      ("deck", publication.deckCount),
    ]
    if program.arguments.writesJSON {
      let format = request.format == .markdown ? "md" : "html"
      let object = JSON.object(
        [
          ("type", .string("file")), ("path", .string(request.output)),
          ("format", .string(format)),
        ] + counts.map { ("\($0.0)s", .integer($0.1)) })
      return program.output.line(object.text)
    }
    let words = counts.filter { $0.1 > 0 }.map { $0.1.counted($0.0) }.joined(separator: ", ")
    program.output.line(
      "wrote \(request.output)\(words.isEmpty ? "" : " (\(words))")"
        + (folder.map { ", with its pictures in \($0)" } ?? ""))
  }

  /// Whether two names mean one file that is there.
  private static func isSameFile(_ first: String, _ second: String) -> Bool {
    var one = stat()
    var other = stat()
    return stat(World.expanded(first), &one) == 0 && stat(World.expanded(second), &other) == 0
      && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }
}

extension PublishRun.Request {
  /// The ending of the output says how it is written.
  init(file: String, output: String?, isSlides: Bool) throws(UsageError) {
    guard let output, !output.isEmpty else {
      throw UsageError("`publish` needs a file to write: -o page.html, or -o page.md")
    }
    let format: PublishRun.Format
    switch output.hasSuffix("/") ? "" : FilePath.ending(of: output) {
    case "html", "htm": format = isSlides ? .slides : .page
    case "md":
      if isSlides { throw UsageError("slides are an .html file, not `\(output)`") }
      format = .markdown
    default: throw UsageError("`publish` writes .html or .md, not `\(output)`")
    }
    self.init(file: file, output: output, format: format)
  }
}
