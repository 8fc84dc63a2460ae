import Autograd

extension Evaluator {
  func call(
    _ callee: Expression, _ arguments: [Expression], at span: Span
  ) throws(Diagnostic) -> Datum {
    let value: Datum
    var name: String?
    if case .name(let identifier) = callee.kind {
      name = identifier.text
      do throws(Diagnostic) {
        value = try evaluate(callee)
      } catch {
        guard case .undefined = error.mistake else { throw error }
        throw Diagnostic(
          .undefinedFunction(identifier.text, nearest: nearest(to: identifier.text)),
          identifier.span)
      }
    } else {
      value = try evaluate(callee)
    }
    guard case .function(let function) = value else {
      throw Diagnostic(.notAFunction(value.kind, name: name), callee.span)
    }
    var values: [Datum] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments {
      let value = try evaluate(argument)
      if case .nothing = value { throw Diagnostic(.noValue("an argument"), argument.span) }
      values.append(value)
    }
    return try call(function, values, spans: arguments.map(\.span), name: name, at: span)
  }

  /// Calls a function with values.
  func call(
    _ function: Function, _ arguments: [Datum], spans: [Span], name: String?, at span: Span
  ) throws(Diagnostic) -> Datum {
    switch function {
    case .user(let function):
      return try call(function, arguments, name: name, at: span)
    case .builtIn(let function):
      try check(
        function.name, function.parameters, least: function.least,
        most: function.isVariadic ? .max : function.parameters.count, arguments.count, at: span)
      return try function.apply(
        .init(
          evaluator: self, function: function.name, arguments: arguments, spans: spans, span: span))
    case .operation(let code):
      return try call(code, arguments, at: span)
    }
  }

  private func call(
    _ function: UserFunction, _ arguments: [Datum], name: String?, at span: Span
  ) throws(Diagnostic) -> Datum {
    let called = function.name ?? name ?? "function"
    let parameters = function.literal.parameters
    try check(
      called, parameters.map(\.text), least: parameters.count, most: parameters.count,
      arguments.count, at: span)
    guard callDepth < Evaluator.deepestCall else {
      throw Diagnostic(.runawayRecursion(called, limit: Evaluator.deepestCall), span)
    }
    try checkInterrupt(at: span)
    callDepth += 1
    defer { callDepth -= 1 }
    return try inNewFrame { () throws(Diagnostic) in
      for (name, value) in function.captured { bindLocal(name.id, value) }
      for (parameter, argument) in zip(parameters, arguments) { bindLocal(parameter.id, argument) }
      switch function.literal.body {
      case .expression(let expression): return try evaluate(expression)
      case .block(let block): return try execute(block)
      }
    }
  }

  private func call(
    _ code: OperationCode, _ given: [Datum], at span: Span
  ) throws(Diagnostic) -> Datum {
    let operation = workspace.operation(code)
    try check(
      operation.name, operation.parameters, least: operation.arity - operation.defaults.count,
      most: operation.arity, given.count, at: span)
    let arguments =
      given + operation.defaults.suffix(operation.arity - given.count).map { .number($0) }
    switch arguments.count {
    case 1: return try apply(code, arguments[0], sign: operation.name, at: span)
    case 2:
      return try apply(code, arguments[0], arguments[1], sign: operation.name, at: span)
    default:
      return try apply(code, arguments, sign: operation.name, at: span)
    }
  }

  private func check(
    _ function: String, _ parameters: [String], least: Int, most: Int, _ given: Int, at span: Span
  ) throws(Diagnostic) {
    guard least <= given, given <= most else {
      throw Diagnostic(
        .wrongArgumentCount(
          function: function, parameters: parameters, least: least, given: given), span)
    }
  }
}

extension Workspace {
  func operation(_ code: OperationCode) -> Operation { graph.operation(code) }
}
