import Autograd

@testable import Drawing

/// The graphs of the lectures, as the language would build them.
struct Sample {
  var graph = Graph()
  var names: [Node: String] = [:]
  var root = Node(0)

  /// ∂ of the root, unless `backward` is false.
  func subject(backward: Bool = true) -> Subject {
    Subject(
      graph: graph, root: root, pass: backward ? graph.backward(from: root) : nil, names: names)
  }

  mutating func leaf(_ name: String?, _ value: Double, _ role: Role = .plain) -> Node {
    named(name, graph.leaf(value, role: role))
  }

  mutating func apply(_ name: String?, _ operation: String, _ operands: Node...) -> Node {
    named(name, graph.apply(Operation.code(named: operation)!, operands))
  }

  private mutating func named(_ name: String?, _ node: Node) -> Node {
    names[node] = name
    root = node
    return node
  }

  /// L = (a·b + c)·f
  static var lecture: Sample {
    var s = Sample()
    let a = s.leaf("a", 2)
    let b = s.leaf("b", -3)
    let c = s.leaf("c", 10)
    let f = s.leaf("f", -2)
    let e = s.apply("e", "mul", a, b)
    let d = s.apply("d", "add", e, c)
    _ = s.apply("L", "mul", d, f)
    return s
  }

  /// tanh(x1·w1 + x2·w2 + b)
  static var neuron: Sample {
    var s = Sample()
    let x1 = s.leaf("x1", 2, .input)
    let x2 = s.leaf("x2", 0, .input)
    let w1 = s.leaf("w1", -3, .param)
    let w2 = s.leaf("w2", 1, .param)
    let b = s.leaf("b", 6.8813735870195432, .param)
    let x1w1 = s.apply("x1w1", "mul", x1, w1)
    let x2w2 = s.apply("x2w2", "mul", x2, w2)
    let n = s.apply("n", "add", s.apply(nil, "add", x1w1, x2w2), b)
    _ = s.apply("o", "tanh", n)
    return s
  }

  /// b = a + a
  static var twice: Sample {
    var s = Sample()
    let a = s.leaf("a", 3)
    _ = s.apply("b", "add", a, a)
    return s
  }

  /// y = x + 1
  static var oneMore: Sample {
    var s = Sample()
    let x = s.leaf("x", 3)
    _ = s.apply("y", "add", x, s.leaf(nil, 1, .constant))
    return s
  }

  /// y = 3x² − 4x + 5
  static var parabola: Sample {
    var s = Sample()
    let x = s.leaf("x", 3)
    let square = s.apply(nil, "pow", x, s.leaf(nil, 2, .constant))
    let first = s.apply(nil, "mul", s.leaf(nil, 3, .constant), square)
    let second = s.apply(nil, "mul", s.leaf(nil, 4, .constant), x)
    let difference = s.apply(nil, "sub", first, second)
    _ = s.apply("y", "add", difference, s.leaf(nil, 5, .constant))
    return s
  }

  /// The example of micrograd's README: 29 values, with a loop of uses.
  static var readme: Sample {
    var s = Sample()
    func constant(_ value: Double) -> Node { s.leaf(nil, value, .constant) }
    let a = s.leaf("a", -4)
    let b = s.leaf("b", 2)
    var c = s.apply(nil, "add", a, b)
    let cube = s.apply(nil, "pow", b, constant(3))
    var d = s.apply(nil, "add", s.apply(nil, "mul", a, b), cube)
    c = s.apply(nil, "add", c, s.apply(nil, "add", c, constant(1)))
    let step = s.apply(nil, "add", s.apply(nil, "add", constant(1), c), s.apply(nil, "neg", a))
    c = s.apply("c", "add", c, step)
    let sum = s.apply(nil, "relu", s.apply(nil, "add", b, a))
    d = s.apply(nil, "add", d, s.apply(nil, "add", s.apply(nil, "mul", d, constant(2)), sum))
    let difference = s.apply(nil, "relu", s.apply(nil, "sub", b, a))
    let triple = s.apply(nil, "mul", constant(3), d)
    d = s.apply("d", "add", d, s.apply(nil, "add", triple, difference))
    let e = s.apply("e", "sub", c, d)
    let f = s.apply("f", "pow", e, constant(2))
    let half = s.apply(nil, "div", f, constant(2))
    _ = s.apply("g", "add", half, s.apply(nil, "div", constant(10), f))
    return s
  }

  /// Σ wᵢ·xᵢ, `terms` of them: 4·terms − 1 values.
  static func dot(_ terms: Int) -> Sample {
    var s = Sample()
    var sum: Node?
    for index in 0..<terms {
      let w = s.leaf("w\(index)", Double(index % 7) - 3, .param)
      let x = s.leaf("x\(index)", Double(index % 5) / 2, .input)
      let product = s.apply(nil, "mul", w, x)
      sum = sum.map { s.apply(nil, "add", $0, product) } ?? product
    }
    return s
  }
}
