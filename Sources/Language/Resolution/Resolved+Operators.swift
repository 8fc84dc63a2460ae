import Autograd

extension Resolved {
  /// `-x`
  final class Negation: Resolved {
    private let operand: Resolved

    init(_ operand: Resolved, _ span: Span) {
      self.operand = operand
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      try evaluator.apply(
        Operators.negation, operand.value(in: evaluator), sign: "-", at: span)
    }
  }

  /// `base ^ exponent`, or `3x`: an operation of two operands that shapes of lists do not explain.
  final class Pair: Resolved {
    private let operation: OperationCode
    private let sign: String
    private let left: Resolved
    private let right: Resolved
    /// Where its node is from.
    private let place: Span

    init(
      _ operation: OperationCode, sign: String, at place: Span, _ left: Resolved, _ right: Resolved,
      _ span: Span
    ) {
      self.operation = operation
      self.place = place
      self.sign = sign
      self.left = left
      self.right = right
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let base = try left.value(in: evaluator)
      return try evaluator.apply(
        operation, base, right.value(in: evaluator), sign: sign, at: place)
    }
  }

  /// An operator and what it applies to.
  final class Application {
    /// `nil` for `@`
    private let operation: OperationCode?
    private let sign: String
    private let span: Span
    private let operand: Resolved

    init(_ operation: OperationCode?, sign: String, _ span: Span, _ operand: Resolved) {
      self.operation = operation
      self.sign = sign
      self.span = span
      self.operand = operand
    }

    /// Applies it to the value on its left, which was written from `start` on. Shapes that do not
    /// fit are shown with both operands.
    func value(
      on left: Datum, from start: Span, in evaluator: Evaluator
    ) throws(Diagnostic) -> Datum {
      let right = try operand.value(in: evaluator)
      do throws(Diagnostic) {
        guard let operation else { return try evaluator.product(left, right, at: span) }
        return try evaluator.apply(operation, left, right, sign: sign, at: span)
      } catch {
        guard case .shapeMismatch = error.mistake, error.span == span else { throw error }
        throw Diagnostic(error.mistake, start.joined(to: operand.span))
      }
    }
  }

  /// Operations of one precedence in a row, from the left.
  final class Row: Resolved {
    private let first: Resolved
    private let applications: [Application]

    init(_ first: Resolved, _ applications: [Application], _ span: Span) {
      self.first = first
      self.applications = applications
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      var value = try first.value(in: evaluator)
      for application in applications {
        value = try application.value(on: value, from: first.span, in: evaluator)
      }
      return value
    }
  }

  /// `x.grad` and `x.value`: plain numbers, in the shape of a list.
  final class Member: Resolved {
    private let base: Resolved
    private let member: Identifier

    init(_ base: Resolved, _ member: Identifier, _ span: Span) {
      self.base = base
      self.member = member
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let value = try base.value(in: evaluator)
      let workspace = evaluator.workspace
      switch member.text {
      case "value":
        return try members(of: value, in: evaluator) { .number(workspace.value(of: $0)) }
      case "grad":
        if base is Member { throw Diagnostic(.unknownMember("grad", nearest: nil), member.span) }
        return try members(of: value, in: evaluator) { node in
          (workspace.pass?.gradient(of: node)).map { .number($0) } ?? .missing
        }
      default:
        throw Diagnostic(
          .unknownMember(
            member.text, nearest: Nearest.name(to: member.text, among: ["grad", "value"])),
          member.span)
      }
    }

    private func members(
      of value: Datum, in evaluator: Evaluator, _ member: (Node) -> Datum
    ) throws(Diagnostic) -> Datum {
      switch value {
      case .node(let node):
        if evaluator.isTracing { throw Diagnostic(.choiceInOperation, base.span) }
        return member(node)
      case .number: return value
      case .list(let elements):
        var members: [Datum] = []
        members.reserveCapacity(elements.count)
        for element in elements {
          members.append(try self.members(of: element, in: evaluator, member))
        }
        return .list(members)
      case .range(let range):
        return try members(of: evaluator.list(range, at: base.span), in: evaluator, member)
      default:
        throw Diagnostic(.notANumber(value.kind, needed: "what has a gradient"), base.span)
      }
    }
  }
}
