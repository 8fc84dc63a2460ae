import Autograd
import Testing

@testable import Explanation

/// Every slip of the table is seen through, on the graphs of lectures.
@Suite struct QuizSlipTests {
  struct SlipCase: CustomTestStringConvertible, Sendable {
    let graph: @Sendable () -> (graph: Graph, names: [String: Node], root: Node)
    let node: String
    let answer: Double
    let slip: String
    let text: String
    var testDescription: String { "\(slip): \(answer) for \(node)" }
  }

  private static func slip(
    _ graph: @escaping @Sendable () -> LectureGraph, _ node: String, _ answer: Double,
    _ slip: String,
    _ text: String
  ) -> SlipCase {
    SlipCase(
      graph: {
        let named = graph()
        return (named.graph, named.nodes, named.root)
      }, node: node, answer: answer, slip: slip, text: text)
  }

  static let slips: [SlipCase] = [
    slip(
      { .expression }, "d", 4, "wrong operand",
      "that takes the local derivative of mul(d, f) by f; the one by d is -2"),
    slip(
      { .expression }, "d", 2, "sign",
      "the size is right, the sign is not: the local derivative is negative, the upstream is not"),
    slip(
      { .expression }, "e", 1, "upstream forgotten",
      "that is the local derivative ∂d/∂e alone; multiply it by the upstream ∂L/∂d = -2"),
    slip(
      { .expression }, "e", -20, "local derivative",
      "a sum hands its upstream on to each operand, it does not multiply: ∂d/∂e = 1"),
    slip(
      { .expression }, "c", -1, "local derivative",
      "a sum hands the whole upstream on to each operand, it does not split it: ∂d/∂c = 1"),
    slip(
      { .expression }, "c", 10, "value",
      "that is the value of c; asked is how fast L changes with c"),
    slip(
      { .expression }, "a", -3, "upstream forgotten",
      "that is the local derivative ∂e/∂a alone; multiply it by the upstream ∂L/∂e = -2"),
    slip(
      { .expression }, "a", -2, "upstream only",
      "that is the upstream ∂L/∂e alone; multiply it by the local derivative ∂e/∂a = -3"),
    slip(
      { .expression }, "a", -4, "wrong operand",
      "that takes the local derivative of mul(a, b) by b; the one by a is -3"),
    slip(
      { .expression }, "a", -6, "sign",
      "the size is right, the sign is not: upstream and local derivative are negative, and their "
        + "product is not"),
    slip(
      { .expression }, "a", 2, "value", "that is the value of a; asked is how fast L changes with a"
    ),
    slip(
      { .expression }, "a", -5, "sum for product",
      "that adds the upstream ∂L/∂e and the local derivative ∂e/∂a; multiply them"),
    slip(
      { .expression }, "a", 2.0 / 3, "reciprocal",
      "that divides by the local derivative ∂e/∂a = -3; multiply by it"),
    slip({ .expression }, "b", -0.25, "reciprocal", "that is one over the gradient"),
    slip({ .expression }, "b", 0, "zero", "0 would mean that b does not matter to L, and it does"),
    slip(
      { .twice }, "a", -6, "forgotten use",
      "a is used 2 times, and the use in d = mul(a, b) is not in that sum"),
    slip(
      { .twice }, "a", 3, "overwritten",
      "that is what the last use, d = mul(a, b), adds alone: gradients add up with +=, and = "
        + "overwrites those of the uses before"),
    slip(
      { .twice }, "a", -18, "product of uses", "that multiplies what the 2 uses give; they add up"),
    slip(
      { .twice }, "b", -4, "sign",
      "the part that comes through d = mul(a, b) has the wrong sign"),
    slip({ .twice }, "b", 8, "sign", "the size is right, the sign is not"),
    slip(
      { .twice }, "b", -3, "wrong operand",
      "that takes the local derivative of mul(a, b) by a; the one by b is -2"),
    slip(
      { .neuron }, "n", 1, "upstream only",
      "that is the upstream ∂o/∂o alone; multiply it by the local derivative ∂o/∂n = 0.5"),
    slip(
      { .neuron }, "n", 0.7071067811865476, "local derivative",
      "that is tanh itself, not its derivative: ∂o/∂n = 0.5"),
    slip(
      { .neuron }, "n", 1 - 0.7071067811865476, "local derivative",
      "the square is missing: ∂o/∂n = 0.5"),
    slip({ .neuron }, "n", 1.5, "local derivative", "it is a minus: ∂o/∂n = 0.5"),
    slip(
      { .neuron }, "x1", -3, "upstream forgotten",
      "that is the local derivative ∂x1w1/∂x1 alone; multiply it by the upstream ∂o/∂x1w1 = 0.5"),
    slip(
      { .gates }, "w", 2, "local derivative",
      "all goes to the larger operand, and nothing to the other: ∂m/∂w = 0"),
    slip(
      { .gates }, "z", 0, "local derivative",
      "all goes to the larger operand, which this is: ∂m/∂z = 1"),
    slip(
      { .gates }, "y", 4, "local derivative", "relu is off here, and nothing passes: ∂r/∂y = 0"),
    slip(
      { .gates }, "r", 2, "local derivative",
      "a difference falls when what is taken away rises: ∂q/∂r = -1"),
    slip(
      { .quotient }, "q", 1 / 0.8181395, "local derivative",
      "the factor 1/2 is missing: ∂y/∂q = 0.6111"),
  ]

