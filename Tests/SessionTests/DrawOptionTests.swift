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

  /// ∂M/∂a in a picture of L would be taken for ∂L/∂a.
  @Test func gradientsOfAnotherRootAreNotShown() {
    let (dots, messages) = drawn(
      """
      M = L^2; N = 3a; backward N
      draw L to x.dot
      draw L to x.dot show=value
      draw N to x.dot
      draw a to x.dot
      backward M;
      draw L to x.dot
      """)
    #expect(
      messages == [
        "the last pass ran from `N`, which does not depend on `L`: its gradients are not shown; "
          + "backward L computes those of L"
      ])
    #expect(dots[0].contains("grad –") && !dots[0].contains("grad 3"))
    #expect(dots[2].contains("grad 3.0000") && dots[3].contains("grad 3.0000"))
    #expect(dots[4].contains("grad -1.3333") && !dots[4].contains("grad –"))
  }

  /// A constant's edge says nothing but where it leads.
  @Test(arguments: ["micrograd", "circuit", "roles"])
  func edgesOfConstantsHaveNoDerivatives(style: String) {
    let (dots, messages) = drawn(
      """
      x = 3; y = 5x + 7x*b; backward y;
      draw y to x.dot show=value,local,downstream style=\(style)
      """)
    #expect(messages == [])
    let labels = dots[0].matches(of: /local (-?\d+)\.0+/).map { String($0.1) }.sorted()
    // By x in 5x and in 7x, by 7x and by b, by the two terms.
    #expect(labels == ["-3", "1", "1", "21", "5", "7"])
    #expect(dots[0].matches(of: /downstream -?[\d.]+/).count == 6)
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

  /// `fold` takes calls by their paths, `expand` those that are folded.
  @Test func pathsOfCallsAreCompleted() {
    LargeStack.run {
      let session = Session(effects: .quiet)
      let completer = Completer(session)
      func offer(_ line: String) -> (words: [String], start: Int) {
        let offer = completer.offer(for: line, cursor: line.utf8.count)
        guard case .words(let words) = offer.kind else { return ([], -1) }
        return (words.map(\.text), offer.start)
      }
      session.run("netto = 1; net = mlp(1, [2, 1]); y = net([1]);")
      #expect(["net", "net.layer1", "netto", "neuron"].allSatisfy(offer("fold ne").words.contains))
      #expect(
        offer("fold net.").words
          == ["net.layer1", "net.layer2"].flatMap { layer in
            [layer] + session.workspace.scopePaths.filter { $0.hasPrefix(layer + ".") }
          }.sorted())
      #expect(offer("fold net.layer2").words.first == "net.layer2")
      #expect(offer("fold net.layer2").start == 5)
      #expect(offer("expand net.").words == ["all"])
      session.run("fold net.layer2;")
      #expect(!offer("fold net.layer").words.contains("net.layer2"))
      #expect(offer("expand net.").words == ["net.layer2"])
      #expect(offer("a = 2; expand net.la").start == 14)
    }
  }

  @Test func dotsAnInchAreForABitmap() {
    let (dots, messages) = drawn(
      """
      draw L to x.dot dpi=72
      """)
    #expect(dots.isEmpty)
    let range = "a png has from 36 to 1200 dots an inch, and a whole number of them"
    #expect(messages == ["`dpi=` is for a png; leave it out"])
    #expect(drawn("draw L to x.png dpi=10").messages == [range])
    #expect(drawn("draw L to x.png dpi=72.5").messages == [range])
  }

  @Test func dotsAnInchReachTheLayout() {
    var dots: [String] = []
    var effects = Effects.quiet
    effects.layOut = { (dot, format) throws(Effects.Failure) in
      dots.append(format + " " + dot)
      return []
    }
    let session = Session(effects: effects)
    session.run("a = 2; L = 3a\ndraw L to x.png dpi=300\ndraw L to x.png")
    #expect(dots.count == 2)
    #expect(dots.first?.contains(" dpi=300 ") == true)
    #expect(dots.last?.contains("dpi=") == false)
  }

  /// What follows a `;` is a statement of its own.
  @Test func anOptionEndsWithItsStatement() {
    let text = Transcript.text(of: "option precision 3; a = 1/3; option rows 7 # lines\na")
    #expect(text == "rows = 7\na = 0.333\n")
  }

  /// A terminal that can is given the picture, one that cannot the characters.
  @Test func aPictureIsShownWhereItCanBe() {
    for isAble in [true, false] {
      var effects = Effects.quiet
      effects.showsImages = { $0 == .auto && isAble }
      effects.layOut = { (_, format) throws(Effects.Failure) in Array(format.utf8) }
      effects.plot = { (script) throws(Effects.Failure) in Array(script.prefix(40).utf8) }
      let session = Session(effects: effects)
      var images = 0
      session.report = { if case .image = $0 { images += 1 } }
      session.run("a = 2; L = 3a\ndraw L\nplot x^2 for x in 0..1")
      #expect(images == (isAble ? 2 : 0))
      session.run("option graphics text\ndraw L")
      #expect(images == (isAble ? 2 : 0))
    }
  }
}
