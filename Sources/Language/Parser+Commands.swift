extension Parser {
  /// `:word …`, as in other programs, and `?topic`.
  mutating func markedCommand(
    mistakes: inout [Diagnostic]
  ) throws(Diagnostic) -> Statement.Kind {
    if token.isSymbol("?"), let help = commands["help"] {
      return try command(help, mistakes: &mistakes)
    }
    advance()
    guard case .name(let word) = token.kind,
      let syntax = commands[word] ?? debuggerCommands[word]
    else {
      if case .name(let word) = token.kind {
        throw Diagnostic(
          .unknownCommand(word, nearest: Nearest.name(to: word, among: commands.keys.sorted())),
          token.span)
      }
      throw mistakeHere(.expected("a command", after: "`:`", found: token.kind.description))
    }
    return try command(syntax, mistakes: &mistakes)
  }

  /// The debugger's command that a word begins which may be a name: something follows that could
  /// not follow a name. A short word counts only where a debugger may run, so that elsewhere `b x` is
  /// the mistake that it always was.
  func debuggerCommand(_ word: String) -> CommandSyntax? {
    guard let syntax = debuggerCommands[word], isDebugging || word == syntax.word,
      let argument = syntax.arguments.first
    else { return nil }
    var ahead = self
    ahead.advance()
    switch ahead.token.kind {
    case .name(let name):
      return Parser.keywords.contains(name) ? nil : syntax
    case .number, .node:
      return syntax
    case .symbol(let sign):
      guard case .target = argument.kind, Operators.infix[sign] != nil else { return nil }
      ahead.advance()
      return ahead.endsCommand ? syntax : nil
    default:
      return nil
    }
  }

  /// A command after its row of the table.
  mutating func command(
    _ syntax: CommandSyntax, mistakes: inout [Diagnostic]
  ) throws(Diagnostic) -> Statement.Kind {
    let start = token.span
    advance()
    // What comes after it in the same text may be meant for the debugger.
    if syntax.word == "debug" { isDebugging = true }
    if token.isSymbol("=") {
      throw Diagnostic(.commandAsName(syntax.word), start)
    }
    if syntax.word == "expect" {
      if takeWord("error") { return try expectedError() }
      if let file = try expectedFile(from: start) { return file }
    }
    var arguments: [String: Invocation.Given] = [:]
    var options: [String: Invocation.Given] = [:]
    var pending = syntax.arguments[...]
    while !endsCommand {
      if let option = try option(of: syntax, before: pending) {
        options[option.key] = option.value
        continue
      }
      guard let argument = try next(of: &pending, in: syntax) else {
        throw mistakeHere(
          .unexpected(token.kind.description, after: "`\(syntax.word)`", form: syntax.form))
      }
      arguments[argument.name] = try given(argument, of: syntax)
    }
    for argument in pending where !argument.isOptional {
      throw Diagnostic(
        .missingArgument(syntax.word, lacking: nil, form: syntax.form), span(from: start))
    }
    return .command(
      Invocation(
        word: syntax.word, span: span(from: start), arguments: arguments, options: options))
  }

  private var endsCommand: Bool {
    switch token.kind {
    case .newline, .end, .symbol(";"), .symbol("}"): true
    default: false
    }
  }

  /// The argument that the token begins: optional ones whose word does not stand here are left out.
  private mutating func next(
    of pending: inout ArraySlice<CommandSyntax.Argument>, in syntax: CommandSyntax
  ) throws(Diagnostic) -> CommandSyntax.Argument? {
    while let argument = pending.popFirst() {
      if let keyword = argument.keyword {
        if takeWord(keyword) { return argument }
        guard argument.isOptional else {
          throw mistakeHere(.expected("`\(keyword)`", after: nil, found: token.kind.description))
        }
      } else if case .word(let choices) = argument.kind, argument.isOptional {
        // A word that is none of the choices may belong to what comes after.
        if case .name(let word) = token.kind,
          choices.contains(word) || pending.first?.keyword == nil
        {
          return argument
        }
      } else if argument.isOptional, case .word(let choices)? = pending.first?.kind,
        case .name(let word) = token.kind, choices.contains(word)
      {
        // `check L sweep`: the word belongs to what comes after.
        continue
      } else if beginsArgument(of: pending) {
        if argument.isOptional { continue }
        throw mistakeHere(
          .missingArgument(syntax.word, lacking: argument.name, form: syntax.form))
      } else {
        return argument
      }
    }
    return nil
  }

  /// Whether the token is the word before an argument still to come, as in `plot points=p to a.svg`.
  /// Something is called `to` there if what follows cannot begin that argument.
  private func beginsArgument(of pending: ArraySlice<CommandSyntax.Argument>) -> Bool {
    guard case .name(let word) = token.kind, pending.contains(where: { $0.keyword == word }) else {
      return false
    }
    var ahead = self
    ahead.advance()
    switch ahead.token.kind {
    case .name(let next): return !pending.contains { $0.keyword == next }
    case .text: return true
    case .symbol("/"), .symbol("."), .symbol(".."):
      // `to ./a.svg` or `to ../a.svg`; a list is divided as `to / 2` or `to/2`.
      let sign = ahead.token.span
      ahead.advance()
      return token.span.end < sign.start && sign.end == ahead.token.span.start
    default: return false
    }
  }

  private mutating func given(
    _ argument: CommandSyntax.Argument, of syntax: CommandSyntax
  ) throws(Diagnostic) -> Invocation.Given {
    if argument.mayFollowEquals { _ = take("=") }
    switch argument.kind {
    case .expression:
      return .expression(try expression())
    case .node:
      return .expression(try node())
    case .expressions:
      var expressions = [try expression()]
      while take(",") { expressions.append(try expression()) }
      return .expressions(expressions)
    case .loop:
      return try loop()
    case .word(let choices):
      let word = try word(choices, argument.name)
      return .text(word.text, word.span)
    case .words(let choices):
      return try words(choices, argument.name.filter { $0 != "…" })
    case .target:
      return try target()
    case .path:
      if endsCommand {
        throw mistakeHere(.missingArgument(syntax.word, lacking: nil, form: syntax.form))
      }
      return try path()
    case .line:
      return line()
    case .rest:
      token = lexer.statement(from: token)
      return plainText()
    case .expectation:
      return .expectation(try expectation())
    }
  }

  /// `x in -5..5`, `xs[0] in -5..5`
  private mutating func loop() throws(Diagnostic) -> Invocation.Given {
    let variable: Expression
    var before = "what varies"
    if case .node = token.kind {
      variable = try node()
    } else {
      let start = self
      let name = try identifier(for: "a name for what varies")
      if token.isSymbol("["), !token.followsSpace {
        self = start
        variable = try node()
      } else {
        variable = make(.name(name), from: name.span)
        before = "`for \(name.text)`"
      }
    }
    guard takeWord("in") else {
      throw mistakeHere(.expected("`in`", after: before, found: token.kind.description))
    }
    return .loop(variable, over: try expression())
  }

  private mutating func word(
    _ choices: [String], _ name: String, orNumber number: String? = nil
  ) throws(Diagnostic) -> (text: String, span: Span) {
    let told = choices + (number.map { [$0] } ?? [])
    guard case .name(let word) = token.kind else {
      throw mistakeHere(.notAChoice(nil, name, told, nearest: nil))
    }
    guard choices.contains(word) else {
      throw mistakeHere(
        .notAChoice(word, name, told, nearest: Nearest.name(to: word, among: choices)))
    }
    let span = token.span
    advance()
    return (word, span)
  }

  /// Words with blanks between.
  private mutating func words(
    _ choices: [String], _ name: String
  ) throws(Diagnostic) -> Invocation.Given {
    var words = [try word(choices, name)]
    while !endsCommand { words.append(try word(choices, name)) }
    return .words(words)
  }

  /// An operator, or what reads as a node.
  private mutating func target() throws(Diagnostic) -> Invocation.Given {
    if case .symbol(let sign) = token.kind, Operators.infix[sign] != nil {
      let span = token.span
      advance()
      return .text(sign, span)
    }
    return .expression(try node())
  }

  /// A file's name in quotes, or as it is up to the next blank.
  private mutating func path() throws(Diagnostic) -> Invocation.Given {
    // A string that is none is not the beginning of a file's name.
    switch token.kind {
    case .mistake(.unknownEscape), .mistake(.unterminatedString):
      throw mistakeHere(.expected("a file's name", after: nil, found: token.kind.description))
    default: break
    }
    if case .text(let text) = token.kind {
      let span = token.span
      advance()
      return .text(text, span)
    }
    token = lexer.word(from: token)
    return plainText()
  }

  private mutating func line() -> Invocation.Given {
    token = lexer.line(from: token)
    return plainText()
  }

  private mutating func plainText() -> Invocation.Given {
    guard case .text(let text) = token.kind else { return .text("", token.span) }
    let span = token.span
    advance()
    return .text(text, span)
  }

  /// `left == right ~ tolerance`; the comparison is taken apart, so that a failure can show both.
  private mutating func expectation() throws(Diagnostic) -> Invocation.Expectation {
    let whole = try expression()
    if token.isSymbol("=") { throw mistakeHere(.assignmentForComparison) }
    let tolerance = take("~") ? try expression() : nil
    if case .infix(let left, let applications) = whole.kind, applications.count == 1,
      applications[0].sign == "=="
    {
      return .init(actual: left, expected: applications[0].operand, tolerance: tolerance)
    }
    if tolerance != nil { throw Diagnostic(.toleranceWithoutEquality, whole.span) }
    return .init(actual: whole, expected: nil, tolerance: nil)
  }

  /// `expect error "text"` and the statement that has to fail, on this line or a later one.
  private mutating func expectedError() throws(Diagnostic) -> Statement.Kind {
    guard case .text(let text) = token.kind else {
      throw mistakeHere(
        .expected(
          "the error's text in quotes", after: "`expect error`", found: token.kind.description))
    }
    advance()
    while token.kind == .newline || token.isSymbol(";") { advance() }
    if token.kind == .end {
      throw mistakeHere(
        .expected("the statement that fails", after: nil, found: token.kind.description))
    }
    let start = token.span
    let brackets = lexer.open.count
    var mistakes: [Diagnostic] = []
    do throws(Diagnostic) {
      let statement = try nested { (parser) throws(Diagnostic) in
        try parser.statement(mistakes: &mistakes)
      }
      if let first = mistakes.first { throw first }
      switch token.kind {
      case .newline, .end, .symbol(";"), .symbol("}"): break
      default:
        throw mistakeHere(.unexpected(token.kind.description, after: "a statement", form: nil))
      }
      return .expectedError(text, statement)
    } catch {
      skipLine(brackets: brackets)
      let statement = Statement(kind: .unreadable(error), span: span(from: start), isQuiet: true)
      return .expectedError(text, statement)
    }
  }

  /// `expect file "NAME"`; `file` can also be a name.
  private mutating func expectedFile(from start: Span) throws(Diagnostic) -> Statement.Kind? {
    guard token.isName("file") else { return nil }
    var ahead = self
    ahead.advance()
    guard case .text(let path) = ahead.token.kind else { return nil }
    let place = ahead.token.span
    ahead.advance()
    self = ahead
    guard endsCommand else {
      throw mistakeHere(.unexpected(token.kind.description, after: "the file's name", form: nil))
    }
    return .command(
      Invocation(
        word: "expect", span: span(from: start), arguments: ["file": .text(path, place)],
        options: [:]))
  }

  private mutating func skipLine(brackets: Int) {
    lexer.close(to: brackets)
    while token.kind != .newline, token.kind != .end { advance() }
  }

  /// `key=value`, where the token begins one.
  private mutating func option(
    of syntax: CommandSyntax, before pending: ArraySlice<CommandSyntax.Argument>
  ) throws(Diagnostic) -> (key: String, value: Invocation.Given)? {
    switch pending.first?.kind {
    case .line?, .rest?: return nil
    default: break
    }
    // The `x =` of `set x = 3` is no option.
    if pending.dropFirst().first?.mayFollowEquals == true { return nil }
    guard case .name(let key) = token.kind else { return nil }
    var ahead = self
    ahead.advance()
    guard ahead.token.isSymbol("=") else { return nil }
    guard let option = syntax.options.first(where: { $0.key == key }) else {
      throw Diagnostic(
        .unknownOption(
          key, command: syntax.word, options: syntax.options.map(\.key),
          nearest: Nearest.name(to: key, among: syntax.options.map(\.key))), token.span)
    }
    self = ahead
    advance()
    switch option.value {
    case .word(let choices):
      let word = try word(choices, "`\(key)=`")
      return (key, .text(word.text, word.span))
    case .words(let choices):
      var words = [try word(choices, "`\(key)=`")]
      while take(",") { words.append(try word(choices, "`\(key)=`")) }
      return (key, .words(words))
    case .wordOrNumber(let choices, let number):
      guard case .number(let value) = token.kind else {
        let word = try word(choices, "`\(key)=`", orNumber: number)
        return (key, .text(word.text, word.span))
      }
      let span = token.span
      advance()
      return (key, .number(value, span))
    case .text:
      return (key, try path())
    case .expression:
      return (key, .expression(try expression()))
    case .number:
      guard case .number(let number) = token.kind else {
        throw mistakeHere(.expected("a number", after: "`\(key)=`", found: token.kind.description))
      }
      let span = token.span
      advance()
      return (key, .number(number, span))
    }
  }

  /// What another argument may follow: a name with its indices, `%7`, or an expression in brackets.
  private mutating func node() throws(Diagnostic) -> Expression {
    try nested { (parser) throws(Diagnostic) in try parser.postfix() }
  }
}
