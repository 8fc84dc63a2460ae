/// Writing texts and attributes in the DOT language.
enum DotText {
  /// A text as a quoted string that stands for itself: a tooltip, an attribute.
  ///
  /// Besides the quote, `\` has to be guarded, since Graphviz reads `\N` or `\n` in most strings,
  /// and `&`, since it decodes `&lt;`.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in VisibleText.visible(text).unicodeScalars {
      switch character {
      case "\"": quoted += "&quot;"
      case "\\": quoted += "&#92;"
      case "&": quoted += "&amp;"
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
  }

  /// A text inside an HTML-like label.
  static func label(_ text: String) -> String {
    var label = ""
    var rest = Substring(VisibleText.visible(text)).unicodeScalars
    while let character = rest.popFirst() {
      switch character {
      case "<": label += "&lt;"
      case ">": label += "&gt;"
      case "\"": label += "&quot;"
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

  /// `[key=value key=value]`, in the order given.
  static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
    "[" + pairs.map { "\($0)=\($1)" }.joined(separator: " ") + "]"
  }
}
