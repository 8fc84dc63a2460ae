import Autograd
import Testing

@testable import Language

/// Derivatives as graphs: their values, their form, and what cannot be differentiated.
@Suite struct HigherOrderTests {
  /// An operation at one of its sample points, or at a kink.
  struct Case: Sendable, CustomTestStringConvertible {
    let operation: Autograd.Operation
    let operands: [Double]
    var testDescription: String { "\(operation.name) at \(operands)" }

    static let samples: [Case] = Operation.table.dropFirst().flatMap { operation in
      operation.samples.map { Case(operation: operation, operands: $0) }
    }

    static let kinks: [Case] = [
      ("relu", [0]), ("abs", [0]), ("sign", [0]), ("leaky_relu", [0, 0.1]), ("elu", [0, 2]),
      ("max", [2, 2]), ("min", [2, 2]), ("sqrt", [0]), ("pow", [0, 2]), ("pow", [0, 1]),
      ("pow", [0, 3]), ("less", [1, 1]), ("asin", [1]), ("acos", [-1]),
    ].map { name, operands in
      Case(operation: Operation.table.first { $0.name == name }!, operands: operands)
    }

    /// The operation on `p0`, `p1`, which are nodes with the operands' values; or with its last
    /// operand written as a number.
    func bench(lastIsNumber: Bool = false) throws -> (Workbench, names: [String]) {
      let bench = try Workbench()
      var names = operands.indices.map { "p\($0)" }
      for (name, number) in zip(names, operands) { try bench.run("\(name) = \(number)") }
      var arguments = names
      if lastIsNumber {
        names.removeLast()
        arguments[names.count] = "(\(operands.last!))"
      }
      try bench.run("f = \(operation.formula(applied: arguments))")
      return (bench, names)
    }
  }

  // MARK: Values

  @Test(arguments: Case.samples + Case.kinks)
  func agreesWithTheBackwardPass(sample: Case) throws {
    let hasFixed = sample.operation.fixedOperand != nil
    for lastIsNumber in hasFixed ? [false, true] : [false] {
      let (bench, names) = try sample.bench(lastIsNumber: lastIsNumber)
      let graph = bench.workspace.graph
      let pass = graph.backward(from: try bench.node("f"))
      for name in names {
        // By an exponent at 0 the text gives 0 · -inf, where the rule gives 0.
        if sample.operation.name == "pow", sample.operands[0] == 0, name == "p1" { continue }
        let expected = try #require(pass.gradient(of: bench.node(name)))
        let actual = try bench.number("grad(f, \(name))")
        #expect(isClose(actual, expected), "∂/∂\(name): \(actual), not \(expected)")
      }
    }
  }

