/// The colours and weights of a picture.
struct Theme: Sendable {
  var page: Colour
  /// Texts.
  var ink: Colour
  /// The frames of boxes and gates.
  var line: Colour
  var wire: Colour
  var box: Colour
  var constant: Colour
  var input: Colour
  var param: Colour
  var gate: Colour
  /// Texts beside the matter: on edges, in the legend.
  var faint: Colour
  /// A value and a gradient where their places tell them apart: above a wire and below it.
  var value: Colour
  var gradient: Colour
  /// The backgrounds of the largest gradients. The number always stands on it, so that the sign
  /// is never told by colour alone.
  var positive: Colour
  var negative: Colour
  var undefined: Colour
  /// The frame, gate and wires that a step of a walk is about; on a gate so filled, texts have the
  /// page's colour.
  var lit: Colour
  /// How many times the usual size texts have.
  var scale = 1.0
  /// How many times the usual weight lines have.
  var weight = 1

  /// The background of a gradient that is `strength` of the largest one. By the square root, so
  /// that beside a gradient of 645 one of 7 still shows its sign.
  func shade(_ strength: Double) -> Colour {
    let share = min(abs(strength), 1).squareRoot()
    return box.mixed(with: strength < 0 ? negative : positive, share: share)
  }

  /// So many points of a text, as Graphviz reads them: `12`, `14.4`.
  func points(_ size: Double) -> String {
    let tenths = Int((size * scale * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Theme {
  /// Blue and orange are told apart with every kind of colour blindness.
  static let light = Theme(
    page: Colour(0xFFFFFF), ink: Colour(0x0F172A), line: Colour(0x334155), wire: Colour(0x475569),
    box: Colour(0xFFFFFF), constant: Colour(0xF1F5F9), input: Colour(0xE4EFFB),
    param: Colour(0xFDF0D9), gate: Colour(0xF1F5F9), faint: Colour(0x5B6779),
    value: Colour(0x14722F), gradient: Colour(0xB91C1C),
    positive: Colour(0xA9CDF2), negative: Colour(0xFBC99A), undefined: Colour(0xF5D0FE),
    lit: Colour(0x0B62A4))

  static let dark = Theme(
    page: Colour(0x111827), ink: Colour(0xF1F5F9), line: Colour(0x94A3B8), wire: Colour(0x94A3B8),
    box: Colour(0x1F2937), constant: Colour(0x111827), input: Colour(0x1E3A5F),
    param: Colour(0x4A3413), gate: Colour(0x334155), faint: Colour(0xA8B3C4),
    value: Colour(0x6EE79A), gradient: Colour(0xFF9C94),
    positive: Colour(0x1D5FA8), negative: Colour(0x9A4A0B), undefined: Colour(0x701A75),
    lit: Colour(0x7CC4FA))

  /// Black and greys on white, for printers: the darker grey is the negative gradient's.
  static let print = Theme(
    page: Colour(0xFFFFFF), ink: Colour(0x000000), line: Colour(0x000000), wire: Colour(0x000000),
    box: Colour(0xFFFFFF), constant: Colour(0xF2F2F2), input: Colour(0xFFFFFF),
    param: Colour(0xE6E6E6), gate: Colour(0xFFFFFF), faint: Colour(0x404040),
    value: Colour(0x000000), gradient: Colour(0x4D4D4D),
    positive: Colour(0xDEDEDE), negative: Colour(0xA6A6A6), undefined: Colour(0xFFFFFF),
    lit: Colour(0x000000))

  /// Heavy lines, large texts and strong colours, for a bright room.
  static let projector = Theme(
    page: Colour(0xFFFFFF), ink: Colour(0x000000), line: Colour(0x000000), wire: Colour(0x000000),
    box: Colour(0xFFFFFF), constant: Colour(0xFFFFFF), input: Colour(0xCCE3FF),
    param: Colour(0xFFE3AD), gate: Colour(0xFFFFFF), faint: Colour(0x262626),
    value: Colour(0x00591F), gradient: Colour(0xA80000),
    positive: Colour(0x7DBBFF), negative: Colour(0xFFAA57), undefined: Colour(0xF0ABFC),
    lit: Colour(0x00439C), scale: 1.3, weight: 2)
}

extension DrawingOptions {
  var colours: Theme {
    switch theme {
    case .light: .light
    case .dark: .dark
    case .print: .print
    case .projector: .projector
    }
  }
}
