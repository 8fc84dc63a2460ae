import Autograd
import CommandLine
import Language
import Session
import SessionRun
import Testing

/// `debug` and its commands, as they are typed and as they are told.
@Suite struct DebuggerTests {
  private func text(_ script: String) -> String { Transcript.text(of: script) }

  static let lecture = "a = 2; b = -3; c = 10; f = -2\ne = a*b; d = e + c; L = d * f\n"

  static let sessions: [(name: String, script: String, text: String)] = [
    (
      "the lecture's expression, step by step",
      lecture + "debug L\nstep\nstep\nnext\nuntil a\nback 2\nfinish\na.grad",
      """
      backward pass of L: 6 steps
      next: L = d * f
      step 0/6    settled L    waiting d 0/1, e 0/1, f 0/1, c 0/1, b 0/1, a 0/1
      d.grad += ∂L/∂L · f = 1 · -2 = -2    (d.grad: 0 → -2)
      step 1/6    settled L, d    waiting e 0/1, f 0/1, c 0/1, b 0/1, a 0/1
      f.grad += ∂L/∂L · d = 1 · 4 = 4    (f.grad: 0 → 4)
      step 2/6    settled L, d, f    waiting e 0/1, c 0/1, b 0/1, a 0/1
      c.grad += ∂L/∂d · 1 = -2 · 1 = -2    (c.grad: 0 → -2)
      step 4/6    settled L, d, f, e, c    waiting b 0/1, a 0/1
      until a: a.grad is complete
      a.grad += ∂L/∂e · b = -2 · -3 = 6    (a.grad: 0 → 6)
      step 5/6    settled L, d, f, e, c, a    waiting b 0/1
      2 steps undone, the last: c.grad += ∂L/∂d · 1 = -2 · 1 = -2    (c.grad: -2 → 0)
      step 3/6    settled L, d, f, e    waiting c 0/1, b 0/1, a 0/1
      leaf  value  gradient
      a         2         6
      b        -3        -4
      c        10        -2
      f        -2         4
      a.grad = 6
      """
    ),
    (
      "the lecture's neuron",
      """
      x1 = 2; x2 = 0; w1 = -3; w2 = 1; b = 6.8813735870195432
      n = x1*w1 + x2*w2 + b; o = tanh(n)
      debug o
      break *
      continue
      watch w1
      continue
      where
      list
      finish
      """,
      """
      backward pass of o: 9 steps
      next: o = tanh(n)
      step 0/9    settled o    waiting n 0/1, %7 0/1, %6 0/1, %5 0/1, b 0/1, … (9)
      break * (operation)
      break *: next is %6 = x2 * w2
      %6.grad += ∂o/∂%7 · 1 = 0.5 · 1 = 0.5    (%6.grad: 0 → 0.5)
      step 5/9    settled o, n, %7, b, %5, %6    waiting w2 0/1, w1 0/1, … (4)
      break * (operation)
      watch w1
      break *: next is %5 = x1 * w1
      w2.grad += ∂o/∂%6 · x2 = 0.5 · 0 = 0    (w2.grad: 0 → 0)
      step 7/9    settled o, n, %7, b, %5, %6, x2, w2    waiting w1 0/1, x1 0/1
      w2.grad += ∂o/∂%6 · x2 = 0.5 · 0 = 0    (w2.grad: 0 → 0)
      next: %5 = x1 * w1
      step 7/9 of the backward pass of o
      settled (8): o 1, n 0.5, %7 0.5, b 0.5, %5 0.5, %6 0.5, x2 0.5, w2 0
      waiting (2): w1 0/1, x1 0/1
        3  b.grad += ∂o/∂n · 1 = 0.5 · 1 = 0.5
        4  %5.grad += ∂o/∂%7 · 1 = 0.5 · 1 = 0.5
        5  %6.grad += ∂o/∂%7 · 1 = 0.5 · 1 = 0.5
        6  x2.grad += ∂o/∂%6 · w2 = 0.5 · 1 = 0.5
        7  w2.grad += ∂o/∂%6 · x2 = 0.5 · 0 = 0
      → 8  x1.grad += ∂o/∂%5 · w1
        9  w1.grad += ∂o/∂%5 · x1
      leaf    value  gradient
      x1          2      -1.5
      x2          0       0.5
      w1         -3         1
      w2          1         0
      b     6.88137       0.5
      """
    ),
    (
      "a node that is used twice",
      "a = 3; b = a + a; c = b + b\ndebug c\nstep\nstep\nstep\ncontinue\nstep\nback\nquit",
      """
      backward pass of c: 4 steps
      next: c = b + b
      step 0/4    settled c    waiting b 0/2, a 0/2
      b.grad += ∂c/∂c · 1 = 1 · 1 = 1    (b.grad: 0 → 1)
      step 1/4    settled c    waiting b 1/2, a 0/2
      b.grad += ∂c/∂c · 1 = 1 · 1 = 1    (b.grad: 1 → 2)
      step 2/4    settled c, b    waiting a 0/2
      a.grad += ∂c/∂b · 1 = 2 · 1 = 2    (a.grad: 0 → 2)
      step 3/4    settled c, b    waiting a 1/2
      the pass is complete: `finish` leaves the debugger, `back` goes back
      a.grad += ∂c/∂b · 1 = 2 · 1 = 2    (a.grad: 2 → 4)
      step 4/4    settled c, b, a
      the pass is complete: `finish` leaves the debugger, `back` goes back
      step 4/4    settled c, b, a
      undone: a.grad += ∂c/∂b · 1 = 2 · 1 = 2    (a.grad: 4 → 2)
      step 3/4    settled c, b    waiting a 1/2
      left the debugger at step 3 of 4
      """
    ),
    (
      "a negation forward", "dot = 1; t = -dot; f = 2t\ndebug f forward\nstep\nback\nfinish",
      """
      forward pass of f: 2 steps
      next: t = -dot
      step 0/2    computed dot    waiting t 1/1, f 1/2
      t = -dot = -1
      step 1/2    computed dot, t    waiting f 2/2
      undone: t = -dot = -1
      step 0/2    computed dot    waiting t 1/1, f 1/2
      the forward pass is complete: f = 2 * t = 2 * -1 = -2
      """
    ),
    (
      "forward",
      "a = 2; b = -3; e = a*b; L = (e + 1)*e\ndebug L forward\nstep\nback\nuntil +\nfinish",
      """
      forward pass of L: 3 steps
      next: e = a * b
      step 0/3    computed a, b    waiting e 2/2, %4 1/2, L 0/2
      e = a * b = 2 * -3 = -6
      step 1/3    computed a, b, e    waiting %4 2/2, L 1/2
      undone: e = a * b = 2 * -3 = -6
      step 0/3    computed a, b    waiting e 2/2, %4 1/2, L 0/2
      until +: next is %4 = e + 1
      e = a * b = 2 * -3 = -6
      step 1/3    computed a, b, e    waiting %4 2/2, L 1/2
      the forward pass is complete: L = %4 * e = -5 * -6 = 30
      """
    ),
    (
      "a scope, and what is stopped at",
      """
      input x = [2, 1]; seed 5; net = mlp(2, [2, 1])
      y = net(x)
      debug y;
      break net.layer1.neuron1
      break *
      watch x[0]
      delete *
      continue
      continue
      delete
      """,
      """
      y = 2.21266
      break net.layer1.neuron1 (scope)
      break net.layer1.neuron1 (scope)
      break * (operation)
      break net.layer1.neuron1 (scope)
      break * (operation)
      watch x[0]
      break net.layer1.neuron1 (scope)
      watch x[0]
      break net.layer1.neuron1: next is %15 = relu(%14)
      x[0].grad += ∂y/∂%16 · net.layer1.neuron2.w[0] = 0.84465 · 0.590387 = 0.49867
        (x[0].grad: 0 → 0.49867)
      step 17/26    settled … net.layer1.neuron2.w[0] (16)
        waiting %14 0/1, %13 0/1, %12 0/1, %11 0/1, net.layer1.neuron1.b 0/1, … (9)
      watch x[0]
      x[0].grad += ∂y/∂%11 · net.layer1.neuron1.w[0] = 0.479797 · 0.245803 = 0.117936
        (x[0].grad: 0.49867 → 0.616606)
      step 26/26    settled … net.layer1.neuron1.w[0], x[0] (25)
      nothing stops the debugger before the end
      """
    ),
  ]