  @Test(arguments: slips)
  func names(_ slip: SlipCase) throws {
    let (graph, names, root) = slip.graph()
    var quiz = Quiz(on: root, in: graph, count: nil) { _ in 0 }
    while let question = quiz.question, question.node != names[slip.node] { quiz.skip() }
    guard case .wrong(let found?)? = quiz.answer(QuizAnswer(slip.answer, typed: "")) else {
      Issue.record("\(slip.answer) is not seen through")
      return
    }
    #expect(found.name == slip.slip)
    #expect(found.text(Self.words(graph, names, root)) == slip.text)
  }

  @Test func everySlipIsTried() {
    let tried = Set(Self.slips.map(\.slip))
    // A link can be skipped only in a longer chain; see below.
    #expect(QuizSlip.names.filter { !tried.contains($0) } == ["link skipped"])
  }

  @Test func aSkippedLink() throws {
    var graph = Graph()
    let x = graph.leaf(3)
    let y = graph.apply(.mul, x, graph.leaf(5))
    let z = graph.apply(.mul, y, graph.leaf(7))
    let root = graph.apply(.mul, z, graph.leaf(11))
    var quiz = Quiz(on: root, in: graph, count: nil) { _ in 0 }
    while let question = quiz.question, question.node != x { quiz.skip() }
    guard case .wrong(let found?)? = quiz.answer(QuizAnswer(55, typed: "55")) else {
      Issue.record("55 is not seen through")
      return
    }
    #expect(found.name == "link skipped")
    #expect(
      found.text(Self.words(graph, ["x": x, "y": y, "z": z, "L": root], root))
        == "that has the upstream ∂L/∂z in it, which skips a link of the chain; the one here is "
        + "∂L/∂y = 77")
  }

  /// Every wrong rule of an operation is named as what it is.
  @Test func everyMisruleIsFound() throws {
    for (name, rules) in QuizSlip.misrules.sorted(by: { $0.key < $1.key }) {
      let code = try #require(Operation.code(named: name))
      let operation = Operation.table[Int(code.rawValue)]
      var found: Set<String> = []
      for inputs in [[0.7, 2.3], [-0.7, 1.9], [2.3, 0.7], [1.3, 3]] {
        var graph = Graph()
        let operands = inputs.prefix(operation.arity).map { graph.leaf($0) }
        let node = graph.apply(code, operands)
        let root = graph.apply(.mul, node, graph.leaf(0.37))
        for rule in rules {
          for position in operands.indices where rule.position ?? position == position {
            guard let wrong = rule.derivative(Array(inputs.prefix(operation.arity)), graph[node])
            else { continue }
            var quiz = Quiz(on: root, in: graph, count: nil) { _ in 0 }
            while let question = quiz.question, question.node != operands[position] { quiz.skip() }
            if case .wrong(let slip?)? = quiz.answer(QuizAnswer(wrong * 0.37, typed: "")),
              slip.name == "local derivative",
              slip.text(Self.words(graph, [:], root)).hasPrefix(rule.says)
            {
              found.insert(rule.says)
            }
          }
        }
      }
      #expect(rules.map(\.says).filter { !found.contains($0) } == [], "\(name)")
    }
  }

  private static func words(_ graph: Graph, _ names: [String: Node], _ root: Node) -> QuizNotation {
    let name = { (node: Node) in
      names.first { $0.value == node }?.key ?? node.description
    }
    let format = NumberFormat.significant(4)
    return QuizNotation(
      root: root, name: name, number: format.text,
      formula: { node in
        let operands = graph.operands(of: node).map(name).joined(separator: ", ")
        return "\(graph.operation(of: node)?.name ?? "")(\(operands))"
      }, local: { format.text($0.local) })
  }
}
