extension Math {
  /// Reads TeX. Nothing is an error: what is not known is shown as it stands.
  package init(tex: String) {
    var reader = MathReader(tex)
    self = reader.read()
  }
}

/// Reads a formula:
///
///     row    = { part }
///     part   = atom { "^" argument | "_" argument | "'" }
///     atom   = letter | number | sign | "{" row "}" | "\" name { argument }
///     argument = "{" row "}" | atom
private struct MathReader {
  private let characters: [Character]
  private var place = 0
  private var depth = 0

  /// Deeper formulas are not written by people.
  private static let deepest = 60

  init(_ tex: String) { characters = Array(tex) }

  /// All of it: what has no place in a formula, as a bracket that nothing opened, is shown.
  mutating func read() -> Math {
    var parts: [Math] = []
    while true {
      parts += row().parts
      guard place < characters.count else { break }
      parts.append(.source(String(characters[place])))
      place += 1
    }
    return parts.count == 1 ? parts[0] : .row(MathReader.withPrefixes(parts))
  }

  // MARK: Characters

  private var next: Character? { place < characters.count ? characters[place] : nil }

  private mutating func skipBlanks() {
    while let next, next.isWhitespace { place += 1 }
  }

  /// The name of a command without reading it: `frac`, `,`; `nil` where there is none.
  private var command: String? {
    guard next == "\\", place + 1 < characters.count else { return nil }
    let first = characters[place + 1]
    guard first.isASCII, first.isLetter else { return String(first) }
    return String(characters[(place + 1)...].prefix { $0.isASCII && $0.isLetter })
  }

  private mutating func skip(_ command: String) { place += 1 + command.count }

  // MARK: Rules

  /// Parts up to the end of what they stand in.
  private mutating func row(until end: Character? = nil) -> Math {
    depth += 1
    defer { depth -= 1 }
    var parts: [Math] = []
    while true {
      skipBlanks()
      guard let next, next != "}", next != "&", next != end else { break }
      if let command, ["right", "end", "\\"].contains(command) { break }
      if let part = part() { parts.append(part) }
    }
    parts = MathReader.withPrefixes(parts)
    return parts.count == 1 ? parts[0] : .row(parts)
  }

  private mutating func part() -> Math? {
    guard var base = atom() else { return nil }
    var below: Math?
    var above: Math?
    while true {
      skipBlanks()
      switch next {
      case "^" where above == nil || isPrime(above):
        place += 1
        let exponent = argument()
        above = above.map { .row($0.parts + exponent.parts) } ?? exponent
      case "_" where below == nil:
        place += 1
        below = argument()
      case "'", "′", "’":
        place += 1
        above = .row((above?.parts ?? []) + [.sign("′", .ordinary)])
      default:
        if let above, above.parts.count == 1, case .row = above {
          base = .scripts(base, below: below, above: above.parts[0])
        } else if below != nil || above != nil {
          base = .scripts(base, below: below, above: above)
        }
        return base
      }
    }
  }

  private func isPrime(_ math: Math?) -> Bool {
    math?.parts.allSatisfy { $0 == .sign("′", .ordinary) } ?? false
  }

  private mutating func argument() -> Math {
    skipBlanks()
    if next == "{" { return group() }
    return next == nil || next == "}" ? .empty : atom() ?? .empty
  }

  private mutating func group() -> Math {
    let start = place
    place += 1
    if depth >= MathReader.deepest { return source(from: start, to: closing(from: start)) }
    let row = row()
    guard next == "}" else { return row }
    place += 1
    return row
  }

  /// The place behind the bracket that closes the one at a place.
  private func closing(from start: Int) -> Int {
    var open = 0
    for index in start..<characters.count {
      if characters[index] == "{" { open += 1 }
      if characters[index] == "}" { open -= 1 }
      if open == 0 { return index + 1 }
    }
    return characters.count
  }

  private mutating func source(from start: Int, to end: Int) -> Math {
    place = end
    return .source(String(characters[start..<end]))
  }

  /// One thing; `nil` for what leaves no trace.
  private mutating func atom() -> Math? {
    guard let next else { return nil }
    switch next {
    case "{": return group()
    case "\\":
      guard let command else {
        place += 1
        return .source("\\")
      }
      return atom(of: command)
    case "~":
      place += 1
      return .space(0.33)
    case "^", "_", "}", "&":
      // A script of nothing, as at the beginning of a formula.
      if next == "^" || next == "_" { return .empty }
      place += 1
      return .source(String(next))
    case "|":
      place += 1
      return .sign("|", .ordinary)
    default:
      if next.isASCII, next.isNumber || next == "." { return number() }
      place += 1
      return MathReader.sign(next == "-" ? "−" : next)
    }
  }

