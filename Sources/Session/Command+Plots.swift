import Autograd
import Drawing
import Language

extension Command {
  static let plots: [Command] = [
    Command(
      "plot",
      [
        .init("values", .expressions, optional: true),
        .init("x in range", .loop, optional: true, after: "for"),
        .init("gradient", .word(["gradient"]), optional: true, after: "with"),
        .init("domain", .expression, optional: true, after: "over"),
        .init("FILE", .path, optional: true, after: "to"),
      ],
      options: [
        .init("tangent", .expression, "where tangents touch: a number, or a list of them"),
        .init(
          "points", .expression,
          "points to draw as well: rows [x, y] or [x, y, label], or [points, labels]"),
        .init("as", .word(PlotKind.allCases.map(\.rawValue)), "how lists are drawn"),
        .init("bins", .number, "about how many bars a histogram has"),
        .init("log", .word(["x", "y", "xy"]), "which axes are logarithmic"),
        .init("title", .text, "a line above the plot"),
        .init("theme", .word(DrawingOptions.ThemeName.allCases.map(\.rawValue)), "the colours"),
        .init("width", .number, "in pixels; in the terminal, characters"),
        .init("height", .number, "in pixels; in the terminal, lines"),
      ],
      summary: "Plots curves, lists, histograms and decision regions.",
      details: """
        With `for x in a..b` each expression is a curve, and a function is called with x. If x is a \
        leaf of the graph, what was computed from it before follows: `plot L for x in -2..2` is a \
        sweep, and `with gradient` adds ∂L/∂x; x may be an element, as in `for b[0] in`. A range with `by`, or a list, says at which places. \
        Without `for`, lists are plotted against their indices, or `over` another list. \
        `over [a..b, c..d]` fills the regions in which a function of a point says which class: by \
        the sign of its score, or by the largest of several. The plot is shown in the terminal, or \
        written to a file: \(PlotOptions.fileFormats.map(\.ending).joined(separator: ", ")). It \
        takes gnuplot, in Debian the package gnuplot-nox.
        """,
      examples: [
        "plot 3x^2 - 4x + 5 for x in -5..5 tangent=3 to curve.svg",
        "x = 1; L = tanh(x)^2\nplot L for x in -3..3 with gradient to sweep.pdf",
        "param w = 3; L = (w - 1)^2\ntrain L steps=20 rate=0.1;\nplot losses log=y to losses.png",
        "seed 1; net = mlp(2, [4, 1])\n"
          + "plot net over [-2..2, -2..2] points=moons(20) to regions.svg",
        "seed 1; plot normal(0, 1, 500) as=histogram to normal.svg",
      ]
    ) { (call) throws(Diagnostic) in try call.plot() }
  ]
}

/// How lists are drawn; the raw value is the word for it.
enum PlotKind: String, CaseIterable {
  case line, points, histogram
}

extension Command.Call {
  fileprivate func plot() throws(Diagnostic) {
    let file = text("FILE")
    let ending = try file.map { (file) throws(Diagnostic) in
      try self.ending(
        of: file, among: PlotOptions.fileFormats.map(\.ending), for: "plots",
        example: "plot losses to losses.svg")
    }
    let format = PlotOptions.fileFormats.first { $0.ending == ending }
    let effects = session.effects
    let isImage =
      file == nil
      && (effects.collectsExhibits || effects.showsImages(session.settings.graphics))
    var options = try plotOptions(isFile: file != nil || isImage)
    var plot = try plotted()
    if file != nil || isImage, plot.regions != nil, number(option: "width") == nil {
      options.width = 600
    }
    plot.title = word(option: "title")
    guard !plot.isEmpty else { throw nothingToPlot(plot) }
    guard let file, let format else { return try showPlot(plot, options, isImage: isImage) }
    let script = GnuplotScript.text(of: plot, options: options, as: format.format)
    let bytes = try session.attempt(at: span) { () throws(Effects.Failure) in
      try session.effects.plot(script)
    }
    try session.attempt(at: file.span) { () throws(Effects.Failure) in
      try session.writeFile(
        format.format == .svg ? GnuplotOutput.named(bytes, after: plot) : bytes, file.text)
    }
    if session.effects.collectsExhibits {
      return try exhibit(plot, options, file: (file.text, format.ending))
    }
    report(.file(path: file.text, format: format.ending, nodes: nil))
    showWritten { () throws(Diagnostic) in try showPlot(plot, options, isImage: true) }
  }

  /// What the arguments ask for.
  private func plotted() throws(Diagnostic) -> Plot {
    let kind = word(option: "as").flatMap(PlotKind.init)
    let loop = invocation.arguments["x in range"]
    let isRegions = try expression("domain").map { (domain) throws(Diagnostic) in
      try isPlane(domain)
    }
    try checkPlot(kind, hasLoop: loop != nil, isRegions: isRegions ?? false)
    let log = word(option: "log") ?? ""
    let axes = (
      x: Plot.Axis(isLogarithmic: log.contains("x")), y: Plot.Axis(isLogarithmic: log.contains("y"))
    )
    var plot: Plot
    if case .loop(let variable, let source)? = loop {
      plot = try curves(of: variable, over: source, axes)
    } else if isRegions == true {
      plot = try regions()
    } else if kind == .histogram {
      plot = try histogram()
    } else {
      plot = try lists(kind, axes)
    }
    try addPoints(to: &plot)
    return plot
  }

