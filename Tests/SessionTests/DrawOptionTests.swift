import CommandLine
import Language
import Testing

@testable import Session

/// The options of `draw`, as they are typed.
@Suite struct DrawOptionTests {
  /// The DOT texts that some code writes, and what it complains about.
  private func drawn(_ code: String) -> (dots: [String], messages: [String]) {
    var dots: [String] = []
    var messages: [String] = []
    LargeStack.run {
      var effects = Effects.quiet
      effects.writeFile = { (bytes, _) throws(Effects.Failure) in
        dots.append(String(decoding: bytes, as: UTF8.self))
      }
      let session = Session(effects: effects)
      session.report = { report in
        if case .diagnostic(let diagnostic, _) = report {
          messages.append(
            ([diagnostic.message] + [diagnostic.help].compactMap(\.self)).joined(separator: "; "))
        }
      }
      session.run("a = 2; b = -3; L = a/b; backward L;\n" + code)
    }
    return (dots, messages)
  }

  @Test func showListsWhatIsWritten() {
    let (dots, messages) = drawn(
      """
      draw L to x.dot show=value,local
      draw L to x.dot show=value, local
      draw L to x.dot show=none
      draw L to x.dot
      """)
    #expect(messages == [])
    #expect(dots[0].contains("local -0.3333") && dots[0].contains("data 2.0000"))
    #expect(!dots[0].contains(">grad "))
    #expect(dots[0] == dots[1])
    #expect(!dots[2].contains("data ") && !dots[2].contains(">grad "))
    #expect(dots[3].contains("data ") && dots[3].contains(">grad "))
  }

  @Test func whatCannotBeShownIsSaid() {
    let cases = [
      ("show=values", "`show=` cannot be `values`; did you mean `value`?"),
      (
        "show=value,",
        "expected `show=`; it can be value, grad, local, downstream, formula or none"
      ),
      ("show=none,value", "`none` stands alone in `show=`; as in show=none"),
      ("style=circuits", "`style=` cannot be `circuits`; did you mean `circuit`?"),
      ("theme=drak", "`theme=` cannot be `drak`; did you mean `dark`?"),
    ]
    for (option, message) in cases {
      let (dots, messages) = drawn("draw L to x.dot \(option)")
      #expect(dots == [], "\(option)")
      #expect(messages == [message])
    }
  }

  @Test func aStyleHasItsUsualOptions() {
    let (dots, _) = drawn(
      """
      draw L to x.dot style=circuit
      draw L to x.dot style=circuit precision=3 shading=gradient
      draw L to x.dot style=roles theme=dark
      """)
    #expect(dots[0].contains(">-0.67<") && !dots[0].contains(">gradient<"))
    #expect(dots[1].contains(">-0.667<") && dots[1].contains(">gradient<"))
    #expect(dots[2].contains("shape=circle") && dots[2].contains("bgcolor=\"#111827\""))
  }

  @Test func whatIsUsualCanBeSet() {
    let (dots, messages) = drawn(
      """
      draw L to x.dot style=circuit theme=print
      option style circuit
      option theme print
      draw L to x.dot
      draw L to x.dot style=micrograd theme=light
      option style micrograd
      option theme light
      draw L to x.dot
      option style cubist
      """)
    #expect(dots[0] == dots[1])
    #expect(dots[2] == dots[3] && dots[2] != dots[0])
    #expect(messages == ["style cannot be `cubist`; it can be micrograd, circuit, roles"])
  }

  @Test func wordsOfAListAreCompleted() {
    let completer = Completer(Session(effects: .quiet))
    func offer(_ line: String) -> [String] {
      guard case .words(let words) = completer.offer(for: line, cursor: line.utf8.count).kind else {
        return []
      }
      return words.map(\.text)
    }
    #expect(offer("draw L to x.svg style=c") == ["circuit"])
    #expect(
      offer("draw L to x.svg show=")
        == ["downstream", "formula", "grad", "local", "none", "value"])
    #expect(offer("draw L show=value,grad,f") == ["formula"])
    #expect(offer("draw L show=value,grad,v") == [])
    #expect(offer("option theme p") == ["print", "projector"])
    let line = "draw L show=value,gr"
    #expect(completer.offer(for: line, cursor: line.utf8.count).start == line.utf8.count - 2)
  }
}
