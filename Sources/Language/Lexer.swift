import Autograd

/// Text to tokens, one at a time, so that the parser can read a file name where one belongs.
///
/// A newline inside round or square brackets is blank space; inside braces it ends a statement.
struct Lexer {
  private let source: Source
  private let bytes: [UInt8]
  private var position = 0
  /// The brackets that are open, with where they were opened.
  private(set) var open: [(bracket: UInt8, span: Span)] = []
  private var isAtLineStart = true
  /// Whether the last bracket closed none.
  private var closesNothing = false

  init(_ source: Source) {
    self.source = source
    bytes = Lexer.withoutOutput(source.bytes)
  }

  /// A transcript, whose first line begins with a prompt, without what was printed: lines that
  /// have no prompt are blanked, so that places stay what they are.
  private static func withoutOutput(_ bytes: [UInt8]) -> [UInt8] {
    let start = bytes.firstIndex { $0 > UInt8(ascii: " ") } ?? 0
    guard bytes[start...].starts(with: ">>> ".utf8) else { return bytes }
    var result = bytes
    var lineStart = 0
    while lineStart < bytes.count {
      let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[lineStart..<end].drop { $0 <= UInt8(ascii: " ") }
      if !line.starts(with: ">>>".utf8), !line.starts(with: "...".utf8) {
        for place in lineStart..<end { result[place] = UInt8(ascii: " ") }
      }
      lineStart = end + 1
    }
    return result
  }

  /// What stands at `position + ahead`, or 0 at the end.
  private func byte(_ ahead: Int = 0) -> UInt8 {
    position + ahead < bytes.count ? bytes[position + ahead] : 0
  }

  private func span(from start: Int) -> Span {
    Span(start: source.base + UInt32(start), end: source.base + UInt32(position))
  }

  // MARK: Tokens

  /// The next token; at the end, `.end` for ever.
  mutating func next() -> Token {
    let start = position
    skipBlanks()
    let followsSpace = position > start || position == 0
    let begin = position
    isAtLineStart = false
    closesNothing = false
    let kind = kind()
    return Token(
      kind: kind, span: span(from: begin), followsSpace: followsSpace, closesNothing: closesNothing)
  }

  private mutating func kind() -> Token.Kind {
    guard position < bytes.count else { return .end }
    let first = byte()
    switch first {
    case UInt8(ascii: "\n"):
      position += 1
      isAtLineStart = true
      return .newline
    case UInt8(ascii: "\""):
      return string()
    case UInt8(ascii: "%") where isDigit(byte(1)):
      position += 1
      return .node(Int(digits()) ?? Int.max)
    case _ where isDigit(first) || (first == UInt8(ascii: ".") && isDigit(byte(1))):
      return number()
    default:
      return nameKind() ?? symbol()
    }
  }

