import CommandLine
import Session
import Testing

/// Whole quizzes, with answers from a list.
@Suite struct QuizCommandTests {
  /// What a script says when its quizzes are answered one after the other.
  private func transcript(_ script: String, answers: [String]) -> String {
    var effects = Effects.quiet
    var rest = answers[...]
    effects.ask = { (_) throws(Effects.Failure) in rest.popFirst() }
    return Transcript.text(of: script, effects: effects)
  }

  private static let expression =
    "a = 2; b = -3; c = 10; f = -2; e = a*b; d = e + c; L = d * f\n"

  @Test func theExpressionOfTheLecture() {
    let text = transcript(
      Self.expression + "quiz L",
      answers: ["f", "4", "d", "-2", "?", "1", "d.grad", "-3", "-2*b", "skip"])
    #expect(
      text == """
        6 gradients of L, backward. Answer with a number or an expression, such as -2*b;
        ? gives a hint, skip goes on, quit ends.

        1 of 6   ∂L/∂d = ?   L = d * f, d = 4, f = -2, ∂L/∂L = 1
        right: ∂L/∂d = -2   d.grad += 1 · -2 through L

        2 of 6   ∂L/∂f = ?   L = d * f, d = 4, f = -2, ∂L/∂L = 1
        right: ∂L/∂f = 4   f.grad += 1 · 4 through L

        3 of 6   ∂L/∂e = ?   d = e + c, e = -6, c = 10, ∂L/∂d = -2
        d = 4 is wrong: that is the value of d; asked is how fast L changes with e. Try
          again.
        right: ∂L/∂e = -2   e.grad += -2 · 1 through d

        4 of 6   ∂L/∂c = ?   d = e + c, e = -6, c = 10, ∂L/∂d = -2
        hint: ∂L/∂c is ∂L/∂d · ∂d/∂c, where ∂d/∂c = 1.
        1 is wrong: that is the local derivative ∂d/∂c alone; multiply it by the
          upstream ∂L/∂d = -2. Try again.
        right: ∂L/∂c = -2   c.grad += -2 · 1 through d

        5 of 6   ∂L/∂a = ?   e = a * b, a = 2, b = -3, ∂L/∂e = -2
        -3 is wrong: that is the local derivative ∂e/∂a alone; multiply it by the
          upstream ∂L/∂e = -2. Try again.
        right: ∂L/∂a = 6   a.grad += -2 · -3 through e

        6 of 6   ∂L/∂b = ?   e = a * b, a = 2, b = -3, ∂L/∂e = -2
        skipped: ∂L/∂b = -4   b.grad += -2 · 2 through e
        2 of 6 at the first try, 3 later, 1 skipped

        """)
  }

  @Test func theNeuron() {
    let text = transcript(
      """
      input x1 = 2; input x2 = 0; param w1 = -3; param w2 = 1; param b = 6.8813735870195432
      x1w1 = x1*w1; x2w2 = x2*w2; n = x1w1 + x2w2 + b; o = tanh(n);
      quiz o
      """, answers: ["1", "1 - o^2", "0.5", "zz", "0.4", "0.50", "", "n.grad", "2 *", "x1.grad"])
    #expect(
      text == """
        9 gradients of o, backward. Answer with a number or an expression, such as -2*b;
        ? gives a hint, skip goes on, quit ends.

        1 of 9   ∂o/∂n = ?   o = tanh(n) = 0.707107, n = 0.881374, ∂o/∂o = 1
        1 is wrong: that is the upstream ∂o/∂o alone; multiply it by the local
          derivative ∂o/∂n = 1 - tanh(n)^2. Try again.
        right: ∂o/∂n = 0.5   n.grad += 1 · 0.5 through o

        2 of 9   ∂o/∂%7 = ?   n = %7 + b, %7 = -6, b = 6.88137, ∂o/∂n = 0.5
        right: ∂o/∂%7 = 0.5   %7.grad += 0.5 · 1 through n

        3 of 9   ∂o/∂b = ?   n = %7 + b, %7 = -6, b = 6.88137, ∂o/∂n = 0.5
        `zz` is not defined; that costs no try.
        0.4 is wrong: ∂o/∂b is ∂o/∂n · ∂n/∂b, where ∂n/∂b = 1. Try again.
        right: ∂o/∂b = 0.5   b.grad += 0.5 · 1 through n

        4 of 9   ∂o/∂x1w1 = ?   %7 = x1w1 + x2w2, x1w1 = -6, x2w2 = 0, ∂o/∂%7 = 0.5
        right: ∂o/∂x1w1 = 0.5   x1w1.grad += 0.5 · 1 through %7

        5 of 9   ∂o/∂x2w2 = ?   %7 = x1w1 + x2w2, x1w1 = -6, x2w2 = 0, ∂o/∂%7 = 0.5
        expected a value, found the end; that costs no try.
        `x1.grad` is not known yet; that costs no try.
        2 of 9 at the first try, 2 later, 5 not asked

        """)
  }

  @Test func aNodeThatIsUsedTwice() {
    let text = transcript("a = 3; b = a + a; quiz b", answers: ["1", "2"])
    #expect(
      text == """
        1 gradient of b, backward. Answer with a number or an expression, such as -2*b;
        ? gives a hint, skip goes on, quit ends.

        1 of 1   ∂b/∂a = ?   b = a + a, a = 3, ∂b/∂b = 1
        1 is wrong: a is used 2 times, and the use in b = a + a is not in that sum. Try
          again.
        right: ∂b/∂a = 2   a.grad += 1 · 1 = 1 through b, += 1 · 1 = 1 through b
        0 of 1 at the first try, 1 later

        """)
  }

  @Test func theSecondMissShowsTheAnswer() {
    let text = transcript(
      "a = -2; b = 3; d = a*b; e = a + b; f = d*e; quiz f",
      answers: ["skip", "skip", "3", "3", "-4", "2"])
    #expect(
      text.hasSuffix(
        """

        3 of 4   ∂f/∂a = ?
          e = a + b, a = -2, b = 3, ∂f/∂e = -6
          d = a * b, a = -2, b = 3, ∂f/∂d = 1
        3 is wrong: that is what the last use, d = a * b, adds alone: gradients add up
          with +=, and = overwrites those of the uses before. Try again.
        3 is wrong, too.
          ∂f/∂a = -3   a.grad += -6 · 1 = -6 through e, += 1 · 3 = 3 through d

        4 of 4   ∂f/∂b = ?
          e = a + b, a = -2, b = 3, ∂f/∂e = -6
          d = a * b, a = -2, b = 3, ∂f/∂d = 1
        -4 is wrong: the part that comes through d = a * b has the wrong sign. Try
          again.
        2 is wrong, too.
          ∂f/∂b = -8   b.grad += -6 · 1 = -6 through e, += 1 · -2 = -2 through d
        0 of 4 at the first try, 2 missed, 2 skipped

        """), "\(text)")
  }

  @Test func withNobodyToAnswerItEnds() {
    #expect(
      transcript("x = 3; y = x^2; quiz y", answers: []).hasSuffix("ends with 0 of 1 answered\n"))
    #expect(
      transcript("x = 3; y = x^2; quiz y", answers: ["quit"]).hasSuffix(
        "ends with 0 of 1 answered\n"))
  }

  @Test func aScriptGoesOn() {
    let text = transcript("x = 3; y = x^2; quiz y; print 7", answers: ["6", "8"])
    #expect(text.hasSuffix("1 of 1 at the first try\n7\n"))
  }

  static let mistakes: [(String, String)] = [
    ("x = 3\nquiz x", "`x` is a leaf: there is nothing to ask"),
    ("x = 3; y = x^2\nquiz y 0", "at least one gradient is asked for"),
    ("x = 3; y = x^2\nquiz y 1.5", "how many are asked for has to be a whole number, not 1.5"),
    ("x = -1; y = log(x);\nquiz y", "there is no gradient of `y` that could be asked for"),
    ("f() = { quiz 3 }\nf()", "`quiz` cannot stand in a function"),
  ]

  @Test(arguments: mistakes)
  func refuses(script: String, message: String) {
    #expect(transcript(script, answers: ["1"]).contains("error: \(message)\n"))
  }

  // MARK: What it leaves behind

  /// Runs a script with answers and returns the session.
  private func session<Result>(
    _ script: String, answers: [String], _ look: (Session) -> Result
  ) -> Result {
    LargeStack.run {
      var effects = Effects.quiet
      var rest = answers[...]
      effects.ask = { (_) throws(Effects.Failure) in rest.popFirst() }
      let session = Session(effects: effects)
      session.run(script)
      return look(session)
    }
  }

  /// Names, nodes, values and gradients.
  private func state(of session: Session) -> String {
    let workspace = session.workspace
    let names = workspace.definitions.map { "\($0.name) = \(workspace.shown($0.value))" }
    let answer = "_ = \(String(describing: workspace.value(named: "_").map(workspace.shown)))"
    let nodes = workspace.graph.nodes.map { node in
      "\(session.workspace.label(node)) \(workspace.graph[node]) "
        + "\(String(describing: workspace.pass?.gradient(of: node)))"
    }
    return (names + [answer] + nodes).joined(separator: "\n")
  }

  static let quizzes = [
    "quiz L", "quiz (a*b + L)", "quiz L 2", "for k in 0..<2 { quiz L 1 }",
    "if 1 { quiz (L*k2) }",
  ]

  @Test(arguments: quizzes)
  func nothingIsLeftBehind(quiz: String) {
    let answers = ["f", "mlp(1, [2])(a)", "[1, 2]", "q = 3", "2*a.grad", "set a 3", "tanh(a)", "?"]
    for before in ["", "backward f;", "backward L; 7"] {
      let script = Self.expression + "k2 = 2;\n" + before + "\n"
      let plain = session(script, answers: answers) { ($0.script, self.state(of: $0)) }
      let asked = session(script + quiz, answers: answers) { session in
        // A loop is saved as it was written.
        (quiz.hasPrefix("quiz") ? session.script : plain.0, self.state(of: session))
      }
      #expect(asked == plain, "\(quiz) after \(before)")
      let undone = session(script + quiz + "\nundo", answers: answers, self.state)
      #expect(undone == session(script + "undo", answers: answers, self.state))
    }
  }

  @Test func randomNumbersAreAsIfThereHadBeenNoQuiz() {
    let script = Self.expression + "seed 5;\n"
    let draw = "\nprint uniform(0, 1)"
    let asked = transcript(script + "quiz L 2;" + draw, answers: ["uniform(0, 1)"])
    #expect(asked.hasSuffix("\n" + transcript(script + draw, answers: [])))
  }

  @Test func aSeedChoosesTheQuestions() {
    let questions = { (seed: Int) in
      transcript(Self.expression + "seed \(seed);\nquiz L 3", answers: ["skip", "skip", "skip"])
    }
    #expect(questions(1) == questions(1))
    #expect(Set((1...8).map(questions)).count > 3)
    #expect(questions(1).hasPrefix("3 gradients out of 6 of L, backward."))
  }

  @Test func asJSON() {
    var effects = Effects.quiet
    var rest = ["1", "2"][...]
    effects.ask = { (_) throws(Effects.Failure) in rest.popFirst() }
    #expect(
      Transcript.json(of: "a = 3; b = a + a; quiz b", effects: effects) == """
        {"type":"question","root":"b","node":"a","number":1,"of":1,"value":3,"uses":[{"in":"b","formula":"a + a","value":6,"operands":{"a":3},"upstream":1}]}
        {"type":"verdict","root":"b","node":"a","verdict":"wrong","text":"1","answer":1,"slip":"forgotten use","hint":"a is used 2 times, and the use in b = a + a is not in that sum","gradient":null,"uses":[]}
        {"type":"verdict","root":"b","node":"a","verdict":"right","text":"2","answer":2,"slip":null,"hint":null,"gradient":2,"uses":[{"in":"b","upstream":1,"local":1,"contribution":1},{"in":"b","upstream":1,"local":1,"contribution":1}]}
        {"type":"quiz","root":"b","questions":1,"first":0,"later":1,"missed":0,"skipped":0,"complete":true}

        """)
  }
}
