import CommandLine
import Language
import Session
import Testing

/// What a name stands for: each script prints it.
@Suite struct ResolutionTests {
  @Test(arguments: [
    ("a list's name hides one around it", "x = 5; print [x for x in 0..<3], x", "[0, 1, 2] 5"),
    (
      "of two lists in one another, the inner one's",
      "k = 9; print [[k for k in [k, k + 1]] for k in [1, 3]], k", "[[1, 2], [3, 4]] 9"
    ),
    (
      "what a list runs over is read outside of it",
      "x = 2; print [[x * y for x in [x, 3]] for y in [x, 4]]", "[[4, 6], [8, 12]]"
    ),
    (
      "a list's condition sees its names",
      "n = 1; print [n for n, m in [[1, 2], [3, 4]] if m > 2]", "[3]"
    ),
    (
      "a loop's name is the outer one again after it",
      "k = 7; for k in 0..<2 { for k in [10, 20] { j = k }; i = k }\nprint i, j, k", "1 20 7"
    ),
    ("a loop's name can be given a value", "for k in 0..<2 { k = k + 5; print k }", "5\n6"),
    (
      "after a loop in a function its name stays",
      "f(n) = { for i in 0..<n { last = i }; [i, last] }\nprint f(4)", "[3, 3]"
    ),
    (
      "a function's names are its own",
      "y = 1; f(x) = { y = x; y += 1; y }\nprint f(4), y", "5 1"
    ),
    (
      "a name that a call has not bound is the global one",
      "y = 100; f(x) = { if x > 0 { y = x }; y }\nprint f(1), f(-1)", "1 100"
    ),
    (
      "a parameter hides a built-in function", "f(sum) = sum + 1; print f(1), sum([2, 3])",
      "2 5"
    ),
    (
      "a global hides a built-in function in functions before it",
      "f(x) = tanh(x); g = f(0); tanh = x -> 7x; print g, f(1)", "0 7"
    ),
    ("a parameter hides a function", "f(x) = x; g(f) = f + 1; print g(2)", "3"),
  ])
  func theNearestOfANameCounts(rule: String, script: String, expected: String) {
    #expect(transcript(script) == expected, "\(rule)")
  }

  @Test(arguments: [
    ("f(x) = x + later; later = 2; print f(1)", "3"),
    ("f(x) = g(x) + 1; g(x) = 2x; a = f(3); g(x) = 3x; print a, f(3)", "7 10"),
    ("c = 10; f(x) = x + c; print f(1); c = 20; print f(1)", "11\n21"),
    (
      "even(n) = { if n == 0 { 1 } else { odd(n - 1) } }\n"
        + "odd(n) = { if n == 0 { 0 } else { even(n - 1) } }\nprint even(10), even(7)", "1 0"
    ),
    ("l2(ps) = 5; print l2([1, 2])", "5"),
  ])
  func functionsUseGlobalsAsTheyAre(script: String, expected: String) {
    #expect(transcript(script) == expected)
  }

  @Test(arguments: [
    (
      "f(n) = { m = 10n; x -> x + m + n }\na = f(1); b = f(2); print a(0), b(0), a(1)", "11 22 12"
    ),
    ("fs = [x -> x * n for n in 1..3]; print [f(10) for f in fs]", "[10, 20, 30]"),
    ("f(n) = { g = () -> n; n = n + 1; [g(), n] }\nprint f(5)", "[5, 6]"),
    ("f(n) = { g = x -> { n = n + x; n }; [g(1), g(1), n] }\nprint f(5)", "[6, 6, 5]"),
    ("f(x) = x -> y -> x * y; g = f(1); h = g(3); print h(4)", "12"),
    ("for k in 1..2 { f = x -> x + k }\nk = 50; print f(1)", "3"),
    ("f(x) = { g(y) = x * y; h(y) = g(y) + 1; h(2) }\nprint f(5)", "11"),
    ("f(a, g = x -> x + a) = { a = 100; g(1) }\nprint f(5)", "6"),
  ])
  func functionsKeepWhatWasAroundThem(script: String, expected: String) {
    #expect(transcript(script) == expected)
  }

