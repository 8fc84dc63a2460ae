import Autograd

extension Parser {
  mutating func statement(mistakes: inout [Diagnostic]) throws(Diagnostic) -> Statement {
    let start = token.span
    let kind = try nested { (parser) throws(Diagnostic) in
      try parser.statementKind(mistakes: &mistakes)
    }
    return Statement(kind: kind, span: span(from: start), isQuiet: false)
  }

  private mutating func statementKind(
    mistakes: inout [Diagnostic]
  ) throws(Diagnostic) -> Statement.Kind {
    if token.isSymbol(":") || token.isSymbol("?") { return try markedCommand(mistakes: &mistakes) }
    guard case .name(let word) = token.kind else { return try bindingOrExpression() }
    if Parser.keywords.contains(word), isFollowedByEquals {
      throw Diagnostic(.keywordAsName(word), token.span)
    }
    switch word {
    case "input": return try assignment(role: .input)
    case "param": return try assignment(role: .param)
    case "op": return try operation()
    case "for": return try loop(mistakes: &mistakes)
    case "if": return try choice(mistakes: &mistakes)
    default:
      guard let syntax = commands[word] ?? debuggerCommand(word) else {
        return try bindingOrExpression()
      }
      return try command(syntax, mistakes: &mistakes)
    }
  }

  private var isFollowedByEquals: Bool {
    var ahead = self
    ahead.advance()
    return ahead.token.isSymbol("=")
  }

  private mutating func assignment(role: Role) throws(Diagnostic) -> Statement.Kind {
    advance()
    let name = try identifier(for: "a name")
    try expect("=", after: "`\(name.text)`")
    return .assignment(
      .init(role: role, name: name, operation: nil, value: try expression()))
  }

  /// `name = …`, `name(parameters) = …` or an expression: they are told apart by what follows.
  private mutating func bindingOrExpression() throws(Diagnostic) -> Statement.Kind {
    let isWord: Bool
    if case .name = token.kind { isWord = true } else { isWord = false }
    let left = try expression()
    if token.isSymbol("="), isWord {
      if case .call(let callee, let arguments) = left.kind, case .name(let name) = callee.kind {
        return try function(name, arguments)
      }
    }
    if case .symbol(let symbol) = token.kind, symbol == "=" || Symbols.assignments[symbol] != nil {
      guard case .name(let name) = left.kind else {
        throw Diagnostic(.notAssignable(isElement: left.isElement), left.span)
      }
      let sign = token.span
      advance()
      let value = try expression()
      guard let base = Symbols.assignments[symbol] else {
        return .assignment(.init(role: nil, name: name, operation: nil, value: value))
      }
      let application = Expression.Application(
        operation: Operators.infix[base]!.code, sign: base, span: sign, operand: value)
      return .assignment(.init(role: nil, name: name, operation: application, value: value))
    }
    return .expression(left)
  }

  private mutating func function(
    _ name: Identifier, _ arguments: [Expression.Argument]
  ) throws(Diagnostic) -> Statement.Kind {
    var parameters: [Identifier] = []
    var defaults: [Expression] = []
    for argument in arguments {
      if let parameter = argument.name {
        parameters.append(parameter)
        defaults.append(argument.value)
      } else {
        guard case .name(let parameter) = argument.value.kind else {
          throw Diagnostic(.parameterIsNoName, argument.value.span)
        }
        parameters.append(parameter)
      }
    }
    advance()
    return .function(name, try functionLiteral(parameters, defaults: defaults))
  }

  private mutating func operation() throws(Diagnostic) -> Statement.Kind {
    advance()
    let name = try identifier(for: "the operation's name")
    try expect("(", after: "`\(name.text)`")
    let parameters = try identifiers(for: "a parameter")
    try expect(")", after: "the parameters")
    try checkAreDistinct(parameters)
    try expect("=", after: "`\(name.text)(…)`")
    let value = try expression()
    guard takeWord("grad") else {
      throw mistakeHere(
        .expected("`grad` and the derivative", after: "the value", found: token.kind.description))
    }
    var derivatives = [try expression()]
    while take(",") { derivatives.append(try expression()) }
    guard derivatives.count == parameters.count else {
      throw Diagnostic(
        .wrongDerivativeCount(parameters: parameters.count, derivatives: derivatives.count),
        derivatives[0].span.joined(to: derivatives.last!.span))
    }
    return .operation(
      .init(name: name, parameters: parameters, value: value, derivatives: derivatives))
  }

  private mutating func loop(mistakes: inout [Diagnostic]) throws(Diagnostic) -> Statement.Kind {
    advance()
    let names = try identifiers(for: "a name for what the loop runs over")
    guard takeWord("in") else {
      throw mistakeHere(
        .expected("`in`", after: "`for \(names[0].text)`", found: token.kind.description))
    }
    let source = try expression()
    return .loop(names: names, source: source, body: try block(mistakes: &mistakes))
  }

  private mutating func choice(mistakes: inout [Diagnostic]) throws(Diagnostic) -> Statement.Kind {
    let start = token.span
    advance()
    let condition = try expression()
    if token.isSymbol("=") { throw mistakeHere(.assignmentForComparison) }
    let then = try block(mistakes: &mistakes)
    guard takeElse() else { return .choice(condition: condition, then: then, otherwise: nil) }
    if token.isName("if") {
      let inner = token.span
      let choice = try nested { (parser) throws(Diagnostic) in
        try parser.choice(mistakes: &mistakes)
      }
      let statement = Statement(kind: choice, span: span(from: inner), isQuiet: false)
      return .choice(
        condition: condition, then: then,
        otherwise: Block(statements: [statement], span: span(from: start)))
    }
    return .choice(
      condition: condition, then: then, otherwise: try block(mistakes: &mistakes))
  }

  /// `else`, which may also begin the line after the brace.
  private mutating func takeElse() -> Bool {
    var ahead = self
    while ahead.token.kind == .newline { ahead.advance() }
    guard ahead.takeWord("else") else { return false }
    self = ahead
    return true
  }

  func checkAreDistinct(_ parameters: [Identifier]) throws(Diagnostic) {
    for (place, parameter) in parameters.enumerated()
    where parameters[..<place].contains(where: { $0.id == parameter.id }) {
      throw Diagnostic(.repeatedParameter(parameter.text), parameter.span)
    }
  }
}

extension Expression {
  fileprivate var isElement: Bool {
    if case .index = kind { true } else { false }
  }
}
