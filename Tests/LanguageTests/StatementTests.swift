import Autograd
import Testing

@Suite struct StatementTests {
  private static let givesCases: [(String, String, Double)] = [
    ("a function", "f(x) = 3x^2 - 4x + 5\nf(3)", 20.0),
    ("a block", "g(x) = { h = x + 1; h * h }\ng(2)", 9),
    ("a block over lines", "g(x) = {\n  h = x + 1\n  h * h\n}\ng(2)", 9),
    ("no parameter", "f() = 7\nf()", 7),
    ("two parameters", "f(x, y) = x - y\nf(5, 3)", 2),
    ("a function value", "f = x -> x + 1\nf(2)", 3),
    ("one of two parameters", "f = (x, y) -> x * y\nf(2, 3)", 6),
    ("a function of a function", "twice(f, x) = f(f(x))\ntwice(x -> x^2, 3)", 81),
    ("a closure", "add(n) = x -> x + n\nf = add(3)\nf(4)", 7),
    ("a closure in a closure", "f(a) = b -> c -> a + 10b + 100c\nf(1)(2)(3)", 321),
    ("a closure keeps what it saw", "n = 1\nadd(n) = x -> x + n\nf = add(3)\nn = 100\nf(4)", 7),
    ("functions in a list", "[x -> x + 1, x -> x * 10][1](4)", 40),
    ("a local name", "h = 1\nf(x) = { h = 10x; h }\nf(2); h", 1),
    ("recursion", "fact(n) = { if n < 2 { 1 } else { n * fact(n - 1) } }\nfact(10)", 3_628_800),
    ("recursion 900 deep", "f(n) = { if n == 0 { 0 } else { 1 + f(n - 1) } }\nf(900)", 900),
    ("an operation as a function", "f = tanh\nf(0)", 0),
    ("a name before a built-in", "max(x) = x + 1\nmax(2)", 3),
    ("a loop", "s = 0\nfor k in 1..10 { s += k }\ns", 55),
    ("a loop over a list", "s = 0\nfor x in [2, 3, 5] { s += x }\ns", 10),
    ("a loop over pairs", "s = 0\nfor x, y in zip([1, 2], [3, 4]) { s += x * y }\ns", 11),
    ("a loop in a loop", "s = 0\nfor i in 1..3 { for j in 1..3 { s += i * j } }\ns", 36),
    ("a loop in a function", "f(n) = { s = 0; for k in 1..n { s += k }; s }\nf(4)", 10),
    ("the other choice", "if 0 { a = 1 } else { a = 2 }\na", 2),
    ("choices in a row", "x = 5\nif x < 0 { a = 1 } else if x < 9 { a = 2 } else { a = 3 }\na", 2),
    ("else on a line of its own", "if 0 {\n  a = 1\n}\nelse {\n  a = 2\n}\na", 2),
    ("all four updates", "a = 7; a += 3; a -= 2; a *= 5; a /= 4; a", 10),
    ("micrograd's update", "c = 1; c += c + 1; c", 3),
    ("a name of the loop ends with it", "k = 7\nfor k in 0..<3 { k + 1 }\nk", 7),
    ("an operation", "op cube(x) = x^3 grad 3x^2\ncube(2)", 8),
    ("an operation of two", "op wedge(x, y) = x * y - y grad y, x - 1\nwedge(3, 4)", 8),
  ]

  @Test(arguments: givesCases)
  func gives(_ name: String, script: String, expected: Double) throws {
    let found = try #require(value(script), "\(transcript(script))")
    #expect(isClose(found, expected))
  }

  @Test(arguments: [
    ("x = 2", Role.plain), ("input x = 2", .input), ("param x = 2", .param),
    ("a = 3; param x = a", .param),
  ])
  func leavesHaveRoles(script: String, role: Role) throws {
    let found = session(script) { session, _ -> Role? in
      guard case .node(let node)? = session.workspace.value(named: "x") else { return nil }
      return session.workspace.graph.instruction(node).role
    }
    #expect(found == role)
  }

