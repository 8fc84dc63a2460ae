import Autograd
import Drawing
import Language

extension Command.Call {
  /// `plot f(x), g(x) for x in a..b`
  func curves(
    of variable: Expression, over source: Expression, _ axes: (x: Plot.Axis, y: Plot.Axis)
  ) throws(Diagnostic) -> Plot {
    let varying = try varying(variable)
    let name = plotName(variable)
    let (places, isContinuous) = try places(source, isLogarithmic: axes.x.isLogarithmic)
    var plot = Plot(x: axes.x, y: axes.y)
    plot.x.label = name
    if isContinuous { plot.x.range = places[0]...places[places.count - 1] }
    for expression in plotExpressions {
      let curve = Curve(
        expression: expression, variable: varying, name: name, isWithSlopes: has("gradient"))
      try add(curve, at: places, isContinuous, to: &plot)
    }
    if let tangent = expression(option: "tangent") {
      for place in try numbers(of: tangent, "tangent=") {
        for expression in plotExpressions {
          let curve = Curve(
            expression: expression, variable: varying, name: name, isWithSlopes: true)
          try addTangents(of: curve, at: place, tangent.span, places, to: &plot)
        }
      }
    }
    return plot
  }

  /// An expression, and what varies in it.
  private struct Curve {
    let expression: Expression
    let variable: Evaluator.Variable
    /// What varies, as it was written.
    let name: String
    let isWithSlopes: Bool
  }

  /// A name that is given, or a leaf of the graph: `b[1]`, `%7`.
  private func varying(_ variable: Expression) throws(Diagnostic) -> Evaluator.Variable {
    if case .name(let name) = variable.kind { return .name(name) }
    let node = try node(session.evaluator.evaluate(variable), at: variable.span)
    guard graph.instruction(node).isLeaf else {
      throw Diagnostic(
        .notALeaf(workspace.label(node), formula: session.formula(of: node)), variable.span)
    }
    return .leaf(node)
  }

  /// The places that a range or a list says, and whether all that lies between is meant too.
  private func places(
    _ source: Expression, isLogarithmic: Bool
  ) throws(Diagnostic) -> (places: [Double], isContinuous: Bool) {
    guard let (start, end) = try bounds(source) else {
      let places = try numbers(of: source, "a range")
      guard !places.isEmpty else {
        throw Diagnostic(.other("there is nothing in it to plot over", help: nil), source.span)
      }
      return (places, false)
    }
    guard !isLogarithmic || start > 0 else {
      throw Diagnostic(
        .other("a logarithmic axis begins above 0", help: "as in for x in 0.01..100 log=x"),
        source.span)
    }
    return (CurveSampling.places(from: start, to: end, isLogarithmic: isLogarithmic), true)
  }

  /// The ends of a range without `by`, which stands for all that lies between; `nil` for anything
  /// else.
  func bounds(_ source: Expression) throws(Diagnostic) -> (start: Double, end: Double)? {
    if case .grouped(let inner) = source.kind { return try bounds(inner) }
    guard case .range(let range) = source.kind, range.step == nil else { return nil }
    let start = try number(of: range.start, "a range's start")
    let end = try number(of: range.end, "a range's end")
    guard start.isFinite, end.isFinite, abs(start) < 1e300, abs(end) < 1e300 else {
      throw Diagnostic(
        .other("the ends of a plotted range have to be finite", help: nil), source.span)
    }
    guard start < end else {
      throw Diagnostic(
        .other(
          "a plot goes from left to right, and "
            + "\(NumberFormat.full.text(start)) is not left of \(NumberFormat.full.text(end))",
          help: nil), source.span)
    }
    return (start, end)
  }

  func number(of expression: Expression, _ needed: String) throws(Diagnostic) -> Double {
    try session.evaluator.plainNumber(
      session.evaluator.evaluate(expression), at: expression.span, needed: needed)
  }

  /// A number, or those of a list.
  func numbers(of expression: Expression, _ needed: String) throws(Diagnostic) -> [Double] {
    let value = try session.evaluator.evaluate(expression)
    switch value {
    case .list, .range:
      var numbers: [Double] = []
      for element in try session.evaluator.elements(
        of: value, at: expression.span, needed: needed)
      {
        numbers.append(
          try session.evaluator.plainNumber(element, at: expression.span, needed: needed))
      }
      return numbers
    default:
      return [
        try session.evaluator.plainNumber(value, at: expression.span, needed: needed)
      ]
    }
  }

  // MARK: Series