  /// Second derivatives against differences of the first.
  @Test(arguments: Case.samples)
  func secondDerivativesAgreeWithDifferences(sample: Case) throws {
    let (bench, names) = try sample.bench()
    for first in names {
      try bench.run("g = grad(f, \(first))")
      for second in names {
        let exact = try bench.number("grad(g, \(second))")
        let leaf = try bench.node(second)
        let slope = try bench.node("g")
        let difference = bench.workspace.graph.centralDifference(of: slope, by: leaf)
        #expect(
          isClose(exact, difference, relative: 1e-6, absolute: 1e-8),
          "∂²/∂\(first)∂\(second): \(exact), not \(difference)")
      }
    }
  }

  @Test(arguments: 0..<60)
  func agreesOnRandomExpressions(seed: Int) throws {
    var source = ExpressionSource(seed: seed)
    let bench = try Workbench("x = \(source.number())", "y = \(source.number())")
    try bench.run("z = \(source.number())")
    let text = source.expression(depth: 4)
    try bench.run("L = \(text) + 0*x")
    let pass = bench.workspace.graph.backward(from: try bench.node("L"))
    let gradient = try bench.numbers("grad(L, [x, y, z])")
    for (name, slope) in zip(["x", "y", "z"], gradient) {
      let expected = pass.gradient(of: try bench.node(name)) ?? 0
      #expect(
        isClose(slope, expected, relative: 1e-9, absolute: 1e-12),
        "seed \(seed): \(text) by \(name)")
    }
    let hessian = try bench.numbers("hessian(L, [x, y, z])")
    for (row, first) in ["x", "y", "z"].enumerated() {
      try bench.run("g = grad(L, \(first))")
      for (column, second) in ["x", "y", "z"].enumerated() {
        #expect(hessian[3 * row + column] == hessian[3 * column + row])
        let difference = bench.workspace.graph.centralDifference(
          of: try bench.node("g"), by: try bench.node(second))
        #expect(
          isClose(hessian[3 * row + column], difference, relative: 1e-5, absolute: 1e-6),
          "seed \(seed): \(text) by \(first) and \(second)")
      }
    }
  }

  // MARK: Form

  @Test(arguments: [
    ("x^3", "3 * x^2"),
    ("x^2", "2 * x"),
    ("3x^2 - 4x + 5", "6 * x - 4"),
    ("x * x * x", "3 * (x * x)"),
    ("2(x * y)", "2 * y"),
    ("x / y", "1 / y"),
    ("y / x", "-y / x^2"),
    ("1 / x", "-1 / x^2"),
    ("sin(x * y)", "cos(x * y) * y"),
    ("cos(x)", "-sin(x)"),
    ("cos(-x)", "sin(-x)"),
    ("exp(x)", "exp(x)"),
    ("exp(-x)", "-exp(-x)"),
    ("5log(x)", "5 / x"),
    ("tanh(x)", "1 - tanh(x)^2"),
    ("sigmoid(x)", "sigmoid(x) * (1 - sigmoid(x))"),
    ("-(x - y)^2", "-2 * (x - y)"),
    ("(x - y)^2 / 2", "x - y"),
    ("sqrt(x)", "1 / (2 * sqrt(x))"),
    ("relu(x)", "x > 0"),
    ("x^y", "y * x^(y - 1)"),
    ("x + y", "1"),
    ("x + x", "2"),
    ("y - x", "-1"),
    ("x - x", "0"),
    ("y^2", "0"),
    ("sign(x)", "0"),
  ])
  func readsAsOnPaper(function: String, derivative: String) throws {
    let bench = try Workbench("x = 2", "y = 3", "f = \(function)")
    #expect(try bench.formula("grad(f, x)") == derivative)
  }

  @Test(arguments: [
    ("x^3", ["3 * x^2", "6 * x", "6"]),
    ("sin(x)", ["cos(x)", "-sin(x)", "-cos(x)", "sin(x)", "cos(x)"]),
    ("exp(2x)", ["2 * exp(2 * x)", "4 * exp(2 * x)", "8 * exp(2 * x)"]),
    ("log(x)", ["1 / x", "-1 / x^2"]),
  ])
  func canBeDifferentiatedAgain(function: String, derivatives: [String]) throws {
    let bench = try Workbench("x = 2", "f = \(function)")
    for derivative in derivatives {
      #expect(try bench.formula("grad(f, x)") == derivative)
      try bench.run("f = grad(f, x)")
    }
  }

  @Test func computesNothingTwice() throws {
    // 3 and 2, x^2, and their product; what simplification leaves behind makes no node.
    let bench = try Workbench("x = 2", "y = x^3")
    let count = bench.workspace.graph.count
    #expect(try bench.number("grad(y, x)") == 12)
    #expect(bench.workspace.graph.count == count + 4)
    // The value of exp is its derivative.
    let other = try Workbench("x = 2", "y = exp(x)")
    #expect(try other.node("grad(y, x)") == other.node("y"))
  }

  // MARK: Shapes, and other nodes than leaves

  @Test func keepsTheShape() throws {
    let bench = try Workbench("a = [[1, 2], [3, 4]]", "L = sum(a^2)", "b = [5, 6]")
    #expect(bench.workspace.shown(try bench.datum("grad(L, a)")).text == "[[2,4],[6,8]]")
    #expect(bench.workspace.shown(try bench.datum("grad(L, [])")).text == "[]")
    #expect(
      bench.workspace.shown(try bench.datum("jacobian([L, 3, b[0]], b)")).text
        == "[[0,0],[0,0],[1,0]]")
    #expect(bench.workspace.shown(try bench.datum("jacobian(L, a[0])")).text == "[2,4]")
    #expect(
      bench.workspace.shown(try bench.datum("hessian(b[0]^2 * b[1], b)")).text
        == "[[12,10],[10,0]]")
    #expect(bench.workspace.shown(try bench.datum("hessian(L, a[0][0])")).text == "2")
  }

  @Test func differentiatesByInnerNodes() throws {
    let bench = try Workbench("x = 2", "n = x^2", "L = n * x")
    #expect(try bench.formula("grad(L, n)") == "x")
    #expect(try bench.number("grad(L, L)") == 1)
    #expect(try bench.number("grad(n, L)") == 0)
    // x^2 in a derivative by x is another node than n, which stands for a number of its own.
    #expect(try bench.numbers("hessian(L, [n, x])") == [0, 1, 1, 12])
  }

  @Test func differentiatesOwnOperations() throws {
    let bench = try Workbench(
      "c(x) = 3x^2", "op cube(x) = x^3 grad c(x)", "op three(x, y, z) = x*y + z grad y, x, 1",
      "op twice(x) = 2cube(x) grad 6x^2", "c(x) = 0", "x = 2", "y = 3")
    #expect(try bench.formula("grad(cube(x * y), x)") == "3 * (x * y)^2 * y")
    #expect(try bench.formula("grad(grad(cube(x), x), x)") == "6 * x")
    #expect(try bench.formula("grad(three(x, y, x^2), x)") == "y + 2 * x")
    #expect(try bench.formula("grad(twice(x), x)") == "6 * x^2")
  }

  @Test func standsInFunctionsAndOperations() throws {
    let bench = try Workbench(
      "slope(f, x) = grad(f(x), x)", "op cube(x) = x^3 grad grad(x^3, x)", "x = 2")
    #expect(try bench.formula("slope(x -> x^2, x)") == "2 * x")
    try bench.run("L = cube(x)")
    let pass = bench.workspace.graph.backward(from: try bench.node("L"))
    #expect(pass.gradient(of: try bench.node("x")) == 12)
  }

  @Test func followsItsLeaves() throws {
    let bench = try Workbench("x = 2", "g = grad(x^3, x)")
    bench.workspace.set([(try bench.node("x"), 5)])
    #expect(try bench.number("g") == 75)
  }

  @Test(arguments: ["sin(y) + x", "y * x", "-y", "-y * x", "y / x - 1", "relu(y) + y * 0.5"])
  func goesAsDeepAsTheGraph(step: String) throws {
    let bench = try Workbench("x = 1", "y = x", "for k in 0..<5000 { y = \(step) }")
    let pass = bench.workspace.graph.backward(from: try bench.node("y"))
    let expected = try #require(pass.gradient(of: bench.node("x")))
    #expect(isClose(try bench.number("grad(y, x)"), expected, relative: 1e-9))
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("grad(3, x)", "`grad` differentiates a node, and 3 is a plain number"),
    ("grad(L, 3)", "`grad` differentiates by a node, and 3 is a plain number"),
    ("grad(L, [x, 3])", "`grad` differentiates by a node, and 3 is a plain number"),
    ("grad([L, L], x)", "`grad` differentiates one node, not a list of 2"),
    ("grad(sin, x)", "`grad` differentiates a node, not a function"),
    ("grad(L, \"x\")", "`grad` differentiates by a node, not a string"),
    ("grad(L)", "`grad` takes 2 arguments, not 1"),
    ("grad(L, x, x)", "`grad` takes 2 arguments, not 3"),
    ("hessian([L], [x])", "`hessian` differentiates one node, not a list of 1"),
    ("jacobian(2, x)", "`jacobian` differentiates a node, and 2 is a plain number"),
    ("jacobian([L, \"y\"], x)", "`jacobian` differentiates a node, not a string"),
  ])
  func saysWhatIsWrong(line: String, message: String) throws {
    #expect(try Workbench("x = 2", "L = x^3").mistake(line) == message)
  }

  @Test func warnsOfWhatIsNotFinite() throws {
    let bench = try Workbench("x = 0", "y = sqrt(x)", "grad(y, x)")
    #expect(bench.notes.map(\.message) == ["1 / %3 is inf"])
  }

  @Test(arguments: BuiltInFunction.higherOrder.map(\.example))
  func examplesRun(example: String) throws {
    let bench = try Workbench()
    for line in example.split(separator: "\n") { try bench.run(String(line)) }
    #expect(bench.workspace.value(named: "ans") != nil)
  }
}

