import Autograd

/// The names that a function literal binds, while it is being read.
struct FunctionScope {
  var bound: Set<Int>
  var free: [Identifier] = []

  mutating func use(_ name: Identifier) {
    if !bound.contains(name.id), !free.contains(where: { $0.id == name.id }) { free.append(name) }
  }
}

extension Parser {
  mutating func expression() throws(Diagnostic) -> Expression {
    try nested { (parser) throws(Diagnostic) in try parser.lambdaOrRange() }
  }

  private mutating func lambdaOrRange() throws(Diagnostic) -> Expression {
    let start = token.span
    if let parameters = try lambdaHead() {
      let literal = try functionLiteral(parameters)
      return make(.function(literal), from: start)
    }
    let first = try comparison()
    let includesEnd = token.isSymbol("..")
    guard includesEnd || token.isSymbol("..<") else { return first }
    advance()
    let end = try comparison()
    let step = takeWord("by") ? try comparison() : nil
    return make(
      .range(.init(start: first, end: end, step: step, includesEnd: includesEnd)), from: start,
      over: [first, end] + (step.map { [$0] } ?? []))
  }

  /// `x ->` or `(x, y) ->`, and nothing taken where neither stands.
  private mutating func lambdaHead() throws(Diagnostic) -> [Identifier]? {
    var ahead = self
    var parameters: [Identifier] = []
    if case .name = ahead.token.kind {
      ahead.advance()
      guard ahead.token.isSymbol("->") else { return nil }
      parameters = [try identifier(for: "a parameter")]
    } else if ahead.take("(") {
      while case .name = ahead.token.kind {
        ahead.advance()
        if !ahead.take(",") { break }
      }
      guard ahead.take(")"), ahead.token.isSymbol("->") else { return nil }
      advance()
      if !token.isSymbol(")") { parameters = try identifiers(for: "a parameter") }
      try expect(")", after: "the parameters")
    } else {
      return nil
    }
    try expect("->", after: "the parameters")
    return parameters
  }

  /// What a function does, after its parameters.
  mutating func functionLiteral(
    _ parameters: [Identifier], defaults: [Expression] = []
  ) throws(Diagnostic) -> Expression.FunctionLiteral {
    try checkAreDistinct(parameters)
    functions.append(FunctionScope(bound: Set(parameters.map(\.id))))
    var mistakes: [Diagnostic] = []
    let body: Expression.Body =
      token.isSymbol("{") ? .block(try block(mistakes: &mistakes)) : .expression(try expression())
    if let first = mistakes.first { throw first }
    let free = functions.popLast()?.free ?? []
    for name in free { use(name) }
    return .init(parameters: parameters, defaults: defaults, body: body, free: free)
  }

  mutating func use(_ name: Identifier) {
    if !functions.isEmpty { functions[functions.count - 1].use(name) }
  }