  private mutating func number() -> Math {
    let start = place
    while let next, next.isASCII, next.isNumber || next == "." { place += 1 }
    return .number(String(characters[start..<place]))
  }

  private static func sign(_ character: Character) -> Math {
    let text = String(character)
    return MathSymbols.kind(of: character).map { .sign(text, $0) } ?? .name(text)
  }

  // MARK: Commands

  private mutating func atom(of command: String) -> Math? {
    let start = place
    depth += 1
    defer { depth -= 1 }
    if depth >= MathReader.deepest { return source(from: start, to: characters.count) }
    skip(command)
    switch command {
    case "frac", "tfrac", "dfrac": return .fraction(argument(), argument())
    case "sqrt" where next != "[": return .root(argument())
    case "left": return fenced(from: start)
    case "begin": return table(from: start)
    case "boldsymbol", "bm": return argument()
    default: break
    }
    if let accent = Math.Accent(command) { return .accent(accent, argument()) }
    if let isItalic = MathSymbols.words[command] {
      let words = words()
      guard let isItalic else { return .text(words) }
      return MathSymbols.functions.contains(words)
        ? .function(words) : .name(words, isItalic: isItalic)
    }
    if MathSymbols.functions.contains(command) { return .function(command) }
    if let room = MathSymbols.spaces[command] { return room == 0 ? nil : .space(room) }
    if MathSymbols.ignored.contains(command) { return nil }
    if let character = MathSymbols.character(command) { return MathReader.sign(character) }
    return .source("\\" + command)
  }

  /// The words between brackets, as they stand.
  private mutating func words() -> String {
    skipBlanks()
    guard next == "{" else {
      defer { place += 1 }
      return next.map { String($0) } ?? ""
    }
    let start = place
    place = closing(from: start)
    let hasEnd = characters[place - 1] == "}" && place - 1 > start
    let inside = characters[(start + 1)..<(hasEnd ? place - 1 : place)]
    // Signs that TeX wants written with a backslash, and brackets that keep signs apart.
    var text = ""
    var isEscaped = false
    for character in inside {
      switch character {
      case "\\" where !isEscaped: isEscaped = true
      case "{" where !isEscaped, "}" where !isEscaped: break
      default:
        text.append(character)
        isEscaped = false
      }
    }
    return text
  }

  private mutating func fenced(from start: Int) -> Math {
    let opening = fence()
    let row = row()
    guard command == "right" else { return .fenced(opening, row, "") }
    skip("right")
    return .fenced(opening, row, fence())
  }

  /// A bracket behind `\left` or `\right`; a point is none.
  private mutating func fence() -> String {
    skipBlanks()
    if let command {
      skip(command)
      return MathSymbols.character(command).map { String($0) } ?? "\\" + command
    }
    guard let next else { return "" }
    place += 1
    return next == "." ? "" : String(next)
  }

  private mutating func table(from start: Int) -> Math {
    let environment = words()
    guard let (opening, closing) = MathSymbols.environments[environment] else {
      return source(from: start, to: place)
    }
    var rows: [[Math]] = [[]]
    while true {
      rows[rows.count - 1].append(row())
      if next == "&" {
        place += 1
      } else if command == "\\" {
        skip("\\")
        rows.append([])
      } else {
        break
      }
    }
    if command == "end" {
      skip("end")
      _ = words()
    }
    if rows.last == [.empty] { rows.removeLast() }
    let table = Math.table(rows)
    return opening.isEmpty && closing.isEmpty ? table : .fenced(opening, table, closing)
  }

  // MARK: Signs

  /// A minus with nothing before it is the sign of what comes behind it.
  private static func withPrefixes(_ parts: [Math]) -> [Math] {
    var result = parts
    for (index, part) in parts.enumerated() {
      guard case .sign(let sign, .binary) = part, "+−±∓".contains(sign) else { continue }
      let before = parts[..<index].last { if case .space = $0 { false } else { true } }
      switch before {
      case nil, .sign(_, .binary)?, .sign(_, .relation)?, .sign(_, .opening)?,
        .sign(_, .punctuation)?, .sign(_, .prefix)?, .text?:
        result[index] = .sign(sign, .prefix)
      default: break
      }
    }
    return result
  }
}

extension Math.Accent {
  fileprivate init?(_ command: String) {
    switch command {
    case "widehat": self = .hat
    case "overline": self = .bar
    default: self.init(rawValue: command)
    }
  }
}
