import CGraphviz

/// An SVG as Graphviz writes it, cut where its nodes and edges begin and end.
///
/// Each is a comment with its name, and a `<g id="…">` of its own inside that of the graph.
struct CutPicture {
  /// Up to the first node or edge.
  let head: ArraySlice<UInt8>
  /// In the order of the file.
  let parts: [Part]
  let tail: ArraySlice<UInt8>

  /// A node or an edge.
  struct Part {
    let id: String
    /// The comment, and the ends of lines around it.
    let before: ArraySlice<UInt8>
    let group: ArraySlice<UInt8>
  }

  /// `nil` where it is not written like that.
  init?(_ bytes: [UInt8]) {
    let all = bytes[...]
    guard let graph = all.place(of: "class=\"graph\""),
      var mark = all[graph...].place(of: "\n<!-- ")
    else { return nil }
    head = all[..<mark]
    var marks = [mark]
    while let next = all[(mark + 1)...].place(of: "\n<!-- ") {
      marks.append(next)
      mark = next
    }
    guard let end = all[mark...].place(of: "\n</g>\n</svg>") else { return nil }
    tail = all[end...]
    // Of a node that is not to be seen there is only the comment.
    parts = zip(marks, marks.dropFirst() + [end]).compactMap { Part(all[$0..<$1]) }
  }

  /// What says how large the picture is.
  var size: ArraySlice<UInt8>? {
    head.place(of: "viewBox=\"").map { head[$0...].prefix { $0 != UInt8(ascii: "\n") } }
  }
}

extension CutPicture.Part {
  fileprivate init?(_ bytes: ArraySlice<UInt8>) {
    guard let start = bytes.place(of: "<g id=\""),
      let end = bytes[(start + 7)...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    // Graphviz writes a hyphen as an entity.
    id = String(decoding: bytes[(start + 7)..<end], as: UTF8.self).replacing("&#45;", with: "-")
    before = bytes[..<start]
    group = bytes[start...]
  }
}

extension ArraySlice<UInt8> {
  /// Where a text begins, or `nil`.
  fileprivate func place(of text: StaticString) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = gradwalk_memmem(base, bytes.count, text.utf8Start, text.utf8CodeUnitCount)
      else { return nil }
      return startIndex + (UnsafeRawPointer(found) - base)
    }
  }
}
