import Autograd
import RandomGraphs
import Testing

@testable import Interchange

/// Exported programs, run: they print what the engine has computed.
@Suite struct ProgramTests {
  struct Case {
    let title: String
    let graph: Graph
    let root: Node
    var exported: ExportedGraph {
      var names: [Node: String] = [:]
      for node in graph.nodes where graph.instruction(node).role != .constant {
        names[node] = node == root ? "L" : "σ\(node.index)'"
      }
      return ExportedGraph(of: root, in: graph, names: names)
    }

    /// What the program has to print.
    var numbers: [String: Double] {
      let exported = exported
      let pass = graph.backward(from: root)
      var numbers = ["L": graph[root]]
      for leaf in exported.leaves {
        numbers["\(exported.label(leaf)).grad"] = pass.gradient(of: leaf)
      }
      return numbers
    }
  }

  /// Where operations have kinks, ends, and values that are hard to have exactly.
  static let edges: [[Double]] = [
    [0, 0], [1, 1], [-1, 2], [-30, 3], [30, -2], [750, 0], [-750, 0.5], [1e-9, 1], [0.999_999, 40],
    [.infinity, 2], [-.infinity, 3],
  ]

  /// Every operation at its samples and at the edges, with each operand a leaf or a number.
  static let operations: [Case] = Operation.table.dropFirst().flatMap { operation in
    (operation.samples + edges.map { Array($0.prefix(operation.arity)) }).flatMap { operands in
      (0..<(1 << operation.arity) - 1).map { constants in
        var graph = Graph()
        let nodes = operands.enumerated().map { place, operand in
          graph.leaf(operand, role: constants & (1 << place) == 0 ? .plain : .constant)
        }
        let root = graph.apply(Operation.code(named: operation.name)!, nodes)
        return Case(
          title: "\(operation.name) \(operands) \(constants)", graph: graph, root: root)
      }
    }
  }

  static let random: [Case] = (1...60).map { seed in
    let random = RandomGraph(
      seed: seed, nodes: 40, leaves: 3, reach: 6, keepsWild: true, root: .last)
    return Case(title: "seed \(seed)", graph: random.graph, root: random.root)
  }

  /// A chain of additions, deeper than Python's stack.
  static let chain: Case = {
    var graph = Graph()
    let x = graph.leaf(2)
    var root = x
    for _ in 0..<5000 { root = graph.apply(.add, root, x) }
    return Case(title: "chain", graph: graph, root: root)
  }()

  private func check(_ cases: [Case], isPlain: Bool) throws {
    let outputs = try PythonRun.outputs(
      of: cases.map { $0.exported.text(as: .micrograd) }, isPlain: isPlain)
    try #require(outputs.count == cases.count)
    for (example, output) in zip(cases, outputs) {
      let numbers = example.numbers
      #expect(Set(output.keys) == Set(numbers.keys), "\(example.title)")
      // Where large terms cancel, an ulp of them is what can be asked for.
      let scale = numbers.values.map(abs).filter(\.isFinite).max() ?? 0
      for (name, number) in numbers {
        let printed = output[name] ?? .signalingNaN
        let isClose =
          printed == number || printed.isNaN && number.isNaN
          || abs(printed - number) <= 1e-12 * max(abs(number), scale)
        #expect(isClose, "\(example.title): \(name) is \(printed), not \(number)")
      }
    }
  }

  @Test func plainPythonPrintsTheSame() throws {
    try check(ProgramTests.operations + ProgramTests.random + [ProgramTests.chain], isPlain: true)
  }

  @Test(.enabled(if: PythonRun.hasMicrograd, "micrograd could not be installed"))
  func microgradPrintsTheSame() throws {
    try check(ProgramTests.operations + ProgramTests.random + [ProgramTests.chain], isPlain: false)
  }

  @Test(arguments: ExportFormat.allCases)
  func equalGraphsGiveEqualTexts(format: ExportFormat) {
    let random = RandomGraph(seed: 7, nodes: 60, root: .sum)
    let example = Case(title: "", graph: random.graph, root: random.root)
    #expect(example.exported.text(as: format) == example.exported.text(as: format))
  }

  @Test(arguments: [
    (
      ["σ", "x₁", "w'", "xs[0]", "net.layer1.w"],
      ["sigma", "x1", "w_prime", "xs_0", "net_layer1_w"]
    ),
    (["lambda", "in", "Value", "node", "tanh"], ["lambda_", "in_", "Value_", "node_", "tanh_"]),
    (["a", "a", "a_", "a", "é", "_", "__"], ["a", "a_", "a__", "a_2", "ue9", "v_", "v__"]),
  ])
  func namesBecomeIdentifiers(names: [String], identifiers: [String]) {
    var taken = Identifiers(reserved: PythonDialect.plain.reserved.union(["tanh"]))
    #expect(names.map { taken.identifier(for: $0) } == identifiers)
  }
}
