import CommandLine
import Language
import SeededNumbers
import Session
import Testing

/// What fails changes nothing, and what is undone is as it was.
@Suite struct TrialTests {
  private static let before = "a = 2; b = -3; xs = [a, b, 4]; e = a * b + xs[2]\nbackward e;"

  private static let aFailureChangesNothingCases: [(String, String)] = [
    ("unknown names", "c = a * b + zz"),
    ("a node and then a mistake", "a = a * 3 + [1, 2][5]"),
    ("a list with a mistake in it", "ys = [a * 2, a * 3, zz]"),
    ("a call", "f(x) = x * zz; f(a)"),
    ("a comprehension", "ys = [a * x / zz for x in 1..3]"),
    ("a choice", "if a > 1 { b = 7; }; zz"),
    ("a function with a local loop", "g(x) = { for k in 1..5 { x = x * 2 }; zz }\ny = g(a)"),
    ("a role", "param p = a * 2"),
    ("an operation", "op p(x) = zz grad 1"),
    ("set", "set e 4"),
    ("set of a list", "set xs [1, 2]"),
    ("nudge", "nudge a 0"),
    ("backward", "backward a * b + zz"),
    ("an expectation", "expect a * b == 7"),
    ("runaway recursion", "h(x) = h(x * 2)\nq = h(a)"),
    ("a picture", "draw e to e.svg"),
  ]

  @Test(arguments: aFailureChangesNothingCases)
  func aFailureChangesNothing(_ name: String, failing: String) {
    // What stands before the last `;` or newline is meant to succeed.
    let end = failing.lastIndex { $0 == ";" || $0 == "\n" }
    let prologue = end.map { String(failing[..<$0]) } ?? ""
    let last = end.map { String(failing[failing.index(after: $0)...]) } ?? failing
    session(Self.before + "\n" + prologue) { session, reports in
      let untouched = state(of: session)
      #expect(session.run(last) == .failed)
      #expect(state(of: session) == untouched)
    }
  }

  @Test func ofALoopWhatHadFinishedStands() {
    let script = "s = 0\nfor k in 0..5 { s += k; t = s * 10; u = 1 / [1, 1, 1][k] }"
    #expect(mistakes(script) == ["2:55: there is no element 3 in a list of 3"])
    session(script) { session, _ in
      session.run("print s, t, u")
      #expect(state(of: session).contains("s = number(6.0)"))
      #expect(state(of: session).contains("t = number(60.0)"))
      #expect(state(of: session).contains("u = number(1.0)"))
    }
  }

  @Test func nothingRunsOfATextThatCannotBeRead() {
    let script = "a = 2\nb = (a\nc = 3 +\n"
    #expect(session(script) { session, _ in state(of: session) } == "")
  }

  /// Every line is undone in turn, and the session is each time what it was before the line.
  @Test(arguments: 0..<40)
  func undoRestores(seed: Int) {
    var numbers = SeededNumbers(seed: seed)
    let lines = (0..<25).map { _ in RandomScript.line(&numbers) }
    session(Self.before) { session, _ in
      var states = [state(of: session)]
      var ran: [String] = []
      for line in lines {
        let before = states.last!
        session.run(line)
        let after = state(of: session)
        guard after != before else { continue }
        states.append(after)
        ran.append(line)
      }
      while states.count > 1 {
        let line = ran.removeLast()
        states.removeLast()
        session.run("undo")
        // Lines that change only what is hidden, such as `_`, are undone as well.
        for _ in 0..<25 where state(of: session) != states.last! { session.run("undo") }
        #expect(state(of: session) == states.last!, "seed \(seed), undoing \(line)")
      }
    }
  }

  /// The last value may be a node that is gone when the line that made it is undone.
  @Test func undoTakesTheLastValueAlong() {
    #expect(mistakes("x = 2\nbackward x * 3;\n%2\nundo\nans + 1\n_ + x") == [])
    #expect(value("x = 2\nbackward x * 3;\n%2\nundo\nans + 1") == 3)
  }

  @Test func undoOfManyLines() {
    let text = transcript("a = 2\na = 3\nset a 5\na\nundo\na\nundo\na")
    #expect(text == "a = 2\na = 3\na: 3 → 5\na = 5\nundone: set a 5\na = 3\nundone: a = 3\na = 2")
  }
}

/// Lines that change a session in every way there is.
enum RandomScript {
  static func line(_ numbers: inout SeededNumbers) -> String {
    let names = ["a", "b", "c", "d"]
    let name = names.randomElement(using: &numbers)!
    let x = names.randomElement(using: &numbers)!
    let y = names.randomElement(using: &numbers)!
    let number = Int.random(in: -5...5, using: &numbers)
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0: return "\(name) = \(number)"
    case 1: return "\(name) = \(x) * \(y) + \(number)"
    case 2: return "\(name) += \(x)"
    case 3: return "set \(name) \(number)"
    case 4: return "backward \(name);"
    case 5: return "backward \(x) * \(y) accumulate"
    case 6: return "for k in 1..3 { \(name) = \(x) - k * \(y) }"
    case 7: return "xs = [\(x), \(y), \(number)]"
    case 8: return "param \(name) = \(number)"
    case 9: return "op f\(name)(x) = x^2 grad 2x"
    case 10: return "f(x) = x * \(x); \(name) = f(\(y))"
    default: return "\(name) = \(x) / zz"
    }
  }
}
