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
    // Lines are counted by their newlines, which Windows writes as two characters.
    let text = text.replacing("\r\n", with: "\n")
    guard Self.isDocument(name) else {
      self.init(script: text)
      return
    }
    do throws(UnknownOption) {
      try self.init(markdown: text)
    } catch {
      let cure = Nearest.cure(of: error.name, among: Options.named.map(\.name))
      throw Effects.Failure(
        "\(name):\(error.line): a block has no option `\(error.name)`; \(cure)")
    }
  }

  /// What a file has to run: all of a script; of a `.md` file the blocks fenced as `gradwalk`.
  static func parts(of path: String) throws(Effects.Failure) -> [Session.Part] {
    try parts(of: try World.text(of: path), name: path)
  }

  /// The same of its text.
  static func parts(of text: String, name: String) throws(Effects.Failure) -> [Session.Part] {
    // To run a script, nobody need know which of its comments are prose.
    isDocument(name) ? try Walkthrough(text, name: name).parts : [Session.Part(text)]
  }

  static func isDocument(_ path: String) -> Bool { FilePath.ending(of: path) == "md" }
}