  @Test func aLiteralIsAConstant() {
    let roles = session("x = 2; y = 3x + 1") { session, _ in
      let graph = session.workspace.graph
      return graph.nodes.filter { graph.instruction($0).isLeaf }
        .map { graph.instruction($0).role }
    }
    #expect(roles == [.plain, .constant, .constant])
  }

  @Test func anOperationIsOneNode() {
    let script = "op cube(x) = x^3 grad 3x^2\nx = 2; y = cube(x)\nbackward y;\nx.grad"
    #expect(transcript(script).hasSuffix("x.grad = 12"))
    #expect(session(script) { session, _ in session.workspace.graph.count } == 2)
  }

  @Test func aWrongOperationIsFound() {
    let text = transcript("op cube(x) = x^3 grad 2x^2\nx = 2; y = cube(x)\ncheck y;\ncheck y")
    #expect(text.contains("differs"))
    #expect(text.contains("`cube` gives 8 as its derivative by x, and differences say 12"))
  }

  @Test func olderNodesKeepTheirInputs() {
    #expect(transcript("a = 2; b = 3a; set a 5; print b").hasSuffix("15"))
    #expect(transcript("a = 2; b = 3a; a = 5; print b").hasSuffix("6"))
  }

  @Test func rebindingIsHintedAtOnce() {
    let script = "a = 2; y = a^2; a = 3; b = 2; z = b^2; b = 4; print y, z"
    #expect(
      transcript(script) == """
        hint: `y` still uses the old `a` (now %0)
          | a = 2; y = a^2; a = 3; b = 2; z = b^2; b = 4; print y, z
          |                 ^ to change the old one in place: undo, then set a 3
        4 4
        """)
  }

  @Test(arguments: [
    ("log(0)", "1:1: log(0) is -inf"), ("1/0", "1:2: 1 / 0 is inf"),
    ("x = -1; y = sqrt(x)", "1:13: sqrt(x) is nan"),
    ("x = 0; y = 1/x; z = y + 1; w = z * 2", "1:13: 1 / x is inf"),
    ("x = 1e308; y = x * 10", "1:18: x * 10 is inf"),
    ("x = 1; y = x + inf", ""),
  ])
  func warnsWhereNanAndInfAreBorn(script: String, expected: String) {
    let warnings = session(script) { _, reports in
      reports.compactMap { report -> String? in
        guard case .diagnostic(let diagnostic, let place?) = report,
          diagnostic.severity == .warning
        else { return nil }
        return "\(place.line):\(place.column): \(diagnostic.message)"
      }
    }
    #expect(warnings.joined(separator: "\n") == expected)
  }

  private static let expectsCases: [(String, String, [String])] = [
    ("an equality", "expect 1 + 1 == 2", [String]()),
    ("a tolerance", "expect 0.1 + 0.2 == 0.3 ~ 1e-9", []),
    ("a list", "expect [1, 2] == [1, 2]", []),
    ("anything but 0", "expect 1 < 2", []),
    ("nan", "x = nan\nexpect x == nan", []),
    ("an error", "expect error \"not defined\" z + 1", []),
    ("an error on the next line", "expect error \"not defined\"\nz + 1", []),
    ("a mistake of grammar", "expect error \"never closed\"\n(1 + ", []),
    ("a failure", "expect 1 + 1 == 3", ["1:1: expected 3, got 2 (off by 1)"]),
    (
      "beyond the tolerance", "expect 1.5 == 1 ~ 0.1",
      ["1:1: expected 1, got 1.5 (off by 0.5)"]
    ),
    ("zero", "expect 2 < 1", ["1:1: expected not 0, got 0"]),
    (
      "no error", "expect error \"x\" 1 + 1",
      ["1:18: expected an error with “x”, and there was none"]
    ),
    (
      "another error", "expect error \"shape\" z + 1",
      ["1:22: expected an error with “shape”, and it was: `z` is not defined"]
    ),
  ]

  @Test(arguments: expectsCases)
  func expects(_ name: String, script: String, expected: [String]) {
    #expect(mistakes(script) == expected)
  }
}
