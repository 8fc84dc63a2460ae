import Autograd

// The grammar. A method below, and in the files beside this one, reads each rule, in this order.
//
//     script       = { statement ( newline | ";" ) }
//     statement    = command | function | assignment | operation | loop | choice | expression
//     assignment   = [ "input" | "param" ] name ( "=" | "+=" | "-=" | "*=" | "/=" ) expression
//     function     = name "(" [ name [ "=" expression ] { "," … } ] ")" "=" body
//     operation    = "op" name "(" names ")" "=" expression "grad" expression { "," expression }
//     loop         = "for" names "in" expression block
//     choice       = "if" expression block [ "else" ( choice | block ) ]
//     block        = "{" script "}"
//     body         = expression | block
//     command      = [ ":" ] word { argument } { key "=" value }     (the rows of the command table)
//
//     expression   = lambda | range
//     lambda       = ( name | "(" [ names ] ")" ) "->" body
//     range        = comparison [ ( ".." | "..<" ) comparison [ "by" comparison ] ]
//     comparison   = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
//     sum          = product { ( "+" | "-" ) product }
//     product      = prefix { ( "*" | "/" | "@" ) prefix }
//     prefix       = "-" prefix | "+" prefix | times
//     times        = number power | power             3x^2: nothing stands between; 1/2x is 1/(2x)
//     power        = postfix [ ( "^" | "**" ) prefix ]
//     postfix      = primary { "(" [ arguments ] ")" | "[" expression "]" | "." name }
//     arguments    = [ name "=" ] expression { "," [ name "=" ] expression }
//     primary      = number | string | name | "%" number | "(" expression ")" | list
//     list         = "[" [ expressions | expression "for" names "in" expression
//                          [ "if" expression ] ] "]"
//
// The operators and their precedences are those of the table of operations.
//
// A word of the debugger begins a command only where an argument follows that could not follow a
// name: `step 3`, `until x`. Alone it is an expression, and a command if a debugger runs by then.

/// Reads a text into statements.
public struct Parser {
  var lexer: Lexer
  var token: Token
  /// Where the token before this one ended.
  var end: UInt32
  var names: NameTable
  let commands: [String: CommandSyntax]
  let debuggerCommands: [String: CommandSyntax]
  /// Whether a debugger may run when the statement does that is being read.
  var isDebugging: Bool
  /// Whether there is no knowing where statements begin and end any more.
  private var isLost = false
  /// How many rules are being read inside one another.
  var depth = 0
  /// The names that the function literals around here bind, and what they take from outside.
  var functions: [FunctionScope] = []

  /// Deeper than this nobody writes, and the stack would not hold much more.
  static let deepest = 400

  /// Words that begin a statement or stand inside one.
  static let keywords = ["for", "in", "if", "else", "op", "input", "param"]

  init(
    _ source: Source, names: NameTable, commands: [String: CommandSyntax],
    debuggerCommands: [String: CommandSyntax] = [:], isDebugging: Bool = false
  ) {
    lexer = Lexer(source)
    token = lexer.next()
    end = token.span.start
    self.names = names
    self.commands = commands
    self.debuggerCommands = debuggerCommands
    self.isDebugging = isDebugging
  }

  // MARK: Statements in a row

  /// Reads everything; after a mistake it goes on with the next line, so that one reading finds
  /// the mistakes of them all.
  mutating func script() -> Script {
    var mistakes: [Diagnostic] = []
    let statements = statements(until: nil, mistakes: &mistakes)
    return Script(statements: statements, mistakes: mistakes)
  }

  private mutating func statements(until closer: String?, mistakes: inout [Diagnostic])
    -> [Statement]
  {
    var statements: [Statement] = []
    var followsSemicolon = false
    while true {
      while token.kind == .newline || token.isSymbol(";") {
        followsSemicolon = token.isSymbol(";")
        advance()
      }
      if token.kind == .end { return statements }
      if let closer, token.isSymbol(closer) { return statements }
      if token.isSymbol("}") {
        mistakes.append(Diagnostic(.unopened("}"), token.span))
        advance()
        continue
      }
      let brackets = lexer.open.count - (opensBracket ? 1 : 0)
      let scopes = functions.count
      do throws(Diagnostic) {
        var statement = try statement(mistakes: &mistakes)
        if !endsStatement, let word = statement.foreignWord {
          throw Diagnostic(.foreignWord(word.text), word.span)
        }
        guard endsStatement else {
          throw mistakeHere(.unexpected(token.kind.description, after: "a statement", form: nil))
        }
        // On a line of several statements only the last may speak, and an assignment does not.
        if token.isSymbol(";") || (followsSemicolon && statement.isBinding) {
          statement.isQuiet = true
        }
        statements.append(statement)
      } catch {
        // What encloses a bracket without an end has none either; saying so once is enough.
        if !isLost { mistakes.append(error) }
        functions.removeSubrange(scopes...)
        recover(brackets: brackets, after: error)
      }
    }
  }

