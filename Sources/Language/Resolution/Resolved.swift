import Autograd

/// An expression whose names have their places: what the evaluator runs.
///
///     syntax                                resolved, once
///     ─────────────────────────────────     ────────────────────────────────────────
///     x -> activation(w @ x + b)            Lambda  slots: x 0, activation 1, w 2, b 3
///                                           └ Call  of slot 1
///                                             └ Row +
///                                               ├ Row @  slot 2, slot 0
///                                               └ slot 3
///
/// A `Resolver` makes it of an `Expression`. Each kind of expression is a class of its own, which
/// keeps what can be known before running: slots, operations, spans. So evaluation neither searches
/// for a name nor copies syntax, and a span is read only where there is a node or a mistake to place.
class Resolved {
  let span: Span

  init(_ span: Span) { self.span = span }

  /// What it comes to with the names of the running function.
  func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
    preconditionFailure("a kind of expression without a value")
  }

  /// The name that it is, if it is one: how messages call a function.
  var name: String? { nil }

  /// Its value, which has to be one: `what` it would have been is said otherwise.
  @inline(__always)
  final func value(
    in evaluator: Evaluator, neededAs what: @autoclosure () -> String
  ) throws(Diagnostic) -> Datum {
    let value = try value(in: evaluator)
    if case .nothing = value { throw Diagnostic(.noValue(what()), span) }
    return value
  }
}

// MARK: What is written as it is

extension Resolved {
  /// A number, or a text in quotes.
  final class Literal: Resolved {
    private let literal: Datum

    init(_ literal: Datum, _ span: Span) {
      self.literal = literal
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum { literal }
  }

  /// `(x)`
  final class Group: Resolved {
    private let inner: Resolved

    init(_ inner: Resolved, _ span: Span) {
      self.inner = inner
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      try inner.value(in: evaluator)
    }
  }

  /// `%7`
  final class Address: Resolved {
    private let index: Int

    init(_ index: Int, _ span: Span) {
      self.index = index
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let count = evaluator.workspace.nodeCount
      guard index < count, !evaluator.isTracing else {
        throw Diagnostic(.noSuchNode(index, count: count), span)
      }
      return .node(Node(index))
    }
  }

  /// A name: what stands in its slot, or else what the session has by that name, or else what is
  /// built in.
  final class Name: Resolved {
    let identifier: Identifier
    /// Where a local value may stand; `nil` where no name around is bound.
    let slot: Int?
    /// What is built in by that name, once it was asked for.
    private var predefined: Datum?

    init(_ identifier: Identifier, slot: Int?, _ span: Span) {
      self.identifier = identifier
      self.slot = slot
      super.init(span)
    }

    override var name: String? { identifier.text }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      if let slot, let value = evaluator.local(at: slot) { return value }
      if let value = evaluator.workspace.global(identifier.id) {
        if evaluator.isTracing, case .node = value {
          throw Diagnostic(.nodeInOperation(identifier.text), identifier.span)
        }
        return value
      }
      if let predefined { return predefined }
      predefined = try evaluator.predefined(identifier)
      return predefined!
    }
  }
}
