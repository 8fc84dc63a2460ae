import Autograd
import Explanation

/// A graph of the language's names, without the language.
struct LectureGraph {
  var graph = Graph()
  var nodes: [String: Node] = [:]
  var root = Node(0)

  subscript(name: String) -> Node { nodes[name]! }

  mutating func leaf(_ name: String, _ value: Double) { nodes[name] = graph.leaf(value) }

  mutating func apply(_ name: String, _ code: OperationCode, _ operands: String...) {
    root = graph.apply(code, operands.map { self[$0] })
    nodes[name] = root
  }

  var quiz: Quiz { Quiz(on: root, in: graph, count: nil) { _ in 0 } }
}

extension LectureGraph {
  /// L = (a·b + c)·f
  static var expression: LectureGraph {
    var graph = LectureGraph()
    for (name, value) in [("a", 2.0), ("b", -3), ("c", 10), ("f", -2)] { graph.leaf(name, value) }
    graph.apply("e", .mul, "a", "b")
    graph.apply("d", .add, "e", "c")
    graph.apply("L", .mul, "d", "f")
    return graph
  }

  /// o = tanh(x1·w1 + x2·w2 + b)
  static var neuron: LectureGraph {
    var graph = LectureGraph()
    let leaves = [("x1", 2.0), ("x2", 0), ("w1", -3), ("w2", 1), ("b", 6.8813735870195432)]
    for (name, value) in leaves { graph.leaf(name, value) }
    graph.apply("x1w1", .mul, "x1", "w1")
    graph.apply("x2w2", .mul, "x2", "w2")
    graph.apply("s", .add, "x1w1", "x2w2")
    graph.apply("n", .add, "s", "b")
    graph.apply("o", .tanh, "n")
    return graph
  }

  /// f = (a·b)(a + b)
  static var twice: LectureGraph {
    var graph = LectureGraph()
    for (name, value) in [("a", -2.0), ("b", 3)] { graph.leaf(name, value) }
    graph.apply("d", .mul, "a", "b")
    graph.apply("e", .add, "a", "b")
    graph.apply("f", .mul, "d", "e")
    return graph
  }

  /// 2(xy + max(z, w)), with relu(y) beside it, which is off.
  static var gates: LectureGraph {
    var graph = LectureGraph()
    for (name, value) in [("x", 3.0), ("y", -4), ("z", 2), ("w", -1), ("k", 2)] {
      graph.leaf(name, value)
    }
    graph.apply("p", .mul, "x", "y")
    graph.apply("m", .max, "z", "w")
    graph.apply("r", .relu, "y")
    graph.apply("q", .sub, "m", "r")
    graph.apply("s", .add, "p", "q")
    graph.apply("f", .mul, "k", "s")
    return graph
  }

  /// y = 1 / (2 + exp(x)²), with a quotient, a power and a root at the end.
  static var quotient: LectureGraph {
    var graph = LectureGraph()
    for (name, value) in [("x", 0.5), ("t", 3), ("h", 3)] { graph.leaf(name, value) }
    graph.apply("e", .exp, "x")
    graph.apply("p", .pow, "e", "h")
    graph.apply("q", .div, "t", "p")
    graph.apply("y", .sqrt, "q")
    return graph
  }
}
