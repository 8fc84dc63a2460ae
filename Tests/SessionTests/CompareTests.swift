import CommandLine
import Language
import Session
import SessionRun
import Testing

/// What `compare` shows.
@Suite struct CompareTests {
  static let cases: [(name: String, script: String, text: String)] = [
    (
      "b = a + a; c = b + b",
      "a = 3; b = a + a; c = b + b\ncompare c",
      """
      plain recursion  c, b, b
      breadth-first    c, b
      overwriting      c, b
      backward         c, b

      leaf   plain recursion   breadth-first   overwriting   backward
      a                  ✗ 8               4           ✗ 1          4

      plain recursion: wrong for 1 leaf; first at visit 3: b is passed on again, with
        what it had passed on before
      breadth-first: right for this graph
      overwriting: wrong for 1 leaf; first at visit 1: b.grad = 1 takes the place of
        1, to which it should be added
      """
    ),
    (
      "f = (a·b)(a+b)",
      "a = -2; b = 3; d = a*b; e = a + b; f = d*e\ncompare f",
      """
      plain recursion  f, d, e
      breadth-first    f, d, e
      overwriting      f, e, d
      backward         f, e, d

      leaf   plain recursion   breadth-first   overwriting   backward
      a                   -3              -3           ✗ 3         -3
      b                   -8              -8          ✗ -2         -8

      plain recursion: right for this graph
      breadth-first: right for this graph
      overwriting: wrong for 2 leaves; first at visit 3: a.grad = 3 takes the place of
        -6, to which it should be added
      """
    ),
    (
      "a node near to the root that waits for one below",
      "a = 2; b = a + 1; c = b * b; L = b + c\ncompare L breadth recursion",
      """
      plain recursion  L, b, c, b, b
      breadth-first    L, b, c
      backward         L, c, b

      leaf   plain recursion   breadth-first   backward
      a                 ✗ 15             ✗ 1          7

      plain recursion: wrong for 1 leaf; first at visit 2: b is passed on before its
        second use has arrived
      breadth-first: wrong for 1 leaf; first at visit 2: b is passed on before its
        second use has arrived
      """
    ),
    (
      "right only by its numbers",
      "a = 2; z = 0; b = a + 1; c = b*z; L = b + c\ncompare L breadth",
      """
      breadth-first  L, b, c
      backward       L, c, b

      leaf   breadth-first   backward
      a                  1          1
      z                  3          3

      breadth-first: right here, though only by these numbers; first at visit 2: b is
        passed on before its second use has arrived
      """
    ),
    (
      "one leaf",
      "f(x) = 3x\ny = 1; z = relu(y); w = z*0\ncompare w overwriting",
      """
      overwriting  w, z
      backward     w, z

      leaf   overwriting   backward
      y                0          0

      overwriting: right for this graph
      """
    ),
    (
      "more visits than anybody waits for",
      "x = 1; y = x; for k in 0..<60 { y = y + y }\ncompare y recursion",
      """
      plain recursion  y, %59, %58, %57, %56, %55, %54, %53, %52, %51, … (100000)
      backward         y, %59, %58, %57, %56, %55, %54, %53, %52, %51, %50, … (60)

      leaf   plain recursion      backward
      x                    –   1.15292e+18

      plain recursion: given up after 100000 visits; first at visit 61: %1 is passed
        on again, with what it had passed on before
      """
    ),
  ]

  @Test(arguments: cases)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(Transcript.text(of: script) == text + "\n")
  }

  @Test(arguments: [
    ("x = 2; compare x", "1:8: `x` is a leaf: there is nothing to pass on"),
    ("x = 2; y = x^2; compare y depth", "1:27: `depth` means nothing here"),
    ("compare", "1:1: `compare` is not complete"),
    ("x = [1, 2]; compare x", "1:21: this is a list of 2, and one node is needed"),
  ])
  func says(script: String, mistake: String) {
    #expect(SessionRun.mistakes(script) == [mistake])
  }

  /// Leaves beyond the rows of a table are left out, with a word; the verdict counts them all.
  @Test func manyLeaves() {
    let script = "param w = 1..100; L = sum(w*w)\noption rows 3\ncompare L overwriting"
    let text = Transcript.text(of: script)
    #expect(text.contains("and 97 leaves more"))
    #expect(text.contains("overwriting: wrong for 100 leaves"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