  private mutating func skipBlanks() {
    let isInsideExpression = open.last.map { $0.bracket != UInt8(ascii: "{") } ?? false
    while position < bytes.count {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "\n") where isInsideExpression:
        position += 1
        isAtLineStart = true
      case UInt8(ascii: "#"):
        while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
      case 0xC2 where byte(1) == 0xA0:
        position += 2  // the no-break space that comes along when a page is pasted
      case _ where isAtLineStart && isPrompt:
        position += 3
        continue  // `>>> >>> x` was copied twice
      default:
        return
      }
      if position > 0, byte(-1) != UInt8(ascii: "\n"), byte(-1) > UInt8(ascii: " ") {
        isAtLineStart = false
      }
    }
  }

  /// A prompt that was copied along with a line of a transcript.
  private var isPrompt: Bool {
    let mark = byte()
    guard mark == UInt8(ascii: ">") || mark == UInt8(ascii: ".") else { return false }
    return byte(1) == mark && byte(2) == mark && (byte(3) <= UInt8(ascii: " "))
  }

  private mutating func digits() -> String {
    let start = position
    while isDigit(byte()) || (byte() == UInt8(ascii: "_") && isDigit(byte(1))) { position += 1 }
    return String(
      decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
  }

  /// `2`, `.5`, `1e-3`; the point of `0..<3` and of `2.grad` belongs to what follows.
  private mutating func number() -> Token.Kind {
    var text = digits()
    if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: "."), !startsName(at: position + 1) {
      position += 1
      text += "." + digits()
      if text.hasSuffix(".") { text += "0" }
      if text.hasPrefix(".") { text = "0" + text }
    }
    let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
    if byte() | 0x20 == UInt8(ascii: "e"), isDigit(byte(1 + sign)) {
      let mark = position
      position += 1 + sign
      text += "e" + String(decoding: bytes[mark + 1..<position], as: UTF8.self) + digits()
    }
    guard let number = Double(text), number.isFinite else { return .mistake(.numberTooLarge(text)) }
    return .number(number)
  }

  private mutating func string() -> Token.Kind {
    var content: [UInt8] = []
    position += 1
    while position < bytes.count, byte() != UInt8(ascii: "\n") {
      switch byte() {
      case UInt8(ascii: "\""):
        position += 1
        return .text(String(decoding: content, as: UTF8.self))
      case UInt8(ascii: "\\"):
        switch byte(1) {
        case UInt8(ascii: "n"): content.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): content.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): content.append(byte(1))
        default:
          let escape = String(
            decoding: bytes[position..<min(position + 2, bytes.count)], as: UTF8.self)
          while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
          return .mistake(.unknownEscape(escape))
        }
        position += 2
      default:
        content.append(byte())
        position += 1
      }
    }
    return .mistake(.unterminatedString)
  }

  // MARK: Names and symbols

  private func startsName(at offset: Int) -> Bool {
    guard let (scalar, _) = scalar(at: offset) else { return false }
    return Lexer.canStartName(scalar)
  }

  private mutating func nameKind() -> Token.Kind? {
    guard startsName(at: position) else { return nil }
    let start = position
    while let (scalar, length) = scalar(at: position), Lexer.canContinueName(scalar) {
      position += length
    }
    return .name(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  static func canStartName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.isEmoji && !scalar.isASCII
  }

  static func canContinueName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return canStartName(scalar) || scalar == "'" || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber, .modifierLetter, .format: return true
    case .otherNumber: return !("¹²³⁰⁴⁵⁶⁷⁸⁹".unicodeScalars.contains(scalar))
    default: return canStartName(scalar) || scalar == "′"
    }
  }

  /// Whether `text` can be a name, whole.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, canStartName(first) else { return false }
    return text.unicodeScalars.allSatisfy(canContinueName)
  }

  private mutating func symbol() -> Token.Kind {
    let rest = bytes[position..<min(position + 4, bytes.count)]
    for symbol in Symbols.all where rest.starts(with: symbol.utf8) {
      let start = position
      position += symbol.utf8.count
      track(symbol, span(from: start))
      return .symbol(Symbols.aliases[symbol] ?? symbol)
    }
    if let (scalar, length) = scalar(at: position) {
      position += length
      return .mistake(.unknownCharacter(scalar))
    }
    position += 1
    return .mistake(.notText)
  }

  private mutating func track(_ symbol: String, _ span: Span) {
    switch symbol {
    case "(", "[", "{": open.append((symbol.utf8.first!, span))
    case ")", "]", "}":
      if let last = open.last, Lexer.closes(symbol, last.bracket) {
        open.removeLast()
      } else {
        closesNothing = true
      }
    default: break
    }
  }

  private static func closes(_ symbol: String, _ bracket: UInt8) -> Bool {
    switch bracket {
    case UInt8(ascii: "("): symbol == ")"
    case UInt8(ascii: "["): symbol == "]"
    default: symbol == "}"
    }
  }

  /// The character at `offset` and how many bytes it takes, or `nil` where the bytes are no UTF-8.
  private func scalar(at offset: Int) -> (Unicode.Scalar, Int)? {
    guard offset < bytes.count else { return nil }
    if bytes[offset] < 0x80 { return (Unicode.Scalar(bytes[offset]), 1) }
    var decoder = UTF8()
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
  }
}

// MARK: Reading what is not made of tokens

extension Lexer {
  /// Reads on from `token` as plain text up to blank space or `;`: a file's name. Returns an empty
  /// text at the end of the line.
  mutating func word(from token: Token) -> Token {
    rest(from: token) { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: ";") }
  }

  /// Reads on from `token` as plain text up to the end of the line.
  mutating func line(from token: Token) -> Token {
    rest(from: token) { $0 == UInt8(ascii: "\n") }
  }

  /// The token over what is left of the statement, up to a `;`, a comment or the end of the line.
  mutating func statement(from token: Token) -> Token {
    rest(from: token) { [UInt8(ascii: ";"), UInt8(ascii: "#"), UInt8(ascii: "\n")].contains($0) }
  }

  private mutating func rest(from token: Token, until isEnd: (UInt8) -> Bool) -> Token {
    let start = Int(token.span.start - source.base)
    position = start
    while position < bytes.count, !isEnd(byte()) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return Token(kind: .text(text), span: span(from: start), followsSpace: token.followsSpace)
  }

  /// Whether a line ends between two places.
  func hasNewline(between start: Span, and end: Span) -> Bool {
    let range = source.range(Span(start: start.start, end: max(start.start, end.start)))
    return source.bytes[range].contains(UInt8(ascii: "\n"))
  }

  /// Goes back to having only the first `count` brackets open, after a mistake.
  mutating func close(to count: Int) { open.removeSubrange(min(count, open.count)...) }
}

/// The signs of the language: those of the operations in the table, and the punctuation.
enum Symbols {
  static let punctuation = [
    "(", ")", "[", "]", "{", "}", ",", ";", ":", "=", "->", "..<", "..", ".", "~", "?",
    Operators.matrixProduct,
  ]

  /// What may be typed for a sign, as it comes from a slide or another language.
  static let aliases = [
    "**": "^", "×": "*", "·": "*", "⋅": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=",
    "→": "->", "…": "..",
  ]

  /// The signs that assign after an operation: `+=`.
  static let assignments: [String: String] = ["+=": "+", "-=": "-", "*=": "*", "/=": "/"]

  /// Longest first, so that `<=` is not read as `<`.
  static let all: [String] = {
    let operators = Operation.table.compactMap { operation in
      switch operation.notation {
      case .infix(let sign, _), .prefix(let sign, _): sign
      case .function: nil
      }
    }
    let signs = Set(punctuation + operators + Array(aliases.keys) + Array(assignments.keys))
    return signs.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }()
}

/// What names are made of, for whoever has to find one in a text.
public enum Names {
  public static func canContinue(_ scalar: Unicode.Scalar) -> Bool {
    Lexer.canContinueName(scalar)
  }
}
