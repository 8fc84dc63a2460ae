/// Texts made safe for a page, whatever they hold.
public enum HTML {
  /// A text between tags. Ends of lines stay.
  ///
  ///     HTML.text("<b> & \"c\"")   // "&lt;b&gt; &amp; \"c\""
  public static func text(_ text: String) -> String {
    VisibleText.visible(text, keepingLines: true).replacing("&", with: "&amp;")
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A text on one line between double quotes.
  public static func attribute(_ text: String) -> String {
    self.text(VisibleText.visible(text)).replacing("\"", with: "&quot;")
  }

  /// The policy of a page that holds all it needs: it may load and send nothing, so that what escaping
  /// might miss does nothing.
  public static func policy(allowsScripts: Bool) -> String {
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
      + (allowsScripts ? "; script-src 'unsafe-inline'" : "")
      + "; base-uri 'none'; form-action 'none'"
  }

  /// A string of JSON inside a script element, which ends at the first `</`.
  public static func json(_ text: String) -> String { json(Array(text.utf8)) }

  /// The same of a text in UTF-8. A picture has thousands of lines, so they are looked at as bytes.
  public static func json(_ text: [UInt8]) -> String {
    var json = [UInt8(ascii: "\"")]
    json.reserveCapacity(text.count + text.count / 4)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): json += "\\\"".utf8
      case UInt8(ascii: "\\"): json += "\\\\".utf8
      case UInt8(ascii: "\n"): json += "\\n".utf8
      case UInt8(ascii: "<"): json += "\\u003c".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        json += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
    return String(decoding: json, as: UTF8.self)
  }
}
