import Language
import Testing

@Suite struct ParserTests {
  /// A mistake on every level must not let the parser forget how deep it is.
  @Test func refusesDepthBehindMistakes() {
    let script = String(repeating: "for k in 0..1 { ) \n", count: 20_000)
    #expect(mistakes(script).count == 21)
    #expect(mistakes(script).last?.hasSuffix("more mistakes") == true)
  }

  /// What is expected of an error may be an error, and so on.
  @Test func survivesExpectedErrors() {
    let script = String(repeating: "expect error \"x\" ", count: 2_000) + "1"
    #expect(mistakes(script).count <= 1)
  }

  @Test func everyMistakeOfAFileIsReported() {
    let script = """
      a = 2
      b = a +
      c = ) 3
      d = [1, 2
      e = "no end
      """
    #expect(mistakes(script).count >= 3)
    #expect(mistakes(script).prefix(2).map { $0.prefix(4) } == ["2:8:", "3:5:"])
  }

  @Test(arguments: [
    ("two in blocks", "f(x) = {\n  y = x +\n  y\n}\nb = * 2", ["2:10", "5:5"]),
    ("one in a loop and one behind", "for k in 0..3 {\n  a = = k\n}\nb = 2 2", ["2:7", "4:7"]),
    ("a name that is a command", "draw = 3\nlist = 4", ["1:1", "2:1"]),
    ("a brace that closes nothing", "}\nx }\na = )", ["1:1", "2:3", "3:5"]),
    ("a name that is a keyword", "for = 3\na = in", ["1:1", "2:5"]),
    ("a string without end, then more", "a = \"abc\nb = 2 +", ["1:5", "2:8"]),
    ("characters that mean nothing", "a = 2 § 3\nb = x²", ["1:7", "2:6"]),
  ])
  func findsEach(_ name: String, script: String, places: [String]) {
    let found = mistakes(script).map { line in
      line.split(separator: ":").prefix(2).joined(separator: ":")
    }
    #expect(found == places)
  }

  @Test(arguments: [
    ("(", true), ("f(x) = {", true), ("[1,", true), ("a = (1 + 2", true), ("{ ( }", true),
    ("1 + 2", false), ("\"(\"", false), ("# (", false), ("(1))", false), ("{}", false),
  ])
  func knowsWhatIsUnfinished(text: String, expected: Bool) {
    #expect(Parser.isUnfinished(text) == expected)
  }

  /// Nothing of this may crash, and each is one mistake, said at most once on the way in and out.
  private static let refusesDepthCases: [(String, String)] = [
    ("parentheses", String(repeating: "(", count: 100_000)),
    ("closed parentheses", nested("(", "1", ")")),
    ("brackets", String(repeating: "[", count: 100_000)),
    ("closed brackets", nested("[", "1", "]")),
    ("braces", "f(x) = " + String(repeating: "{", count: 100_000)),
    ("minus signs", String(repeating: "-", count: 100_000) + "1"),
    ("plus signs", String(repeating: "+", count: 100_000) + "1"),
    ("powers", String(repeating: "2^", count: 10_000) + "1"),
    ("calls", "f = x -> x\nf" + String(repeating: "(1)", count: 10_000)),
    ("indices", "xs = [1]\nxs" + String(repeating: "[0]", count: 10_000)),
    ("members", "x = 1\nx" + String(repeating: ".value", count: 10_000)),
    ("arrows", String(repeating: "x -> ", count: 10_000) + "x"),
    ("loops", String(repeating: "for k in 0..1 { ", count: 10_000)),
    ("choices", String(repeating: "if 1 { 1 } else ", count: 10_000) + "{ 2 }"),
    ("calls in calls", nested("tanh(", "1", ")", 10_000)),
    ("comprehensions", nested("[", "1", " for x in 0..1]", 10_000)),
    ("numbers before parentheses", nested("2(", "1", ")", 10_000)),
    ("closing brackets", String(repeating: ")", count: 100_000)),
  ]

  @Test(arguments: refusesDepthCases.map(\.0))
  func refusesDepth(name: String) throws {
    let script = try #require(Self.refusesDepthCases.first { $0.0 == name }).1
    let messages = mistakes(script).map { $0.split(separator: ": ").last }
    #expect(Set(messages).count == 1 && messages.count <= 2)
  }

  private static let takesLengthCases: [(String, String, Double)] = [
    ("a long sum", String(repeating: "1 + ", count: 50_000) + "1", 50_001.0),
    ("a long product", "x = 1; x" + String(repeating: " * 1", count: 50_000), 1),
    ("a long name", String(repeating: "n", count: 100_000) + " = 3", 3),
    ("a long comment", "4 # " + String(repeating: "c", count: 100_000), 4),
    ("many statements", String(repeating: "a = 1; ", count: 5_000) + "5", 5),
    ("a long list", "len([" + String(repeating: "1, ", count: 50_000) + "])", 50_000),
    ("many blank lines", String(repeating: "\n", count: 100_000) + "6", 6),
  ]

  @Test(arguments: takesLengthCases.map(\.0))
  func takesLength(name: String) throws {
    let (_, script, expected) = try #require(Self.takesLengthCases.first { $0.0 == name })
    #expect(value(script) == expected)
  }

  @Test(arguments: [
    ("f(x) = f(x)", "f(1)"), ("f(x) = g(x)\ng(x) = f(x) + 1", "f(1)"),
    ("f(x) = [f(y) for y in [x]]", "f(1)"), ("f = 1\nf(n) = { if 1 { f(n + 1) } }", "f(0)"),
  ])
  func endsRunawayRecursion(definition: String, call: String) {
    let found = mistakes(definition + "\n" + call)
    #expect(found.count == 1)
    #expect(found.first?.contains("calls itself more than 1000 deep") == true)
  }

  private static func nested(
    _ open: String, _ inner: String, _ close: String, _ count: Int = 100_000
  ) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }
}
