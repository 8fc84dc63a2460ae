import Autograd

// What is done with a whole row of numbers at once: it is added to the graph in one call, and looked
// through for nan and inf only where the last value is one.

/// The nodes of a list that holds nothing else, without an array for them.
struct NodeRow: RandomAccessCollection {
  private let elements: [Datum]

  /// `nil` where an element is no node.
  init?(_ elements: [Datum]) {
    for element in elements {
      guard case .node = element else { return nil }
    }
    self.elements = elements
  }

  var startIndex: Int { 0 }
  var endIndex: Int { elements.count }

  subscript(place: Int) -> Node {
    guard case .node(let node) = elements[place] else { preconditionFailure("not a row of nodes") }
    return node
  }
}

extension [Datum] {
  /// Whether the list is flat, and operations apply to each of its elements.
  var areScalars: Bool {
    for element in self {
      switch element {
      case .number, .node: continue
      default: return false
      }
    }
    return true
  }
}

extension Evaluator {
  /// What `body` makes of each element.
  func mapped(
    _ elements: [Datum], at span: Span, _ body: (Datum) throws(Diagnostic) -> Datum
  ) throws(Diagnostic) -> [Datum] {
    var results: [Datum] = []
    results.reserveCapacity(elements.count)
    for element in elements {
      try checkInterruptNowAndThen(at: span)
      results.append(try body(element))
    }
    return results
  }

  /// `x @ y`: a dot product of vectors, a matrix times a vector or a matrix.
  func product(_ x: Datum, _ y: Datum, at span: Span) throws(Diagnostic) -> Datum {
    if case .list(let xs) = x, case .list(let ys) = y, xs.count == ys.count, !xs.isEmpty,
      xs.areScalars, ys.areScalars
    {
      return try dot(xs, ys, at: span)
    }
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
    if let left = NodeRow(xs), let right = NodeRow(ys) {
      return .node(
        bornTogether(at: span) { graph in graph.dot(left, right, origin: span.start) })
    }
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

  /// Σ xᵢ, from the left; `nil` where an element is no node.
  func sum(_ xs: [Datum], at span: Span) -> Datum? {
    guard !xs.isEmpty, let row = NodeRow(xs) else { return nil }
    return .node(bornTogether(at: span) { graph in graph.sum(row, origin: span.start) })
  }

  /// Builds sums and products at once. What is nan or inf among them makes the last of them so too:
  /// only then they are looked through, and it is warned as if they had been built one by one.
  private func bornTogether(at span: Span, _ build: (inout Graph) -> Node) -> Node {
    let first = Node(workspace.nodeCount)
    let last = build(&workspace.graph)
    guard !workspace.graph[last].isFinite else { return last }
    for index in first.index..<max(workspace.nodeCount, first.index) {
      warnIfBorn(Node(index), at: span)
    }
    return last
  }

  /// An operation on two flat lists of one length, or on one and a number; `nil` for anything else.
  func broadcastRow(
    _ code: OperationCode, _ x: Datum, _ y: Datum, sign: String, at span: Span
  ) throws(Diagnostic) -> [Datum]? {
    switch (x, y) {
    case (.list(let xs), .list(let ys)):
      guard xs.count == ys.count, xs.areScalars, ys.areScalars else { return nil }
      var results: [Datum] = []
      results.reserveCapacity(xs.count)
      for place in xs.indices {
        try checkInterruptNowAndThen(at: span)
        results.append(try apply(code, xs[place], ys[place], sign: sign, at: span))
      }
      return results
    case (.list(let xs), .number), (.list(let xs), .node):
      guard xs.areScalars else { return nil }
      return try mapped(xs, at: span) { (x) throws(Diagnostic) in
        try apply(code, x, y, sign: sign, at: span)
      }
    case (.number, .list(let ys)), (.node, .list(let ys)):
      guard ys.areScalars else { return nil }
      return try mapped(ys, at: span) { (y) throws(Diagnostic) in
        try apply(code, x, y, sign: sign, at: span)
      }
    default: return nil
    }
  }
}