  private var opensBracket: Bool {
    token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{")
  }

  private var endsStatement: Bool {
    switch token.kind {
    case .newline, .end, .symbol(";"), .symbol("}"): true
    default: false
    }
  }

  /// Skips what is left of a statement with a mistake in it.
  private mutating func recover(brackets: Int, after mistake: Diagnostic) {
    switch mistake.mistake {
    case .unclosed, .tooDeep:
      // Everything up to the end was taken for the bracket's inside.
      isLost = true
      while token.kind != .end { advance() }
      return
    default: break
    }
    lexer.close(to: brackets)
    var braces = 0
    while token.kind != .end {
      if token.isSymbol("{") { braces += 1 }
      if token.isSymbol("}") {
        if braces == 0 { return }
        braces -= 1
      }
      if token.kind == .newline, braces <= 0 { return }
      advance()
    }
  }

  /// Whether a text ends inside a bracket, so that more has to come.
  public static func isUnfinished(_ text: String) -> Bool {
    var sources = SourceMap()
    var lexer = Lexer(sources.add(text))
    while true {
      switch lexer.next().kind {
      case .end: return !lexer.open.isEmpty
      case .mistake: return false
      default: continue
      }
    }
  }

  // MARK: Tokens

  mutating func advance() {
    end = token.span.end
    token = lexer.next()
  }

  /// Takes the token if it is this symbol.
  mutating func take(_ symbol: String) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  /// Takes the token if it is this word.
  mutating func takeWord(_ word: String) -> Bool {
    guard token.isName(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: String, after context: String?) throws(Diagnostic) {
    if !take(symbol) {
      throw mistakeHere(.expected("`\(symbol)`", after: context, found: token.kind.description))
    }
  }

  /// The closing bracket that belongs to `opening`.
  mutating func close(_ symbol: String, opening: Span) throws(Diagnostic) {
    if take(symbol) { return }
    if token.kind == .end {
      let bracket = symbol == ")" ? "(" : symbol == "]" ? "[" : "{"
      throw Diagnostic(.unclosed(bracket), opening)
    }
    if lexer.hasNewline(between: opening, and: token.span) {
      throw Diagnostic(.unclosed(symbol == ")" ? "(" : symbol == "]" ? "[" : "{"), opening)
    }
    throw mistakeHere(.expected("`\(symbol)`", after: nil, found: token.kind.description))
  }

  func span(from start: Span) -> Span {
    Span(start: start.start, end: max(end, start.start))
  }

  /// A mistake at the token; where the token itself is none, that mistake.
  func mistakeHere(_ mistake: Mistake) -> Diagnostic {
    if case .mistake(let inner) = token.kind { return Diagnostic(inner, token.span) }
    if case .symbol(let symbol) = token.kind, token.closesNothing, lexer.open.isEmpty {
      return Diagnostic(.unopened(symbol), token.span)
    }
    if token.kind == .end, let bracket = lexer.open.last {
      return Diagnostic(
        .unclosed(String(UnicodeScalar(bracket.bracket))), bracket.span)
    }
    return Diagnostic(mistake, token.span)
  }

  /// A name that is to be bound, or called.
  mutating func identifier(for purpose: String) throws(Diagnostic) -> Identifier {
    guard case .name(let text) = token.kind else {
      throw mistakeHere(.expected(purpose, after: nil, found: token.kind.description))
    }
    try checkIsFree(text)
    let identifier = Identifier(text: text, id: names.id(of: text), span: token.span)
    advance()
    return identifier
  }

  func checkIsFree(_ text: String) throws(Diagnostic) {
    if commands[text] != nil {
      // A command that begins a line shows that a bracket of the lines before was forgotten.
      if let (bracket, opening) = lexer.open.last, bracket != UInt8(ascii: "{"),
        lexer.hasNewline(between: Span(start: end, end: end), and: token.span)
      {
        throw Diagnostic(.unclosed(String(UnicodeScalar(bracket))), opening)
      }
      throw Diagnostic(.commandAsName(text), token.span)
    }
    if Parser.keywords.contains(text) { throw Diagnostic(.keywordAsName(text), token.span) }
  }

  mutating func identifiers(for purpose: String) throws(Diagnostic) -> [Identifier] {
    var identifiers = [try identifier(for: purpose)]
    while take(",") { identifiers.append(try identifier(for: purpose)) }
    return identifiers
  }

  /// Reads a rule one level deeper, and refuses to go on for ever.
  mutating func nested<Syntax>(
    _ rule: (inout Parser) throws(Diagnostic) -> Syntax
  ) throws(Diagnostic) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    guard depth < Parser.deepest else { throw Diagnostic(.tooDeep, token.span) }
    return try rule(&self)
  }

  mutating func block(mistakes: inout [Diagnostic]) throws(Diagnostic) -> Block {
    let opening = token.span
    try expect("{", after: nil)
    let statements = try nested { (parser) throws(Diagnostic) in
      parser.statements(until: "}", mistakes: &mistakes)
    }
    try close("}", opening: opening)
    return Block(statements: statements, span: span(from: opening))
  }
}

extension Statement {
  /// The word of another language that it consists of, if it does.
  var foreignWord: Identifier? {
    guard case .expression(let expression) = kind, case .name(let name) = expression.kind,
      ForeignWords.cures[name.text] != nil
    else { return nil }
    return name
  }

  /// Whether it gives something a name.
  var isBinding: Bool {
    switch kind {
    case .assignment, .function, .operation: true
    default: false
    }
  }
}
