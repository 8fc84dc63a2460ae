import Autograd
import Testing

@testable import Language

/// Nodes that nothing can reach any more go between the statements of a loop, and nothing else
/// changes by it.
@Suite struct ReclaimingTests {
  /// Runs lines with nodes looked through whenever there are this many.
  private func bench(every nodes: Int, _ lines: [String]) throws -> Workbench {
    let bench = try Workbench()
    bench.workspace.reclaimedFrom = nodes
    for line in lines { try bench.run(line) }
    return bench
  }

  static let programs: [[String]] = [
    // Steps that build their graph anew.
    [
      "w = 1; x = 0.5",
      "for k in 0..<500 { loss = (w*x - 2)^2; g = 2(w*x - 2)*x; w = (w - 0.1g).value }", "w",
    ],
    // A value from each turn is kept.
    [
      "s = 0; h = []",
      "for k in 0..<60 { y = sin(k) + 1; z = y*y; q = 3z; s += z; h = join(h, [z]) }", "h",
    ],
    // A function holds what nothing else does.
    [
      "make(k) = { a = k^2 + 0.5; x -> a*x + k }", "fs = []",
      "for k in 0..<80 { t = tanh(k); u = t + 1; q = u*u; fs = join(fs, [make(u)]) }",
      "sum([f(2) for f in fs])",
    ],
    // What the loop runs over has no name.
    [
      "a = 2", "s = 0", "for x in [a*k for k in 0..<50] { y = exp(-x); q = y^2; s = s + y*x }", "s",
    ],
    // A loop in a loop.
    [
      "s = 0; c = 3",
      "for i in [c*k for k in 0..<10] { for j in [i + c, i*c] { t = sin(i)*j; s = s + t; u = t^3 } }",
      "s",
    ],
    // An operation of one's own with three operands.
    [
      "op blend(a, b, t) = a*(1 - t) + b*t grad 1 - t, t, b - a", "s = 0.25",
      "for k in 0..<100 { v = 0.5k; d = blend(s, v, 0.1); e = d*d; s = d }", "s",
    ],
    // A network that is made in the loop.
    [
      "seed 3", "s = 0",
      "for k in 0..<12 { net = mlp(2, [3, 1]); y = net([k, 1]); q = y*y; s = s + y }",
      "[s, net([1, 2])]",
    ],
  ]

  @Test(arguments: programs)
  func computesTheSame(program: [String]) throws {
    let kept = try bench(every: 1_000_000, program)
    let reclaimed = try bench(every: 10, program)
    #expect(reclaimed.workspace.graph.count < kept.workspace.graph.count)
    #expect(try reclaimed.numbers("ans") == kept.numbers("ans"))
    // What is left can still be computed anew, and differentiated.
    var graph = reclaimed.workspace.graph
    let values = graph.values
    graph.replay()
    #expect(graph.values == values)
    #expect(reclaimed.workspace.definitions.map(\.name) == kept.workspace.definitions.map(\.name))
    guard case .node(let a) = try reclaimed.datum("ans"), case .node(let b) = try kept.datum("ans")
    else { return }
    let gradients = { (bench: Workbench, root: Node) in
      let graph = bench.workspace.graph
      let pass = graph.backward(from: root)
      return graph.leaves(of: .plain, in: pass).map { pass.gradient(of: $0) }
    }
    #expect(gradients(reclaimed, a) == gradients(kept, b))
  }

  @Test func thousandsOfStepsStaySmall() throws {
    let program = [
      "w = 1",
      "for k in 0..<3000 { y = tanh(w*0.5 + 1); loss = (y - 0.2)^2; w = (w - 0.01*loss).value }",
    ]
    let bench = try bench(every: 100, program)
    #expect(bench.workspace.graph.count < 300)
  }

  @Test func undoTakesTheLoopBack() throws {
    let bench = try bench(every: 10, ["x = 3; y = x^2", "z = y + 1"])
    let count = bench.workspace.graph.count
    try bench.run("for k in 0..<200 { x = x + 1; y = 2x; u = y*y }")
    #expect(bench.workspace.undo())
    #expect(bench.workspace.graph.count == count)
    #expect(try bench.numbers("[x, y, z]") == [3, 9, 10])
    #expect(bench.workspace.value(named: "u") == nil)
  }

  /// What was there before the line stays, needed or not, since `undo` may ask for it.
  @Test func earlierNodesStay() throws {
    let bench = try bench(every: 10, ["x = 3", "x = 4", "x = 5"])
    try bench.run("for k in 0..<50 { t = x*k }")
    #expect(bench.workspace.graph[Node(0)] == 3)
    #expect(bench.workspace.graph[Node(2)] == 5)
    #expect(bench.workspace.undo() && bench.workspace.undo())
    #expect(try bench.number("x") == 4)
  }

  @Test func namesOfParamsStayTheirs() throws {
    let bench = try bench(
      every: 10, ["for k in 0..<5 { net = neuron(2); y = net([1, 2]); z = y*y }"])
    #expect(try bench.workspace.label(bench.node("params(net)[1]")) == "net.w[1]")
    #expect(try bench.number("len(params(net))") == 3)
    let y = try bench.node("y")
    #expect(bench.workspace.scope(of: y) == "net")
  }
}
