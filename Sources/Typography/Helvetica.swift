/// How wide a text will be in a picture, without loading a font.
///
/// The widths of ASCII are those of Helvetica, which Arial, Liberation Sans, Nimbus Sans and Arimo
/// share by design: whichever of them a viewer picks, the text fits its box, and a layout is the
/// same on every machine. Other characters are taken at the width of the widest of their kind.
public enum Helvetica {
  /// The width of a text in ems.
  public static func width(of text: String, isBold: Bool = false) -> Double {
    let table = isBold ? bold : regular
    return text.unicodeScalars.reduce(0) { sum, scalar in
      let place = Int(scalar.value) - 32
      return sum + (table.indices.contains(place) ? Double(table[place]) / 1000 : width(of: scalar))
    }
  }

  /// The most a character outside ASCII takes up, in ems.
  private static func width(of scalar: Unicode.Scalar) -> Double {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    case .otherLetter where scalar.value >= 0x1100: return 1
    default: break
    }
    if properties.isEmojiPresentation || scalar.value >= 0x1F000 { return 1.4 }
    switch scalar.value {
    case 0xB7: return 0.278
    case 0x2013: return 0.556
    case 0xB1, 0xD7, 0xF7, 0x2212: return 0.584
    case 0x2E80...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x20000...0x3FFFF:
      return 1
    case 0x2014, 0x2026, 0x2030, 0x2100...0x22FF, 0x2400...0x27FF: return 1
    case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: return 0.5
    default: return 0.8
    }
  }

  // From Adobe's font metrics for Helvetica and Helvetica Bold, characters 32 to 126.
  private static let regular: [Int] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
  private static let bold: [Int] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]
}
