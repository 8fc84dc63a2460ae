/// Text as TeX sets it. Whatever the text, it compiles.
public enum TeX {
  /// A text in text mode, with every character that means something to TeX made plain.
  ///
  ///     TeX.text("50 % of x_1")   // "50 \% of x\_1"
  public static func text(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "%", "_": "\\\(character)"
      case "^": "\\^{}"
      case "~": "\\~{}"
      // Two of these, or one before a quote, would become another character.
      case "-": "{-}"
      case "`": "{`}"
      case "'": "{'}"
      case "\"": "{\\char34}"
      case "<": "\\textless{}"
      case ">": "\\textgreater{}"
      case "|": "\\textbar{}"
      default: symbols[character].map { "\\ensuremath{\($0)}" } ?? String(character)
      }
    }.joined()
  }

  /// A name as mathematics writes it, in math mode: one letter in italics, digits behind it lowered,
  /// more letters upright.
  ///
  ///     TeX.name("x1")     // "x_{1}"
  ///     TeX.name("loss")   // "\mathrm{loss}"
  public static func name(_ name: String) -> String {
    var primes = ""
    var rest = name[...]
    while rest.last == "'" {
      rest.removeLast()
      primes += "'"
    }
    let letters = rest.prefix { $0.isLetter && subscripts[$0] == nil }
    var below = rest.dropFirst(letters.count).map { subscripts[$0] ?? String($0) }.joined()
    if below.hasPrefix("_") { below.removeFirst() }
    if letters.isEmpty { return "\\mathrm{\(text(name))}" }
    let base =
      letters.count == 1
      ? symbols[letters.first!] ?? String(letters.first!) : "\\mathrm{\(text(String(letters)))}"
    if below.isEmpty { return base + primes }
    let isPlain = below.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ",") }
    return base + "_{\(isPlain ? below : "\\mathrm{\(text(below))}")}" + primes
  }

  /// A number in math mode, where its minus has the width of a plus.
  ///
  ///     TeX.number("-1.5e-07")   // "-1.5\cdot10^{-7}"
  public static func number(_ number: String) -> String {
    switch number {
    case "nan": return "\\mathrm{nan}"
    case "inf": return "\\infty"
    case "-inf": return "-\\infty"
    default: break
    }
    guard let mark = number.firstIndex(of: "e"),
      let exponent = Int(number[number.index(after: mark)...].drop { $0 == "+" })
    else { return number }
    return "\(number[..<mark])\\cdot10^{\(exponent)}"
  }

  /// Whether every TeX has a glyph for a character outside ASCII: the letters of Western and most of
  /// Central Europe.
  public static func hasGlyph(_ scalar: Unicode.Scalar) -> Bool {
    let missing = "ÐÞðþ×÷ĄąĘęĮįŲųĐđĦħĸŉŊŋŦŧĿŀ"
    return (0xC0..<0x17F).contains(scalar.value) && !missing.unicodeScalars.contains(scalar)
  }

  /// What a character is called in math mode.
  public static func symbol(_ character: Character) -> String? { symbols[character] }

  private static let subscripts: [Character: String] = Dictionary(
    uniqueKeysWithValues: "₀₁₂₃₄₅₆₇₈₉".enumerated().map { ($1, String($0)) })

  private static let symbols: [Character: String] = [
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon",
    "ζ": "\\zeta", "η": "\\eta", "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda",
    "μ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "ο": "o", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma",
    "ς": "\\varsigma", "τ": "\\tau", "υ": "\\upsilon", "φ": "\\varphi", "χ": "\\chi",
    "ψ": "\\psi", "ω": "\\omega", "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta",
    "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi", "Σ": "\\Sigma", "Υ": "\\Upsilon", "Φ": "\\Phi",
    "Ψ": "\\Psi", "Ω": "\\Omega",
    "×": "\\times", "÷": "\\div", "−": "-", "·": "\\cdot", "√": "\\surd", "∂": "\\partial",
    "∞": "\\infty", "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "→": "\\to", "←": "\\leftarrow",
    "∑": "\\sum", "±": "\\pm", "–": "\\textrm{--}", "…": "\\ldots", "²": "^{2}", "³": "^{3}",
    "⁰": "^{0}", "¹": "^{1}", "⁴": "^{4}", "⁵": "^{5}", "⁶": "^{6}", "⁷": "^{7}", "⁸": "^{8}",
    "⁹": "^{9}", "₀": "_{0}", "₁": "_{1}", "₂": "_{2}",
    "₃": "_{3}", "₄": "_{4}", "₅": "_{5}", "₆": "_{6}", "₇": "_{7}", "₈": "_{8}", "₉": "_{9}",
    "⁻": "^{-}", "ʸ": "^{y}", "½": "\\tfrac{1}{2}",
  ]
}
