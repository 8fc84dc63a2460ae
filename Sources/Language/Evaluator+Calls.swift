import Autograd

extension Evaluator {
  func call(
    _ callee: Expression, _ arguments: [Expression.Argument], at span: Span
  ) throws(Diagnostic) -> Datum {
    var name: String?
    if case .name(let identifier) = callee.kind { name = identifier.text }
    let value = try calledValue(callee)
    guard case .function(let function) = value else {
      throw Diagnostic(.notAFunction(value.kind, name: name), callee.span)
    }
    let signature = signature(of: function, name: name)
    var call = GivenArguments()
    for argument in arguments {
      let value = try evaluate(argument.value)
      if case .nothing = value { throw Diagnostic(.noValue("an argument"), argument.value.span) }
      if let name = argument.name {
        try signature.place(name, value, argument.value.span, in: &call)
      } else {
        call.values.append(value)
        call.spans.append(argument.value.span)
      }
    }
    try signature.check(call, at: span)
    return try self.call(function, call, signature, at: span)
  }

  private func calledValue(_ callee: Expression) throws(Diagnostic) -> Datum {
    do throws(Diagnostic) {
      return try evaluate(callee)
    } catch {
      guard case .undefined(let name, let nearest) = error.mistake, error.span == callee.span else {
        throw error
      }
      throw Diagnostic(.undefinedFunction(name, nearest: nearest), callee.span)
    }
  }

  private func call(
    _ function: Function, _ given: GivenArguments, _ signature: Signature, at span: Span
  ) throws(Diagnostic) -> Datum {
    switch function {
    case .user(let function):
      return try call(function, given, name: signature.function, at: span)
    case .builtIn(let function):
      return try function.apply(
        .init(
          evaluator: self, function: function.name, arguments: given.values, spans: given.spans,
          named: given.named, span: span))
    case .operation(let code):
      return try call(code, given, at: span)
    }
  }

  /// Calls a function with values by their places.
  func call(
    _ function: Function, _ values: [Datum], name: String?, at span: Span
  ) throws(Diagnostic) -> Datum {
    let signature = signature(of: function, name: name)
    let given = GivenArguments(values: values, spans: values.map { _ in span })
    try signature.check(given, at: span)
    return try call(function, given, signature, at: span)
  }

  private func call(
    _ function: UserFunction, _ given: GivenArguments, name: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    guard callDepth < Evaluator.deepestCall else {
      throw Diagnostic(.runawayRecursion(name, limit: Evaluator.deepestCall), span)
    }
    try checkInterrupt(at: span)
    callDepth += 1
    defer { callDepth -= 1 }
    let parameters = function.literal.parameters
    let required = parameters.count - function.literal.defaults.count
    return try inNewFrame { () throws(Diagnostic) in
      for (name, value) in function.captured { bindLocal(name.id, value) }
      for (place, parameter) in parameters.enumerated() {
        if place < given.values.count {
          bindLocal(parameter.id, given.values[place])
        } else if let value = given.named[parameter.text]?.value {
          bindLocal(parameter.id, value)
        } else {
          bindLocal(parameter.id, try evaluate(function.literal.defaults[place - required]))
        }
      }
      return try within(function, called: name) { () throws(Diagnostic) in
        switch function.literal.body {
        case .expression(let expression): return try evaluate(expression)
        case .block(let block): return try execute(block)
        }
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
        most: function.isVariadic ? .max : function.parameters.count, named: function.named)
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
