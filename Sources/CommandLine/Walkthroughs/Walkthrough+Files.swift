import Session

extension Walkthrough {
  /// What a file has to run: all of a script; of a `.md` file the blocks fenced as `gradwalk`.
  static func parts(of path: String) throws(Effects.Failure) -> [Session.Part] {
    let text = try World.text(of: path)
    return isDocument(path) ? try document(text, name: path).code.map(\.part) : [.init(text)]
  }

  static func isDocument(_ path: String) -> Bool { path.lowercased().hasSuffix(".md") }

  private static func document(
    _ text: String, name: String
  ) throws(Effects.Failure) -> Walkthrough {
    do throws(UnknownOption) {
      return try Walkthrough(markdown: text)
    } catch {
      throw Effects.Failure(
        "\(name):\(error.line): a block has no option `\(error.name)`; there are "
          + Options.named.map(\.name).joined(separator: ", "))
    }
  }
}
