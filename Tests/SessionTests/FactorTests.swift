import Session
import Testing

/// Products are written the same way by every command.
@Suite struct FactorTests {
  @Test(arguments: [
    ("2", "2"), ("-3", "-3"), ("-1e-05", "-1e-05"), ("nan", "nan"), ("-inf", "-inf"), ("b", "b"),
    ("2x", "2x"), ("x^2", "x^2"), ("exp(a * b)", "exp(a * b)"), ("W[i + 1]", "W[i + 1]"),
    ("-b", "(-b)"), ("-sin(u)", "(-sin(u))"), ("2 * e", "(2 * e)"), ("1 / x", "(1 / x)"),
    ("(a + b) * (c + d)", "((a + b) * (c + d))"), ("x > 0", "(x > 0)"),
  ])
  func isBracketedWhereItCouldComeApart(_ text: String, bracketed: String) {
    #expect(Text.factor(text) == bracketed)
  }
}
