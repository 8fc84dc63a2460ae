import Autograd

/// A function literal that was resolved: what calls of all functions made of it share.
///
/// A call has a frame, a stretch of the evaluator's stack with a slot for each name in the function:
///
///     f(x, n = 2) = { y = x^n; [y * v for v in w] }
///
///     slot    0    1    2    3    4
///             x    n    y    w    v
///             parameters         a name of the list's own
///
/// `w` has a slot although nothing in the function binds it: a function made inside another carries
/// the value with it. Where a slot is empty, the name is global.
final class ResolvedFunction {
  /// What the last parameters are when they are left out.
  let defaults: [Resolved]
  let body: Body
  /// How many slots a call needs.
  let frameSize: Int

  enum Body {
    case expression(Resolved)
    case block(ResolvedBlock)
  }

  init(defaults: [Resolved], body: Body, frameSize: Int) {
    self.defaults = defaults
    self.body = body
    self.frameSize = frameSize
  }
}

/// A value that a function carries with it, and its slot in the frames of calls.
struct Capture {
  let slot: Int
  var value: Datum
}

extension Resolved {
  /// `x -> x + 1`, or the right side of `f(x) = x + 1`: makes a function value.
  final class Lambda: Resolved {
    let literal: Expression.FunctionLiteral
    let function: ResolvedFunction
    /// Where the values are that it carries with it, and where they go.
    private let captures: [(from: Int, to: Int)]

    init(
      _ literal: Expression.FunctionLiteral, _ function: ResolvedFunction,
      captures: [(from: Int, to: Int)], _ span: Span
    ) {
      self.literal = literal
      self.function = function
      self.captures = captures
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      .function(.user(made(named: nil, in: evaluator)))
    }

    func made(named name: String?, in evaluator: Evaluator) -> UserFunction {
      UserFunction(
        name: name, literal: literal, code: function, span: span,
        captured: captures.compactMap { from, to in
          evaluator.local(at: from).map { Capture(slot: to, value: $0) }
        },
        scope: evaluator.scope)
    }
  }

  /// `f(x, n=3)`
  final class Call: Resolved {
    private let callee: Resolved
    private let arguments: [Resolved]
    /// The names of arguments that were given by name; `nil` where all are given by place.
    private let names: [Identifier?]?
    private let spans: [Span]
    /// How many expressions of its function it stands in.
    private let level: Int

    init(
      _ callee: Resolved, _ arguments: [Resolved], names: [Identifier?], level: Int, _ span: Span
    ) {
      self.callee = callee
      self.arguments = arguments
      self.names = names.contains { $0 != nil } ? names : nil
      spans = arguments.map(\.span)
      self.level = level
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let value = try calledValue(in: evaluator)
      guard case .function(let function) = value else {
        throw Diagnostic(.notAFunction(value.kind, name: callee.name), callee.span)
      }
      if names == nil {
        switch function {
        case .user(let function): return try call(function, in: evaluator)
        case .operation(let code):
          if arguments.count == 1, Operators.isUnary(code) {
            return try evaluator.apply(
              code, argument(0, in: evaluator), sign: Operators.name(code), at: span)
          }
        case .builtIn(let function):
          if arguments.count >= function.least, arguments.count <= function.most {
            return try call(function, in: evaluator)
          }
        }
      }
      return try evaluator.call(
        function, name: callee.name, arguments, names: names, level: level, at: span)
    }

    private func calledValue(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      do throws(Diagnostic) {
        return try callee.value(in: evaluator)
      } catch {
        guard case .undefined(let name, let nearest) = error.mistake, error.span == callee.span
        else { throw error }
        throw Diagnostic(.undefinedFunction(name, nearest: nearest), callee.span)
      }
    }

    private func argument(
      _ place: Int, in evaluator: Evaluator
    ) throws(Diagnostic) -> Datum {
      try arguments[place].value(in: evaluator, neededAs: "an argument")
    }

    /// Calls a function of the language: the arguments are the first slots of its frame.
    private func call(
      _ function: UserFunction, in evaluator: Evaluator
    ) throws(Diagnostic) -> Datum {
      let base = evaluator.stackHeight
      defer { evaluator.dropLocals(to: base) }
      for argument in arguments {
        evaluator.push(try argument.value(in: evaluator, neededAs: "an argument"))
      }
      let parameters = function.literal.parameters.count
      guard arguments.count <= parameters,
        arguments.count >= parameters - function.code.defaults.count
      else {
        throw evaluator.wrongCount(.user(function), name: callee.name, arguments.count, at: span)
      }
      return try evaluator.run(
        function, frame: base, called: function.name ?? callee.name ?? "function", level: level,
        at: span)
    }

    private func call(
      _ function: BuiltInFunction, in evaluator: Evaluator
    ) throws(Diagnostic) -> Datum {
      var values: [Datum] = []
      values.reserveCapacity(arguments.count)
      for place in arguments.indices { values.append(try argument(place, in: evaluator)) }
      return try function.apply(
        .init(
          evaluator: evaluator, function: function.name, arguments: values, spans: spans,
          named: [:], span: span))
    }
  }
}
