/// A nested list as a shape and its elements in a row, last index fastest.
struct Grid {
  let shape: [Int]
  let elements: [Datum]

  init(shape: [Int], elements: [Datum]) {
    self.shape = shape
    self.elements = elements
  }

  /// The grid that a value is, a number being one without axes; or `nil` where the lists in it
  /// have not all one length.
  init?(_ value: Datum) {
    var shape: [Int] = []
    var first = value
    while case .list(let elements) = first {
      shape.append(elements.count)
      guard let next = elements.first else { break }
      first = next
    }
    var elements: [Datum] = []
    elements.reserveCapacity(shape.reduce(1, *))
    guard Grid.collect(value, shape[...], into: &elements) else { return nil }
    self.init(shape: shape, elements: elements)
  }

  private static func collect(
    _ value: Datum, _ shape: ArraySlice<Int>, into elements: inout [Datum]
  ) -> Bool {
    guard let count = shape.first else {
      if case .list = value { return false }
      elements.append(value)
      return true
    }
    guard case .list(let parts) = value, parts.count == count else { return false }
    return parts.allSatisfy { collect($0, shape.dropFirst(), into: &elements) }
  }

  /// The nested list.
  var value: Datum { value(shape[...], from: 0) }

  private func value(_ shape: ArraySlice<Int>, from start: Int) -> Datum {
    guard let count = shape.first else { return elements[start] }
    let rest = shape.dropFirst()
    let stride = rest.reduce(1, *)
    return .list((0..<count).map { value(rest, from: start + $0 * stride) })
  }

  /// The shape that grids of two shapes have together: from the last axis on, lengths have to be
  /// equal, or one of them 1. `nil` where they do not fit.
  ///
  /// Source: NumPy's broadcasting rules.
  static func common(_ a: [Int], _ b: [Int]) -> [Int]? {
    var shape: [Int] = []
    for place in 1...max(a.count, b.count, 1) where place <= max(a.count, b.count) {
      let x = place <= a.count ? a[a.count - place] : 1
      let y = place <= b.count ? b[b.count - place] : 1
      guard x == y || x == 1 || y == 1 else { return nil }
      shape.append(x == 1 ? y : x)
    }
    return shape.reversed()
  }

  /// For each place of a grid of `shape`, the place in this one that stands there.
  func places(in shape: [Int]) -> [Int] {
    if shape == self.shape { return Array(elements.indices) }
    var places = [0]
    var stride = 1
    let own = [Int](repeating: 1, count: shape.count - self.shape.count) + self.shape
    // Built from the last axis outward.
    for (axis, count) in zip(own, shape).reversed() {
      let step = axis == 1 ? 0 : stride
      let inner = places
      places = (0..<count).flatMap { index in inner.map { $0 + index * step } }
      stride *= axis
    }
    return places
  }

  /// The elements along one axis, one row for each place of the other axes.
  func rows(along axis: Int) -> (shape: [Int], rows: [[Datum]]) {
    var rest = shape
    let count = rest.remove(at: axis)
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    var rows: [[Datum]] = []
    for before in 0..<outer {
      for after in 0..<inner {
        rows.append((0..<count).map { elements[(before * count + $0) * inner + after] })
      }
    }
    return (rest, rows)
  }

  /// How a message writes a shape: `[3, 2]`.
  static func text(_ shape: [Int]) -> String {
    "[" + shape.map(String.init).joined(separator: ", ") + "]"
  }
}
