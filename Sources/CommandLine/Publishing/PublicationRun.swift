import Markdown
import Session
import Terminal

/// Runs a walk-through for its readers, and keeps what there is to show.
final class PublicationRun {
  private let walkthrough: Walkthrough
  private let session: Session
  /// The folder of the file, with a slash at its end; empty for the one where the program runs.
  private let folder: String
  /// The file's name alone, which the session goes by: what a page says of files must not depend on
  /// where somebody stood who published it.
  private let name: String
  private let written = WrittenFiles()
  private var writer = TextWriter()
  private var items: [Publication.Item] = []
  private var names = HeadingNames(reserved: ["content", "contents"])
  /// The place of the listing that more code of the same block joins.
  private var listing: Int?
  /// Whether the hint of a question was asked for.
  private var isHinted = false
  /// What the session said went wrong, not as a block had to.
  private var fail: (Report) -> Void = { _ in }

  /// - Parameter fail: is told what went wrong.
  init(
    _ walkthrough: Walkthrough, name: String, in session: Session,
    fail: @escaping (Report) -> Void
  ) {
    self.walkthrough = walkthrough
    let folder = FilePath.folder(of: name)
    self.folder = folder
    self.name = FilePath.name(of: name)
    self.session = session
    writer.ink = Ink(isOn: true)
    self.fail = { report in
      guard case .diagnostic(let diagnostic, let place) = report, let file = place?.file else {
        return fail(report)
      }
      let isElsewhere = file.hasPrefix("/") || file.hasPrefix("~")
      fail(.diagnostic(diagnostic, place?.withFile(isElsewhere ? file : folder + file)))
    }
    session.effects = written.capturing(session.effects, folder: folder)
    // A quiz is asked for all it has: each question is passed by, after a look at its hint.
    session.effects.ask = { [unowned self] (_) throws(Effects.Failure) in
      isHinted.toggle()
      return isHinted ? "?" : "skip"
    }
  }

  /// What the readers see; or how the run ended, if not well.
  func run() -> Result<Publication, Failure> {
    session.report = fail
    guard
      let run = WalkthroughRun(
        walkthrough, name: name, in: session, tell: { [unowned self] in take($0) })
    else { return .failure(.mistake) }
    while let outcome = run.advance() {
      switch outcome {
      case .finished: continue
      case .failed: return .failure(.mistake)
      case .interrupted: return .failure(.interrupted)
      }
    }
    let title = items.lazy.compactMap { item in
      if case .heading(let heading) = item { heading.text.plainText } else { nil }
    }.first
    return .success(Publication(title: title ?? name, items: items))
  }

  enum Failure: Error {
    case mistake
    case interrupted
  }

  // MARK: Events

  private func take(_ event: WalkthroughRun.Event) {
    switch event {
    case .prose(let blocks): add(blocks)
    case .code(let chunk): add(chunk)
    case .pause:
      listing = nil
      items.append(.pause)
    case .report(let report, let isExpected): add(report, isExpected: isExpected)
    }
  }

  private func add(_ blocks: [Block]) {
    listing = nil
    var prose: [Block] = []
    func addProse() {
      if !prose.isEmpty { items.append(.prose(prose)) }
      prose = []
    }
    for block in blocks {
      if case .heading(let level, let text) = block {
        addProse()
        items.append(
          .heading(
            Publication.Heading(level: level, text: text, id: names.id(for: text.plainText))))
      } else {
        prose.append(block)
      }
    }
    addProse()
  }

  /// Code of one block stands together, and below it what all of it found out.
  private func add(_ chunk: WalkthroughRun.Chunk) {
    let lastLine = chunk.firstLine + chunk.lines.count - 1
    if !chunk.isFirst, let listing, case .code(var code) = items[listing] {
      let blank = max(chunk.firstLine - code.lastLine - 1, 0)
      code.lines += [String](repeating: "", count: blank) + chunk.lines
      code.lastLine = lastLine
      items[listing] = .code(code)
    } else {
      listing = items.count
      items.append(.code(Publication.Listing(lines: chunk.lines, lastLine: lastLine)))
    }
  }

  private func add(_ report: Report, isExpected: Bool) {
    writer.format = session.settings.precision
    switch report {
    case .expectation: break
    case .exhibit(.picture(let picture)):
      let notes = writer.lines(picture.folding)
      items.append(.output(.picture(picture, notes: notes)))
    case .exhibit(.deck(let deck, let walk)): items.append(.output(.deck(deck, walk)))
    case .quiz(let quiz): add(quiz)
    case .derivation(let derivation)
    where derivation.format == .text && derivation.derivation.dependence == .computed:
      var plain = writer
      plain.ink = Ink(isOn: false)
      items.append(
        .output(
          .derivation(derivation, text: plain.lines(for: report), session.settings.precision)))
    case .file(let path, _, _, _):
      if let bytes = written.bytes(of: path), let text = Self.text(bytes) {
        items.append(.output(.file(name: path, text: text)))
      } else {
        add(writer.lines(for: report))
      }
    case .diagnostic(let diagnostic, let place):
      if diagnostic.severity == .error, !isExpected { return fail(report) }
      let lines = writer.lines(for: .diagnostic(diagnostic, place?.withoutFile))
      items.append(.output(.remark(lines, diagnostic.severity)))
    default: add(writer.lines(for: report))
    }
  }

  /// Lines that follow lines are one text.
  private func add(_ lines: [String]) {
    if lines.isEmpty { return }
    if case .output(.text(let before))? = items.last {
      items[items.count - 1] = .output(.text(before + lines))
    } else {
      items.append(.output(.text(lines)))
    }
  }

  private func add(_ quiz: QuizReport) {
    var plain = writer
    plain.ink = Ink(isOn: false)
    switch quiz {
    case .question(let question):
      let asked = Publication.Question(
        root: question.root, node: question.node,
        facts: question.uses.map { plain.facts(of: $0, in: question).joined(separator: ", ") })
      if question.number > 1, case .output(.quiz(let before))? = items.last {
        items[items.count - 1] = .output(.quiz(before + [asked]))
      } else {
        items.append(.output(.quiz([asked])))
      }
    case .verdict(let verdict):
      guard case .output(.quiz(var questions))? = items.last else { return }
      if verdict.kind == .hint {
        questions[questions.count - 1].hint = verdict.hint.map { ["\($0)."] } ?? []
      } else {
        questions[questions.count - 1].answer = [plain.solution(of: verdict)]
      }
      items[items.count - 1] = .output(.quiz(questions))
    // Nobody was asked, so there is nothing to count.
    case .score: break
    }
  }

  /// The text of a file, if it is one that can be read beside the code.
  private static func text(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.count <= 100_000 && Array(text.utf8) == bytes && !text.contains("\0") ? text : nil
  }
}

extension PublicationRun {
  /// The picture at a path, as the text means it, as a `data:` address: one that the script has
  /// written, or one that lies beside it.
  func picture(_ path: String) -> String? {
    guard let type = Self.types[FilePath.ending(of: path)] else { return nil }
    let most = 4_000_000
    guard
      let bytes = written.bytes(of: path)
        ?? (try? World.bytes(of: folder + path)),
      bytes.count <= most
    else { return nil }
    return "data:\(type);base64," + String(decoding: Base64.encoded(bytes), as: UTF8.self)
  }

  /// What a browser calls the pictures that it shows, by the endings of their files.
  private static let types = [
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp",
  ]
}
