import Typography

extension Math {
  /// The formula as MathML, which browsers show without any script.
  ///
  /// - Parameter isBlock: whether it stands on lines of its own.
  package func mathML(isBlock: Bool = false) -> String {
    "<math\(isBlock ? " display=\"block\"" : "")>\(inRow)</math>"
  }

  /// The parts one beside the other, as one element.
  private var element: String {
    switch self {
    case .row(let parts): "<mrow>\(Math.elements(parts))</mrow>"
    case .name(let name, let isItalic):
      "<mi\(isItalic && name.count > 1 ? " class=\"it\"" : "")>\(HTML.text(name))</mi>"
    case .number(let number): "<mn>\(HTML.text(number))</mn>"
    case .function(let name): "<mi>\(HTML.text(name))</mi>"
    case .sign(let sign, let kind): Math.element(sign, kind)
    case .text(let text): "<mtext>\(HTML.text(text.keepingBlanks))</mtext>"
    case .fraction(let above, let below): "<mfrac>\(above.element)\(below.element)</mfrac>"
    case .root(let inner): "<msqrt>\(inner.inRow)</msqrt>"
    case .scripts(let base, let below, let above): Math.element(base, below, above)
    case .accent(let accent, let base):
      "<mover accent=\"true\">\(base.element)<mo stretchy=\"false\">\(accent.sign)</mo></mover>"
    case .fenced(let opening, let inner, let closing):
      "<mrow>\(Math.fence(opening, "prefix", inner))\(inner.element)"
        + "\(Math.fence(closing, "postfix", inner))</mrow>"
    case .table(let rows):
      "<mtable>"
        + rows.map { row in
          "<mtr>\(row.map { "<mtd>\($0.inRow)</mtd>" }.joined())</mtr>"
        }.joined() + "</mtable>"
    case .space(let room): "<mspace width=\"\(room)em\"></mspace>"
    case .source(let source): "<mtext class=\"tex\">\(HTML.text(source))</mtext>"
    }
  }

  /// The same inside an element that is a row by itself.
  private var inRow: String {
    if case .row(let parts) = self { Math.elements(parts) } else { element }
  }

  private static func elements(_ parts: [Math]) -> String {
    var text = ""
    for (index, part) in parts.enumerated() {
      text += part.element
      guard part.isFunction, index + 1 < parts.count else { continue }
      // The argument of a function stands close to it between brackets, and apart else.
      switch parts[index + 1] {
      case .sign(_, .opening), .fenced: text += "<mo>\u{2061}</mo>"
      case .sign, .space: break
      default: text += "<mspace width=\"0.17em\"></mspace>"
      }
    }
    return text
  }

  private static func element(_ sign: String, _ kind: Kind) -> String {
    let text = HTML.text(sign)
    switch kind {
    case .ordinary where sign == "′": return "<mo>\(text)</mo>"
    case .ordinary where sign == "|" || sign == "‖":
      return "<mo stretchy=\"false\" lspace=\"0em\" rspace=\"0em\">\(text)</mo>"
    case .ordinary: return "<mi mathvariant=\"normal\">\(text)</mi>"
    case .prefix: return "<mo form=\"prefix\">\(text)</mo>"
    case .opening: return "<mo form=\"prefix\" stretchy=\"false\">\(text)</mo>"
    case .closing: return "<mo form=\"postfix\" stretchy=\"false\">\(text)</mo>"
    case .binary, .relation, .punctuation, .large: return "<mo>\(text)</mo>"
    }
  }

  /// A bracket; stretched, it would stand apart from what is no higher than a letter.
  private static func fence(_ sign: String, _ form: String, _ inner: Math) -> String {
    if sign.isEmpty { return "" }
    return "<mo form=\"\(form)\" stretchy=\"\(inner.isTall)\">\(HTML.text(sign))</mo>"
  }

  /// Whether it is higher than a line.
  private var isTall: Bool {
    switch self {
    case .fraction, .table: true
    case .row(let parts): parts.contains(where: \.isTall)
    case .scripts(let base, _, _): base.isTall
    case .root(let inner), .accent(_, let inner), .fenced(_, let inner, _): inner.isTall
    case .sign(_, let kind): kind == .large
    case .name, .number, .function, .text, .space, .source: false
    }
  }

  private static func element(_ base: Math, _ below: Math?, _ above: Math?) -> String {
    let hasLimits = base.hasLimits
    let name =
      switch (below, above) {
      case (_?, _?): hasLimits ? "munderover" : "msubsup"
      case (_?, nil): hasLimits ? "munder" : "msub"
      case (nil, _): hasLimits ? "mover" : "msup"
      }
    var inner = base.element
    if hasLimits, case .function(let function) = base {
      inner = "<mo movablelimits=\"true\" lspace=\"0em\" rspace=\"0em\">\(function)</mo>"
    }
    let scripts = (below?.element ?? "") + (above?.element ?? "")
    return "<\(name)>\(inner)\(scripts)</\(name)>"
  }

  /// Whether what stands below it in a line of its own stands under it, not beside it.
  private var hasLimits: Bool {
    switch self {
    case .sign(_, .large): true
    case .function(let name): MathSymbols.withLimits.contains(name)
    default: false
    }
  }

  private var isFunction: Bool {
    switch self {
    case .function: true
    case .scripts(let base, _, _): base.isFunction
    default: false
    }
  }
}

extension Math.Accent {
  fileprivate var sign: String {
    switch self {
    case .hat: "^"
    case .bar: "¯"
    case .tilde: "~"
    case .vec: "→"
    case .dot: "˙"
    }
  }
}

extension String {
  /// MathML drops blanks at the ends of a text.
  fileprivate var keepingBlanks: String {
    var text = self
    if text.first == " " { text = "\u{A0}" + text.dropFirst() }
    if text.last == " " { text = text.dropLast() + "\u{A0}" }
    return text
  }
}