  // MARK: Operators

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let start = token.span
    let left = try row(Precedence.sum)
    guard let application = try application(Precedence.comparison) else { return left }
    if let sign = infix(Precedence.comparison) {
      throw mistakeHere(.chainedComparison(sign.sign))
    }
    return make(.infix(left, [application]), from: start, over: [left, application.operand])
  }

  /// Operands with operators of one precedence between them.
  private mutating func row(_ precedence: Int) throws(Diagnostic) -> Expression {
    let start = token.span
    let first = precedence == Precedence.product ? try prefix() : try row(precedence + 1)
    var applications: [Expression.Application] = []
    while let application = try application(precedence) { applications.append(application) }
    if applications.isEmpty { return first }
    return make(
      .infix(first, applications), from: start, over: [first] + applications.map(\.operand))
  }

  private func infix(_ precedence: Int) -> (sign: String, code: OperationCode?)? {
    guard case .symbol(let sign) = token.kind else { return nil }
    if sign == Operators.matrixProduct {
      return precedence == Precedence.product ? (sign, nil) : nil
    }
    guard let operation = Operators.infix[sign], operation.precedence == precedence else {
      return nil
    }
    return (sign, operation.code)
  }

  /// An operator of this precedence and its right operand.
  private mutating func application(
    _ precedence: Int
  ) throws(Diagnostic) -> Expression.Application? {
    guard let (sign, code) = infix(precedence) else { return nil }
    let span = token.span
    advance()
    let operand =
      precedence == Precedence.product
      ? try prefix() : try row(precedence + 1)
    return .init(operation: code, sign: sign, span: span, operand: operand)
  }

  private mutating func prefix() throws(Diagnostic) -> Expression {
    let start = token.span
    if take("+") { return try nested { (parser) throws(Diagnostic) in try parser.prefix() } }
    guard take("-") else { return try times() }
    let operand = try nested { (parser) throws(Diagnostic) in try parser.prefix() }
    return make(.negated(operand), from: start, over: [operand])
  }

  /// `3x^2`: a number written directly before a name or a parenthesis.
  private mutating func times() throws(Diagnostic) -> Expression {
    guard case .number(let number) = token.kind else { return try power() }
    let start = token.span
    var ahead = self
    ahead.advance()
    guard !ahead.token.followsSpace, ahead.startsFactor else { return try power() }
    advance()
    let factor = try power()
    return make(.product(number, factor), from: start, over: [factor])
  }

  private var startsFactor: Bool {
    switch token.kind {
    case .name(let name): !Parser.keywords.contains(name) && name != "by"
    case .symbol("("): true
    default: false
    }
  }

  private mutating func power() throws(Diagnostic) -> Expression {
    let start = token.span
    let base = try postfix()
    let sign = token.span
    guard take("^") else { return base }
    let exponent = try nested { (parser) throws(Diagnostic) in try parser.prefix() }
    return make(.power(base, exponent, operation: sign), from: start, over: [base, exponent])
  }

  mutating func postfix() throws(Diagnostic) -> Expression {
    let start = token.span
    var expression = try primary()
    while true {
      let opening = token.span
      if token.isSymbol("("), !token.followsSpace {
        if case .number = expression.kind { return expression }
        advance()
        let arguments = try arguments(opening: opening)
        expression = make(
          .call(expression, arguments), from: start, over: [expression] + arguments.map(\.value))
      } else if token.isSymbol("["), !token.followsSpace {
        advance()
        let index = try self.expression()
        try close("]", opening: opening)
        expression = make(.index(expression, index), from: start, over: [expression, index])
      } else if take(".") {
        guard case .name(let text) = token.kind else {
          throw mistakeHere(
            .expected("`grad` or `value`", after: "`.`", found: token.kind.description))
        }
        let member = Identifier(text: text, id: names.id(of: text), span: token.span)
        advance()
        expression = make(.member(expression, member), from: start, over: [expression])
      } else {
        return expression
      }
      // A row of calls is as deep as a nest of them.
      if expression.height > Parser.deepest { throw Diagnostic(.tooDeep, expression.span) }
    }
  }

  private mutating func arguments(
    opening: Span
  ) throws(Diagnostic) -> [Expression.Argument] {
    var arguments: [Expression.Argument] = []
    while !token.isSymbol(")") {
      let argument = try argument()
      if argument.name == nil, arguments.last?.name != nil {
        throw Diagnostic(.placeAfterName, argument.value.span)
      }
      arguments.append(argument)
      if !take(",") { break }
    }
    try close(")", opening: opening)
    return arguments
  }

  /// A value, or `name = value`.
  private mutating func argument() throws(Diagnostic) -> Expression.Argument {
    var ahead = self
    if case .name = token.kind {
      ahead.advance()
      if ahead.token.isSymbol("=") {
        let name = try identifier(for: "a name")
        advance()
        return .init(name: name, value: try expression())
      }
    }
    return .init(name: nil, value: try expression())
  }

  // MARK: Primaries

  private mutating func primary() throws(Diagnostic) -> Expression {
    let start = token.span
    switch token.kind {
    case .number(let number):
      advance()
      return make(.number(number), from: start)
    case .text(let text):
      advance()
      return make(.text(text), from: start)
    case .node(let index):
      advance()
      return make(.node(index), from: start)
    case .name:
      let name = try identifier(for: "a value")
      use(name)
      return make(.name(name), from: start)
    case .symbol("("):
      advance()
      let inner = try expression()
      if token.isSymbol(",") { throw mistakeHere(.tuple) }
      try close(")", opening: start)
      return make(.grouped(inner), from: start, over: [inner])
    case .symbol("["):
      advance()
      return try list(from: start)
    default:
      throw mistakeHere(.expected("a value", after: nil, found: token.kind.description))
    }
  }

  private mutating func list(from start: Span) throws(Diagnostic) -> Expression {
    if take("]") { return make(.list([]), from: start) }
    // The names of a comprehension are bound before they are read: its element comes first.
    let mark = functions.last?.free.count ?? 0
    let first = try expression()
    if takeWord("for") {
      let bound = try identifiers(for: "a name for what the list runs over")
      forget(bound, since: mark)
      guard takeWord("in") else {
        throw mistakeHere(
          .expected("`in`", after: "`for \(bound[0].text)`", found: token.kind.description))
      }
      let source = try expression()
      let condition = takeWord("if") ? try expression() : nil
      forget(bound, since: mark)
      try close("]", opening: start)
      return make(
        .comprehension(
          .init(element: first, names: bound, source: source, condition: condition)),
        from: start, over: [first, source] + (condition.map { [$0] } ?? []))
    }
    var elements = [first]
    while take(",") {
      if token.isSymbol("]") { break }
      elements.append(try expression())
    }
    try close("]", opening: start)
    return make(.list(elements), from: start, over: elements)
  }

  /// Takes back that the function around uses names which turned out to be a comprehension's own.
  private mutating func forget(_ bound: [Identifier], since mark: Int) {
    guard !functions.isEmpty else { return }
    let last = functions.count - 1
    let kept = functions[last].free[mark...].filter { name in
      !bound.contains { $0.id == name.id }
    }
    functions[last].free.replaceSubrange(mark..., with: kept)
  }

  func make(_ kind: Expression.Kind, from start: Span, over parts: [Expression] = []) -> Expression
  {
    let height = parts.reduce(0) { max($0, $1.height) } + 1
    return Expression(kind: kind, span: span(from: start), height: height)
  }
}
