/// A way in which lines go wrong, as a pattern of words, and what to say of it. Slips are looked
/// for only where a line was refused anyway, so no word in them is taken from anybody.
///
/// A pattern is words with blanks between, and some that stand for many:
///
///     ^ $                 a statement begins, or ends, here
///     <open>              a value begins here
///     …                   one word or more, as few as possible
///     <name> <number>     a name; a number
///     <node>              `%7`
///     <value>             a name or a number
///     <function>          the name of a function
///     <module>            a name before the functions of another language
///     <command>           the word of a command
///     <misspelt>          what is nearly the word of a command, and stands for that
///     <differential>      `dx`, where there is an `x`, and stands for that
///
/// In the message and the cure, `\1` is what the first of these that take a word has taken.
struct Slip: Sendable {
  let pattern: [String]
  /// What is wrong, or `nil` where that is said well already.
  let message: String?
  let cure: String
  /// Whether its first word is at fault, and not the one at which the line was refused.
  let pointsToFirst: Bool

  init(_ pattern: String, _ message: String?, _ cure: String, pointsToFirst: Bool = false) {
    self.pattern = pattern.split(separator: " ").map(String.init)
    self.message = message
    self.cure = cure
    self.pointsToFirst = pointsToFirst
  }
}

extension Evaluator {
  /// A diagnostic, told better where its line shows a slip that people often make. `defined` are
  /// the names that the line's own text defines, with whether they are functions. Takes O(words) for each slip in the table.
  func explained(_ diagnostic: Diagnostic, defined: [String: Bool] = [:]) -> Diagnostic {
    guard diagnostic.mistake.mayBeASlip, let source = workspace.sources.source(of: diagnostic.span)
    else { return diagnostic }
    let line = SlippedLine(
      source, around: diagnostic.span, in: self,
      defined: defined.merging(
        workspace.definitions.map { ($0.name, isFunction($0.value)) }, uniquingKeysWith: { $1 }))
    guard line.words.count <= SlippedLine.longest else { return diagnostic }
    for slip in Slip.table {
      guard let (taken, first) = line.find(slip.pattern) else { continue }
      return Diagnostic(
        .slip(
          message: filled(slip.message ?? diagnostic.message, taken),
          cure: filled(slip.cure, taken)),
        slip.pointsToFirst ? line.words[first].span : diagnostic.span,
        severity: diagnostic.severity)
    }
    return diagnostic
  }

  private func isFunction(_ value: Datum) -> Bool {
    if case .function = value { true } else { false }
  }

  private func filled(_ template: String, _ taken: [String]) -> String {
    var text = ""
    var rest = template[...]
    while let mark = rest.firstIndex(of: "\\") {
      text += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard let place = rest.popFirst()?.wholeNumberValue, place <= taken.count else { continue }
      text += taken[place - 1]
    }
    return text + rest
  }
}

extension Script {
  /// The names that its statements define, with whether they are functions.
  var definedNames: [String: Bool] {
    let names = statements.compactMap { statement -> (String, Bool)? in
      switch statement.kind {
      case .assignment(let assignment): (assignment.name.text, false)
      case .function(let name, _): (name.text, true)
      case .operation(let definition): (definition.name.text, true)
      default: nil
      }
    }
    return Dictionary(names, uniquingKeysWith: { $1 })
  }
}

extension Mistake {
  /// Whether its reason may be another than the place where it was noticed says.
  fileprivate var mayBeASlip: Bool {
    switch self {
    case .unexpected, .foreignWord, .expected, .notAssignable, .unknownCharacter, .keywordAsName,
      .unknownCommand, .missingArgument, .undefined, .undefinedFunction, .unknownMember,
      .notAFunction, .noValue:
      true
    default: false
    }
  }
}

/// The words of a refused line.
private struct SlippedLine {
  struct Word {
    let kind: Token.Kind
    let text: String
    let span: Span
  }

  /// A longer line is none that somebody typed.
  static let longest = 200

  private(set) var words: [Word] = []
  /// The word that the mistake was noticed at; the count where that is the line's end.
  private var noticed = 0
  private let evaluator: Evaluator
  private let defined: [String: Bool]

