import Autograd
import CommandLine
import Drawing
import Language
import Testing

@testable import Session

/// What a script plots, and what it says is wrong, in a world without gnuplot.
private struct Plotting {
  var plots: [Plot] = []
  var scripts: [String] = []
  var files: [String: [UInt8]] = [:]
  var said: [String] = []
  var state = ""
  var stateBefore = ""

  init(
    _ lines: String..., showsPictures: Bool = true, interruptedAfter: Int = .max,
    failure: String? = nil
  ) {
    self = LargeStack.run {
      var result = Plotting()
      var effects = Effects.quiet
      var questions = 0
      effects.showsPictures = showsPictures
      effects.plot = { (script) throws(Effects.Failure) in
        if let failure { throw Effects.Failure(failure) }
        result.scripts.append(script)
        return Array("plotted\n".utf8)
      }
      effects.writeFile = { (bytes, path) throws(Effects.Failure) in result.files[path] = bytes }
      effects.isInterrupted = {
        questions += 1
        return questions > interruptedAfter
      }
      let session = Session(effects: effects)
      session.report = { report in
        switch report {
        case .plot(let report): result.plots.append(report.plot)
        case .diagnostic(let diagnostic, _):
          result.said.append(
            diagnostic.message + (diagnostic.help.map { " → \($0)" } ?? ""))
        default: break
        }
      }
      for line in lines {
        result.stateBefore = Plotting.state(of: session)
        session.run(line)
      }
      result.state = Plotting.state(of: session)
      session.report = { _ in }
      return result
    }
  }

  private init() {}

  private static func state(of session: Session) -> String {
    let graph = session.workspace.graph
    let nodes = graph.nodes.map { node in
      "\(node) \(graph[node]) \(session.workspace.pass?.gradient(of: node) ?? .nan) "
        + (session.workspace.scope(of: node) ?? "")
    }
    return
      (nodes + session.workspace.definitions.map(\.name)
      + session.workspace.ownedDefinitions.map(\.name)).joined(separator: "\n")
  }

  func series(_ name: String) -> Plot.Series? { plots.last?.series.first { $0.name == name } }

  func value(_ name: String, at x: Double) -> Double? {
    series(name)?.points.first { $0.x == x }?.y
  }
}

