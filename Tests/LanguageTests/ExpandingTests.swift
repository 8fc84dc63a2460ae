import Autograd
import CommandLine
import Language
import SeededNumbers
import Session
import Testing

@Suite("Expanding and folding")
struct ExpandingTests {
  /// Operations that have an elementary form, each with a call of it that is valid at 0.7 and -1.2.
  static let calls = [
    "tanh(a)", "sigmoid(b)", "softplus(a)", "silu(b)", "gelu(a)", "elu(b)", "leaky_relu(b, 0.2)",
    "relu(a)", "relu(b)", "abs(b)", "sign(b)", "min(a, b)", "a - b", "a / b", "-a", "sqrt(a)",
    "sinh(a)", "cosh(b)", "tan(a)", "log2(a)", "log10(a)", "log1p(a)", "expm1(b)", "a^2", "b^3",
    "mine(a, b)",
  ]

  private static let head = "a = 0.7; b = -1.2\nop mine(x, y) = x^2 * y - y grad 2x*y, x^2 - 1\n"

  @Test("expanded and folded again, nothing has changed", arguments: calls)
  func isIdentity(call: String) {
    let script = ExpandingTests.head + "n = \(call)\nL = n * a + exp(n) + n\nbackward L;\n"
    let before = session(script) { session, _ in state(of: session) }
    let (after, expansions, reports) = session(script + "expand n\nfold n") { session, reports in
      (state(of: session), session.workspace.expansions.count, reports.count)
    }
    #expect(withoutAnswers(after) == withoutAnswers(before), "\(call)")
    #expect(expansions == 0)
    #expect(reports > 0)
  }

