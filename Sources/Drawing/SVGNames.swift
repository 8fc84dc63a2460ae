/// The ids of pictures, which are to be told apart in a page with several.
public enum SVGNames {
  /// An SVG, or a part of one, with `prefix` before each of its ids, and wherever it refers to one.
  /// Comments are left out.
  ///
  /// It is read tag by tag, as bytes: a picture may be some millions of them. O(length)
  public static func prefixed(_ svg: [UInt8], with prefix: String) -> [UInt8] {
    let mark = Array(prefix.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(svg.count + svg.count / 8)
    var place = svg.startIndex
    while place < svg.endIndex {
      let tag = svg[place...].firstIndex(of: UInt8(ascii: "<")) ?? svg.endIndex
      result += svg[place..<tag]
      guard tag < svg.endIndex else { break }
      if svg[tag...].starts(with: "<!--".utf8) {
        // Comments tell readers of a page nothing.
        place = svg[tag...].firstRange(of: Array("-->".utf8))?.upperBound ?? svg.endIndex
        continue
      }
      place = end(ofTagAt: tag, in: svg)
      copy(svg[tag..<place], to: &result, mark)
    }
    return result
  }

  /// The place behind a tag, whose attributes may hold `>`.
  private static func end(ofTagAt start: Int, in svg: [UInt8]) -> Int {
    var quote: UInt8?
    var place = start
    while place < svg.endIndex {
      let byte = svg[place]
      place += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    return place
  }

  /// Copies a tag and puts the mark where an attribute is an id or refers to one.
  private static func copy(
    _ tag: ArraySlice<UInt8>, to result: inout [UInt8], _ mark: [UInt8]
  ) {
    var place = tag.startIndex
    while place < tag.endIndex {
      let byte = tag[place]
      result.append(byte)
      place += 1
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
      // The attribute's name stands before `="`.
      let name = tag[..<(place - 2)].reversed().prefix {
        $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\t")
      }
      let end = tag[place...].firstIndex(of: byte) ?? tag.endIndex
      let value = tag[place..<end]
      switch String(decoding: name.reversed(), as: UTF8.self) {
      case "id": result += mark + value
      case "href", "xlink:href":
        result +=
          value.first == UInt8(ascii: "#")
          ? [UInt8(ascii: "#")] + mark + value.dropFirst() : Array(value)
      default:
        let reference = Array("url(#".utf8)
        if let found = value.firstRange(of: reference) {
          result += value[..<found.upperBound] + mark + value[found.upperBound...]
        } else {
          result += value
        }
      }
      if end < tag.endIndex { result.append(byte) }
      place = min(end + 1, tag.endIndex)
    }
  }
}
