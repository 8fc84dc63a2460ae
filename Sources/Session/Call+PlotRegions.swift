import Autograd
import Drawing
import Language
import Typography

extension Command.Call {
  /// Whether `over` means a plane: two ranges, or two lists.
  func isPlane(_ domain: Expression) throws(Diagnostic) -> Bool {
    if case .list(let sides) = domain.kind {
      if sides.count != 2 { return false }
      if case .range = sides[0].kind { return true }
    }
    guard case .list(let sides) = try session.evaluator.evaluate(domain), sides.count == 2 else {
      return false
    }
    return sides.allSatisfy { side in
      switch side {
      case .range, .list: true
      default: false
      }
    }
  }

  /// `plot net over [a..b, c..d]`
  func regions() throws(Diagnostic) -> Plot {
    guard let domain = expression("domain") else { return Plot(x: .init(), y: .init()) }
    guard plotExpressions.count == 1, let expression = plotExpressions.first else {
      throw Diagnostic(.other("regions are those of one function", help: nil), span)
    }
    guard case .function(let function) = try session.evaluator.evaluate(expression) else {
      throw Diagnostic(
        .other(
          "regions are those of a function of a point",
          help: "as in plot net over [-2..2, -2..2], or (x, y) -> x^2 + y^2 - 1"), expression.span)
    }
    let sides = try sides(of: domain)
    var rows: [[[Double]]] = []
    for y in sides.y {
      var row: [[Double]] = []
      for x in sides.x {
        if session.effects.isInterrupted() { throw Diagnostic(.interrupted, span) }
        let scores = try session.evaluator.numbers(
          of: function, at: [x, y], span: expression.span)
        guard !scores.isEmpty,
          scores.count == (rows.first?.first ?? row.first)?.count ?? scores.count
        else {
          throw Diagnostic(
            .other("the function gives no score, or not always as many", help: nil), expression.span
          )
        }
        row.append(scores)
      }
      rows.append(row)
    }
    return Plot(
      x: .init("x", range: sides.x[0]...sides.x[sides.x.count - 1]),
      y: .init("y", range: sides.y[0]...sides.y[sides.y.count - 1]),
      regions: DecisionRegions(xs: sides.x, ys: sides.y, scores: rows))
  }

  /// How many places a side of the grid has, if its range says no step.
  private static let sideCount = 61

  private func sides(of domain: Expression) throws(Diagnostic) -> (x: [Double], y: [Double]) {
    if case .list(let sides) = domain.kind {
      return (try side(sides[0]), try side(sides[1]))
    }
    guard case .list(let sides) = try session.evaluator.evaluate(domain) else { return ([], []) }
    var places: [[Double]] = []
    for side in sides {
      var numbers: [Double] = []
      for element in try session.evaluator.elements(
        of: side, at: domain.span, needed: "a side of the plane")
      {
        numbers.append(
          try session.evaluator.plainNumber(
            element, at: domain.span, needed: "a side of the plane"))
      }
      places.append(try rising(numbers, domain.span))
    }
    return (places[0], places[1])
  }

  private func side(_ expression: Expression) throws(Diagnostic) -> [Double] {
    if let (start, end) = try bounds(expression) {
      return CurveSampling.places(from: start, to: end, count: Command.Call.sideCount)
    }
    return try rising(numbers(of: expression, "a side of the plane"), expression.span)
  }

  private func rising(_ numbers: [Double], _ span: Span) throws(Diagnostic) -> [Double] {
    guard numbers.count > 1, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw Diagnostic(
        .other("a side of the plane is a range, or numbers that rise", help: "as in -2..2"), span)
    }
    guard numbers.count <= 1000 else {
      throw Diagnostic(
        .other("a side of the plane has at most 1000 places", help: "take a larger step"), span)
    }
    return numbers
  }

  // MARK: Points

  /// Adds what `points=` says: a series for each label.
  func addPoints(to plot: inout Plot) throws(Diagnostic) {
    guard let expression = expression(option: "points") else { return }
    let rows = try pointRows(expression)
    guard !rows.isEmpty else {
      throw Diagnostic(.other("there are no points in it", help: nil), expression.span)
    }
    let labels = Set(rows.compactMap(\.label)).sorted()
    guard labels.count <= 12 else {
      throw Diagnostic(
        .other("\(labels.count) labels are too many to tell apart", help: nil), expression.span)
    }
    let name = plotName(expression)
    if plot.series.isEmpty, plot.regions == nil {
      plot.x.label = "x"
      plot.y.label = "y"
    }
    let unlabelled = rows.filter { $0.label == nil }.map(\.point)
    if !unlabelled.isEmpty {
      plot.series.append(.init(name, .points, unlabelled, colour: plot.series.count))
    }
    let taken = plot.series.count
    for (place, label) in labels.enumerated() {
      let points = rows.filter { $0.label == label }.map(\.point)
      let colour = plot.regions == nil ? taken + place : regionOf(label, plot.regions)
      plot.series.append(
        .init("label \(session.settings.precision.text(label))", .points, points, colour: colour))
    }
  }

  /// The class that a label means: that of its sign for one score, else the class of that number.
  private func regionOf(_ label: Double, _ regions: DecisionRegions?) -> Int {
    if regions?.scores.first?.first?.count == 1 { return label > 0 ? 1 : 0 }
    return max(Int(exactly: label.rounded()) ?? 0, 0)
  }

  private typealias Row = (point: Plot.Point, label: Double?)

  private func pointRows(_ expression: Expression) throws(Diagnostic) -> [Row] {
    let shape = Diagnostic(
      .other(
        "points are rows [x, y] or [x, y, label], or a list of points and one of labels", help: nil),
      expression.span)
    guard case .list(let elements) = try session.evaluator.evaluate(expression) else { throw shape }
    var rows: [Row] = []
    // `[points, labels]`: the points of the first are lists, too.
    if elements.count == 2, case .list(let points) = elements[0],
      case .list(let labels) = elements[1],
      case .list? = points.first
    {
      guard points.count == labels.count else {
        throw Diagnostic(
          .other(
            "there are \(points.count.counted("point")) and \(labels.count.counted("label"))",
            help: nil),
          expression.span)
      }
      for (point, label) in zip(points, labels) {
        guard case .list(let numbers) = point, numbers.count == 2 else { throw shape }
        rows.append(try row(numbers + [label], expression.span))
      }
      return rows
    }
    for element in elements {
      guard case .list(let numbers) = element, (2...3).contains(numbers.count) else { throw shape }
      rows.append(try row(numbers, expression.span))
    }
    return rows
  }

  private func row(_ numbers: [Datum], _ span: Span) throws(Diagnostic) -> Row {
    var row: [Double] = []
    for number in numbers {
      row.append(
        try session.evaluator.plainNumber(number, at: span, needed: "a coordinate or a label"))
    }
    return (Plot.Point(row[0], row[1]), row.count == 3 ? row[2] : nil)
  }
}
