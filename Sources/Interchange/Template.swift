/// Pieces of programs.
enum Template {
  /// A template with operands for `#1` and `#2`.
  ///
  ///     Template.filled("#1 + #2", ["a", "b"])   // a + b
  static func filled(_ template: String, _ operands: [String]) -> String {
    var text = ""
    var rest = template.utf8[...]
    while let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      text += String(rest[..<mark])!
      let digit = rest.index(after: mark)
      text += operands[Int(rest[digit] - UInt8(ascii: "1"))]
      rest = rest[rest.index(after: digit)...]
    }
    return text + String(rest)!
  }

  /// A text as a literal of Python and Swift.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": quoted += " "
      case "\"", "\\":
        quoted += "\\"
        quoted.unicodeScalars.append(scalar)
      case _ where scalar.value < 32: break
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
