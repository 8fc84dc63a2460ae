import Language
import Session
import Testing

/// Lines as people mistype them, and what the program answers.
@Suite struct SlipTests {
  private static let cases: [(line: String, cure: String)] = [
    // Calls and commands
    ("sin x", "write sin(x)"),
    ("y = 2 * relu x", "write relu(x)"),
    ("softmax xs", "write softmax(xs)"),
    ("f(x) = x^2; f 3", "write f(3)"),
    ("bakward L", "did you mean `backward`?"),
    ("sho L", "did you mean `show`?"),
    ("L.backward()", "write backward L"),
    ("L.backward", "write backward L"),
    ("(a * b).backward()", "write backward L"),
    ("L.data", "write L.value"),
    ("L.item()", "write L.value"),
    ("x.grad()", "write x.grad"),
    ("x.grad.grad", "write grad(L, x)"),
    ("backward L; x.grad.grad", "write grad(L, x)"),
    ("x.tanh()", "write tanh(x)"),
    ("math.sin(x)", "write sin(x)"),
    ("np.tanh(x)", "write tanh(x)"),
    ("y = torch.relu", "write relu(x)"),
    ("2 * math.pi", "write pi"),
    ("torch.nn", "write sin(x)"),
    ("backward()", "write backward L"),
    ("print a b", "put commas between: print a, b"),
    ("say hi there", "write say \"hi there\""),
    // Names from elsewhere
    ("ln(x)", "write log(x)"),
    ("range(3)", "write 0..<3"),
    ("for k in range(n) { print k }", "write 0..<n"),
    ("x = Value(3)", "x = 3"),
    ("sqr(x)", "write x^2"),
    ("arctan(x)", "write atan(x)"),
    ("power(x, 2)", "write x^2"),
    ("logistic(x)", "write sigmoid(x)"),
    // Words of other languages
    ("def f(x): x", "write f(x) = x^2"),
    ("lambda x: x", "write x -> x^2"),
    ("f = lambda x: x", "write x -> x^2"),
    ("while x < 3 { x += 1 }", "loops run over a range"),
    ("import math", "everything is there already"),
    ("from math import sin", "everything is there already"),
    ("not x", "write 1 - c"),
    ("y = not x", "write 1 - c"),
    ("x and y", "multiply comparisons"),
    ("x or b", "add comparisons"),
    ("if x > 0 and x < 3 { print x }", "multiply comparisons"),
    // Multiplication
    ("(x+1)(x-1)", "write * between them"),
    ("x(3)", "write x * (…)"),
    ("2(3)x", "write * between"),
    // Assignments
    ("a,b=1,2", "write a = 1; b = 2"),
    ("a, b = f(1)", "a = …; b = …"),
    ("1,5", "a decimal point is `.`: 1.5"),
    ("y = 1,5", "a decimal point is `.`: 1.5"),
    ("a = b = 3", "write b = 3; a = b"),
    ("x := 3", "write x = 3"),
    ("= 3", "write x = 3"),
    ("input = 2", "write input x = 2"),
    ("a.grad = 0", "every backward starts from zero"),
    ("a.value = 4", "write set a 3"),
    // Blocks and lists
    ("x=[1,2;3,4]", "write [[1, 2], [3, 4]]"),
    ("if x>0: y=1", "write if x > 0 { y = 1 }"),
    ("if x>0: y=1; b=2", "write if x > 0 { y = 1 }"),
    ("for i in range(3): print i", "write for i in 0..<3 { … }"),
    ("for i in xs: print i", "write for i in xs { … }"),
    // Operators
    ("x // 2", "write / for division"),
    ("x++", "write x += 1"),
    ("x--", "write x -= 1"),
    ("x % 2", "there is no remainder operation"),
    ("x %2", "there is no remainder operation"),
    ("|x|", "write abs(x)"),
    ("y = 2 * |x - 1|", "write abs(x - 1)"),
    ("5!", "write the product out"),
    ("!x", "write 1 - x"),
    ("∂L/∂a", "write backward L, then a.grad"),
    ("dL/da", "write backward L, then a.grad"),
    // Brackets
    ("2*(3*)", "expected a value, found `)`"),
    ("f(x) = { x * }", "expected a value, found `}`"),
    ("2 * 3)", "`)` closes nothing"),
    ("set x (2+\nset x 5", "`(` is never closed"),
    ("tape L as=html", "`as=` cannot be `html`"),
  ]

  @Test(arguments: cases) func cures(line: String, cure: String) {
    let said = session("input x = 1; a = 2; b = 3; L = a * b + x; xs = [1, 2]\n" + line) {
      _, reports in
      reports.compactMap { report -> String? in
        guard case .diagnostic(let diagnostic, _) = report, diagnostic.severity == .error
        else { return nil }
        return diagnostic.message + " → " + (diagnostic.help ?? "")
      }
    }
    #expect(said.first?.contains(cure) == true, "\(line): \(said)")
  }

  /// Words that slips are told by stay usable as names.
  @Test(arguments: [
    "np = 2; np * 3",
    "dL = 1; da = 2; dL/da", ">>> >>> 1 + 2", "range(n) = 0..<n; range(3)", "F = 2; F",
  ])
  func stay(line: String) { #expect(mistakes(line) == []) }

  /// A command that is misspelt is at fault itself, and not what stands behind it.
  @Test(arguments: [
    ("bakward L", "1:1: there is no command of this name"),
    ("L = 2; drwa L to x.svg", "1:8: there is no command of this name"),
  ])
  func misspelling(line: String, mistake: String) { #expect(mistakes(line) == [mistake]) }

  @Test func rebinding() {
    #expect(
      transcript("a = 1; b = a + 1\na = 5").contains(
        "to change the old one in place: undo, then set a 5"))
  }
}
