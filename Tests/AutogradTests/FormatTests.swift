import SeededNumbers
import Testing

@testable import Autograd

@Suite("Numbers as text")
struct NumberFormatTests {
  static let cases: [(number: Double, full: String, significant: String, decimals: String)] = [
    (0, "0", "0", "0.0000"),
    (2, "2", "2", "2.0000"),
    (-8, "-8", "-8", "-8.0000"),
    (0.1, "0.1", "0.1", "0.1000"),
    (24.70408163265306, "24.70408163265306", "24.704", "24.7041"),
    (-0.00001, "-1e-05", "-1e-05", "-1e-05"),
    (0.00004, "4e-05", "4e-05", "4e-05"),
    (0.00006, "6e-05", "6e-05", "0.0001"),
    (1e300, "1e+300", "1e+300", "1.0000e+300"),
    (123_456_789, "123456789", "123456789", "123456789.0000"),
    (.infinity, "inf", "inf", "inf"),
    (-.infinity, "-inf", "-inf", "-inf"),
    (.nan, "nan", "nan", "nan"),
  ]

  @Test("in each format", arguments: cases.indices)
  func text(_ index: Int) {
    let (number, full, significant, decimals) = Self.cases[index]
    #expect(NumberFormat.full.text(number) == full)
    #expect(NumberFormat.significant(5).text(number) == significant)
    #expect(NumberFormat.decimals(4).text(number) == decimals)
  }

  @Test("the smallest number there is")
  func smallest() {
    #expect(NumberFormat.full.text(.leastNonzeroMagnitude) == "5e-324")
    #expect(NumberFormat.decimals(4).text(.leastNonzeroMagnitude) == "5e-324")
    #expect(NumberFormat.decimals(2).text(-0.004) == "-0.004")
    #expect(NumberFormat.decimals(0).text(0.25) == "0.2")
  }

  @Test("zero has no sign for people")
  func zero() {
    #expect(NumberFormat.significant(5).text(-0.0) == "0")
    #expect(NumberFormat.decimals(4).text(-0.0) == "0.0000")
    #expect(NumberFormat.full.text(-0.0) == "-0")
  }

  @Test("as many digits as are asked for")
  func manyDigits() {
    let zeros = String(repeating: "0", count: 80)
    #expect(NumberFormat.decimals(80).text(1e14) == "100000000000000." + zeros)
    #expect(Double(NumberFormat.significant(100).text(1e-300)) == 1e-300)
  }

  @Test("full texts read back as the same number")
  func roundTrip() {
    var random = SeededNumbers(seed: 1)
    for _ in 0..<10_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(Double(NumberFormat.full.text(number)) == number)
    }
  }
}

@Suite("Formulas of nodes")
struct FormulaTests {
  func formula(_ name: String, _ arguments: String...) -> String {
    operations.first { $0.name == name }!.formula(applied: arguments)
  }

  @Test("are written as they would be typed")
  func applied() {
    #expect(formula("add", "a", "b") == "a + b")
    #expect(formula("pow", "x", "2") == "x^2")
    #expect(formula("pow", "-3", "2") == "(-3)^2")
    #expect(formula("neg", "x") == "-x")
    #expect(formula("neg", "-3") == "-(-3)")
    #expect(formula("tanh", "n") == "tanh(n)")
    #expect(formula("atan2", "y", "x") == "atan2(y, x)")
    #expect(formula("less_equal", "x", "3") == "x <= 3")
    #expect(formula("leaky_relu", "x", "0.01") == "leaky_relu(x)")
    #expect(formula("leaky_relu", "x", "0.2") == "leaky_relu(x, 0.2)")
    #expect(formula("elu", "x", "1") == "elu(x)")
  }

  @Test("name their operands, and write constants as numbers")
  func named() {
    var graph = Graph()
    let x = graph.leaf(3)
    let two = graph.leaf(2, role: .constant)
    let square = graph.apply(.pow, x, two)
    #expect(graph.formula(of: square) { _ in "x" } == "x^2")
    #expect(graph.formula(of: x) { _ in "x" } == "x")
    #expect(graph.differentiatedOperands(of: square).map(\.node) == [x])
    let product = graph.apply(.mul, two, x)
    #expect(graph.differentiatedOperands(of: product).map(\.node) == [two, x])
  }

  @Test("expansions are there where an operation is made of simpler ones")
  func expansions() {
    let expansions = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0.expansion) })
    #expect(expansions["div"] == "x * y^-1")
    #expect(expansions["sub"] == "x + -1 * y")
    #expect(expansions["tanh"] == "(exp(2 * x) - 1) / (exp(2 * x) + 1)")
    #expect(expansions["sigmoid"] == "1 / (1 + exp(-x))")
    #expect(expansions["mul"] == .some(nil) && expansions["exp"] == .some(nil))
  }
}
