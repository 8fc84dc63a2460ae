import Typography

extension Math {
  /// The formula as one line of characters, for a terminal: `∂L/∂x = 2x²`.
  package var text: String {
    switch self {
    case .row(let parts): Math.text(parts)
    case .name(let name, _), .number(let name), .function(let name): name
    case .sign(let sign, let kind): kind.isSpaced ? " \(sign) " : sign
    case .text(let text): text
    case .fraction(let above, let below): Math.quotient(above, below)
    case .root(let inner): "√" + (inner.isShort ? inner.text : inner.inBrackets)
    case .scripts(let base, let below, let above): Math.scripted(base, below, above)
    case .accent(let accent, let base): Math.accented(base.text, accent)
    case .fenced(let opening, let inner, let closing): opening + inner.text + closing
    case .table(let rows):
      rows.map { row in
        row.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
      }.joined(separator: "; ")
    case .space(let room): String(repeating: " ", count: room >= 1 ? 3 : 1)
    case .source(let source): source
    }
  }

  private static func text(_ parts: [Math]) -> String {
    var text = ""
    var before = ""
    for (index, part) in parts.enumerated() {
      let piece = part.text
      defer { before = piece }
      if text.last == " ", piece.first == " " {
        text += piece.drop { $0 == " " }
      } else {
        if index > 0, text.last != " ", isApart(parts[index - 1], before, part) { text += " " }
        text += piece
      }
      if case .sign(_, .punctuation) = part { text += " " }
    }
    return text.trimmed
  }

  /// Whether two neighbours would be read as one without a blank between.
  ///
  /// - Parameter text: the text of the first. Texts are handed on here and below, as making one twice
  ///   at each depth of `x^{x^{x^…` takes for ever.
  private static func isApart(_ first: Math, _ text: String, _ second: Math) -> Bool {
    if case .text(let text) = first, text.last?.isLetter != true { return false }
    switch (first, second) {
    case (.sign(_, .large), .sign(_, .opening)): return true
    case (.sign, _), (_, .sign(_, .closing)), (_, .sign(_, .punctuation)), (_, .sign(_, .binary)),
      (_, .sign(_, .relation)), (.space, _), (_, .space):
      return false
    case (_, .sign("|", _)), (_, .sign("′", _)): return false
    default: break
    }
    let isCall =
      switch second {
      case .sign(_, .opening): true
      case .fenced(let opening, _, _): !opening.isEmpty
      default: false
      }
    if first.isFunctionText { return !isCall }
    if second.isFunctionText || second.isLarge { return true }
    switch (first, second) {
    case (.fraction, _), (_, .fraction): return true
    case (.name(let name, _), _) where name.count > 1: return !isCall
    case (_, .name(let name, _)) where name.count > 1: return true
    case (.number, .number): return true
    case (.scripts(let base, _, _), _):
      if case .sign(_, .large) = base { return true }
      let isRaised = text.contains { $0 == "^" || $0 == "_" }
      return isRaised && !isCall
    default: return false
    }
  }

  private var isFunctionText: Bool {
    switch self {
    case .function: true
    case .scripts(let base, _, _): base.isFunctionText
    default: false
    }
  }

  private var isLarge: Bool {
    switch self {
    case .sign(_, .large): true
    case .scripts(let base, _, _): base.isLarge
    default: false
    }
  }

  // MARK: Fractions

  private static func quotient(_ above: Math, _ below: Math) -> String {
    let (top, bottom) = (above.text, below.text)
    let isBare = below.isShort || below.isDifferential
    return (above.isSum || top.contains("/") ? "(\(top))" : top) + "/"
      + (isBare ? bottom : "(\(bottom))")
  }

  private var inBrackets: String { "(\(text))" }

  /// Whether there are a sum or a relation in it that brackets have to hold together.
  private var isSum: Bool {
    parts.contains { part in
      if case .sign(_, let kind) = part { kind.isSpaced } else { false }
    }
  }

  /// Whether it is one thing, so that it needs no brackets.
  private var isShort: Bool {
    switch self {
    case .name, .number, .function, .accent, .text: true
    case .sign(_, .ordinary): true
    case .fenced(let opening, _, let closing): !opening.isEmpty && !closing.isEmpty
    case .scripts(let base, _, _): base.isShort
    default: false
    }
  }

  /// `∂x`, `dx`, `∂w₁`.
  private var isDifferential: Bool {
    let parts = parts
    guard parts.count == 2 else { return false }
    return [.sign("∂", .ordinary), .name("d")].contains(parts[0]) && parts[1].isShort
  }

  // MARK: Scripts

  private static func scripted(_ base: Math, _ below: Math?, _ above: Math?) -> String {
    var text = base.isShort || base.isSign ? base.text : base.inBrackets
    if case .row(let parts) = base, parts.isEmpty { text = "" }
    if let below {
      let plain = below.text
      text += small(plain, SmallText.below) ?? "_" + lowered(plain, isShort: below.isShort)
    }
    if let above {
      let plain = above.text
      text += small(plain, SmallText.above) ?? "^" + (above.isShort ? plain : "(\(plain))")
    }
    return text
  }

  private var isSign: Bool { if case .sign = self { true } else { false } }

  /// Below the line where there are no characters for it: `W_k,i`.
  private static func lowered(_ text: String, isShort: Bool) -> String {
    let isList = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "," || $0 == " " }
    return isShort ? text : isList ? text.filter { $0 != " " } : "(\(text))"
  }

  private static func accented(_ base: String, _ accent: Accent) -> String {
    base.count == 1 ? base + String(accent.combining) : "\(accent.rawValue)(\(base))"
  }

  /// What is short enough to be read without blanks, in small characters.
  private static func small(_ text: String, _ write: (String) -> String?) -> String? {
    text.count > 8 ? nil : write(text.filter { $0 != " " })
  }
}

extension Math.Kind {
  /// Whether blanks stand around it.
  fileprivate var isSpaced: Bool { self == .binary || self == .relation }
}

extension Math.Accent {
  /// The character that stands over the one before it.
  fileprivate var combining: Unicode.Scalar {
    switch self {
    case .hat: "\u{302}"
    case .bar: "\u{304}"
    case .tilde: "\u{303}"
    case .vec: "\u{20D7}"
    case .dot: "\u{307}"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.dropLast(start.reversed().prefix { $0 == " " }.count))
  }
}
