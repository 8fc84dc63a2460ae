import Autograd

extension Evaluator {
  /// A list, or a number, as a grid.
  func grid(_ value: Datum, at span: Span) throws(Diagnostic) -> Grid {
    var value = value
    if case .range(let range) = value { value = try list(range, at: span) }
    guard let grid = Grid(value) else { throw Diagnostic(.ragged, span) }
    return grid
  }

  /// Applies an operation to each element of a list.
  func map(
    _ code: OperationCode, over value: Datum, sign: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    let grid = try grid(value, at: span)
    var results: [Datum] = []
    results.reserveCapacity(grid.elements.count)
    for element in grid.elements {
      results.append(try apply(code, element, sign: sign, at: span))
    }
    return Grid(shape: grid.shape, elements: results).value
  }

  /// Applies an operation to two lists, or a list and a number, element by element.
  func broadcast(
    _ code: OperationCode, _ x: Datum, _ y: Datum, sign: String, at span: Span
  ) throws(Diagnostic) -> Datum {
    let a = try grid(x, at: span)
    let b = try grid(y, at: span)
    guard let shape = Grid.common(a.shape, b.shape) else {
      throw Diagnostic(.shapeMismatch(sign, a.shape, b.shape), span)
    }
    if shape != a.shape, shape != b.shape { hintAtGrowth(sign, a.shape, b.shape, shape, at: span) }
    let left = a.places(in: shape)
    let right = b.places(in: shape)
    var results: [Datum] = []
    results.reserveCapacity(left.count)
    for place in left.indices {
      try checkInterrupt(at: span)
      results.append(
        try apply(
          code, a.elements[left[place]], b.elements[right[place]], sign: sign, at: span))
    }
    return Grid(shape: shape, elements: results).value
  }

  /// `x @ y`: a dot product of vectors, a matrix times a vector or a matrix.
  func product(_ x: Datum, _ y: Datum, at span: Span) throws(Diagnostic) -> Datum {
    let a = try grid(x, at: span)
    let b = try grid(y, at: span)
    guard (1...2).contains(a.shape.count), (1...2).contains(b.shape.count),
      a.shape.last == b.shape.first
    else { throw Diagnostic(.shapeMismatch("@", a.shape, b.shape), span) }
    if a.shape.last == 0 { throw Diagnostic(.emptyList("@"), span) }
    let rows = a.rows(along: a.shape.count - 1)
    let columns = b.rows(along: 0)
    var results: [Datum] = []
    results.reserveCapacity(rows.rows.count * columns.rows.count)
    for row in rows.rows {
      try checkInterrupt(at: span)
      for column in columns.rows { results.append(try dot(row, column, at: span)) }
    }
    return Grid(shape: rows.shape + columns.shape, elements: results).value
  }

  /// Σ xᵢ·yᵢ, from the left.
  private func dot(_ xs: [Datum], _ ys: [Datum], at span: Span) throws(Diagnostic) -> Datum {
    var sum: Datum?
    for (x, y) in zip(xs, ys) {
      let product = try apply(.mul, x, y, sign: "@", at: span)
      sum =
        try sum.map { (sum) throws(Diagnostic) in
          try apply(.add, sum, product, sign: "@", at: span)
        } ?? product
    }
    return sum ?? .number(0)
  }
}

extension Evaluator {
  /// Applies an operator to the value on its left, which was written from `start` on, and to its
  /// right operand. Shapes that do not fit are shown with both operands.
  func combine(
    _ left: Datum, from start: Span, _ application: Expression.Application
  ) throws(Diagnostic) -> Datum {
    let right = try evaluate(application.operand)
    do throws(Diagnostic) {
      guard let operation = application.operation else {
        return try product(left, right, at: application.span)
      }
      return try apply(operation, left, right, sign: application.sign, at: application.span)
    } catch {
      guard case .shapeMismatch = error.mistake, error.span == application.span else { throw error }
      throw Diagnostic(error.mistake, start.joined(to: application.operand.span))
    }
  }
}
