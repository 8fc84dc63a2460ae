import Session

extension JSONWriter {
  /// An exhibit as the file that it was written to, or as what is shown.
  static func object(for exhibit: Exhibit) -> (String, Members) {
    switch exhibit {
    case .picture(let picture):
      let nodes: Members = picture.nodes.map { [("nodes", .integer($0))] } ?? []
      guard let file = picture.file else {
        return ("draw", nodes + members(picture.folding))
      }
      return (
        "file",
        [("path", .string(file.path)), ("format", .string(file.format))] + nodes
          + members(picture.folding)
      )
    case .deck(_, let walk): return ("file", members(walk))
    }
  }

  static func members(_ walk: WalkReport) -> Members {
    [
      ("path", .string(walk.path)), ("format", .string(walk.format)),
      ("nodes", .integer(walk.nodes)), ("pictures", .integer(walk.steps)),
    ] + (walk.older.isEmpty ? [] : [("older", .array(walk.older.map(JSON.string)))])
  }
}
