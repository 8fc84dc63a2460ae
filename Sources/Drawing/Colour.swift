/// A colour of 24 bits.
struct Colour: Sendable, Hashable, CustomStringConvertible {
  let rgb: UInt32

  init(_ rgb: UInt32) { self.rgb = rgb }

  /// As Graphviz reads it: `#rrggbb`.
  var description: String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The colour `share` of the way to another.
  func mixed(with other: Colour, share: Double) -> Colour {
    var mixed: UInt32 = 0
    for shift: UInt32 in [16, 8, 0] {
      let from = Double(rgb >> shift & 0xFF)
      let to = Double(other.rgb >> shift & 0xFF)
      mixed |= UInt32((from + (to - from) * share).rounded()) << shift
    }
    return Colour(mixed)
  }
}
