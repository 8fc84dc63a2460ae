import Foundation
import Testing
import Typography

@testable import Drawing

@Suite struct PlotTests {
  private static let tangent = Plot(
    title: "A slope", x: .init("x", range: -1...2), y: .init(),
    series: [
      .init("x^2", .line, [.init(-1, 1), .init(0, 0), .init(0.5, .nan), .init(2, 4)], colour: 0),
      .init("tangent", .tangent, [.init(1, 1), .init(-1, -3), .init(2, 3)], colour: 1),
    ])
  private static let losses = Plot(
    x: .init(), y: .init(isLogarithmic: true),
    series: [.init("losses", .dottedLine, [.init(0, 10), .init(1, 0.001), .init(2, 0)], colour: 0)])
  private static let bars = Plot(
    x: .init(), y: .init("count"),
    series: [.init("xs", .bars, [.init(0.5, 3), .init(1.5, 1)], colour: 0)])
  private static let moons = Plot(
    x: .init("x", range: 0...2), y: .init("y", range: 0...1),
    series: [
      .init("label -1", .points, [.init(0.2, 0.5)], colour: 0),
      .init("label 1", .points, [.init(1.8, 0.5)], colour: 1),
    ],
    regions: DecisionRegions(
      xs: [0, 1, 2], ys: [0, 1], scores: [[[-1], [-0.5], [0.5]], [[-1], [-0.5], [0.5]]]))
  private static let sweep = Plot(
    x: .init("x", range: 0...1), y: .init(),
    series: [
      .init("L", .line, [.init(0, 0), .init(1, 1)], colour: 0),
      .init("∂L/∂x", .derivative, [.init(0, 0), .init(1, 2)], colour: 0),
    ])

  static let scripts: [(name: String, plot: Plot, format: PlotOptions.Format)] = [
    ("tangent-svg", tangent, .svg), ("losses-png", losses, .png), ("bars-pdf", bars, .pdf),
    ("moons-svg", moons, .svg), ("sweep-svg", sweep, .svg),
    ("tangent-terminal", tangent, .terminal(columns: 24, rows: 12)),
    ("moons-terminal", moons, .terminal(columns: 16, rows: 12)),
    ("losses-terminal", losses, .terminal(columns: 24, rows: 12)),
    ("bars-terminal", bars, .terminal(columns: 16, rows: 12)),
  ]

  @Test(arguments: 0..<scripts.count)
  func script(place: Int) throws {
    let (name, plot, format) = Self.scripts[place]
    try expectGolden(
      GnuplotScript.text(of: plot, options: PlotOptions(), as: format), "plots/\(name).gp")
  }

  @Test(arguments: DrawingOptions.ThemeName.allCases)
  func everyThemeHasItsPage(theme: DrawingOptions.ThemeName) {
    var options = PlotOptions()
    options.theme = theme
    var drawing = DrawingOptions()
    drawing.theme = theme
    let script = GnuplotScript.text(of: Self.sweep, options: options, as: .svg)
    #expect(script.contains("background '\(drawing.colours.page)'"))
    let colours = PlotTheme(drawing.colours)
    let series = (0..<6).map(colours.colour)
    #expect(Set(series).count == 6)
    // Contrast as WCAG defines it: a line has to stand out from the page.
    for colour in series.prefix(2) {
      #expect(contrast(colour, colours.page) > 2.2, "\(theme) \(colour)")
    }
  }

