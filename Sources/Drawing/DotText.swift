import Typography

/// Writing texts and attributes in the DOT language.
enum DotText {
  /// A text as the name of a graph or a node, an id, a class.
  ///
  /// Graphviz hands entities in names through to SVG, where they are read.
  static func quoted(_ text: String) -> String { quoted(text, backslash: "&#92;") }

  /// A text as a string in which Graphviz looks for `\N` and `\n`: a tooltip, a plain label.
  ///
  /// It decodes entities, halves backslashes once or twice, and replaces `\N` in between; a word
  /// joiner, which has no width, keeps what follows from being taken for such a sign.
  static func escaped(_ text: String) -> String {
    quoted(text, backslash: "&#92;&#92;\u{2060}")
  }

  private static func quoted(_ text: String, backslash: String) -> String {
    // Nearly every text needs nothing.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x26 && $0 != 0x5C }
    ) {
      return "\"\(text)\""
    }
    var quoted = "\""
    for character in VisibleText.visible(text).unicodeScalars {
      switch character {
      case "\"": quoted += "&quot;"
      case "\\": quoted += backslash
      case "&": quoted += "&amp;"
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
  }

  /// A text inside an HTML-like label.
  static func label(_ text: String) -> String {
    if text.utf8.allSatisfy({
      (0x20..<0x7F).contains($0) && ![0x22, 0x26, 0x3C, 0x3E, 0x5C].contains($0)
    }) {
      return text
    }
    var label = ""
    var rest = Substring(VisibleText.visible(text)).unicodeScalars
    while let character = rest.popFirst() {
      switch character {
      case "<": label += "&lt;"
      case ">": label += "&gt;"
      case "\"": label += "&quot;"
      case "\\":
        // Graphviz puts names in place of `\G`, `\N` and their like.
        label += "\\"
        if let next = rest.first, "EGHLNT".unicodeScalars.contains(next) { label += "\u{2060}" }
      case "&":
        label += "&amp;"
        // The SVG writer takes the text `&lt;` for an entity and leaves it be. A word joiner,
        // which has no width, keeps it from being one.
        if rest.contains(";") { label += "\u{2060}" }
      default: label.unicodeScalars.append(character)
      }
    }
    return label
  }

  /// Graphviz itself writes the first class, `node` or `edge`.
  static func classes(_ classes: [String]) -> String {
    quoted(classes.filter { $0 != "node" && $0 != "edge" }.joined(separator: " "))
  }

  /// `[key=value key=value]`, in the order given.
  static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
    "[" + pairs.map { "\($0)=\($1)" }.joined(separator: " ") + "]"
  }
}