  @Test("values and gradients stay", arguments: calls)
  func keepsGradients(call: String) {
    let script = ExpandingTests.head + "n = \(call)\nL = n * a + exp(n) + n\nbackward L;\n"
    let before = facts(script)
    for command in ["expand n", "expand n; expand n;", "expand L all"] {
      let after = facts(script + command)
      #expect(after.count == before.count)
      for (old, new) in zip(before, after) {
        #expect(
          old.name == new.name && isClose(old.value, new.value, absolute: 1e-12)
            && isClose(old.gradient, new.gradient, absolute: 1e-12),
          "\(call), \(command): \(old) became \(new)")
      }
      let count = session(script) { session, _ in session.workspace.graph.count }
      let expanded = session(script + command) { session, _ in session.workspace.graph.count }
      #expect(expanded >= count, "\(call), \(command)")
    }
  }

  @Test("random graphs: all expanded, all folded, all undone", arguments: 1...40)
  func randomGraphs(seed: Int) {
    let script = randomScript(seed)
    let before = session(script) { session, _ in state(of: session) }
    for commands in [
      "expand L all\nfold L all", "expand L all\nundo", "expand h0 all\nexpand L all\nundo\nundo",
    ] {
      let after = session(script + commands) { session, reports in
        (state(of: session), reports.contains { if case .expanded = $0 { true } else { false } })
      }
      #expect(after.1, "seed \(seed): \(commands) said nothing in\n\(script)")
      #expect(withoutAnswers(after.0) == withoutAnswers(before), "seed \(seed): \(commands)")
    }
    let (old, new) = (facts(script), facts(script + "expand L all"))
    #expect(old.count == new.count)
    for (old, new) in zip(old, new) {
      #expect(
        old.name == new.name && isClose(old.value, new.value, relative: 1e-9, absolute: 1e-9)
          && isClose(old.gradient, new.gradient, relative: 1e-9, absolute: 1e-9),
        "seed \(seed): \(old) became \(new)")
    }
  }

  @Test("a form that would overflow, or bend elsewhere, is refused")
  func refused() {
    #expect(
      mistakes("n = 1000; o = tanh(n)\nexpand o")
        == ["2:1: tanh(n) stays: its elementary form would give nan here, not 1"])
    #expect(
      mistakes("a = 2; e = exp(a)\nexpand e")
        == ["2:1: `e` is elementary: nothing simpler makes `exp`"])
    #expect(
      mistakes("a = 2; e = exp(a)\nexpand e all")
        == ["2:1: `e` and all that it depends on are elementary already"])
    #expect(mistakes("a = 2\nexpand a") == ["2:1: `a` is a leaf, and made of nothing"])
    #expect(mistakes("a = 2; e = a*a\nfold e") == ["2:1: `e` is not expanded, and no call made it"])
  }

  @Test("a debugger whose nodes move ends, and says so")
  func debugger() {
    let text = transcript("n = 0.5; o = tanh(n)\ndebug o;\nexpand o;\nstep")
    #expect(text.contains("the debugger has ended: a value or a node has changed"), "\(text)")
    #expect(text.contains("to start anew: debug o"), "\(text)")
  }

  @Test("an op becomes its definition, and what it claimed wrongly is told")
  func corrected() {
    let text = transcript(
      """
      op cube(x) = x^3 grad 2x^2
      a = 2; q = cube(a)
      backward q;
      a.grad
      expand q
      a.grad
      """)
    #expect(
      text == """
        a.grad = 8
        q = cube(a) is now 1 operation: a^3
        cube(a) said that its derivative is 8; its definition has 12, so that gradients
          change
        a.grad = 12
        """, "\(text)")
  }

  @Test("parts that are used elsewhere stay when a node is folded")
  func usedParts() {
    let text = transcript(
      """
      n = 0.5; o = tanh(n)
      expand o
      e = %3
      fold o
      e
      o
      backward e;
      n.grad
      """)
    #expect(
      text == """
        o = tanh(n) is now 5 operations: (exp(2 * n) - 1) / (exp(2 * n) + 1)
        e = 2.71828
        o = tanh(n) again
        e = 2.71828
        o = 0.462117
        n.grad = 5.43656
        """)
  }

  @Test("functions and loops follow nodes that move")
  func captured() {
    let text = transcript(
      """
      n = 0.5; o = tanh(n)
      make(k) = { w = k * 1; x -> w * x }
      f = make(o)
      z = f(2)
      expand o
      f(2)
      z
      undo
      undo
      f(2)
      z
      for v in [o, z] { if v.value < 0.5 { expand o }; print v.value }
      """)
    #expect(
      text == """
        x -> w * x
        z = 0.924234
        o = tanh(n) is now 5 operations: (exp(2 * n) - 1) / (exp(2 * n) + 1)
        0.924234
        z = 0.924234
        undone: f(2)
        undone: expand o
        0.924234
        z = 0.924234
        0.462117
        0.924234
        """, "\(text)")
  }

  @Test("calls are folded by path, by function and by a node of theirs")
  func foldsCalls() {
    let text = transcript(
      """
      seed 1; net = mlp(2, [2, 1]); y = net([1, 2]);
      fold net.layer1
      fold neuron
      expand y
      expand layer1
      """)
    #expect(
      text == """
        net.layer1: drawn as one box from now on
        net.layer1.neuron1, net.layer1.neuron2, net.layer2.neuron1: drawn as one box
          each from now on
        net.layer2.neuron1: drawn node by node again
        net.layer1: drawn node by node again
        """)
    let folded = session(
      "seed 1; net = mlp(2, [2, 1]); y = net([1, 2]);\nfold net.layer1\nfold net\nundo"
    ) { session, _ in session.workspace.foldedPaths }
    #expect(folded == ["net.layer1"])
    #expect(mistakes("x = 1\nfold softmax") == ["2:6: no call of `softmax` has made a node"])
    #expect(mistakes("net = mlp(2, [2]);\nexpand net") == ["2:8: no call of `net` is folded"])
    #expect(mistakes("x = 1\nexpand exp") == ["2:8: `exp` is an operation"])
  }

  // MARK: Parts

  private func facts(_ script: String) -> [(name: String, value: Double, gradient: Double)] {
    session(script) { session, _ in
      session.workspace.definitions.compactMap { name, value in
        guard case .node(let node) = value else { return nil }
        return (
          name, session.workspace.graph[node],
          session.workspace.pass?.gradient(of: node) ?? 0
        )
      }
    }
  }

  private func withoutAnswers(_ state: String) -> [Substring] { state.split(separator: "\n") }

  /// A line for each node: any operation with an elementary form on any two of the nodes before.
  private func randomScript(_ seed: Int) -> String {
    var numbers = SeededNumbers(seed: seed)
    var names = ["a", "b", "c"]
    var script = "a = 0.7; b = -1.2; c = 0.4\n"
    let unary = [
      "tanh", "sigmoid", "softplus", "silu", "gelu", "elu", "relu", "abs", "sinh", "cosh",
    ]
    for place in 0..<8 {
      let x = names.randomElement(using: &numbers)!
      let y = names.randomElement(using: &numbers)!
      let operation = unary.randomElement(using: &numbers)!
      let choices = [
        "tanh(\(operation)(\(x)))", "tanh(\(x) - \(y))", "tanh(\(x) / (2 + \(y)^2))",
        "tanh(min(\(x), -\(y)))", "sqrt(1 + \(x)^2 * \(y)^2) / 3",
      ]
      script += "h\(place) = \(choices.randomElement(using: &numbers)!)\n"
      names.append("h\(place)")
    }
    return script + "L = \(names.joined(separator: " + "))\nbackward L;\n"
  }

  @Test func moreThanAnybodyReadsIsNotExpanded() {
    let script = "y = 0.5\nfor k in 0..<100001 { y = tanh(y) }\nexpand y all"
    #expect(
      mistakes(script) == [
        "3:1: more than 100000 nodes would be put in elementary form, which is no help"
      ])
  }
}