  init(_ source: Source, around span: Span, in evaluator: Evaluator, defined: [String: Bool]) {
    self.evaluator = evaluator
    self.defined = defined
    let newline = UInt8(ascii: "\n")
    let place = source.range(span).lowerBound
    let start = source.bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = source.bytes[place...].firstIndex(of: newline) ?? source.bytes.count
    let line = Source(
      name: nil, text: "", firstLine: 1, base: source.base + UInt32(start),
      bytes: Array(source.bytes[start..<end]))
    var lexer = Lexer(line)
    while words.count <= SlippedLine.longest {
      let token = lexer.next()
      if token.kind == .end { break }
      if token.span.end <= span.start { noticed += 1 }
      let text = String(decoding: line.bytes[line.range(token.span)], as: UTF8.self)
      words.append(Word(kind: token.kind, text: text, span: token.span))
    }
  }

  /// What a pattern takes where it stands at the mistake, or right before it, and the place of its
  /// first word.
  func find(_ pattern: [String]) -> (taken: [String], first: Int)? {
    for start in 0..<max(words.count, 1) where start <= noticed {
      if let (taken, end) = match(pattern[...], at: start), noticed <= end { return (taken, start) }
    }
    return nil
  }

  private func match(_ pattern: ArraySlice<String>, at place: Int) -> ([String], end: Int)? {
    guard let part = pattern.first else { return ([], place) }
    let rest = pattern.dropFirst()
    switch part {
    case "^": return isStart(place) ? match(rest, at: place) : nil
    case "$": return isEnd(place) ? match(rest, at: place) : nil
    case "<open>": return opensValue(place) ? match(rest, at: place) : nil
    case "…":
      var end = place
      while end < words.count, words[end].text != ";" {
        end += 1
        if let (taken, last) = match(rest, at: end) { return ([text(place..<end)] + taken, last) }
      }
      return nil
    default:
      guard place < words.count else { return nil }
      let word = words[place]
      if part.hasPrefix("<"), part.count > 2 {
        guard let one = taken(part, by: word), let (taken, last) = match(rest, at: place + 1) else {
          return nil
        }
        return ([one] + taken, last)
      }
      guard word.text == part, defined[part] == nil else { return nil }
      return match(rest, at: place + 1)
    }
  }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    for (before, place) in zip([nil] + range.map(Optional.some), range) {
      if let before, !SlippedLine.tight.contains(words[before].text),
        !SlippedLine.tight.contains(words[place].text)
      {
        text += " "
      }
      text += words[place].text
      if words[place].text == "," { text += " " }
    }
    return text
  }

  private static let tight: Set<String> = ["(", ")", "[", "]", ".", ",", "^", "..", "..<"]

  private func isStart(_ place: Int) -> Bool {
    place == 0 || [";", "{", "}"].contains(words[place - 1].text)
  }

  private func isEnd(_ place: Int) -> Bool {
    place == words.count || [";", "}"].contains(words[place].text)
  }

  private func opensValue(_ place: Int) -> Bool {
    if isStart(place) { return true }
    guard case .symbol(let symbol) = words[place - 1].kind else { return false }
    return ![")", "]"].contains(symbol)
  }

  /// What a part of a pattern takes of a word, or `nil` where the word is no such one.
  private func taken(_ part: String, by word: Word) -> String? {
    if case .node = word.kind { return part == "<node>" ? word.text : nil }
    if case .number = word.kind { return part == "<number>" || part == "<value>" ? word.text : nil }
    guard case .name(let name) = word.kind, !Parser.keywords.contains(name),
      ForeignWords.cures[name] == nil || defined[name] != nil
    else { return nil }
    let isCommand = evaluator.commands[name] != nil
    switch part {
    case "<command>": return isCommand ? name : nil
    case _ where isCommand: return nil
    case "<name>", "<value>": return name
    case "<function>": return isFunction(name) ? name : nil
    case "<module>": return Slip.modules.contains(name) && defined[name] == nil ? name : nil
    case "<misspelt>":
      if defined[name] != nil || BuiltIns.value(named: name) != nil { return nil }
      return Nearest.name(to: name, among: evaluator.commands.keys.sorted())
    case "<differential>":
      let variable = String(name.dropFirst())
      return name.hasPrefix("d") && defined[variable] != nil ? variable : nil
    default: return nil
    }
  }

  private func isFunction(_ name: String) -> Bool {
    if let isFunction = defined[name] { return isFunction }
    if let value = BuiltIns.value(named: name) {
      if case .function = value { return true }
      return false
    }
    return evaluator.prelude(name) != nil
  }
}
