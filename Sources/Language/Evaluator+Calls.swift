import Autograd

extension Evaluator {
  /// Calls a function with arguments of which some are given by name, or that it may not take.
  func call(
    _ function: Function, name: String?, _ arguments: [Resolved], names: [Identifier?]?,
    level: Int, at span: Span
  ) throws(Diagnostic) -> Datum {
    let signature = signature(of: function, name: name)
    var call = GivenArguments()
    for (place, argument) in arguments.enumerated() {
      let value = try argument.value(in: self, neededAs: "an argument")
      if let name = names?[place] {
        try signature.place(name, value, argument.span, in: &call)
      } else {
        call.values.append(value)
        call.spans.append(argument.span)
      }
    }
    try signature.check(call, at: span)
    return try self.call(function, call, signature, level: level, at: span)
  }

  /// Calls a function with values by their places.
  func call(
    _ function: Function, _ values: [Datum], name: String?, at span: Span
  ) throws(Diagnostic) -> Datum {
    let signature = signature(of: function, name: name)
    let given = GivenArguments(values: values, spans: values.map { _ in span })
    try signature.check(given, at: span)
    return try call(function, given, signature, level: 1, at: span)
  }

  /// What is wrong with so many arguments.
  func wrongCount(
    _ function: Function, name: String?, _ count: Int, at span: Span
  ) -> Diagnostic {
    let signature = signature(of: function, name: name)
    return Diagnostic(
      .wrongArgumentCount(
        function: signature.function, parameters: signature.parameters, least: signature.least,
        given: count), span)
  }

  private func call(
    _ function: Function, _ given: GivenArguments, _ signature: Signature, level: Int,
    at span: Span
  ) throws(Diagnostic) -> Datum {
    switch function {
    case .user(let function):
      let base = stackHeight
      defer { dropLocals(to: base) }
      for value in given.values { push(value) }
      return try run(
        function, frame: base, named: given.named, called: signature.function, level: level,
        at: span)
    case .builtIn(let function):
      return try function.apply(
        .init(
          evaluator: self, function: function.name, arguments: given.values, spans: given.spans,
          named: given.named, span: span))
    case .operation(let code):
      return try call(code, given, at: span)
    }
  }

  /// Runs a function whose first arguments have been pushed, from `base` on. Who pushed them drops
  /// the frame.
  func run(
    _ function: UserFunction, frame base: Int,
    named: [String: (value: Datum, span: Span)] = [:], called name: String, level: Int,
    at span: Span
  ) throws(Diagnostic) -> Datum {
    guard callDepth < Evaluator.deepestCall else {
      throw Diagnostic(.runawayRecursion(name, limit: Evaluator.deepestCall), span)
    }
    guard depth + level < Evaluator.deepestEvaluation else { throw Diagnostic(.tooDeep, span) }
    try checkInterruptNowAndThen(at: span)
    let code = function.code
    let parameters = function.literal.parameters
    let outer = frame
    let given = stackHeight - base
    frame = base
    callDepth += 1
    depth += level
    defer {
      frame = outer
      callDepth -= 1
      depth -= level
    }
    reserve(code.frameSize, from: base)
    for capture in function.captured { setLocal(at: capture.slot, capture.value) }
    for place in given..<parameters.count {
      if let (value, _) = named[parameters[place].text] {
        setLocal(at: place, value)
      } else {
        let standard = code.defaults[place - (parameters.count - code.defaults.count)]
        setLocal(at: place, try standard.value(in: self))
      }
    }
    return try within(function, called: name) { () throws(Diagnostic) in
      switch code.body {
      case .expression(let expression): try expression.value(in: self)
      case .block(let block): try execute(block)
      }
    }
  }

  private func call(
    _ code: OperationCode, _ given: GivenArguments, at span: Span
  ) throws(Diagnostic) -> Datum {
    let operation = workspace.operation(code)
    let required = operation.arity - operation.defaults.count
    var arguments: [Datum] = given.values
    for place in given.values.count..<max(operation.arity, given.values.count) {
      arguments.append(
        given.named[operation.parameters[place]]?.value
          ?? .number(operation.defaults[place - required]))
    }
    switch arguments.count {
    case 1: return try apply(code, arguments[0], sign: operation.name, at: span)
    case 2:
      return try apply(code, arguments[0], arguments[1], sign: operation.name, at: span)
    default:
      return try apply(code, arguments, sign: operation.name, at: span)
    }
  }

  private func signature(of function: Function, name: String?) -> Signature {
    switch function {
    case .user(let function):
      let parameters = function.literal.parameters.map(\.text)
      return Signature(
        function: function.name ?? name ?? "function", parameters: parameters,
        least: parameters.count - function.literal.defaults.count, most: parameters.count,
        named: parameters)
    case .builtIn(let function):
      return Signature(
        function: function.name,
        parameters: function.parameters + (function.isVariadic ? ["…"] : []), least: function.least,
        most: function.most, named: function.named)
    case .operation(let code):
      let operation = workspace.operation(code)
      return Signature(
        function: operation.name, parameters: operation.parameters,
        least: operation.arity - operation.defaults.count, most: operation.arity,
        named: operation.parameters)
    }
  }
}

/// The arguments of a call: those by place, and those by name.
struct GivenArguments {
  var values: [Datum] = []
  var spans: [Span] = []
  var named: [String: (value: Datum, span: Span)] = [:]
}

/// What a function can be given.
private struct Signature {
  let function: String
  let parameters: [String]
  let least: Int
  let most: Int
  /// The parameters that can be given by name.
  let named: [String]

  func place(
    _ name: Identifier, _ value: Datum, _ span: Span, in call: inout GivenArguments
  ) throws(Diagnostic) {
    guard named.contains(name.text) else {
      throw Diagnostic(
        .unknownArgument(
          name.text, function: function, nearest: Nearest.name(to: name.text, among: named)),
        name.span)
    }
    let isTaken = parameters.prefix(call.values.count).contains(name.text)
    guard !isTaken, call.named[name.text] == nil else {
      throw Diagnostic(.repeatedParameter(name.text), name.span)
    }
    call.named[name.text] = (value, span)
  }

  /// Checks that every parameter without a default has a value, and none is too much.
  func check(_ call: GivenArguments, at span: Span) throws(Diagnostic) {
    let missing = parameters.prefix(least).dropFirst(call.values.count)
      .contains { call.named[$0] == nil }
    guard !missing, call.values.count <= most else {
      let given = call.values.count + call.named.keys.filter(parameters.contains).count
      throw Diagnostic(
        .wrongArgumentCount(
          function: function, parameters: parameters, least: least, given: given), span)
    }
  }
}

extension Workspace {
  func operation(_ code: OperationCode) -> Operation { graph.operation(code) }
}