@Suite struct PlotTests {
  @Test func aCurveHasTheValuesOfTheLanguage() {
    let plotting = Plotting("plot 3x^2 - 4x + 5, sin(x) for x in -5..5")
    #expect(plotting.said == [])
    for place in CurveSampling.places(from: -5, to: 5) {
      #expect(
        plotting.value("3x^2 - 4x + 5", at: place)
          == 3 * Graph().value(.pow, place, 2) - 4 * place + 5)
    }
    #expect(plotting.series("sin(x)")?.points.count == 401)
    #expect(plotting.plots[0].x.label == "x")
  }

  @Test(arguments: [
    ("plot f(x) for x in xs", [0, 1, 4, 9]),
    ("plot f for x in 0..3 by 1", [0, 1, 4, 9]), ("plot x -> x^2 for x in xs", [0, 1, 4, 9]),
    ("plot xs", [0, 1, 2, 3]), ("plot 0..3", [0, 1, 2, 3]), ("plot a*x for x in xs", [0, 2, 4, 6]),
    ("plot L for a in [1, 2]", [2, 5]), ("plot a^3 for a in [1, 2]", [1, 8]),
    ("plot L + a for a in [1, 2]", [3, 7]), ("plot g for a in [-1, 2]", [1, 2]),
  ])
  func places(command: String, values: [Double]) {
    let plotting = Plotting(
      "xs = [0, 1, 2, 3]; f(x) = x^2; a = 2; L = a^2 + 1\ng(z) = { if z < 0 { -z } else { z } }",
      command)
    #expect(plotting.said == [])
    #expect(plotting.plots.first?.series.first?.points.map(\.y) == values)
    #expect(plotting.state == plotting.stateBefore)
  }

  @Test func oneListOverAnother() {
    let plot = Plotting("xs = [0, 2, 5]\nplot [k^2 for k in xs] over xs").plots[0]
    #expect(plot.series[0].points == [.init(0, 0), .init(2, 4), .init(5, 25)])
    #expect(plot.x.label == "xs")
  }

  @Test func aSweepHasItsGradient() {
    let plotting = Plotting("x = 3; L = x^3", "plot L for x in -2..2 with gradient")
    #expect(plotting.value("L", at: 1) == 1)
    #expect(plotting.value("∂L/∂x", at: 1) == 3)
    #expect(plotting.value("∂L/∂x", at: -2) == 12)
    #expect(plotting.state == plotting.stateBefore)
    let named = Plotting("plot tanh(x), 0*x for x in -2..2 with gradient")
    #expect(named.value("∂/∂x tanh(x)", at: 0) == 1)
    #expect(named.value("∂/∂x 0*x", at: 0) == 0)
    #expect(named.plots[0].series.map(\.colour) == [0, 0, 1, 1])
  }

  @Test func aTangentTouchesItsCurve() {
    let plotting = Plotting("plot 3x^2 - 4x + 5 for x in -5..5 tangent=3")
    let tangent = plotting.series("tangent at (3, 20): slope 14")
    #expect(tangent?.mark == .tangent)
    #expect(tangent?.points == [.init(3, 20), .init(-5, -92), .init(5, 48)])
    let several = Plotting("f(x) = x^2\nplot f, [x, 2x] for x in 0..1 tangent=[0, 1]")
    #expect(
      several.plots[0].series.map(\.name) == [
        "f(x)", "x", "2x", "tangent of f(x) at (0, 0): slope 0",
        "tangent of x at (0, 0): slope 1", "tangent of 2x at (0, 0): slope 2",
        "tangent of f(x) at (1, 1): slope 2", "tangent of x at (1, 1): slope 1",
        "tangent of 2x at (1, 2): slope 2",
      ])
  }

  /// A list as it is written names its curves; any other by the places of its elements.
  @Test func theCurvesOfAListHaveNames() {
    let plotting = Plotting("g(x) = [x, x^2]\nplot [relu(z), tanh(z)], g(z) for z in -2..2")
    #expect(
      plotting.plots[0].series.map(\.name) == ["relu(z)", "tanh(z)", "g(z)[0]", "g(z)[1]"])
  }

  @Test func anElementCanVary() {
    let script = "b = [1, 2]; x = 3; E = (b[1]*x - 1)^2"
    for variable in ["b[1]", "%1"] {
      let plotting = Plotting(script, "plot E for \(variable) in -1..0 with gradient")
      #expect(plotting.said == [])
      #expect(plotting.value("E", at: 0) == 1 && plotting.value("E", at: -1) == 16)
      #expect(plotting.value("∂E/∂\(variable)", at: 0) == -6)
      #expect(plotting.plots[0].x.label == variable)
      #expect(plotting.state == plotting.stateBefore)
    }
    for (variable, message) in [
      ("%3", "`%3` is computed"), ("b", nil), ("b[2]", "there is no element 2 in a list of 2"),
      ("c[0]", "`c` is not defined"), ("b[0:1]", "expected `]`"),
      ("E[0]", "what is indexed has to be a list"),
    ] {
      let plotting = Plotting(script, "plot E for \(variable) in -1..0")
      if let message {
        #expect(plotting.said.first?.contains(message) == true, "\(variable): \(plotting.said)")
      } else {
        #expect(plotting.said == [])
      }
    }
  }

  /// Neither nodes, params, calls, gradients nor warnings stay behind.
  @Test(arguments: [
    "plot net([x, 0]) for x in -1..1", "plot slope for x in -1..1", "plot log(x) for x in -1..1",
    "plot net over [-1..1 by 0.5, -1..1 by 0.5]", "plot own for x in 0..1 by 0.5",
    "plot mlp(1, [2, 1])([x]) for x in 0..1 by 0.5", "plot x^2 for x in -1..1 with gradient",
    "plot loss for x in -1..1 with gradient tangent=0",
  ])
  func nothingIsLeftBehind(command: String) {
    let plotting = Plotting(
      """
      seed 1; net = mlp(2, [3, 1]); x = 0.5; loss = net([x, 1])^2; backward loss
      slope(a) = { y = a^3; backward y; a.grad }
      own(a) = { f = mlp(1, [2]); a }
      """, command)
    #expect(plotting.said == [])
    #expect(plotting.plots.count == 1)
    #expect(plotting.state == plotting.stateBefore)
  }

  @Test func listsAndHistograms() {
    #expect(
      Plotting("plot [[1, 2], [3, 4]]").plots[0].series.map(\.points) == [
        [.init(0, 1), .init(1, 2)], [.init(0, 3), .init(1, 4)],
      ])
    let bars = Plotting("plot [[0, 1], [1, 2]], [0.5] as=histogram bins=2")
    #expect(bars.plots[0].series.map { $0.points.map(\.y) } == [[1, 3], [1, 0]])
    let losses = Plotting(
      "param w = 3; L = (w - 1)^2; train L steps=3 rate=0.1;", "plot losses log=y")
    #expect(losses.plots[0].series[0].points.count == 3)
    #expect(losses.plots[0].y.isLogarithmic)
  }

  @Test func regionsHaveTheScoresAndThePointsTheirClass() throws {
    let plotting = Plotting(
      "plot (x, y) -> x - y over [0..2 by 1, 0..1 by 1] points=[[[0, 1], [2, 0]], [-1, 1]]")
    let plot = try #require(plotting.plots.first)
    #expect(plot.regions?.scores == [[[0], [1], [2]], [[-1], [0], [1]]])
    #expect(plot.series.map(\.name) == ["label -1", "label 1"])
    #expect(plot.series.map(\.colour) == [0, 1])
    let classes = Plotting(
      "plot p -> [p[0], p[1], 1] over [[0, 2], [0, 2]] points=[[0, 0, 2], [1, 0, 0]]")
    #expect(classes.plots.first?.regions?.scores[0][1] == [2, 0, 1])
    #expect(classes.plots.first?.series.map(\.colour) == [0, 2])
    #expect(Plotting("plot p -> p[0] over [0..1, -1..1]").plots[0].regions?.xs.count == 61)
  }

  @Test func pointsStandAlone() {
    let plot = Plotting("data = [[1, 2], [3, 5]]\nplot points=data").plots[0]
    #expect(plot.series.map(\.name) == ["data"])
    #expect(plot.series[0].points == [.init(1, 2), .init(3, 5)])
    let files = Plotting(
      """
      p = [[1, 2]]; plot points=p to a.svg; plot to b.svg points=p; plot points=p to "c d.svg"
      plot points=p to ../e.svg; plot points=p to ./f.svg; plot points=p to /g.svg
      """)
    #expect(
      files.files.keys.sorted()
        == ["../e.svg", "./f.svg", "/g.svg", "a.svg", "b.svg", "c d.svg"])
    // A list that has the word's name is a list.
    let list = Plotting("to = [1, 2]", "plot to\nplot to/2\nplot to / 2\nplot to to a.svg")
    #expect(list.said == [])
    #expect(list.plots.map { $0.series[0].name } == ["to", "to/2", "to / 2"])
    #expect(list.files.keys.sorted() == ["a.svg"])
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("plot", "it is not said what to plot"),
    ("plot 3", "one number is no curve → say what varies: plot 3 for x in -5..5"),
    ("plot \"a\"", "what is plotted has to be a list or a range, not a string"),
    ("plot [1, \"a\"]", "an element of a plotted list has to be a number, not a string"),
    ("plot \"a\" for x in 0..1", "what is plotted has to be a number, not a string"),
    ("plot []", "`[]` is empty: there is nothing to plot"),
    ("plot 5..<5", "is empty: there is nothing to plot"),
    ("plot 0*x/0 for x in 0..1", "there is nothing to see: no point has finite coordinates"),
    ("plot [-1, 0] log=y", "positive on a logarithmic axis"),
    ("plot x for x in 5..1", "a plot goes from left to right, and 5 is not left of 1"),
    ("plot x for x in 0..10^301", "the ends of a plotted range have to be finite"),
    ("plot x for x in 0..1 log=x", "a logarithmic axis begins above 0"),
    ("plot x for x in []", "there is nothing in it to plot over"),
    ("plot x for x", "expected `in` after `for x`"),
    ("plot x for 3 in 0..1", "expected a name for what varies"),
    ("plot f", "it is not said where to plot `f` → plot f for x in -5..5"),
    ("plot [1, 2] over [1]", "2 numbers cannot be plotted over 1"),
    ("plot [1] for x in 0..1 over [1]", "`for` and `over` do not go together"),
    ("plot [1] tangent=1", "a tangent touches a curve"),
    ("plot sqrt(x) for x in 0..1 tangent=-1", "there is no tangent at -1"),
    ("plot [1] with gradient", "`with gradient` needs something that varies"),
    ("plot x for x in 0..1 as=histogram", "`as=` is for lists"),
    ("plot [1] bins=3", "`bins=` is for histograms"),
    ("plot [1] as=histogram bins=0", "bins= is a whole number from 1 to 1000"),
    ("plot [1] as=histogram log=y", "a histogram has no logarithmic axes"),
    ("plot [1] as=pie", "`as=` cannot be `pie`"),
    ("plot a.grad as=histogram", "no backward pass has computed these gradients"),
    ("plot [1] to losses", "`losses` has no ending that says the format"),
    ("plot [1] to losses.gif", "plots cannot be written as `gif` → there are svg, pdf, png"),
    ("plot [1] width=3 to a.svg", "the width is a whole number from 100 to 10000"),
    ("plot 3 over [0..1, 0..1]", "regions are those of a function of a point"),
    ("plot f, f over [0..1, 0..1]", "regions are those of one function"),
    ("plot f over [1..0, 0..1]", "1 is not left of 0"),
    ("plot f over [[0], [1]]", "a side of the plane is a range, or numbers that rise"),
    ("plot f over [0..1, 0..1] points=[[1]]", "points are rows [x, y] or [x, y, label]"),
    ("plot points=[]", "there are no points in it"),
    ("plot points=[[[1, 2]], [1, 2]]", "there are 1 point and 2 labels"),
    ("plot [[1]]*13", "13 lists"),
    ("plot x -> [1 for k in 0..<x] for x in [1, 2]", "this has 1 values at one place and 2"),
    ("plot y for x in 0..1", "`y` is not defined"),
  ])
  func mistakes(command: String, message: String) {
    let command = command == "plot [[1]]*13" ? "plot [[1] for k in 0..<13]" : command
    let plotting = Plotting("f(p) = p[0]; a = [1, 2]", command)
    #expect(plotting.said.count == 1)
    #expect(plotting.said.last?.contains(message) == true, "\(plotting.said)")
    #expect(plotting.plots.isEmpty && plotting.files.isEmpty)
    #expect(plotting.state == plotting.stateBefore)
  }

  @Test func aFailureOfGnuplotWritesNoFile() {
    let plotting = Plotting("plot [1, 2] to a.svg", failure: "there is no gnuplot here")
    #expect(plotting.said == ["there is no gnuplot here"])
    #expect(plotting.files.isEmpty)
  }

  @Test(arguments: [
    "plot x^2 for x in 0..1", "plot p -> p[0] over [0..1, 0..1]", "plot L for x in 0..1",
  ])
  func anInterruptEndsItAndChangesNothing(command: String) {
    let plotting = Plotting("x = 2; L = x^2", command, interruptedAfter: 100)
    #expect(plotting.said == ["interrupted"])
    #expect(plotting.state == plotting.stateBefore)
  }

  // MARK: Where it goes

  @Test func filesGetTheirFormat() {
    let plotting = Plotting(
      "plot [1, 2] to a.svg theme=light; plot [1, 2] to b.PNG width=300; plot [1, 2] to c.pdf")
    #expect(plotting.files.keys.sorted() == ["a.svg", "b.PNG", "c.pdf"])
    #expect(plotting.scripts[0].contains("set terminal svg size 720,480"))
    #expect(plotting.scripts[1].contains("set terminal pngcairo size 600,960"))
    #expect(plotting.scripts[2].contains("set terminal pdfcairo size 7.5in,5in"))
    #expect(plotting.plots.isEmpty)
  }

  @Test func theTerminalGetsItsWidth() {
    #expect(Plotting("plot [1, 2]").scripts[0].contains("set terminal dumb noenhanced size 80,24"))
    #expect(Plotting("plot [1, 2] width=40 height=15").scripts[0].contains("size 40,15"))
    // Where results are data nobody looks, and gnuplot is not needed.
    let data = Plotting("plot [1, 2]", showsPictures: false)
    #expect(data.scripts.isEmpty && data.plots.count == 1)
    #expect(Plotting("plot [1, 2];").plots.isEmpty)
  }
}