  @Test(arguments: [
    (
      "c = 3; f(a, b = c, c = 1) = [a, b, c]\nprint f(0), f(0, c=5), f(0, 7), f(b=2, a=1)",
      "[0, 3, 1] [0, 3, 5] [0, 7, 1] [1, 2, 1]"
    ),
    ("f(a, b = 2a) = b; print f(4), f(4, b=1), f(b=1, a=4)", "8 1 1"),
  ])
  func whatIsLeftOutIsReadInTheCall(script: String, expected: String) {
    #expect(transcript(script) == expected)
  }

  /// Expressions of commands are resolved where they are carried out.
  @Test(arguments: [
    ("f(x) = { y = x^2; print x, y; for k in 0..<2 { print k + y }; y }\nz = f(3);", "3 9\n9\n10"),
    ("for i in 1..2 { print [i * j for j in 0..i] }", "[0, 1]\n[0, 2, 4]"),
    (
      "f(x) = { print [x + j for j in [x]], x; x }\nfor i in 1..2 { print f(i), i }",
      "[2] 1\n1 1\n[4] 2\n2 2"
    ),
    (
      "f(x) = { expect x == 4; expect error \"not defined\" [x + nix for v in [1]]\nx }\nprint f(4)",
      "4"
    ),
    ("for k in 0..<2 { expect error \"not defined\" [k + nix for v in [1]]\nprint k }", "0\n1"),
  ])
  func commandsSeeLocalNames(script: String, expected: String) {
    #expect(transcript(script) == expected)
  }

  @Test(arguments: [
    ("f(x) = x + nix\nf(1)", ["1:12: `nix` is not defined"]),
    ("f(x) = [v + nix for v in x]\nf([1, 2])", ["1:13: `nix` is not defined"]),
    ("f(x) = (nix)(x)\nf(1)", ["1:9: `nix` is not defined"]),
    ("f(x) = nix(x)\nf(1)", ["1:8: there is no function `nix`"]),
    ("[x for x in 0..2]\nx", ["2:1: `x` is not defined"]),
    ("for k in 0..2 { j = k }\nk", ["2:1: `k` is not defined"]),
    ("f(x) = { y = x; y }\nf(1); y", ["2:7: `y` is not defined"]),
    ("f(x) = g(x)\nfor k in 0..2 { g(x) = x + k }\nf(1)", ["2:28: `k` is not defined"]),
    ("nix += 1", ["1:1: `nix` is not defined"]),
    ("op cube(x) = x * w grad w\nw = 2", ["1:18: `w` is not defined"]),
    ("w = 2\nop cube(x) = x * w grad w", ["2:18: an `op` cannot use the node `w` from outside"]),
  ])
  func aNameThatIsNotThereIsPointedAt(script: String, expected: [String]) {
    #expect(mistakes(script) == expected)
  }

  /// A name is looked up when it is reached: what comes before stands.
  @Test func aLoopThatFailsKeepsWhatItHadFinished() {
    session("n = 0; q = 1\nfor k in 0..<3 { n = n + k; if k == 2 { q = 1 / nix } }") { session, _ in
      #expect(session.workspace.value(named: "k") == nil)
      #expect(session.run("print n, q\nundo\nexpect n == 0") == .finished)
    }
  }

  @Test func undoTakesAWholeLoopBack() {
    let script = """
      n = 1
      f(x) = x + n
      for k in 1..3 { n = f(n); g(x) = k * x; m = n }
      undo
      print n, f(1)
      """
    #expect(transcript(script).hasSuffix("1 2"))
    #expect(mistakes(script + "\nm").count == 1)
    #expect(mistakes(script + "\ng(1)").count == 1)
  }

  @Test func aFileThatIsRunInALoopReadsItsNames() {
    LargeStack.run {
      let session = Session(effects: .quiet)
      session.effects.readFile = { (_) throws(Effects.Failure) in "expect x == 5\ny = 2x" }
      #expect(session.run("x = 1\nfor x in [5] { source five.gw }") == .finished)
      #expect(session.run("expect x == 1\nexpect y == 10") == .finished)
    }
  }
}
