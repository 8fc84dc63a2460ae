import Autograd
import Drawing
import Language

extension Command.Call {
  // MARK: Lists

  /// `plot losses`, `plot ys over xs`
  func lists(
    _ kind: PlotKind?, _ axes: (x: Plot.Axis, y: Plot.Axis)
  ) throws(Diagnostic) -> Plot {
    var plot = Plot(x: axes.x, y: axes.y)
    var places: [Double]?
    if let domain = expression("domain") {
      places = try numbers(of: domain, "what is plotted over")
      plot.x.label = plotName(domain)
    }
    for expression in plotExpressions {
      for (name, numbers) in try rows(of: expression) {
        if let places, places.count != numbers.count {
          throw Diagnostic(
            .other("\(numbers.count) numbers cannot be plotted over \(places.count)", help: nil),
            expression.span)
        }
        let points = numbers.enumerated().map { Plot.Point(places?[$0] ?? Double($0), $1) }
        let mark: Plot.Mark =
          kind == .points ? .points : numbers.count <= 50 && kind == nil ? .dottedLine : .line
        plot.series.append(.init(name, mark, points, colour: plot.series.count))
      }
    }
    return plot
  }

  /// The lists of numbers that an expression gives: one, or one for each row.
  private func rows(
    of expression: Expression
  ) throws(Diagnostic) -> [(name: String, numbers: [Double])] {
    let value = try session.evaluator.evaluate(expression)
    let name = plotName(expression)
    try checkIsList(value, expression)
    if case .list(let elements) = value, case .list? = elements.first {
      let most = 12
      guard elements.count <= most else {
        throw Diagnostic(
          .other(
            "\(elements.count) lists are too many to tell apart",
            help: "plot some of them: \(name)[0..<\(most)]; rows that are points: points=\(name)"),
          expression.span)
      }
      var rows: [(String, [Double])] = []
      for (place, row) in elements.enumerated() {
        try checkIsList(row, expression)
        rows.append(("\(name)[\(place)]", try plainNumbers(row, expression.span)))
      }
      return rows
    }
    return [(name, try plainNumbers(value, expression.span))]
  }

  /// Checks that there is something to plot without `for`.
  private func checkIsList(_ value: Datum, _ expression: Expression) throws(Diagnostic) {
    let name = plotName(expression)
    switch value {
    case .list(let elements):
      if elements.isEmpty {
        throw Diagnostic(
          .other("`\(name)` is empty: there is nothing to plot", help: nil), expression.span)
      }
    case .range(let range):
      if range.count == 0 {
        throw Diagnostic(
          .other("`\(name)` is empty: there is nothing to plot", help: nil), expression.span)
      }
    case .function:
      throw Diagnostic(
        .other("it is not said where to plot `\(name)`", help: "plot \(name) for x in -5..5"),
        expression.span)
    case .number, .node:
      throw Diagnostic(
        .other("one number is no curve", help: "say what varies: plot \(name) for x in -5..5"),
        expression.span)
    case .missing:
      throw noGradients(expression.span)
    case .text, .nothing:
      _ = try session.evaluator.elements(
        of: value, at: expression.span, needed: "what is plotted")
    }
  }

  private func noGradients(_ span: Span) -> Diagnostic {
    Diagnostic(
      .other("no backward pass has computed these gradients", help: "run one first: backward L"),
      span)
  }

  /// The numbers of a list without lists in it.
  private func plainNumbers(_ value: Datum, _ span: Span) throws(Diagnostic) -> [Double] {
    var numbers: [Double] = []
    for element in try session.evaluator.elements(of: value, at: span, needed: "what is plotted") {
      if case .missing = element { throw noGradients(span) }
      numbers.append(
        try session.evaluator.plainNumber(element, at: span, needed: "an element of a plotted list")
      )
    }
    return numbers
  }

  // MARK: Histograms

  /// `plot params(net) as=histogram`
  func histogram() throws(Diagnostic) -> Plot {
    var names: [String] = []
    var lists: [[Double]] = []
    for expression in plotExpressions {
      var numbers: [Double] = []
      let value = try session.evaluator.evaluate(expression)
      try checkIsList(value, expression)
      try collect(value, expression.span, into: &numbers)
      names.append(plotName(expression))
      lists.append(numbers)
    }
    var plot = Plot(x: .init(), y: .init("count"))
    guard let histogram = Histogram(of: lists, bins: try bins()) else { return plot }
    for (place, name) in names.enumerated() {
      plot.series.append(.init(name, .bars, histogram.bars(of: place), colour: place))
    }
    return plot
  }

  private func bins() throws(Diagnostic) -> Int? {
    guard let (number, span) = number(option: "bins") else { return nil }
    guard let bins = Int(exactly: number), (1...1000).contains(bins) else {
      throw Diagnostic(.other("bins= is a whole number from 1 to 1000", help: nil), span)
    }
    return bins
  }

  /// All numbers, however deep in lists they are.
  private func collect(
    _ value: Datum, _ span: Span, into numbers: inout [Double]
  ) throws(Diagnostic) {
    switch value {
    case .list(let elements):
      for element in elements { try collect(element, span, into: &numbers) }
    case .number, .node, .text, .function, .nothing:
      numbers.append(
        try session.evaluator.plainNumber(value, at: span, needed: "an element of a plotted list"))
    case .range: numbers += try plainNumbers(value, span)
    case .missing: throw noGradients(span)
    }
  }
}