  /// What does not go together.
  private func checkPlot(
    _ kind: PlotKind?, hasLoop: Bool, isRegions: Bool
  ) throws(Diagnostic) {
    if plotExpressions.isEmpty, word(option: "points") == nil, expression(option: "points") == nil {
      throw Diagnostic(
        .other(
          "it is not said what to plot",
          help: "as in plot x^2 for x in -2..2, plot losses, or plot points=data"), span)
    }
    if plotExpressions.isEmpty, hasLoop || has("domain") {
      throw Diagnostic(
        .other("it is not said of what", help: "as in plot x^2 for x in -2..2"), span)
    }
    func refuse(_ what: String, unless isFine: Bool, _ help: String) throws(Diagnostic) {
      if !isFine { throw Diagnostic(.other(what, help: help), span) }
    }
    let isCurve = hasLoop
    try refuse(
      "`for` and `over` do not go together", unless: !(hasLoop && has("domain")),
      "for x in … for curves, over … for lists and regions")
    try refuse(
      "a tangent touches a curve", unless: isCurve || expression(option: "tangent") == nil,
      "as in plot x^2 for x in -2..2 tangent=1")
    try refuse(
      "`with gradient` needs something that varies", unless: isCurve || !has("gradient"),
      "as in plot L for x in -2..2 with gradient")
    try refuse(
      "`as=` is for lists", unless: kind == nil || !isCurve && !isRegions,
      "curves are lines already")
    try refuse(
      "`bins=` is for histograms", unless: kind == .histogram || number(option: "bins") == nil,
      "as in plot xs as=histogram bins=20")
    try refuse(
      "a histogram has no logarithmic axes, and goes over nothing",
      unless: kind != .histogram || word(option: "log") == nil && !has("domain"),
      "as in plot xs as=histogram")
    try refuse(
      "regions have no logarithmic axes", unless: !isRegions || word(option: "log") == nil,
      "leave log= out")
  }

  private func nothingToPlot(_ plot: Plot) -> Diagnostic {
    let isLogarithmic = plot.x.isLogarithmic || plot.y.isLogarithmic
    return Diagnostic(
      .other(
        "there is nothing to see: no point has finite coordinates"
          + (isLogarithmic ? ", positive on a logarithmic axis" : ""), help: nil),
      plotExpressions.first?.span ?? span)
  }

  var plotExpressions: [Expression] {
    guard case .expressions(let expressions)? = invocation.arguments["values"] else { return [] }
    return expressions
  }

  // MARK: Where it goes

  private func showPlot(
    _ plot: Plot, _ options: PlotOptions, isImage: Bool
  ) throws(Diagnostic) {
    if isSilent { return }
    if session.effects.collectsExhibits { return try exhibit(plot, options, file: nil) }
    if isImage {
      let script = GnuplotScript.text(of: plot, options: options, as: .png)
      let png = try session.attempt(at: span) { () throws(Effects.Failure) in
        try session.effects.plot(script)
      }
      return report(.image(png, folding: nil))
    }
    var lines: [String] = []
    if session.effects.showsPictures {
      let script = GnuplotScript.text(
        of: plot, options: options,
        as: .terminal(columns: options.width, rows: options.height ?? 24))
      let bytes = try session.attempt(at: span) { () throws(Effects.Failure) in
        try session.effects.plot(script)
      }
      lines = GnuplotOutput.lines(bytes)
    }
    report(.plot(PlotReport(plot: plot, lines: lines)))
  }

  /// Hands a plot over to a page.
  private func exhibit(
    _ plot: Plot, _ options: PlotOptions, file: (path: String, format: String)?
  ) throws(Diagnostic) {
    if isSilent { return }
    func svg(_ theme: DrawingOptions.ThemeName) throws(Diagnostic) -> [UInt8] {
      var options = options
      options.theme = theme
      let script = GnuplotScript.text(of: plot, options: options, as: .svg)
      return try session.attempt(at: span) { () throws(Effects.Failure) in
        GnuplotOutput.named(try session.effects.plot(script), after: plot)
      }
    }
    let light = try svg(options.theme)
    let dark = leavesTheme ? try svg(.dark) : nil
    let names = plot.series.map(\.name).filter { !$0.isEmpty }
    let title = plot.title ?? names.first ?? "plot"
    report(
      .exhibit(
        .picture(
          Exhibit.Picture(
            light: light, dark: dark,
            description: names.isEmpty ? title : "\(title): \(names.joined(separator: "; "))",
            file: file, nodes: nil, folding: nil))))
  }

  private func plotOptions(isFile: Bool) throws(Diagnostic) -> PlotOptions {
    var options = PlotOptions()
    if !isFile {
      options.width = min(max(session.effects.columns(), 20), 100)
    }
    if let theme = word(option: "theme") { options.theme = .init(rawValue: theme)! }
    let bounds = isFile ? 100...10_000 : 12...500
    let unit = isFile ? "pixels" : "characters"
    options.width = try size("width", in: bounds, unit) ?? options.width
    options.height = try size("height", in: bounds, unit) ?? options.height
    return options
  }

  private func size(
    _ key: String, in bounds: ClosedRange<Int>, _ unit: String
  ) throws(Diagnostic) -> Int? {
    guard let (number, span) = number(option: key) else { return nil }
    guard let whole = Int(exactly: number), bounds.contains(whole) else {
      throw Diagnostic(
        .other(
          "the \(key) is a whole number from \(bounds.lowerBound) to \(bounds.upperBound): \(unit)",
          help: nil), span)
    }
    return whole
  }
}
