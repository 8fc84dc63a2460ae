import Autograd
import Explanation
import Testing
import Typography

/// Formulas in normal form, read from graphs of the leaves x, y and z.
@Suite struct FormulaTests {
  private final class Bench {
    var graph = Graph()
    let x: Node
    let y: Node
    let z: Node

    init() {
      x = graph.leaf(2)
      y = graph.leaf(3)
      z = graph.leaf(5)
    }

    func number(_ number: Double) -> Node { graph.leaf(number, role: .constant) }

    func name(_ node: Node) -> String { node == x ? "x" : node == y ? "y" : "z" }

    private var notation: Formula.Notation {
      Formula.Notation(operation: graph.operation, name: name)
    }

    func text(_ root: Node, keepingOrder: Bool = false) -> String? {
      var reader = FormulaReader(graph, keepingOrder: keepingOrder)
      return reader.formula(of: root)?.text(notation)
    }

    func latex(_ root: Node) -> String? {
      var reader = FormulaReader(graph)
      return reader.formula(of: root)?.latex(notation)
    }
  }

  @Test func collectsLikeTerms() {
    let bench = Bench()
    let double = bench.graph.apply(.add, bench.x, bench.x)
    let sum = bench.graph.apply(.add, bench.y, double)
    let back = bench.graph.apply(.sub, sum, bench.y)
    #expect(bench.text(sum) == "2x + y")
    #expect(bench.text(back) == "2x")
    #expect(bench.text(bench.graph.apply(.sub, back, double)) == "0")
  }

  @Test func addsUpPowers() {
    let bench = Bench()
    let square = bench.graph.apply(.mul, bench.x, bench.x)
    let cube = bench.graph.apply(.mul, square, bench.x)
    #expect(bench.text(cube) == "x^3")
    #expect(bench.text(bench.graph.apply(.div, cube, square)) == "x")
    let root = bench.graph.apply(.sqrt, bench.y)
    #expect(bench.text(bench.graph.apply(.mul, root, root)) == "y")
    // x · x^(y - 1) is x^y.
    let less = bench.graph.apply(.sub, bench.y, bench.number(1))
    let power = bench.graph.apply(.pow, bench.x, less)
    #expect(bench.text(bench.graph.apply(.mul, bench.x, power)) == "x^y")
  }

  /// A square root of a square is no identity: it has lost the sign.
  @Test func keepsWhatIsNotTheSame() {
    let bench = Bench()
    let square = bench.graph.apply(.pow, bench.x, bench.number(2))
    #expect(bench.text(bench.graph.apply(.sqrt, square)) == "sqrt(x^2)")
    let root = bench.graph.apply(.pow, square, bench.number(0.5))
    #expect(bench.text(root) == "(x^2)^0.5")
  }

  @Test func keepsFractions() {
    let bench = Bench()
    let third = bench.graph.apply(.div, bench.x, bench.number(3))
    let sixth = bench.graph.apply(.div, bench.x, bench.number(6))
    #expect(bench.text(bench.graph.apply(.add, third, sixth)) == "x / 2")
    #expect(bench.text(bench.graph.apply(.mul, bench.x, bench.number(2.0 / 3))) == "2x / 3")
    #expect(bench.text(bench.graph.apply(.mul, bench.x, bench.number(0.25))) == "0.25x")
    let inverse = bench.graph.apply(.div, bench.number(1), bench.number(0))
    #expect(bench.text(bench.graph.apply(.mul, bench.x, inverse)) == "inf * x")
  }

  /// However it was written, a formula is the same.
  @Test func isTheSameInAnyOrder() {
    let bench = Bench()
    let (x, y, z) = (bench.x, bench.y, bench.z)
    var texts: Set<String?> = []
    for (a, b, c) in [(x, y, z), (y, z, x), (z, x, y), (z, y, x)] {
      let sine = bench.graph.apply(.sin, bench.graph.apply(.add, bench.graph.apply(.add, a, b), c))
      let product = bench.graph.apply(.mul, bench.graph.apply(.mul, a, b), c)
      texts.insert(bench.text(bench.graph.apply(.mul, sine, product)))
    }
    #expect(texts == ["x * y * z * sin(x + y + z)"])
  }

  @Test func keepsTheOrderWhereAsked() {
    let bench = Bench()
    let product = bench.graph.apply(.mul, bench.y, bench.x)
    let square = bench.graph.apply(.mul, bench.x, bench.x)
    let sum = bench.graph.apply(.sub, bench.graph.apply(.add, bench.z, product), square)
    #expect(bench.text(sum) == "x * y - x^2 + z")
    #expect(bench.text(sum, keepingOrder: true) == "z + y * x - x * x")
    let inner = bench.graph.apply(.sub, bench.x, bench.graph.apply(.add, bench.y, bench.z))
    #expect(bench.text(inner, keepingOrder: true) == "x - (y + z)")
  }

  @Test func typesets() {
    let bench = Bench()
    let product = bench.graph.apply(.mul, bench.x, bench.graph.apply(.exp, bench.y))
    let quotient = bench.graph.apply(.div, product, bench.graph.apply(.sqrt, bench.z))
    #expect(bench.latex(quotient) == #"\frac{x \cdot e^{y}}{\sqrt{z}}"#)
    let power = bench.graph.apply(.pow, bench.number(2), bench.x)
    #expect(bench.latex(power) == "{2}^{x}")
    let sine = bench.graph.apply(.sin, bench.x)
    #expect(
      bench.latex(bench.graph.apply(.mul, sine, sine)) == #"\sin^{2}\left(x\right)"#)
    let tiny = bench.graph.apply(.mul, bench.x, bench.number(2.5e-9))
    #expect(bench.latex(tiny) == #"2.5 \cdot 10^{-9} \cdot x"#)
  }

  /// What would be written at exponential length is left out at once.
  @Test func growsNoLargerThanItMay() {
    let bench = Bench()
    var node = bench.x
    for _ in 0..<100 {
      node = bench.graph.apply(.mul, bench.graph.apply(.sin, node), node)
    }
    #expect(bench.text(node) == nil)
    var chain = bench.x
    for _ in 0..<100_000 { chain = bench.graph.apply(.sin, chain) }
    #expect(bench.text(chain) == nil)
  }

  @Test(arguments: [
    ("x", "x"), ("x1", "x_{1}"), ("x₁₂", "x_{12}"), ("w_12", "w_{12}"), ("w_h", #"w_{\mathit{h}}"#),
    ("σ", #"\sigma"#), ("theta", #"\theta"#), ("loss", #"\mathit{loss}"#), ("x'", "x'"),
    ("xs[0]", #"\mathit{xs}_{0}"#), ("W[1][2]", "W_{1,2}"), ("%7", #"\text{\%7}"#),
    ("a_b_c", #"\text{a\_b\_c}"#), ("net.layer1.w", #"\text{net.layer1.w}"#),
    ("été", #"\text{été}"#), ("_", #"\text{\_}"#), ("🙂", #"\text{🙂}"#),
  ])
  func namesInLaTeX(name: String, latex: String) {
    #expect(TeX.name(name) == latex)
  }
}
