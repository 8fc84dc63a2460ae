/// How large an SVG says that it is, in the pixels of a page.
///
///     SVGSize(of: Array("<svg width=\"72pt\" height=\"36pt\">".utf8))   // 96 × 48
///
/// A page needs it in its styles, to shrink a picture that is too wide only as far as it can be read.
public struct SVGSize: Sendable, Equatable {
  public let width: Double
  public let height: Double

  /// - Returns: `nil` where it does not say, or not in points or pixels. O(length of the first tag)
  public init?(of svg: [UInt8]) {
    guard let start = svg.firstRange(of: Array("<svg".utf8)) else { return nil }
    let tag = String(
      decoding: svg[start.upperBound...].prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
    guard let width = Self.length("width", in: tag), let height = Self.length("height", in: tag),
      width > 0, height > 0
    else { return nil }
    self.width = width
    self.height = height
  }

  /// As an attribute with a blank before it, which gives style sheets the lengths and their ratio.
  public var attribute: String {
    let ratio = (100 * width / height).rounded() / 100
    return " style=\"--width:\(Int(width.rounded()))px;--height:\(Int(height.rounded()))px;"
      + "--ratio:\(ratio)\""
  }

  private static func length(_ name: String, in tag: String) -> Double? {
    let parts = tag.split(whereSeparator: \.isWhitespace)
    guard let part = parts.first(where: { $0.hasPrefix("\(name)=\"") }) else { return nil }
    let text = part.dropFirst(name.count + 2).prefix { $0 != "\"" }
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(number) else { return nil }
    switch text.dropFirst(number.count) {
    case "pt": return value * 4 / 3
    case "", "px": return value
    default: return nil
    }
  }
}
