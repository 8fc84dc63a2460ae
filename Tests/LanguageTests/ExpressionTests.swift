import Testing

@Suite struct ExpressionTests {
  private static let hasCases: [(String, String, Double)] = [
    ("minus below a power", "-2^2", -4.0),
    ("two stars", "-2**2", -4),
    ("powers from the right", "2^3^2", 512),
    ("a signed exponent", "2^-1", 0.5),
    ("a power of a bracket", "(-2)^2", 4),
    ("differences from the left", "10 - 4 - 3", 3),
    ("quotients from the left", "16 / 4 / 2", 2),
    ("product before sum", "2 + 3 * 4", 14),
    ("brackets", "(2 + 3) * 4", 20),
    ("minus after an operator", "2 * -3", -6),
    ("two minuses", "2 - -3", 5),
    ("a plus sign", "+2 - +3", -1),
    ("comparison loosest", "1 + 1 < 3", 1),
    ("not equal", "2 != 2", 0),
    ("less or equal", "2 <= 2", 1),
    ("a number before a name", "x = 4; 2x", 8),
    ("a number before a bracket", "2(3 + 1)", 8),
    ("a number before a name and a bracket", "x(a) = a + 1; 2x(3)", 8),
    ("a half of x", "x = 4; 1/2x", 0.125),
    ("a number before a power", "x = 3; 2x^2", 18),
    ("a minus before a number before a name", "x = 3; -2x^2", -18),
    ("a polynomial", "x = 3; 3x^2 - 4x + 5", 20),
    ("a power of a product", "2^2(3)", 64),
    ("scientific", "1e-3 + 1E3 + 2.5e+1", 1025.001),
    ("a number with no zero", ".5 + 2.", 2.5),
    ("e is a name unless digits follow", "e = 7; 2e", 14),
    ("digits in groups", "1_000_000", 1_000_000),
    ("signs of a slide", "3 × 4 − 6 ÷ 2 · 2", 6),
    ("comparisons of a slide", "(1 ≤ 2) + (2 ≥ 3) + (1 ≠ 2)", 2),
    ("a no-break space", "1\u{A0}+\u{A0}1", 2),
    ("a comment", "1 + 1 # + 1", 2),
    ("an open bracket", "(1 +\n  2)", 3),
    ("an open list", "sum([1,\n2,\n3,\n])", 6),
    ("a pasted prompt", ">>> 1 + 1", 2),
    ("pasted prompts", ">>> f(x) = {\n...   x + 1\n... }\n>>> f(1)", 2),
    ("carriage returns", "a = 1\r\na + 1\r\n", 2),
    ("greek", "σ = 2; σ^2", 4),
    ("an index", "x₁ = 2; 3x₁", 6),
    ("a prime", "w' = 2; w' + 1", 3),
    ("a combining mark", "e\u{301} = 2; e\u{301} * 2", 4),
    ("the last value", "3 + 4\n_ * 2", 14),
    ("the last answer", "a = 5\nans + 1", 6),
    ("a node by its number", "a = 5; b = 2a\n%0 + 1", 6),
    ("a constant", "π - pi", 0),
  ]

  @Test(arguments: hasCases)
  func has(_ name: String, script: String, expected: Double) throws {
    let found = try #require(value(script), "\(transcript(script))")
    #expect(isClose(found, expected))
  }

  private static let showsCases: [(String, String, String)] = [
    ("a list", "[1, 2 + 3, [4]]", "[1, 5, [4]]"),
    ("an empty list", "[]", "[]"),
    ("an element", "xs = [4, 5, 6]; xs[1]", "xs[1] = 5"),
    ("an element of an element", "W = [[1, 2], [3, 4]]; W[1][0]", "W[1][0] = 3"),
    ("a range with its end", "[x for x in 1..3]", "[1, 2, 3]"),
    ("a range without its end", "[x for x in 0..<3]", "[0, 1, 2]"),
    ("a range between names", "a = 1; b = 3; [x for x in a..<b]", "[1, 2]"),
    ("a step", "[x for x in 0..1 by 0.25]", "[0, 0.25, 0.5, 0.75, 1]"),
    ("a step that rounds", "len(0..1 by 0.1)", "11"),
    ("a step downward", "[x for x in 3..1 by -1]", "[3, 2, 1]"),
    ("an empty range", "[x for x in 3..1]", "[]"),
    ("a slice", "xs = [4, 5, 6, 7]; xs[1..<3]", "xs[1..<3] = [5, 6]"),
    ("a condition", "[x^2 for x in 0..6 if x > 3]", "[16, 25, 36]"),
    ("two names", "[x * y for x, y in zip([1, 2], [3, 4])]", "[3, 8]"),
    ("a list of lists", "[[i + j for j in 0..1] for i in 0..1]", "[[0, 1], [1, 2]]"),
    ("a string", "\"a \\\"b\\\" \\\\ c\"", #""a "b" \ c""#),
    ("a named string", "s = \"text\"", #"s = "text""#),
    ("a value", "x = 2; x.value", "x.value = 2"),
    ("a gradient", "x = 3; y = x^2\nbackward y;\nx.grad", "x.grad = 6"),
    ("a gradient that is missing", "x = 3; x.grad", "x.grad = –"),
    (
      "gradients of a list", "w = [1, 2]; y = w[0] * w[1]\nbackward y;\nw.grad",
      "w.grad = [2, 1]"
    ),
  ]

  @Test(arguments: showsCases)
  func shows(_ name: String, script: String, expected: String) {
    #expect(transcript(script) == expected)
  }

  private static let isQuietWhereNothingIsAskedCases: [(String, String)] = [
    ("a = 2", "a = 2"),
    ("a = 2;", ""),
    ("a = 2; b = 3", ""),
    ("a = 2; b = 3; a + b", "5"),
    ("a = 2; a; b = 3", ""),
    ("a = 2\na", "a = 2\na = 2"),
    ("f(x) = x^2", ""),
    ("for k in 0..<3 { k }", ""),
    ("for k in 0..<3 { print k, k^2 }", "0 0\n1 1\n2 4"),
    ("if 1 { 2 }", ""),
  ]

  @Test(arguments: isQuietWhereNothingIsAskedCases)
  func isQuietWhereNothingIsAsked(script: String, expected: String) {
    #expect(transcript(script) == expected)
  }
}
