import Foundation
import Testing

@testable import Rendering

@Suite struct TikZTests {
  private func tex(_ dot: String) throws -> String {
    String(decoding: try Layout.render(dot, as: .tex), as: UTF8.self)
  }

  private static let texts: [(name: String, text: String, tex: String)] = [
    ("a number", "-2.0000", "$-2.0000$"), ("a power of ten", "1.5e-07", "$1.5 \\cdot 10^{-7}$"),
    ("not a number", "nan", "$\\mathrm{nan}$"), ("infinity", "-inf", "$-\\infty$"),
    ("a letter", "a", "$a$"), ("a letter and a digit", "x1", "$x_{1}$"),
    ("a lowered digit", "x₁", "$x_{1}$"), ("a Greek letter", "σ", "$\\sigma$"),
    ("an underscore", "w_2", "$w_{2}$"), ("a prime", "a'", "$a'$"),
    ("letters with digits", "x1w12", "$x_{1}w_{12}$"), ("two letters", "ab1", "ab1"),
    ("a word", "loss", "loss"), ("words and a number", "data 2.5", "data $2.5$"),
    ("a gate", "×", "$\\times $"), ("a square", "x²", "$x^{2}$"), ("a power", "xʸ", "$x^{y}$"),
    ("a far power", "x⁻¹⁰", "$x^{-10}$"), ("no gradient", "grad –", "grad $\\textrm{--} $"),
    (
      "what TeX would read", "50%_{x}&#\\~^$", "50\\%\\_\\{x\\}\\&\\#\\textbackslash{}\\~{}\\^{}\\$"
    ),
    ("an accent", "é", "é"), ("nothing", "", ""),
  ]

  @Test(arguments: texts)
  func aTextBecomesTeX(name: String, text: String, expected: String) {
    #expect(MathText.tex(text) == expected)
  }

  @Test func strokesBecomePaths() throws {
    let tex = try tex(
      """
      digraph g { bgcolor="transparent" rankdir=LR
      a [id=n1 shape=box fixedsize=true width=1 height=0.5 style=filled fillcolor="#ffee00" label="x1"]
      b [id=n2 shape=circle fixedsize=true width=0.5 color="#aa0000" style=dashed penwidth=2 label="×"]
      a -> b [id=w2 arrowhead=none] }
      """)
    #expect(tex.contains("\\definecolor{cffee00}{HTML}{FFEE00}"))
    #expect(
      tex.contains(
        "% n1\n\\path[draw=c000000,fill=cffee00] (72,36) -- (0,36) -- (0,0) -- (72,0) -- cycle;"))
    #expect(tex.contains("at (36,14.10) {$x_{1}$};") || tex.contains("{$x_{1}$};"))
    #expect(
      tex.contains(
        "\\path[draw=caa0000,line width=2bp,dashed] (126,18) ellipse [x radius=18,y radius=18];"))
    #expect(tex.contains("% w2\n\\path[draw=c000000] (72.03,18) .. controls"))
    #expect(!tex.contains("cycle;\n\\path[draw=cfffffe"))
  }

  @Test func whatKeepsATextSafeInDOTIsNotSet() throws {
    let tex = try tex("digraph g { a [label=<&amp;\u{2060}amp;>] }")
    #expect(tex.contains("{\\&amp;}") && !tex.contains("2060"))
  }

  @Test func framesAreDocumentsInOnePlace() throws {
    let dots = ["1", "2"].map { "digraph g { a [shape=box fixedsize=true label=\"\($0)\"] }" }
    let texts = try Layout.render(frames: dots, laidOutAs: dots[0], as: .tex).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(texts.count == 2)
    #expect(texts[0].replacing("{$1$}", with: "{$2$}") == texts[1])
  }

  /// Every text that a picture may hold, through the real program.
  @Test(.enabled(if: Self.hasLaTeX, "pdflatex is not installed"))
  func itCompiles() throws {
    let hostile = [
      "50 % of $x_1^2$ & #1 ~ \\\\end{document}", "値 🙂 ş é ß «x»", "-- --- ?` !` '' ``",
      "a|b<c>d\\\"e",
      "x₁ σ ∂L/∂a ≤ ∞ –", "{{}", "}}{",
    ]
    let nodes = hostile.enumerated().map { "n\($0) [id=\"n\($0)\" label=\"\($1)\"]" }
    let tex = try tex(
      "digraph g { label=\"\(hostile[0])\" \(nodes.joined(separator: "; ")) n0 -> n1 }")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradwalk-tikz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try tex.write(to: folder.appendingPathComponent("a.tex"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "100", "pdflatex", "-interaction=nonstopmode", "a.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = String(
      decoding: (try? Data(contentsOf: folder.appendingPathComponent("a.log"))) ?? Data(),
      as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(log.suffix(2000))")
    #expect(log.contains("Output written on a.pdf (1 page"))
  }

  static let hasLaTeX =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/pdflatex")
    && FileManager.default.fileExists(
      atPath: "/usr/share/texlive/texmf-dist/tex/latex/pgf/frontendlayer/tikz.sty")
}
