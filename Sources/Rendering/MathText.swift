import Typography

/// The texts of a drawing as TeX: what is a name, a number or a formula goes into math mode, words
/// stay words.
enum MathText {
  /// A text as TeX.
  ///
  ///     MathText.tex("data -2.0000")   // "data $-2.0000$"
  ///     MathText.tex("x1")             // "$x_{1}$"
  static func tex(_ text: String, isBold: Bool = false) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      math(String(word)).map { "$\(isBold ? "\\boldsymbol{\($0)}" : $0)$" }
        ?? TeX.text(String(word))
    }
    let line = words.joined(separator: " ")
    return isBold ? "{\\bfseries \(line.replacing("\\boldsymbol", with: "\\mathbf"))}" : line
  }

  /// A word that mathematics has a way of writing, or `nil`.
  private static func math(_ word: String) -> String? {
    if word.isEmpty { return nil }
    if Double(word) != nil { return TeX.number(word) }
    let letters = word.prefix { $0.isLetter && !isRaised($0) }
    // One letter, and what can be hung below it: x, x1, w_2, σ, a'.
    let isName =
      letters.count == 1 && !word.contains(where: isRaised)
      && word.dropFirst().allSatisfy { $0.isNumber || $0 == "_" || $0 == "'" || $0.isLetter }
      && word.dropFirst().first.map { !$0.isLetter } ?? true
    if isName, word.unicodeScalars.allSatisfy(isSettable) {
      return hasLettersApart(word) ? letterByLetter(word) : TeX.name(word)
    }
    // Signs alone, and powers: ×, x², xʸ.
    let signs = "+-=()[]/*<>,."
    let isFormula = word.allSatisfy { character in
      TeX.symbol(character) != nil || signs.contains(character)
        || (character.isASCII && character.isNumber)
        || (character.isASCII && character.isLetter && letters.count <= 1)
    }
    guard isFormula else { return nil }
    return word.map { TeX.symbol($0).map { $0.first == "\\" ? $0 + " " : $0 } ?? String($0) }
      .joined().replacing("}^{", with: "")
  }

  /// Whether a name is letters with digits behind each: `x1w1`.
  private static func hasLettersApart(_ word: String) -> Bool {
    guard word.last.map(\.isNumber) ?? false else { return false }
    return word.filter(\.isLetter).count > 1
      && zip(word, word.dropFirst()).allSatisfy { $0.isNumber || $1.isNumber }
  }

  /// `x_{1}w_{1}` for `x1w1`, as the other formats draw it.
  private static func letterByLetter(_ word: String) -> String {
    var names: [String] = []
    for character in word {
      if character.isLetter { names.append("") }
      names[names.count - 1].append(character)
    }
    return names.map(TeX.name).joined()
  }

  /// Whether a character is an exponent by itself: `²`.
  private static func isRaised(_ character: Character) -> Bool {
    TeX.symbol(character)?.hasPrefix("^") ?? false
  }

  /// Whether TeX has the character in math mode.
  private static func isSettable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII || TeX.symbol(Character(scalar)) != nil
      || (0x2080...0x2089).contains(scalar.value)
  }
}
