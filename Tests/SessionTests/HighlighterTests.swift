import Language
import Session
import Testing

/// The words of a source text, told apart.
@Suite struct HighlighterTests {
  /// Each piece that is not plain, as `word:role`.
  private func words(_ text: String) -> String {
    Highlighter.standard.pieces(of: text).filter { $0.role != .plain }
      .map { "\($0.text):\($0.role)" }.joined(separator: " ")
  }

  private static let cases: [(String, String)] = [
    ("a = 2  # two", "a:name =:operation 2:number # two:comment"),
    ("3x^2", "3:number x:name ^:operation 2:number"),
    ("param w = tanh(x')", "param:keyword w:name =:operation tanh:function x':name"),
    (
      "for k in 0..<3 { print k, \"k\" }",
      "for:keyword k:name in:keyword 0:number ..<:operation 3:number print:command k:name \"k\":string"
    ),
    ("backward L; a.grad", "backward:command L:name a:name .:operation grad:keyword"),
    (
      "draw L to a/b-2.svg style=circuit show=value,grad",
      "draw:command L:name to:keyword a/b-2.svg:string style:option =:operation circuit:name "
        + "show:option =:operation value:name grad:keyword"
    ),
    (
      "draw L to \"a b.svg\" title=\"x\"",
      "draw:command L:name to:keyword \"a b.svg\":string title:option =:operation \"x\":string"
    ),
    ("source data/x.gw  # now", "source:command data/x.gw:string # now:comment"),
    ("check L x sweep", "check:command L:name x:name sweep:keyword"),
    ("expect error \"no\"\nzz", "expect:command error:keyword \"no\":string zz:name"),
    ("?tanh", "?:command"),
    (":show x", "::command show:command x:name"),
    ("step 3\nstep = 2\nstep", "step:command 3:number step:name =:operation 2:number step:command"),
    ("to = 2; to", "to:name =:operation 2:number to:name"),
    ("%7", "%7:name"),
    ("\"open", "\"open:string"),
    ("a ¿ b", "a:name b:name"),
    (">>> a = 2\na = 2\n>>> a", "a:name =:operation 2:number a:name"),
  ]

  @Test(arguments: cases)
  func wordsAreToldApart(text: String, words: String) {
    #expect(self.words(text) == words)
  }

  @Test func piecesAreTheText() {
    let bits = [
      "a", "=", "2", "\n", " ", "#", "\"", "{", "}", "(", "]", "draw", "to", "x.svg", "σ₁", "é",
      "\t",
      ";", "?", ":", "for", "\\", "%", ">>> ", "😀", "1e", "..", "~", "'", "option", "expect error",
    ]
    var seed: UInt64 = 7
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<12 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += bits[Int(seed >> 33) % bits.count]
      }
      let joined = Highlighter.standard.pieces(of: text).map(\.text).joined()
      #expect(Array(joined.utf8) == Array(text.utf8), "\(text.debugDescription)")
      let lines = Highlighter.standard.lines(of: text).map { $0.map(\.text).joined() }
      #expect(lines.joined(separator: "\n").utf8.elementsEqual(text.utf8))
    }
  }
}
