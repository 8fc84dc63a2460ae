import Testing

@testable import Autograd

@Suite("Checks of a gradient")
struct CheckTests {
  /// A check's verdict on one operation at one point, by its first operand.
  func verdict(_ name: String, _ operands: [Double], of position: Int = 0) -> Check.Verdict {
    let single = Single(name, operands)
    return single.graph.check(single.root, by: single.leaves[position]).verdict
  }

  @Test("agree for large and small numbers")
  func magnitudes() {
    for x in [1e-12, 1e-6, 1, 1e6, 1e12, 1e100] {
      #expect(verdict("log", [x]) == .ok, "log at \(x)")
      #expect(verdict("sqrt", [x]) == .ok, "sqrt at \(x)")
      #expect(verdict("mul", [x, 3]) == .ok, "mul at \(x)")
      #expect(verdict("div", [3, x], of: 1) == .ok, "div at \(x)")
    }
    #expect(verdict("exp", [500]) == .ok)
    #expect(verdict("mul", [0, 0]) == .ok)
  }

  @Test("say so where a function turns more quickly than any usual step")
  func quickest() {
    var graph = Graph()
    let x = graph.leaf(0.3)
    let y = graph.apply(.sin, graph.apply(.mul, graph.leaf(1e9), x))
    guard case .stepTooLarge(let step) = graph.check(y, by: x).verdict else {
      Issue.record("\(graph.check(y, by: x))")
      return
    }
    #expect(step < 1e-10)
  }

  @Test("agree where a function turns quickly")
  func quick() {
    var graph = Graph()
    let x = graph.leaf(0.3)
    let y = graph.apply(.sin, graph.apply(.mul, graph.leaf(1e6), x))
    #expect(graph.check(y, by: x).verdict == .ok)
  }

  @Test("name a kink, in the operation that has it")
  func kinks() {
    var graph = Graph()
    let x = graph.leaf(2)
    let shifted = graph.apply(.sub, x, graph.leaf(2))
    let bent = graph.apply(.relu, shifted)
    let root = graph.apply(.add, graph.apply(.exp, bent), x)
    let check = graph.check(root, by: x)
    #expect(check.verdict == .kink(bent))
    #expect(check.reverse == 1 && check.forward == 1)
    #expect(isClose(check.central, 1.5, relative: 1e-4))
    #expect(verdict("sign", [0]) == .jump(Node(1)))
    #expect(verdict("leaky_relu", [0, 0.01]) == .kink(Node(2)))
    #expect(verdict("less", [1, 1]) == .jump(Node(2)))
    #expect(verdict("atan2", [0, -1]) == .jump(Node(2)))
  }

  @Test("name a kink whose two slopes have the gradient as their middle")
  func ties() {
    #expect(verdict("max", [2, 2]) == .kink(Node(2)))
    #expect(verdict("min", [2, 2], of: 1) == .kink(Node(2)))
    #expect(verdict("abs", [0]) == .kink(Node(1)))
    // What is not at the corner, is smooth there, or does not depend on it, is as it was.
    #expect(verdict("max", [2, 1]) == .ok)
    #expect(verdict("abs", [1e-3]) == .ok)
    var graph = Graph()
    let x = graph.leaf(0)
    let twice = graph.apply(.max, x, x)
    #expect(graph.check(twice, by: x).verdict == .ok)
    let square = graph.apply(.mul, graph.apply(.abs, x), graph.apply(.abs, x))
    #expect(graph.check(square, by: x).verdict == .ok)
    let hidden = graph.apply(.add, graph.apply(.mul, graph.apply(.abs, x), graph.leaf(0)), x)
    #expect(graph.check(hidden, by: x).verdict == .ok)
  }

  @Test("tell a step that is too large from one that is too small")
  func steps() {
    var graph = Graph()
    let x = graph.leaf(1)
    let y = graph.apply(.mul, x, graph.apply(.mul, x, x))
    guard case .stepTooLarge(let smaller) = graph.check(y, by: x, step: 0.5).verdict,
      case .stepTooSmall(let larger) = graph.check(y, by: x, step: 1e-15).verdict
    else {
      Issue.record("neither step was found out")
      return
    }
    #expect(smaller < 0.1 && larger > 1e-13)
    #expect(graph.check(y, by: x, step: 1e-5).verdict == .ok)
  }

