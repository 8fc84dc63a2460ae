import Session

extension JSONWriter {
  /// What a picture shows folded up; nothing where nothing is.
  static func members(_ folding: FoldingReport?) -> [(String, JSON)] {
    guard let folding else { return [] }
    let parts = folding.folded.map { part in
      JSON.object([
        ("kind", .string(part.kind.rawValue)), ("name", .string(part.name)),
        ("function", part.function.isEmpty ? .null : .string(part.function)),
        ("nodes", .integer(part.nodes)),
      ])
    }
    return [("of", .integer(folding.nodes)), ("folded", .array(parts))]
  }
}
