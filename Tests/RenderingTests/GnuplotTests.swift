import Foundation
import Testing

@testable import Rendering

/// A script that stands in for gnuplot.
private func script(_ text: String, _ body: (Gnuplot) throws -> Void) throws {
  try withStandIn(text) { try body(Gnuplot(executable: $0)) }
}

// One after the other: a program that is being written while another test starts one cannot be run.
@Suite(.serialized) struct GnuplotTests {
  private let line = """
    set terminal svg size 200,100
    $d0 << EOD
    0 0
    1 1
    EOD
    plot $d0 with lines notitle

    """

  @Test func theSameScriptGivesTheSameBytes() throws {
    let svg = try Gnuplot().run(line)
    #expect(String(decoding: svg, as: UTF8.self).contains("</svg>"))
    #expect(try Gnuplot().run(line) == svg)
  }

  @Test(arguments: [("svg", "<?xml"), ("pngcairo", "\u{89}PNG"), ("pdfcairo", "%PDF")])
  func everyFormatComesThroughThePipe(terminal: String, start: String) throws {
    let bytes = try Gnuplot().run(
      line.replacingOccurrences(of: "svg size 200,100", with: terminal))
    #expect(bytes.starts(with: start.unicodeScalars.map { UInt8($0.value) }))
  }

  @Test func whatEndsADataSectionIsEscaped() throws {
    let svg = try Gnuplot().run("set title 'a]]>b' noenhanced\n" + line)
    #expect(String(decoding: svg, as: UTF8.self).contains("a]]&gt;b"))
  }

  @Test func aMistakeInTheScriptIsSaid() {
    #expect {
      try Gnuplot().run("plot nothing\n")
    } throws: { error in
      guard case Gnuplot.Failure.failed(let reason) = error else { return false }
      return reason.contains("undefined variable: nothing")
    }
  }

  @Test func aMissingProgramIsSaid() {
    for name in ["/no/such/gnuplot", "no-such-gnuplot"] {
      #expect(throws: Gnuplot.Failure.missing) { try Gnuplot(executable: name).run(line) }
    }
    #expect(Gnuplot.Failure.missing.message.contains("apt install gnuplot-nox"))
  }

  @Test func aCrashIsSaid() throws {
    try script("kill -SEGV $$") { gnuplot in
      #expect(throws: Gnuplot.Failure.crashed(signal: SIGSEGV)) { try gnuplot.run(line) }
    }
  }

  @Test func anInterruptEndsAHang() throws {
    try script("exec sleep 60") { gnuplot in
      var questions = 0
      #expect(throws: Gnuplot.Failure.interrupted) {
        try gnuplot.run(line) {
          questions += 1
          return questions > 2
        }
      }
    }
  }

  @Test func noOutputIsNoPlot() throws {
    try script("exit 0") { gnuplot in
      #expect(throws: Gnuplot.Failure.failed("exit status 0")) { try gnuplot.run(line) }
    }
    try script("echo half; echo no font >&2; exit 3") { gnuplot in
      #expect(throws: Gnuplot.Failure.failed("no font")) { try gnuplot.run(line) }
    }
  }
}
