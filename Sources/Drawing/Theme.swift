/// The colours of a picture, as Graphviz reads them: `#rrggbb`.
struct Theme: Sendable {
  var page: Colour
  var ink: Colour
  var line: Colour
  var wire: Colour
  var box: Colour
  var constant: Colour
  var gate: Colour
  var faint: Colour
  /// Blue and orange are told apart with every kind of colour blindness.
  var positive: Colour
  var negative: Colour
  var undefined: Colour

  static let light = Theme(
    page: Colour(0xFFFFFF), ink: Colour(0x0F172A), line: Colour(0x334155), wire: Colour(0x475569),
    box: Colour(0xFFFFFF), constant: Colour(0xF1F5F9), gate: Colour(0xF1F5F9),
    faint: Colour(0x64748B), positive: Colour(0xA9CDF2), negative: Colour(0xFBC99A),
    undefined: Colour(0xF5D0FE))

  /// The background of a gradient that is `strength` of the largest one. By the square root, so
  /// that beside a gradient of 645 one of 7 still shows its sign.
  func shade(_ strength: Double) -> Colour {
    let share = min(abs(strength), 1).squareRoot()
    return box.mixed(with: strength < 0 ? negative : positive, share: share)
  }
}

extension DrawingOptions {
  var colours: Theme {
    switch theme {
    case .light: .light
    }
  }
}

/// A colour of 24 bits.
struct Colour: Sendable, Hashable, CustomStringConvertible {
  let rgb: UInt32

  init(_ rgb: UInt32) { self.rgb = rgb }

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
