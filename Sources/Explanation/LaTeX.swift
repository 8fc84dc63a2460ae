import Autograd

/// Names and numbers as LaTeX's mathematics writes them.
public enum LaTeX {
  /// A name: `x1` and `x₁` as x with a 1 below, `sigma` and `σ` as the Greek letter, more letters as
  /// one word in italics, `xs[0]` with its places below.
  ///
  ///     LaTeX.name("w_12")   // "w_{12}"
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
    let foot = String(digits.map { subscripts[$0] ?? $0 })
    let isPlain = foot.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 32) }
    guard !letters.isEmpty, isPlain else { return "\\text{\(escaped(name))}" }
    let below = ([foot.allSatisfy(\.isNumber) ? foot : "\\mathit{\(foot)}"] + places)
      .filter { !$0.isEmpty }.joined(separator: ",")
    return word(String(letters)) + (below.isEmpty ? "" : "_{\(below)}") + primes
  }

  /// A number, with a power of ten where it has an exponent.
  public static func number(_ number: Double, _ format: NumberFormat) -> String {
    let text = format.text(number)
    if number.isNaN { return "\\text{nan}" }
    if number.isInfinite { return number < 0 ? "-\\infty" : "\\infty" }
    let parts = text.split(separator: "e")
    guard parts.count == 2 else { return text }
    let power = "10^{\(Int(parts[1]) ?? 0)}"
    return parts[0] == "1" ? power : "\(parts[0]) \\cdot \(power)"
  }

  /// A text in which nothing has a meaning to LaTeX.
  public static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "%", "_": "\\\(character)"
      case "^": "\\^{}"
      case "~": "\\~{}"
      default: String(character)
      }
    }.joined()
  }

  private static func word(_ letters: String) -> String {
    if let command = greek[letters] { return command }
    if letters.count == 1, letters.utf8.count == 1 { return letters }
    let isPlain = letters.utf8.allSatisfy { $0 < 0x80 }
    return isPlain ? "\\mathit{\(letters)}" : "\\text{\(letters)}"
  }

  private static let subscripts: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8",
    "₉": "9",
  ]

  private static let greek: [String: String] = {
    let names = [
      "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
      "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
      "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
      "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta",
      "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    ]
    var commands: [String: String] = [:]
    for (letter, name) in names {
      commands[letter] = "\\\(name)"
      commands[name] = "\\\(name)"
    }
    return commands
  }()
}
