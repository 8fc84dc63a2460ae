import Autograd
import Testing

@testable import Language

/// The functions that are written in the language itself; their values are in ListTests.
@Suite struct PreludeTests {
  /// What shows each at work; an expression that gives true.
  static let examples: [String: String] = [
    "logsumexp": "abs(logsumexp([0, 0]) - log(2)) < 1e-12",
    "softmax": "abs(sum(softmax([1, 2, 3])) - 1) < 1e-12",
    "log_softmax": "abs(log_softmax([1, 1])[0] + log(2)) < 1e-12",
    "nll": "nll([-1, -2], 1) == 2",
    "cross_entropy": "abs(cross_entropy([1, 1], 0) - log(2)) < 1e-12",
    "binary_cross_entropy": "abs(binary_cross_entropy(0, 1) - log(2)) < 1e-12",
    "mse": "mse([1, 2], [3, 2]) == 2",
    "hinge": "hinge([2, 0.5], [1, -1]) == 0.75",
    "svm_loss": "svm_loss([3, 2.5, -5], 0) == 0.5",
    "l2": "l2([3, 4]) == 25",
    "accuracy": "accuracy([[1, 2], [4, 3]], [1, 1]) == 0.5",
    "pairs": "len(pairs([1, 2], [3, 4])) == 2",
    "neuron": "abs(neuron(2)([1, 1])) < 1",
    "layer": "len(layer(2, 3)([1, 1])) == 3",
    "mlp": "len(mlp(2, [3, 2])([1, 1])) == 2",
    "moons": "len(moons(10)[0]) == 10",
  ]

  @Test func everyFunctionHasAnExample() throws {
    let evaluator = Evaluator(workspace: Workspace(), commands: [])
    #expect(Set(evaluator.preludeNames) == Set(PreludeTests.examples.keys))
  }

  @Test(arguments: examples.keys.sorted())
  func worksAsShown(name: String) throws {
    let example = try #require(PreludeTests.examples[name])
    #expect(try Workbench("seed 1").number(example) == 1, "\(example)")
  }

  // MARK: Large scores

  @Test(arguments: [
    ("cross_entropy([1000, 0, -1000], 0)", 0), ("cross_entropy([1000, 0, -1000], 1)", 1000),
    ("cross_entropy([1000, 0, -1000], 2)", 2000), ("cross_entropy([-1000, -1000], 0)", 0.6931),
    ("logsumexp([1000, 1000])", 1000.6931), ("logsumexp([-1000, -1001])", -999.6867),
    ("softmax([1000, 0, -1000])[0]", 1), ("softmax([-1000, -1000])[1]", 0.5),
    ("log_softmax([1000, 0, -1000])[2]", -2000), ("binary_cross_entropy(1000, 0)", 1000),
    ("binary_cross_entropy(-1000, 0)", 0), ("binary_cross_entropy(-1000, 1)", 1000),
  ])
  func largeScoresDoNotOverflow(line: String, value: Double) throws {
    #expect(abs(try Workbench().number(line) - value) < 1e-4)
  }

  static let gradients: [(String, [Double])] = [
    ("cross_entropy(s, 0)", [0, 0, 0]), ("cross_entropy(s, 2)", [1, 0, -1]),
    ("cross_entropy([s, s], [1, 1])", [1, -1, 0]), ("softmax(s)[0]", [0, 0, 0]),
    ("logsumexp(s)", [1, 0, 0]), ("nll(log_softmax(s), 1)", [1, -1, 0]),
    ("binary_cross_entropy(s, [0, 0, 1])", [1.0 / 3, 1.0 / 6, -1.0 / 3]),
  ]

  @Test(arguments: gradients)
  func theirGradientsAreFinite(line: String, gradients: [Double]) throws {
    let bench = try Workbench("s = [1000, 0, -1000]")
    let root = try bench.node(line)
    let pass = bench.workspace.graph.backward(from: root)
    for (place, expected) in gradients.enumerated() {
      let gradient = try #require(pass.gradient(of: bench.node("s[\(place)]")))
      #expect(abs(gradient - expected) < 1e-9, "s[\(place)]: \(gradient)")
    }
    #expect(bench.notes.isEmpty)
  }

  // MARK: Names and scopes

  @Test func paramsAreNamedAfterTheNetwork() throws {
    let bench = try Workbench("seed 1337", "net = mlp(2, [3, 1]);", "y = net([1, 2]);")
    let workspace = bench.workspace
    guard case .list(let params) = try bench.datum("params(net)") else { return }
    let names = params.map { param in
      guard case .node(let node) = param else { return "no node" }
      return workspace.label(node)
    }
    let hidden = (1...3).flatMap { neuron in
      ["w[0]", "w[1]", "b"].map { "net.layer1.neuron\(neuron).\($0)" }
    }
    let last = ["w[0]", "w[1]", "w[2]", "b"].map { "net.layer2.neuron1.\($0)" }
    #expect(names == hidden + last)
  }

  @Test func nodesKnowTheCallThatMadeThem() throws {
    let bench = try Workbench("net = mlp(2, [3, 1]);", "y = net([1, 2]);")
    let workspace = bench.workspace
    let y = try bench.node("y")
    #expect(workspace.scope(of: y) == "net.layer2.neuron1")
    let w = try bench.node("params(net)[3]")
    #expect(workspace.scope(of: w) == "net.layer1.neuron2")
    let x = try bench.node("x = 3")
    #expect(workspace.scope(of: x) == nil)
  }

  @Test func twoNetworksHaveNamesOfTheirOwn() throws {
    let bench = try Workbench("a = neuron(1);", "b = neuron(1);", "ps = params(b);")
    #expect(try bench.workspace.label(bench.node("params(a)[0]")) == "a.w[0]")
    #expect(bench.workspace.labels.values.contains("a.b"))
    #expect(try bench.number("len(ps)") == 2)
  }

  @Test func anActivationCanBeChosen() throws {
    let bench = try Workbench("net = mlp(2, [2], last=sigmoid);")
    #expect(try bench.number("min(net([100, 100])) >= 0") == 1)
    #expect(try bench.number("max(net([100, 100])) <= 1") == 1)
    try bench.run("same = mlp(1, [1], activation=x -> 2x, last=x -> 0x);")
    #expect(try bench.number("same([1])") == 0)
  }

  @Test(arguments: [
    ("cross_entropy([1, 2], 2)", "there is no element 2 in a list of 2"),
    ("mse([1, 2], [1, 2, 3])", "`-` cannot combine the shapes [2] and [3]"),
    ("hinge([1, 2], [1])", "`zip` needs lists of one length, not of 2 and 1"),
    ("params(3)", "this is a number, not a function"),
  ])
  func saysWhatIsWrong(line: String, message: String) throws {
    #expect(try Workbench().mistake(line) == message)
  }
}
