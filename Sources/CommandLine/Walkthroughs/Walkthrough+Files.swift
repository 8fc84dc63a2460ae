import Language
import Session

extension Walkthrough {
  /// Reads a file: one that ends in `.md` as a document, any other as a script. `-` is standard
  /// input, and a script.
  init(file path: String) throws(Effects.Failure) {
    try self.init(try World.text(of: path), name: path)
  }

  /// Reads the text of a file, whose name says what it is.
  init(_ text: String, name: String) throws(Effects.Failure) {
    let text = Self.withPlainLineEnds(text)
    guard Self.isDocument(name) else {
      self.init(script: text)
      return
    }
    do throws(Flaw) {
      try self.init(markdown: text)
    } catch {
      throw Effects.Failure("\(name):\(Self.message(of: error))")
    }
  }

  private static func message(of flaw: Flaw) -> String {
    switch flaw {
    case .unknownOption(let option, let line):
      let cure = Nearest.cure(of: option, among: Options.named.map(\.name))
      return "\(line): a block has no option `\(option)`; \(cure)"
    case .insideText(let line):
      return "\(line): a block in a list or a quotation is not run; begin its lines at the margin"
    }
  }

  /// Lines are counted by their newlines, for which Windows writes two characters, and old Macs
  /// another one.
  static func withPlainLineEnds(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  /// What a file has to run: all of a script; of a `.md` file the blocks fenced as `gradwalk`.
  static func parts(of path: String) throws(Effects.Failure) -> [Session.Part] {
    try parts(of: try World.text(of: path), name: path)
  }

  /// The same of its text.
  static func parts(of text: String, name: String) throws(Effects.Failure) -> [Session.Part] {
    // To run a script, nobody need know which of its comments are prose.
    isDocument(name)
      ? try Walkthrough(text, name: name).parts : [Session.Part(withPlainLineEnds(text))]
  }

  static func isDocument(_ path: String) -> Bool { FilePath.ending(of: path) == "md" }
}
