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

  /// A name in math mode, with amsmath: `x1` and `x₁` as x with a 1 below, `sigma` and `σ` as the
  /// Greek letter, more letters as one word in italics, `xs[0]` with its places below.
  ///
  ///     TeX.name("w_12")   // "w_{12}"
  ///     TeX.name("loss")   // "\mathit{loss}"
  public static func name(_ name: String) -> String {
    var rest = name[...]
    var primes = ""
    while let last = rest.last, last == "'" || last == "′" {
      primes += "'"
      rest.removeLast()
    }
    var places: [String] = []
    if rest.hasSuffix("]"), let open = rest.firstIndex(of: "[") {
      places = rest[open...].dropFirst().dropLast().split(separator: "]").map { place in
        String(place.drop { $0 == "[" })
      }
      rest = rest[..<open]
    }
    let letters = rest.prefix { $0.isLetter && subscripts[$0] == nil }
    var digits = rest[letters.endIndex...]
    if digits.first == "_", digits.count > 1 { digits = digits.dropFirst() }
    let foot = digits.map { subscripts[$0] ?? String($0) }.joined()
    let isPlain = foot.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 32) }
    guard !letters.isEmpty, isPlain else { return "\\text{\(text(name))}" }
    let below = ([foot.allSatisfy(\.isNumber) ? foot : "\\mathit{\(foot)}"] + places)
      .filter { !$0.isEmpty }.joined(separator: ",")
    return word(String(letters)) + (below.isEmpty ? "" : "_{\(below)}") + primes
  }

  /// The letters of a name.
  private static func word(_ letters: String) -> String {
    if let letter = letters.first, letters.count == 1, let symbol = symbols[letter] {
      return symbol
    }
    if greek.contains(letters) { return "\\\(letters)" }
    if letters.utf8.count == 1 { return letters }
    let isASCII = letters.utf8.allSatisfy { $0 < 0x80 }
    return isASCII ? "\\mathit{\(letters)}" : "\\text{\(text(letters))}"
  }

  /// A number that is written out, in math mode, where its minus has the width of a plus.
  ///
  ///     TeX.number("-1.5e-07")   // "-1.5 \cdot 10^{-7}"
  ///     TeX.number("1e+20")      // "10^{20}"
  public static func number(_ number: String) -> String {
    switch number {
    case "nan": return "\\mathrm{nan}"
    case "inf": return "\\infty"
    case "-inf": return "-\\infty"
    default: break
    }
    let parts = number.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return number }
    let power = "10^{\(exponent)}"
    return parts[0] == "1" ? power : "\(parts[0]) \\cdot \(power)"
  }

  /// Whether every TeX has a glyph for a character outside ASCII: the letters of Western and most of
  /// Central Europe.
  public static func hasGlyph(_ scalar: Unicode.Scalar) -> Bool {
    let missing = "ÐÞðþ×÷ĄąĘęĮįŲųĐđĦħĸŉŊŋŦŧĿŀ"
    return (0xC0..<0x17F).contains(scalar.value) && !missing.unicodeScalars.contains(scalar)
  }

  /// The character that a command of math mode stands for: `α` for `alpha`.
  public static func character(named command: String) -> Character? {
    commands[command] ?? commands["var" + command]
  }

  private static let commands: [String: Character] = Dictionary(
    symbols.compactMap { character, symbol in
      symbol.hasPrefix("\\") && !symbol.contains("{")
        ? (String(symbol.dropFirst()), character) : nil
    }, uniquingKeysWith: min)

  /// What a character is called in math mode.
  public static func symbol(_ character: Character) -> String? { symbols[character] }

  private static let subscripts: [Character: String] = Dictionary(
    uniqueKeysWithValues: "₀₁₂₃₄₅₆₇₈₉".enumerated().map { ($1, String($0)) })

  /// The Greek letters that have names of their own in math mode.
  private static let greek: Set = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma",
    "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega",
  ]

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
    "∑": "\\sum", "∏": "\\prod", "⊙": "\\odot", "⊤": "\\top", "∈": "\\in", "≈": "\\approx",
    "∇": "\\nabla", "⋯": "\\cdots", "±": "\\pm", "–": "\\textrm{--}", "…": "\\ldots", "²": "^{2}",
    "³": "^{3}",
    "⁰": "^{0}", "¹": "^{1}", "⁴": "^{4}", "⁵": "^{5}", "⁶": "^{6}", "⁷": "^{7}", "⁸": "^{8}",
    "⁹": "^{9}", "₀": "_{0}", "₁": "_{1}", "₂": "_{2}",
    "₃": "_{3}", "₄": "_{4}", "₅": "_{5}", "₆": "_{6}", "₇": "_{7}", "₈": "_{8}", "₉": "_{9}",
    "⁻": "^{-}", "ʸ": "^{y}", "½": "\\tfrac{1}{2}",
  ]
}
