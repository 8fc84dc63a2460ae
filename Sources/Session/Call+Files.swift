import Language

// Files that say by their endings how they are written.
extension Command.Call {
  /// The ending of a file, if it is one of those that `things` are written with.
  func ending(
    of file: (text: String, span: Span), among endings: [String], for things: String,
    example: String
  ) throws(Diagnostic) -> String {
    guard file.text.contains(where: { $0 != "/" }) else {
      throw Diagnostic(
        .other("\(things) need a file's name", help: "as in \(example)"), file.span)
    }
    let ending = FilePath.ending(of: file.text)
    guard endings.contains(ending) else {
      throw Diagnostic(
        .other(
          ending.isEmpty
            ? "`\(file.text)` has no ending that says the format"
            : "\(things) cannot be written as `\(ending)`",
          help: "there are \(endings.joined(separator: ", "))"), file.span)
    }
    return ending
  }
}