  private func samples(_ curve: Curve, at place: Double) throws(Diagnostic) -> [Sample] {
    if session.effects.isInterrupted() { throw Diagnostic(.interrupted, span) }
    return try session.evaluator.samples(
      of: curve.expression, curve.variable, at: place, withSlopes: curve.isWithSlopes)
  }

  private func add(
    _ curve: Curve, at places: [Double], _ isContinuous: Bool, to plot: inout Plot
  ) throws(Diagnostic) {
    var rows: [[Sample]] = []
    for place in places {
      let row = try samples(curve, at: place)
      guard row.count == rows.first?.count ?? row.count else {
        throw Diagnostic(
          .other(
            "this has \(rows[0].count) values at one place and \(row.count) at another",
            help: nil), curve.expression.span)
      }
      rows.append(row)
    }
    let count = rows.first?.count ?? 0
    for output in 0..<count {
      let name = curveName(curve, output, of: count)
      let colour = (plot.series.map(\.colour).max() ?? -1) + 1
      try addSeries(
        name, isContinuous ? .line : .dottedLine, colour, places, rows.map { $0[output].value },
        isContinuous,
        to: &plot
      ) {
        (place) throws(Diagnostic) in
        try self.sample(of: curve, output, at: place).value
      }
      guard curve.isWithSlopes else { continue }
      let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "'" }
      let variable = curve.name
      try addSeries(
        isName ? "∂\(name)/∂\(variable)" : "∂/∂\(variable) \(name)",
        .derivative, colour, places,
        rows.map { $0[output].slope ?? .nan }, isContinuous, to: &plot
      ) { (place) throws(Diagnostic) in
        try self.sample(of: curve, output, at: place).slope ?? .nan
      }
    }
  }

  /// One of the values of a curve.
  private func sample(
    of curve: Curve, _ output: Int, at place: Double
  ) throws(Diagnostic) -> Sample {
    let row = try samples(curve, at: place)
    return output < row.count ? row[output] : Sample(value: .nan)
  }

  private func addSeries(
    _ name: String, _ mark: Plot.Mark, _ colour: Int, _ places: [Double], _ values: [Double],
    _ isContinuous: Bool, to plot: inout Plot, value: (Double) throws(Diagnostic) -> Double
  ) throws(Diagnostic) {
    let points = zip(places, values).map { Plot.Point($0, $1) }
    guard isContinuous else {
      return plot.series.append(.init(name, mark, points, colour: colour))
    }
    let sampling = try CurveSampling(through: points, value: value)
    let extent = plot.y.isLogarithmic ? nil : sampling.extent
    plot.series.append(.init(name, mark, sampling.points, extent: extent, colour: colour))
  }

  /// The expression as it was written, of a list the element; a function's name with what it is
  /// called with.
  private func curveName(_ curve: Curve, _ output: Int, of count: Int) -> String {
    if case .list(let elements) = curve.expression.kind, elements.count == count {
      return plotName(elements[output])
    }
    var name = plotName(curve.expression)
    if case .name = curve.expression.kind,
      let value = try? session.evaluator.evaluate(curve.expression),
      case .function = value
    {
      name += "(\(curve.name))"
    }
    return count == 1 ? name : "\(name)[\(output)]"
  }

  /// An expression as it was written, on one line.
  func plotName(_ expression: Expression) -> String {
    workspace.sources.text(of: expression.span).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  // MARK: Tangents

  private func addTangents(
    of curve: Curve, at place: Double, _ span: Span, _ places: [Double], to plot: inout Plot
  ) throws(Diagnostic) {
    let samples = try samples(curve, at: place)
    let format = session.settings.precision
    let isAlone = plotExpressions.count == 1 && samples.count == 1
    for (output, sample) in samples.enumerated() {
      guard let slope = sample.slope, sample.value.isFinite, slope.isFinite else {
        throw Diagnostic(
          .other(
            "there is no tangent at \(format.text(place)), where the value or the slope is "
              + "not finite", help: nil), span)
      }
      let isBent = plot.x.isLogarithmic || plot.y.isLogarithmic
      let ends = isBent ? places : [places.min() ?? place, places.max() ?? place]
      let line = ends.map { Plot.Point($0, sample.value + slope * ($0 - place)) }
      let name = isAlone ? "" : " of \(curveName(curve, output, of: samples.count))"
      plot.series.append(
        .init(
          "tangent\(name) at (\(format.text(place)), \(format.text(sample.value))): "
            + "slope \(format.text(slope))", .tangent,
          [Plot.Point(place, sample.value)] + line, colour: plot.series.count))
    }
  }
}