  private func contrast(_ a: Colour, _ b: Colour) -> Double {
    func luminance(_ colour: Colour) -> Double {
      zip([16, 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
        let share = Double(colour.rgb >> UInt32(part.0) & 0xFF) / 255
        return sum + part.1 * (share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4))
      }
    }
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  // MARK: Texts

  @Test func noTextLeavesItsQuotes() {
    #expect(GnuplotText.quoted("it's") == "'it''s'")
    #expect(GnuplotText.quoted("`ls` \"$(ls)\" \\n @a %s") == "'`ls` \"$(ls)\" \\n @a %s'")
    #expect(GnuplotText.quoted("a\nset output 'x'\r\u{0}") == "'a␊set output ''x''␍␀'")
    #expect(GnuplotText.quoted("'") == "''''")
  }

  /// Whatever a text holds, a script has as many lines and as many quotes outside of it.
  @Test(arguments: [
    "'", "''", "\n", "`x`", "EOD", "\\", "$d0 << EOD\n1 1\nEOD", "\u{2028}'\u{202E}",
  ])
  func aTextAddsNoLine(text: String) {
    func script(_ text: String) -> String {
      var plot = Self.tangent
      plot.title = text
      plot.x.label = text
      plot.series[0].name = text
      return GnuplotScript.text(of: plot, options: PlotOptions(), as: .svg)
    }
    let lines = script(text).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.count == script("plain").split(separator: "\n", omittingEmptySubsequences: false).count)
    for line in lines { #expect(line.filter { $0 == "'" }.count.isMultiple(of: 2), "\(line)") }
  }

  @Test func sixShortNamesStandInTwoColumnsOfASmallPlot() {
    var plot = Self.tangent
    plot.series = ["relu(z)", "tanh(z)", "sigmoid(z)"].flatMap { name in
      [name, "∂/∂z \(name)"].map { .init($0, .line, [.init(0, 0), .init(1, 1)], colour: 0) }
    }
    var options = PlotOptions()
    options.width = 480
    let script = GnuplotScript.text(of: plot, options: options, as: .svg)
    #expect(script.contains("maxrows 3 ") && script.contains("title '∂/∂z sigmoid(z)'"))
  }

  /// The key begins right of the axis, and a name behind the sample of its line.
  @Test(arguments: [400, 640, 1000])
  func aKeyStaysInThePicture(width: Int) throws {
    for count in [1, 4, 6, 12] {
      var plot = Self.tangent
      plot.series = (0..<count).map { place in
        .init(
          String(repeating: "WWWW \(place) ", count: 20), .line, [.init(0, 0), .init(1, 1)],
          colour: place)
      }
      var options = PlotOptions()
      options.width = width
      let script = GnuplotScript.text(of: plot, options: options, as: .svg)
      let names = script.matches(of: /title '(.+?)'/).map { Helvetica.width(of: String($0.1)) }
      let columns = count > 8 ? 2 : 1
      #expect(names.count == count)
      let most = try #require(names.max())
      #expect(75 + Double(columns) * (55 + 15 * most) <= Double(width), "\(count)")
    }
  }

  @Test func aTitleIsAsWideAsThePicture() {
    for letter in ["W", "i"] {
      var plot = Self.tangent
      plot.title = String(repeating: letter, count: 300)
      let script = GnuplotScript.text(of: plot, options: PlotOptions(), as: .svg)
      let title = script.split(separator: "'").first { $0.hasPrefix(letter) } ?? ""
      let width = 19 * Helvetica.width(of: String(title))
      #expect(560 < width && width < 630, "\(title)")
    }
  }

  @Test func aPlaneIsAsHighAsItsShapeWants() throws {
    func height(_ y: ClosedRange<Double>, asked: Int? = nil) throws -> Int {
      var plot = Self.moons
      plot.y = .init("y", range: y)
      var options = PlotOptions()
      (options.width, options.height) = (600, asked)
      let script = GnuplotScript.text(of: plot, options: options, as: .svg)
      return try #require(script.firstMatch(of: #/svg size 600,(\d+) /#).flatMap { Int($0.1) })
    }
    let room = 14 + 2 * 22 + 10 + 72
    #expect(try height(0...2) == 470 + room)
    #expect(try height(0...1) == 235 + room)
    // Too flat for steps of one length on both axes.
    #expect(try height(0...0.2) == 600)
    #expect(try height(0...1, asked: 300) == 300)
  }

  // MARK: Axes

  @Test func axesHoldTheirData() {
    #expect(Self.tangent.xRange == -1...2)
    // The tangent's ends do not count, and nothing is below 0.
    #expect(Self.tangent.yRange == 0...4.2)
    #expect(Self.losses.yRange.lowerBound < 0.001 && Self.losses.yRange.lowerBound > 0)
    #expect(Self.bars.xRange.lowerBound < 0 && Self.bars.xRange.upperBound > 2)
    #expect(Self.bars.yRange.lowerBound == 0)
    let one = Plot(x: .init(), y: .init(), series: [.init("", .points, [.init(3, -2)], colour: 0)])
    #expect(one.xRange == 1.5...4.5)
    #expect(one.yRange == -3 ... -1)
    let zero = Plot(x: .init(), y: .init(), series: [.init("", .line, [.init(0, 0)], colour: 0)])
    #expect(zero.yRange == -1...1)
  }

  @Test func nothingToSeeIsKnown() {
    func plot(_ y: Double, log: Bool = false) -> Plot {
      Plot(
        x: .init(), y: .init(isLogarithmic: log),
        series: [.init("", .line, [.init(0, y)], colour: 0)])
    }
    #expect(plot(.nan).isEmpty && plot(.infinity).isEmpty && plot(1e301).isEmpty)
    #expect(plot(0, log: true).isEmpty && plot(-1, log: true).isEmpty)
    #expect(!plot(-1).isEmpty && !plot(1e-300, log: true).isEmpty)
  }

  @Test func manyPointsAreThinnedToTheirEnvelope() {
    let points = (0..<100_000).map { Plot.Point(Double($0), Double($0 * 7919 % 10_007)) }
    let thin = Plot.thinned(points)
    #expect(thin.count <= 6000)
    #expect(thin.map(\.y).max() == points.map(\.y).max())
    #expect(thin.map(\.y).min() == points.map(\.y).min())
    #expect(zip(thin, thin.dropFirst()).allSatisfy { $0.x < $1.x })
    #expect(Plot.thinned(Array(points.prefix(6000))).count == 6000)
  }
}
