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
    if case .list(let elements) = value, elements.areScalars {
      return .list(
        try mapped(elements, at: span) { (x) throws(Diagnostic) in
          try apply(code, x, sign: sign, at: span)
        })
    }
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
    if let row = try broadcastRow(code, x, y, sign: sign, at: span) { return .list(row) }
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
}
