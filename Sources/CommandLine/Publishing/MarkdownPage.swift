import Drawing
import Markdown
import Session
import Typography

/// A publication as Markdown: the text and the blocks as they were written, what each block found
/// out below it, and the pictures in files beside it.
///
/// The result is a walk-through again. What was filled in can be told from what somebody wrote, so
/// that publishing the result fills it in anew.
struct MarkdownPage {
  /// The file, and those beside it.
  private(set) var text = ""
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  /// Where the pictures are, as seen from the page: `page_files`.
  let folder: String
  private var used: Set<String> = []

  /// - Parameters:
  ///   - source: The text of the walk-through, if that is Markdown.
  ///   - folder: Where pictures are written, beside the page.
  init(
    _ publication: Publication, of walkthrough: Walkthrough, source: String?, folder: String
  ) {
    self.folder = folder
    let blocks = outputs(of: publication, walkthrough)
    if let source {
      text = Self.filled(source, walkthrough, blocks)
    } else {
      text = Self.composed(walkthrough, blocks)
    }
  }

  // MARK: Putting together

  /// For each piece of code, what it found out, as Markdown.
  private mutating func outputs(
    of publication: Publication, _ walkthrough: Walkthrough
  ) -> [Int: [String]] {
    var outputs: [Int: [String]] = [:]
    var line = 0
    for item in publication.items {
      switch item {
      case .code(let listing): line = listing.lastLine
      case .output(let output):
        let piece = walkthrough.pieces.lastIndex { piece in
          if case .code(let code) = piece { code.firstLine <= line } else { false }
        }
        if let piece { outputs[piece, default: []] += markdown(output) }
      default: break
      }
    }
    return outputs
  }

  private static func filled(
    _ source: String, _ walkthrough: Walkthrough, _ outputs: [Int: [String]]
  ) -> String {
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // From the last block to the first, so that the lines before stay where they are.
    for (place, piece) in walkthrough.pieces.enumerated().reversed() {
      guard case .code(let code) = piece, let output = outputs[place] else { continue }
      let closing = code.firstLine - 1 + code.text.count { $0 == "\n" }
      let insertion = output.flatMap { ["", $0] }
      let fence = Fence(opening: lines[code.firstLine - 2])
      if closing < lines.count, fence?.isClosed(by: lines[closing]) ?? true {
        lines.insert(contentsOf: insertion, at: closing + 1)
      } else {
        // The file ends in the block, whose fence nobody closed.
        while lines.last?.isEmpty == true { lines.removeLast() }
        lines += [String(fence?.signs ?? "```")] + insertion + [""]
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func composed(_ walkthrough: Walkthrough, _ outputs: [Int: [String]]) -> String {
    let parts = walkthrough.pieces.enumerated().flatMap { place, piece in
      switch piece {
      case .prose(let blocks): [MarkdownWriter.markdown(blocks)]
      case .code(let code):
        [
          MarkdownWriter.markdown([
            .code(Block.Code(info: Walkthrough.fence, text: code.text, firstLine: code.firstLine))
          ])
        ] + (outputs[place] ?? [])
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: Output

  private mutating func markdown(_ output: Publication.Output) -> [String] {
    switch output {
    case .text(let lines), .remark(let lines, _), .derivation(_, let lines, _):
      return [Self.block(TerminalText.plain(lines))]
    case .file(let name, _): return [Self.block(["wrote \(name)"])]
    case .picture(let picture, let notes):
      let path = file(picture.file?.path ?? "picture", ending: "svg", picture.light)
      let notes = TerminalText.plain(notes)
      return ["![\(Self.plain(picture.description))](<\(path)>)"]
        + (notes.isEmpty ? [] : [Self.block(notes)])
    case .deck(let deck, let walk):
      let page = file(walk.path, ending: "html", Array(deck.page.utf8))
      let last = deck.pictures[0].frames.bytes(at: deck.steps.count - 1)
      let picture = file(walk.path, ending: "svg", last)
      let words = Self.plain("\(deck.title), step by step")
      return ["[![\(words)](<\(picture)>)](<\(page)>)"]
    case .quiz(let questions):
      return questions.map { question in
        let asked = "∂\(question.root)/∂\(question.node) = ?"
        return GeneratedOutput.question + HTML.text(asked)
          + (question.facts.isEmpty ? "" : " &nbsp; ")
          + HTML.text(question.facts.joined(separator: "; ")) + "</summary>"
          + HTML.text(question.answer.joined(separator: " ")) + "</details>"
      }
    }
  }

  private static func block(_ lines: [String]) -> String {
    MarkdownWriter.markdown([
      .code(
        Block.Code(
          info: GeneratedOutput.info, text: lines.map { $0 + "\n" }.joined(), firstLine: 0))
    ])
  }

  private static func plain(_ text: String) -> String {
    MarkdownWriter.markdown([.paragraph([.text(text.replacing("\n", with: " "))])])
  }

  /// Adds a file under a name that no other has, and returns its path as seen from the page.
  private mutating func file(_ path: String, ending: String, _ bytes: [UInt8]) -> String {
    // Without what would end the address, or the line.
    var name = FilePath.stem(of: path).filter { !"<>\\\n\r".contains($0) }
    if name.isEmpty { name = "picture" }
    var free = "\(name).\(ending)"
    var number = 1
    while !used.insert(free).inserted {
      number += 1
      free = "\(name)-\(number).\(ending)"
    }
    files.append(("\(folder)/\(free)", bytes))
    return "\(folder)/\(free)"
  }
}