  @Test(arguments: sessions)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(self.text(script) == text + "\n")
  }

  // MARK: Words

  /// Words of the debugger are names like any other: everywhere, and while it runs too.
  @Test(
    arguments: Command.table.filter(\.syntax.isContextual).flatMap {
      [$0.word, $0.syntax.short!]
    } + ["l", "q"])
  func aWordOfTheDebuggerCanBeAName(word: String) {
    let script = """
      \(word) = 3
      expect \(word) == 3
      \(word) += 1
      expect \(word) * 2 == 8
      f1(\(word)) = \(word)^2 + \(word)
      expect f1(2) == 6
      for \(word) in 0..2 { print \(word) }
      expect [\(word) for \(word) in 0..2][1] == 1
      y = \(word) - 1
      \(word)
      ans1 = ans
      backward y;
      expect \(word).grad == 1
      \(word)(x) = x + 5
      expect \(word)(2) == 7
      \(word) = [4, 5]
      expect \(word)[1] == 5
      input \(word) = 2
      set \(word) 4
      expect \(word) == 4
      z = \(word)*3
      debug z;
      step;
      print \(word)
      expect \(word) - 2 == 2
      expect (\(word)) == 4
      \(word) = 9
      expect \(word) == 9
      """
    #expect(SessionRun.mistakes(script) == [])
  }

  @Test(arguments: [
    ("step", "1:1: no debugger is running"), ("step 3", "1:1: no debugger is running"),
    (":s", "1:2: no debugger is running"), ("until x", "1:1: no debugger is running"),
    ("finish;", "1:1: no debugger is running"), ("break +", "1:1: no debugger is running"),
    ("c", "1:1: `c` is not defined"), ("c = 1; c x", "1:10: `x` cannot follow a statement"),
    ("x = 2; y = x^2\ndebug y;\nfor k in 0..2 { step }", "3:17: `step` cannot stand in a block"),
    ("x = 2; y = x^2\nif 1 { debug y }", "2:8: `debug` cannot stand in a block"),
    ("x = 2; y = x^2\ng() = { debug y; 1 }\ng()", "2:9: `debug` cannot stand in a block"),
    (
      "x = 2; y = x^2\ndebug y;\nstep 1.5",
      "3:6: the number of steps has to be a whole number, not 1.5"
    ),
    ("x = 2; y = x^2\ndebug y;\nstep 0", "3:6: the number of steps has to be 1 or more"),
    ("x = 2; y = x^2\ndebug y;\nuntil", "3:1: `until` is not complete"),
    ("x = 2; y = x^2\ndebug y;\nstep;\nuntil x", "4:1: `x` does not come any more"),
    ("x = 2; y = x^2; q = 1\ndebug y;\nwatch q", "3:1: `y` does not depend on `q`"),
    ("x = 2; y = x^2\ndebug y;\nbreak tanh", "3:1: nothing that `y` depends on is in `tanh`"),
    ("x = 2; y = x^2\ndebug y;\nb zz", "3:1: `zz` is no node, no operation and no scope"),
    ("x = 2; y = x^2\ndebug y;\ndelete y", "3:1: nothing stops at `y`"),
    ("x = 2\ndebug x", "2:1: `x` is a leaf: there is nothing to pass on"),
    ("debug 3", "1:7: 3 is a plain number, no node of the graph"),
    ("x = 2; y = x^2\ndebug y;\nfinish;\nstep", "4:1: no debugger is running"),
  ])
  func says(script: String, mistake: String) {
    #expect(SessionRun.mistakes(script) == [mistake])
  }

  // MARK: The session around it

  @Test func finishLeavesThePassOfBackward() {
    let other = SessionRun.after(Self.lecture + "backward L;") { session, _ in
      SessionRun.state(of: session)
    }
    for steps in ["", "step 3;\n", "continue;\n", "step 4;\nback 2;\n"] {
      SessionRun.after(Self.lecture + "debug L;\n\(steps)finish;") { session, _ in
        #expect(!session.isDebugging)
        #expect(SessionRun.state(of: session) == other, "\(steps)")
      }
    }
  }

  @Test func newNodesDoNoHarmAndAChangeEndsIt() {
    SessionRun.after(Self.lecture + "debug L;\nstep;\nz = a*7; a = 9\nstep;\nbackward z;\nstep;") {
      session, _ in
      #expect(session.debuggerPlace == "L 3/6")
    }
    for change in ["set a 3;", "set c 10;", "undo", "reset", "descend 0.1"] {
      let script =
        "param p = 1; q = p*p; backward q;\n" + Self.lecture + "debug L;\nstep;\n\(change)"
      SessionRun.after(script) { session, reports in
        #expect(!session.isDebugging, "\(change)")
        let hints = reports.filter {
          if case .diagnostic(let diagnostic, _) = $0 {
            diagnostic.severity == .hint
          } else {
            false
          }
        }
        #expect(hints.count == 1)
      }
    }
    // What failed has changed nothing.
    SessionRun.after(Self.lecture + "debug L;\nstep;\nset a zz") { session, _ in
      #expect(session.isDebugging)
    }
  }

  @Test func quitLeavesTheDebuggerAndThenTheSession() {
    SessionRun.after(Self.lecture + "debug L;\nstep;\nq\na") { session, reports in
      #expect(!session.isDebugging && !session.isFinished)
    }
    SessionRun.after(Self.lecture + "debug L;\nquit\nquit\na") { session, _ in
      #expect(session.isFinished)
    }
  }

  /// What is saved does the same again.
  @Test(arguments: [
    "debug L\nstep\ns 2\nback\nbreak *\nc\nquit\nc\nz = 3",
    "debug L\nstep\nfinish\nz = a.grad", "debug L\nstep\nset a 5\nz = 3\nz",
    "debug L\nstep\nundo\nz = 3", "debug L\nfinish\nundo\nc\nz = 3",
    "debug L;\nstep;\ndebug e\nstep\nz = 2\nundo\nz = 4",
  ])
  func whatIsSavedReplays(lines: String) {
    let lecture = "a = 2; b = -3; c = 10; f = -2\ne = a*b\nd = e + c\nL = d * f\n"
    SessionRun.after(lecture + lines) { first, reports in
      for case .diagnostic(let diagnostic, _) in reports where diagnostic.severity == .error {
        Issue.record("\(diagnostic.message)")
      }
      SessionRun.after(first.script) { second, reports in
        for case .diagnostic(let diagnostic, _) in reports where diagnostic.severity == .error {
          Issue.record("\(first.script): \(diagnostic.message)")
        }
        #expect(SessionRun.state(of: first) == SessionRun.state(of: second), "\(first.script)")
        #expect(first.debuggerPlace == second.debuggerPlace, "\(first.script)")
      }
    }
  }

  @Test func aMillionStepsInterrupted() {
    LargeStack.run {
      let session = Session(effects: .quiet)
      session.run("x = 1; y = x\nfor k in 0..<20000 { y = -y }\ndebug y;")
      var questions = 0
      session.effects.isInterrupted = {
        questions += 1
        return questions > 2
      }
      #expect(session.run("continue") == .interrupted)
      let place = session.debuggerPlace
      #expect(place == "y 12287/20000")
      session.effects.isInterrupted = { false }
      #expect(session.run("step") == .finished)
      #expect(session.debuggerPlace == "y 12288/20000")
    }
  }

  @Test func longNamesStayWithinTheScreen() {
    let long = String(repeating: "wide", count: 12)
    let script =
      "\(long) = 2\nx = \(long)*\(long)\n"
      + (0..<40).map { "n\($0)\(long) = x*\($0 + 2)\n" }.joined()
      + "L\(long) = sum([" + (0..<40).map { "n\($0)\(long)" }.joined(separator: ", ")
      + "])\ndebug L\(long)\nstep 70\nback\nbreak x\ncontinue"
    for line in text(script).split(separator: "\n").suffix(14) where !line.contains(long) {
      #expect(line.count <= 80, "\(line)")
    }
  }
}