extension Shown {
  /// As JSON would write it.
  fileprivate var text: String {
    switch self {
    case .number(let number): NumberFormat.full.text(number)
    case .list(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
    default: "?"
    }
  }
}

/// Random smooth expressions of x, y and z, the same for the same seed.
private struct ExpressionSource {
  private var generator: MersenneTwister

  init(seed: Int) { generator = MersenneTwister(seed: Double(seed)) }

  mutating func number() -> Double { (generator.uniform(0.2, 1.8) * 64).rounded() / 64 }

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else {
      return ["x", "y", "z", "\(number())"][generator.below(4)]
    }
    let a = expression(depth: depth - 1)
    let b = expression(depth: depth - 1 - generator.below(2) * (depth > 1 ? 1 : 0))
    return [
      "(\(a)) + (\(b))", "(\(a)) - (\(b))", "(\(a)) * (\(b))", "(\(a)) / (1.5 + (\(b))^2)",
      "-(\(a))", "tanh(\(a))", "sin(\(a))", "exp(-(\(a))^2)", "sigmoid(\(a)) * (\(b))",
      "log(2 + cos(\(a)))", "softplus(\(b))", "(\(a))^2", "sqrt(1 + (\(a))^2)", "atan2(\(a), 3)",
    ][generator.below(14)]
  }
}
