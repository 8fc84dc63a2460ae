import Autograd

extension Resolved {
  /// `start..end by step`
  final class Range: Resolved {
    private let start: Resolved
    private let end: Resolved
    private let step: Resolved?
    private let includesEnd: Bool

    init(_ start: Resolved, _ end: Resolved, step: Resolved?, includesEnd: Bool, _ span: Span) {
      self.start = start
      self.end = end
      self.step = step
      self.includesEnd = includesEnd
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let start = try evaluator.plainNumber(
        self.start.value(in: evaluator), at: self.start.span, needed: "a range's start")
      let end = try evaluator.plainNumber(
        self.end.value(in: evaluator), at: self.end.span, needed: "a range's end")
      var step = 1.0
      if let written = self.step {
        step = try evaluator.plainNumber(
          written.value(in: evaluator), at: written.span, needed: "a range's step")
      }
      guard step != 0, step.isFinite, start.isFinite, end.isFinite else {
        throw Diagnostic(.endlessRange, span)
      }
      // Rounding in the division must not cost `0..1 by 0.1` its last element.
      let steps = (end - start) / step
      let whole = steps.rounded()
      let isWhole = abs(steps - whole) <= 1e-9 * max(1, abs(steps))
      let last = isWhole ? (includesEnd ? whole : whole - 1) : steps.rounded(.down)
      guard last < 1e15 else { throw Diagnostic(.tooManyElements(Int.max), span) }
      return .range(.init(start: start, step: step, count: max(Int(last) + 1, 0)))
    }
  }

  /// `[x, y, z]`
  final class List: Resolved {
    private let elements: [Resolved]

    init(_ elements: [Resolved], _ span: Span) {
      self.elements = elements
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      var values: [Datum] = []
      values.reserveCapacity(elements.count)
      for element in elements {
        values.append(try element.value(in: evaluator, neededAs: "an element"))
      }
      return .list(values)
    }
  }

  /// `[element for names in source if condition]`
  final class Comprehension: Resolved {
    private let element: Resolved
    private let names: Binding
    private let source: Resolved
    private let condition: Resolved?

    init(
      _ element: Resolved, for names: Binding, in source: Resolved, if condition: Resolved?,
      _ span: Span
    ) {
      self.element = element
      self.names = names
      self.source = source
      self.condition = condition
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let source = try self.source.value(in: evaluator)
      var values: [Datum] = []
      if case .range(let range) = source {
        guard range.count <= Evaluator.longestList else {
          throw Diagnostic(.tooManyElements(range.count), self.source.span)
        }
        values.reserveCapacity(range.count)
        for place in 0..<range.count {
          try append(to: &values, for: .number(range[place]), in: evaluator)
        }
      } else {
        let elements = try evaluator.elements(
          of: source, at: self.source.span, needed: "what a list runs over")
        values.reserveCapacity(elements.count)
        for element in elements { try append(to: &values, for: element, in: evaluator) }
      }
      names.clear(in: evaluator)
      return .list(values)
    }

    private func append(
      to values: inout [Datum], for datum: Datum, in evaluator: Evaluator
    ) throws(Diagnostic) {
      try evaluator.checkInterruptNowAndThen(at: source.span)
      try names.bind(datum, at: source.span, in: evaluator)
      if let condition, try !evaluator.isTrue(condition) { return }
      values.append(try element.value(in: evaluator, neededAs: "an element"))
    }
  }

  /// The names that an element is bound to, or its elements one by one, and their slots.
  struct Binding {
    let names: [Identifier]
    let slots: [Int]

    func bind(
      _ value: Datum, at span: Span, in evaluator: Evaluator
    ) throws(Diagnostic) {
      if slots.count == 1 { return evaluator.setLocal(at: slots[0], value) }
      let parts = try evaluator.elements(of: value, at: span, needed: "each element")
      guard parts.count == names.count else {
        throw Diagnostic(
          .wrongElementCount(names: names.count, values: parts.count), names[0].span)
      }
      for (slot, part) in zip(slots, parts) { evaluator.setLocal(at: slot, part) }
    }

    /// Lets the slots hold nothing, so that no node is kept for them.
    func clear(in evaluator: Evaluator) {
      for slot in slots { evaluator.clearLocal(at: slot) }
    }
  }

  /// `xs[0]`, `xs[1..3]`, `xs[[0, 2]]`
  final class Index: Resolved {
    private let list: Resolved
    private let index: Resolved

    init(_ list: Resolved, _ index: Resolved, _ span: Span) {
      self.list = list
      self.index = index
      super.init(span)
    }

    override func value(in evaluator: Evaluator) throws(Diagnostic) -> Datum {
      let value = try list.value(in: evaluator)
      let place = try index.value(in: evaluator)
      if case .range(let range) = value, case .number = place {
        return .number(range[try self.place(place, of: range.count, in: evaluator)])
      }
      let elements = try evaluator.elements(
        of: value, at: list.span, needed: "what is indexed")
      switch place {
      case .range(let range):
        var slice: [Datum] = []
        for place in 0..<range.count {
          slice.append(
            elements[try self.place(.number(range[place]), of: elements.count, in: evaluator)])
        }
        return .list(slice)
      case .list(let places):
        return .list(
          try evaluator.mapped(places, at: index.span) { (place) throws(Diagnostic) in
            elements[try self.place(place, of: elements.count, in: evaluator)]
          })
      default:
        return elements[try self.place(place, of: elements.count, in: evaluator)]
      }
    }

    private func place(
      _ value: Datum, of count: Int, in evaluator: Evaluator
    ) throws(Diagnostic) -> Int {
      let place = try evaluator.wholeNumber(value, at: index.span, needed: "an index")
      guard 0 <= place, place < count else {
        throw Diagnostic(.indexOutOfRange(place, count: count), index.span)
      }
      return place
    }
  }
}
