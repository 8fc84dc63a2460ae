import Typography

/// The commands of TeX that are read, and what they stand for. Greek letters and most signs are
/// those that ``TeX`` writes.
enum MathSymbols {
  static let functions: Set = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "log", "ln",
    "max", "min", "arg", "det", "dim", "lim", "sup", "inf", "gcd", "Pr",
  ]

  /// The functions with a limit below.
  static let withLimits: Set = ["max", "min", "lim", "sup", "inf"]

  /// Commands that set words, and whether the words are a name in italics.
  static let words: [String: Bool?] = [
    "text": nil, "textrm": nil, "textit": nil, "mbox": nil, "mathrm": false, "mathbf": false,
    "operatorname": false, "mathsf": false, "mathtt": false, "mathit": true,
  ]

  static let spaces: [String: Double] = [
    "quad": 1, "qquad": 2, ",": 0.17, ":": 0.22, ";": 0.28, " ": 0.33, "!": 0,
  ]

  /// Environments of rows, and the brackets around them.
  static let environments: [String: (String, String)] = [
    "align*": ("", ""), "align": ("", ""), "aligned": ("", ""), "matrix": ("", ""),
    "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "cases": ("{", ""),
  ]

  /// Commands that change nothing of what is read here.
  static let ignored: Set = [
    "displaystyle", "textstyle", "limits", "nolimits", "big", "Big", "bigl", "bigr", "Bigl", "Bigr",
    "bigg", "Bigg", "biggl", "biggr",
  ]

  /// Other names of what ``TeX`` calls otherwise, and signs that it has no use for.
  private static let others: [String: Character] = [
    "leq": "≤", "geq": "≥", "neq": "≠", "rightarrow": "→", "gets": "←", "dots": "…",
    "infinity": "∞", "ast": "∗", "circ": "∘", "propto": "∝", "sim": "∼", "equiv": "≡",
    "Rightarrow": "⇒", "implies": "⇒", "mapsto": "↦", "forall": "∀", "exists": "∃", "ell": "ℓ",
    "ll": "≪", "gg": "≫", "mp": "∓", "otimes": "⊗", "oplus": "⊕", "notin": "∉", "mid": "|",
    "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "|": "‖",
    "langle": "⟨", "rangle": "⟩", "lbrace": "{", "rbrace": "}", "{": "{", "}": "}", "$": "$",
    "%": "%", "&": "&", "#": "#", "_": "_", "prime": "′", "intercal": "⊤", "colon": ":",
  ]

  /// What a command without arguments stands for.
  static func character(_ command: String) -> Character? {
    others[command] ?? TeX.character(named: command)
  }

  /// How a sign stands; `nil` of letters.
  static func kind(of character: Character) -> Math.Kind? {
    switch character {
    case "+", "−", "·", "×", "÷", "±", "∓", "⊙", "⊗", "⊕", "∗", "∘", "*": .binary
    case "=", "<", ">", "≤", "≥", "≠", "≈", "→", "←", "∈", "∉", "∼", "≡", "∝", "⇒", "↦", "≪", "≫",
      ":":
      .relation
    case "(", "[", "{", "⟨": .opening
    case ")", "]", "}", "⟩", "!", "?": .closing
    case ",", ";": .punctuation
    case "∑", "∏": .large
    default: character.isLetter && character != "ℓ" || character.isNumber ? nil : .ordinary
    }
  }
}
