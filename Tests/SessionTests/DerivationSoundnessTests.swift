import Autograd
import CommandLine
import Explanation
import Language
import Session
import Testing

/// A formula that `derive` prints is the derivative: read back by the language, it gives the number
/// of the engine's backward pass, for every operation and for random expressions.
@Suite struct DerivationSoundnessTests {
  /// Runs a script and derives by `names` what it calls `L`.
  private func derivations(_ script: String, by names: [String]) -> [DerivationReport] {
    LargeStack.run {
      let session = Session(effects: .quiet)
      var found: [DerivationReport] = []
      session.report = { report in
        if case .derivation(let derivation) = report { found.append(derivation) }
      }
      session.run(script)
      for name in names { session.run("derive L \(name)") }
      return found
    }
  }

  /// What formulas give where they are typed behind the script.
  private func values(_ script: String, _ formulas: [String]) -> [Double?] {
    LargeStack.run {
      let session = Session(effects: .quiet)
      session.run(script)
      return formulas.map { formula in
        guard session.run(formula) == .finished else { return nil }
        switch session.workspace.value(named: "ans") {
        case .number(let number)?: return number
        case .node(let node)?: return session.workspace.graph[node]
        default: return nil
        }
      }
    }
  }

  /// Holds every derivation of `L` to the engine.
  private func hold(_ script: String, by names: [String], sourceLocation: SourceLocation) throws {
    let reports = derivations(script, by: names)
    #expect(reports.count == names.count, "\(script)", sourceLocation: sourceLocation)
    for (report, name) in zip(reports, names) {
      let derivation = report.derivation
      let comment = Comment(rawValue: "\(script)\nby \(name)")
      let partials = derivation.steps.flatMap(\.partials)
      let claims =
        (derivation.formula.map { [($0, derivation.gradient)] } ?? [])
        + partials.compactMap { partial in partial.expanded.map { ($0, partial.value) } }
      let texts = claims.map { $0.0.text(report.notation(.full)) }
      for (place, read) in values(script, texts).enumerated() {
        let expected = claims[place].1
        let read = try #require(
          read, "\(comment): \(texts[place])", sourceLocation: sourceLocation)
        #expect(
          isClose(read, expected), "\(comment): \(texts[place]) is \(read), not \(expected)",
          sourceLocation: sourceLocation)
        expectBalanced(claims[place].0.latex(report.notation(.full)), sourceLocation)
      }
      if let value = derivation.value {
        #expect(isClose(value, derivation.gradient), comment, sourceLocation: sourceLocation)
      }
      try holdChain(derivation, comment, sourceLocation)
    }
  }

  /// The numbers of the last equation of the chain rule add up to the gradient.
  private func holdChain(
    _ derivation: Derivation, _ comment: Comment, _ sourceLocation: SourceLocation
  ) throws {
    guard let equation = derivation.equations.last else { return }
    #expect(equation.node == derivation.variable, comment, sourceLocation: sourceLocation)
    let products = equation.terms.map { term in
      term.partials.reduce(term.upstream == nil ? 1 : term.upstreamValue) { $0 * $1.value }
    }
    #expect(
      isClose(products.reduce(0, +), derivation.gradient), comment, sourceLocation: sourceLocation)
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN) || abs(a - b) <= max(1e-11, 1e-9 * max(abs(a), abs(b)))
  }

  private func expectBalanced(_ latex: String, _ sourceLocation: SourceLocation) {
    var depth = 0
    for character in latex {
      depth += character == "{" ? 1 : character == "}" ? -1 : 0
      #expect(depth >= 0, "\(latex)", sourceLocation: sourceLocation)
    }
    #expect(depth == 0, "\(latex)", sourceLocation: sourceLocation)
    let opened = latex.split(separator: "\\left", omittingEmptySubsequences: false).count
    let closed = latex.split(separator: "\\right", omittingEmptySubsequences: false).count
    #expect(opened == closed, "\(latex)", sourceLocation: sourceLocation)
  }

  private static let operations = Operation.table.dropFirst().map(\.name)

  /// Alone, and as the middle of a chain; its last operand also as a number.
  @Test(arguments: operations)
  func everyOperation(name: String) throws {
    let operation = try #require(Operation.table.first { $0.name == name })
    for sample in operation.samples {
      let leaves = sample.indices.map { "p\($0)" }
      var script = zip(leaves, sample).map { "\($0) = \($1)\n" }.joined()
      var arguments = [leaves]
      if operation.fixedOperand != nil {
        arguments.append(leaves.dropLast() + ["(\(sample.last!))"])
      }
      for operands in arguments {
        let call = operation.formula(applied: operands)
        let varying = leaves.filter { operands.contains($0) }
        try hold(script + "L = \(call)", by: varying, sourceLocation: #_sourceLocation)
        script += "n = \(call)\n"
        try hold(
          script + "L = sin(2n + p0) * n / (1 + n^2)", by: varying,
          sourceLocation: #_sourceLocation)
      }
    }
  }

  @Test(arguments: 0..<80)
  func randomExpressions(seed: Int) throws {
    var source = RandomExpression(seed: seed)
    let script = """
      op cube(x) = x^3 grad 3x^2
      x = \(source.number())
      y = \(source.number())
      e1 = \(source.number())
      n = \(source.expression(depth: 2))
      L = \(source.expression(depth: 4)) + 0*x
      """
    let reached = derivations(script, by: ["x", "y", "e1", "n"]).filter {
      $0.derivation.dependence == .computed
    }
    #expect(!reached.isEmpty, "seed \(seed)")
    try hold(script, by: ["x", "y", "e1", "n"], sourceLocation: #_sourceLocation)
  }
}

/// Random expressions of x, y, e1 and n, the same for the same seed.
private struct RandomExpression {
  private var generator: MersenneTwister

  init(seed: Int) { generator = MersenneTwister(seed: Double(seed)) }

  mutating func number() -> Double { (generator.uniform(0.2, 1.8) * 64).rounded() / 64 }

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else {
      return ["x", "y", "e1", depth == 0 ? "x" : "n", "\(number())", "3"][generator.below(6)]
    }
    let a = expression(depth: depth - 1)
    let b = expression(depth: depth - 1 - generator.below(2) * (depth > 1 ? 1 : 0))
    return [
      "(\(a)) + (\(b))", "(\(a)) - (\(b))", "(\(a)) * (\(b))", "(\(a)) * (\(a))",
      "(\(a)) / (1.5 + (\(b))^2)", "-(\(a))", "tanh(\(a))", "sin(\(a))", "exp(-(\(a))^2)",
      "sigmoid(\(a)) * (\(b))", "log(2 + cos(\(a)))", "(\(a))^2", "(\(a))^3 / 3",
      "sqrt(1 + (\(a))^2)", "(1 + (\(a))^2)^(\(b))", "max(\(a), \(b))", "abs(\(a)) * (\(a))",
      "relu(\(a))", "cube(\(a))", "(\(a)) / (3 + exp(-(\(b))))", "1 / (1 + (\(a))^2)^0.5",
      "exp(\(a) * 0.25) / (exp(\(a) * 0.25) + exp((\(b)) * 0.25))",
    ][generator.below(22)]
  }
}
