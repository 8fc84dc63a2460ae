import Markdown
import Session

/// A script that tells a story: prose and code in turn.
///
/// In a `.md` file the text is the prose, and blocks fenced as `gradwalk` are the code. In a `.gw`
/// file it is the comments that stand between statements: see ``init(script:)``.
struct Walkthrough: Equatable {
  /// The word behind the fence of a block that is run.
  static let fence = "gradwalk"

  enum Piece: Equatable {
    case prose([Block])
    case code(Code)
  }

  /// A stretch of code.
  struct Code: Equatable {
    let text: String
    /// The line of the file on which it begins, from 1.
    let firstLine: Int
    let options: Options
    /// Which of ``Walkthrough/parts`` it is, or is some of.
    let part: Int
  }

  /// What stands behind ``fence`` where a block begins.
  struct Options: OptionSet {
    let rawValue: Int

    /// The block is run, and neither it nor what it says is shown.
    static let hide = Options(rawValue: 1)
    /// The block is shown, and what it says is not.
    static let quiet = Options(rawValue: 2)
    /// The block's last statement has to fail.
    static let fails = Options(rawValue: 4)

    static let named: [(name: String, option: Options)] = [
      ("hide", .hide), ("quiet", .quiet), ("fails", .fails),
    ]
  }

  /// A block of code that cannot be obeyed, and the line on which it begins.
  enum Flaw: Error, Equatable {
    case unknownOption(String, line: Int)
    /// It stands in a list or a quotation.
    case insideText(line: Int)
  }

  let pieces: [Piece]
  /// What a session reads: a script whole, of a document each block.
  let parts: [Session.Part]
}

extension Walkthrough {
  /// Reads a `.md` file.
  init(markdown: String) throws(Flaw) {
    var pieces: [Piece] = []
    var parts: [Session.Part] = []
    var prose: [Block] = []
    for block in Document(markdown).blocks {
      if case .code(let code) = block, code.words.first == Walkthrough.fence[...] {
        if !prose.isEmpty { pieces.append(.prose(prose)) }
        prose = []
        let options = try Self.options(of: code)
        pieces.append(
          .code(
            Code(text: code.text, firstLine: code.firstLine, options: options, part: parts.count)))
        parts.append(
          Session.Part(
            code.text, firstLine: code.firstLine, fails: options.contains(.fails),
            isSilent: !options.isDisjoint(with: [.hide, .quiet])))
      } else {
        // It would stand there as code, and never be run.
        if let code = block.codeInside.first(where: { $0.words.first == Self.fence[...] }) {
          throw .insideText(line: code.firstLine - 1)
        }
        prose.append(block)
      }
    }
    if !prose.isEmpty { pieces.append(.prose(prose)) }
    self.pieces = pieces
    self.parts = parts
  }

  private static func options(of code: Block.Code) throws(Flaw) -> Options {
    var options: Options = []
    for word in code.words.dropFirst() {
      guard let row = Options.named.first(where: { $0.name == word }) else {
        throw .unknownOption(String(word), line: code.firstLine - 1)
      }
      options.insert(row.option)
    }
    return options
  }
}

extension Block.Code {
  fileprivate var words: [Substring] { info.split { $0 == " " || $0 == "\t" } }
}

extension Block {
  /// The blocks of code in a list or a quotation.
  fileprivate var codeInside: [Code] {
    var codes: [Code] = []
    var open = [self]
    while let block = open.popLast() {
      switch block {
      case .code(let code): codes.append(code)
      case .list(let list): open += list.items.joined().reversed()
      case .quotation(let blocks): open += blocks.reversed()
      default: break
      }
    }
    return codes
  }
}
