/// A word of the language.
struct Token: Equatable {
  enum Kind: Equatable {
    case number(Double)
    case name(String)
    case text(String)
    /// `%7`
    case node(Int)
    /// An operator, a bracket or a comma.
    case symbol(String)
    case newline
    case end
    /// What cannot be a word; the parser reports it if it gets that far.
    case mistake(Mistake)
  }

  let kind: Kind
  let span: Span
  /// Whether blank space stands before it; `2x` multiplies, `2 x` does not.
  let followsSpace: Bool
  /// Whether it is a closing bracket to which none was open.
  var closesNothing = false

  func isSymbol(_ text: String) -> Bool { kind == .symbol(text) }
  func isName(_ text: String) -> Bool { kind == .name(text) }
}

extension Token.Kind {
  /// How a message calls it.
  var description: String {
    switch self {
    case .number(let number): "`\(exact(number))`"
    case .name(let name): "`\(name)`"
    case .text: "a string"
    case .node(let index): "`%\(index)`"
    case .symbol(let symbol): "`\(symbol)`"
    case .newline: "the end of the line"
    case .end: "the end"
    case .mistake: "this"
    }
  }
}