  @Test("say that rounding decides")
  func rounding() {
    var graph = Graph()
    let x = graph.leaf(1)
    let small = graph.apply(.mul, x, graph.leaf(1e-9))
    let root = graph.apply(.add, small, graph.leaf(1e9))
    #expect(graph.check(root, by: x).verdict == .rounding)
  }

  @Test("say what is not finite, and where it was born")
  func notFinite() {
    #expect(verdict("log", [-1]) == .notFinite(Node(1)))
    #expect(verdict("sqrt", [0]) == .notFinite(nil))
    #expect(verdict("exp", [1000]) == .notFinite(Node(1)))
  }

  /// What was born elsewhere in the graph has nothing to do with the root.
  @Test func notFiniteElsewhere() {
    var graph = Graph()
    _ = graph.apply(.log, graph.leaf(-1))
    let x = graph.leaf(0)
    let root = graph.apply(.sqrt, x)
    #expect(graph.check(root, by: x).verdict == .notFinite(nil))
  }

  /// An operation of a graph's own, whose derivative may be wrong.
  func own(
    _ value: @escaping @Sendable (Double) -> Double,
    _ derivative: @escaping @Sendable (Double) -> Double
  ) -> Operation {
    Operation(
      "own", parameters: ["x"],
      rule: .general(value: { value($0[0]) }, partials: { inputs, _ in [derivative(inputs[0])] }),
      formula: "", derivatives: [""], samples: [], summary: "", example: "")
  }

  func verdict(_ operation: Operation, at x: Double) -> Check.Verdict {
    var graph = Graph()
    let code = graph.define(operation)
    let leaf = graph.leaf(x)
    let node = graph.apply(code, leaf)
    let root = graph.apply(.mul, node, graph.leaf(3))
    return graph.check(root, by: leaf).verdict
  }

  @Test("find the operation whose derivative is wrong")
  func fault() {
    let legendre: @Sendable (Double) -> Double = { (5 * $0 * $0 * $0 - 3 * $0) / 2 }
    #expect(verdict(own(legendre) { (15 * $0 * $0 - 3) / 2 }, at: 0.7) == .ok)
    guard case .differs(let fault?) = verdict(own(legendre) { 15 * $0 * $0 - 3 }, at: 0.7) else {
      Issue.record("a wrong derivative passed")
      return
    }
    #expect(fault.node == Node(1) && fault.position == 0)
    #expect(isClose(fault.claimed, 4.35))
    #expect(isClose(fault.measured, 2.175, relative: 1e-6))
    // Wrong also where the true derivative is 0, and where the claimed one is.
    #expect(isFault(verdict(own({ $0 * $0 }, { _ in 5 }), at: 0)))
    #expect(isFault(verdict(own({ $0 }, { _ in 0 }), at: 1)))
    #expect(verdict(own({ abs($0) }, { $0 > 0 ? 1 : -1 }), at: 0) == .kink(Node(1)))
  }

  func isFault(_ verdict: Check.Verdict) -> Bool {
    if case .differs(.some) = verdict { true } else { false }
  }

  @Test("cover every leaf asked for, and can be interrupted")
  func several() throws {
    let single = Single("mul", [2, -3])
    let checks = try #require(single.graph.checks(of: single.root, by: single.leaves))
    #expect(checks.map(\.reverse) == [-3, 2])
    #expect(checks.map(\.leaf) == single.leaves)
    var asked = 0
    let interrupted = single.graph.checks(of: single.root, by: single.leaves) {
      asked += 1
      return asked == 2
    }
    #expect(interrupted == nil)
  }

  @Test("give 0 for a leaf that the root does not depend on")
  func independent() {
    var graph = Graph()
    let x = graph.leaf(1)
    let y = graph.apply(.exp, x)
    let before = graph.leaf(5)
    let root = graph.apply(.neg, y)
    let after = graph.leaf(6)
    for leaf in [before, after] {
      let check = graph.check(root, by: leaf)
      #expect(check.verdict == .ok && check.reverse == 0 && check.central == 0)
    }
  }

  @Test("the birthplace of a nan")
  func born() {
    var graph = Graph()
    let a = graph.leaf(.infinity)
    let same = graph.apply(.exp, a)
    #expect(graph.firstNonFinite() == nil)
    let difference = graph.apply(.sub, a, same)
    _ = graph.apply(.neg, difference)
    #expect(graph.firstNonFinite() == difference)
    #expect(graph.firstNonFinite(from: Node(3)) == nil)
  }
}
