/// Bytes as text, as terminals and browsers take pictures.
package enum Base64 {
  /// Bytes as letters, digits, + and /, four for three. Source: RFC 4648.
  package static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes[start..<min(start + 3, bytes.count)]
      let bits = rest.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - rest.count))
      for place in 0..<4 {
        let isPadding = place > rest.count
        text.append(
          isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)])
      }
    }
    return text
  }
}
