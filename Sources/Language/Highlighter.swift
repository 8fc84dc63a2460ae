/// Tells the words of a source text apart, for whoever colours them.
///
///     let highlighter = Highlighter(commands: commands)
///     highlighter.pieces(of: "a = 2  # two").map(\.role)
///     // [.name, .plain, .operation, .plain, .number, .plain, .comment]
///
/// It reads with the language's own lexer, but it does not parse: a text with mistakes in it is
/// coloured as far as its words can be told. O(length).
public struct Highlighter: Sendable {
  /// What a word is.
  public enum Role: String, CaseIterable, Sendable {
    /// Blank space, brackets, and whatever is none of the others.
    case plain
    /// A word that begins a command.
    case command
    /// A word that belongs to the grammar, or to the command around it: `for`, `input`, `to`.
    case keyword
    case name
    /// A name that is called.
    case function
    case number
    /// A string, or a file's name.
    case string
    /// `style` in `style=circuit`.
    case option
    case operation
    case comment
  }

  /// Some of the text.
  public struct Piece: Equatable, Sendable {
    public let text: String
    public let role: Role
  }

  private let commands: [String: CommandSyntax]

  public init(commands: [CommandSyntax]) {
    self.commands = Dictionary(
      uniqueKeysWithValues: commands.flatMap { syntax in
        [(syntax.word, syntax)]
          + (syntax.isContextual ? [] : syntax.short.map { [($0, syntax)] } ?? [])
      })
  }

  /// The pieces of a text; one after the other they are the text.
  public func pieces(of text: String) -> [Piece] {
    var sources = SourceMap()
    var reading = Reading(sources.add(text), commands)
    return reading.all()
  }

  /// The pieces of each line of a text, without the newlines.
  public func lines(of text: String) -> [[Piece]] {
    var lines: [[Piece]] = [[]]
    for piece in pieces(of: text) {
      let parts = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (number, part) in parts.enumerated() {
        if number > 0 { lines.append([]) }
        if !part.isEmpty {
          lines[lines.count - 1].append(Piece(text: String(part), role: piece.role))
        }
      }
    }
    return lines
  }
}

/// One pass over a text.
private struct Reading {
  private typealias Role = Highlighter.Role

  private let source: Source
  private let commands: [String: CommandSyntax]
  private var lexer: Lexer
  private var token: Token
  private var pieces: [Highlighter.Piece] = []
  /// Up to where the text has been told.
  private var place = 0
  /// The command whose arguments are being read.
  private var command: CommandSyntax?
  /// Whether a statement begins here.
  private var isAtStart = true

  init(_ source: Source, _ commands: [String: CommandSyntax]) {
    self.source = source
    self.commands = commands
    lexer = Lexer(source)
    token = lexer.next()
  }

  mutating func all() -> [Highlighter.Piece] {
    while token.kind != .end { read() }
    tellGap(to: source.bytes.count)
    return pieces
  }

  private mutating func read() {
    switch token.kind {
    case .newline: endStatement()
    case .symbol(let symbol):
      if [";", "{", "}"].contains(symbol) { return endStatement() }
      // `:backward L`, `?tanh`.
      let isMark = isAtStart && (symbol == ":" || symbol == "?")
      tell(isMark ? .command : Self.brackets.contains(symbol) ? .plain : .operation)
      isAtStart = isMark
      if symbol == "?", isMark { tellWord(.plain) }
    case .number: tell(.number)
    case .text: tell(.string)
    case .node: tell(.name)
    case .name(let name): read(name)
    case .mistake(.unterminatedString): tell(.string)
    case .mistake, .end: tell(.plain)
    }
  }

  private static let brackets = ["(", ")", "[", "]", ","]

  private mutating func endStatement() {
    command = nil
    tell(.plain)
    isAtStart = true
  }

  private mutating func read(_ name: String) {
    let isStart = isAtStart
    var ahead = lexer
    let next = ahead.next()
    if isStart, let syntax = commands[name], !next.isSymbol("="), Self.begins(syntax, next) {
      command = syntax
      tell(.command)
      // `source FILE`
      if let first = syntax.arguments.first, first.keyword == nil { tellPath(first) }
      return
    }
    if let command, next.isSymbol("="), !next.followsSpace,
      command.options.contains(where: { $0.key == name })
    {
      return tell(.option)
    }
    if let argument = command?.arguments.first(where: { $0.keyword == name }), !isStart {
      tell(.keyword)
      return tellPath(argument)
    }
    if Self.keywords.contains(name) || isWord(name) { return tell(.keyword) }
    tell(next.isSymbol("(") && !next.followsSpace ? .function : .name)
  }

  private static let keywords = Set(Parser.keywords + ["grad", "by"])

  /// Whether it is a word that the command takes: `sweep` in `check L sweep`.
  private func isWord(_ name: String) -> Bool {
    if command?.word == "expect" { return name == "error" || name == "file" }
    return command?.arguments.contains { argument in
      switch argument.kind {
      case .word(let choices), .words(let choices): choices.contains(name)
      default: false
      }
    } ?? false
  }

  /// A word of the debugger begins a command where nothing follows that could follow a name.
  private static func begins(_ syntax: CommandSyntax, _ next: Token) -> Bool {
    guard syntax.isContextual else { return true }
    switch next.kind {
    case .newline, .end, .name, .number, .node: return true
    default: return next.isSymbol(";") || next.isSymbol("}")
    }
  }

  // MARK: Telling

  /// Tells the token, after what stands before it, and reads the next.
  private mutating func tell(_ role: Role) {
    tellGap(to: start(of: token))
    tellText(to: offset(token.span.end), role)
    isAtStart = false
    token = lexer.next()
  }

  private mutating func tellPath(_ argument: CommandSyntax.Argument) {
    if case .path = argument.kind { tellWord(.string) }
  }

  /// Tells the plain text up to the next blank space as one word.
  private mutating func tellWord(_ role: Role) {
    switch token.kind {
    case .newline, .end, .text: return
    default: break
    }
    if token.isSymbol(";") { return }
    token = lexer.word(from: token)
    tell(role)
  }

  /// Blank space, and the comments in it.
  private mutating func tellGap(to end: Int) {
    while place < end {
      let rest = source.bytes[place..<end]
      guard let sign = rest.firstIndex(of: UInt8(ascii: "#")) else { break }
      tellText(to: sign, .plain)
      tellText(
        to: source.bytes[sign..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end, .comment)
    }
    tellText(to: end, .plain)
  }

  private mutating func tellText(to end: Int, _ role: Role) {
    guard end > place else { return }
    pieces.append(
      Highlighter.Piece(
        text: String(decoding: source.bytes[place..<end], as: UTF8.self), role: role))
    place = end
  }

  private func start(of token: Token) -> Int { offset(token.span.start) }
  private func offset(_ position: UInt32) -> Int { Int(position - source.base) }
}
