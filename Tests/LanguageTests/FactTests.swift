import Testing

/// The facts that lectures state, through the language.
@Suite struct FactTests {
  struct Fact: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let script: String
    /// Expressions and what they are, within `tolerance`.
    let expected: [(String, Double)]
    var tolerance = 1e-12
  }

  private static let lecture = "a = 2; b = -3; c = 10; f = -2; e = a*b; d = e + c; L = d * f\n"
  private static let descent =
    "set a a.value + 0.01 * 6; set b b.value - 0.01 * 4; set c c.value - 0.01 * 2; "
    + "set f f.value + 0.01 * 4\n"
  private static let neuron = "x1 = 2; x2 = 0; w1 = -3; w2 = 1; b = 6.8813735870195432\n"

  static let facts: [Fact] = [
    Fact(
      testDescription: "L of the lecture", script: lecture + "backward L;",
      expected: [
        ("L", -8), ("a.grad", 6), ("b.grad", -4), ("c.grad", -2), ("e.grad", -2), ("d.grad", -2),
        ("f.grad", 4),
      ]),
    Fact(testDescription: "a step upward", script: lecture + descent, expected: [("L", -7.286496)]),
    Fact(
      testDescription: "README of micrograd",
      script: """
        a = -4; b = 2
        c = a + b
        d = a * b + b**3
        c += c + 1
        c += 1 + c + (-a)
        d += d * 2 + relu(b + a)
        d += 3 * d + relu(b - a)
        e = c - d
        f = e**2
        g = f / 2
        g += 10 / f
        backward g;
        """,
      expected: [
        ("g", 24.70408163265306), ("a.grad", 138.83381924198252), ("b.grad", 645.5772594752186),
      ]),
    Fact(
      testDescription: "sanity test of micrograd",
      script: """
        x = -4
        z = 2x + 2 + x
        q = relu(z) + z * x
        h = relu(z * z)
        y = h + q + q * x
        backward y;
        """, expected: [("y", -20), ("x.grad", 46)]),
    Fact(
      testDescription: "neuron", script: neuron + "o = tanh(x1*w1 + x2*w2 + b)\nbackward o;",
      expected: [
        ("o", 0.7071067811865476), ("x1.grad", -1.5), ("w1.grad", 1), ("x2.grad", 0.5),
        ("w2.grad", 0), ("b.grad", 0.5),
      ], tolerance: 1e-9),
    Fact(
      testDescription: "neuron with its tanh written out",
      script: neuron + "e = exp(2(x1*w1 + x2*w2 + b)); o = (e - 1)/(e + 1)\nbackward o;",
      expected: [("x1.grad", -1.5), ("w1.grad", 1), ("x2.grad", 0.5), ("b.grad", 0.5)],
      tolerance: 1e-9),
    Fact(
      testDescription: "an operand twice", script: "a = 3; b = a + a\nbackward b;",
      expected: [("b", 6), ("a.grad", 2)]),
    Fact(
      testDescription: "two uses",
      script: "a = -2; b = 3; d = a * b; e = a + b; f = d * e\nbackward f;",
      expected: [("f", -6), ("a.grad", -3), ("b.grad", -8)]),
    Fact(
      testDescription: "(x + y)z", script: "x = -2; y = 5; z = -4; f = (x + y)*z\nbackward f;",
      expected: [("f", -12), ("x.grad", -4), ("y.grad", -4), ("z.grad", 3)]),
    Fact(
      testDescription: "sigmoid circuit",
      script: """
        w = [2, -3, -3]; x = [-1, -2]
        f = 1/(1 + exp(-(w[0]*x[0] + w[1]*x[1] + w[2])))
        backward f;
        """,
      expected: [
        ("f", 0.7310585786300049), ("w[0].grad", -0.19661193324148185),
        ("x[0].grad", 0.3932238664829637), ("w[1].grad", -0.3932238664829637),
        ("x[1].grad", -0.5898357997244456), ("w[2].grad", 0.19661193324148185),
      ]),
    Fact(
      testDescription: "the gate of the sigmoid circuit",
      script:
        "w = [2, -3, -3]; x = [-1, -2]; f = sigmoid(w[0]*x[0] + w[1]*x[1] + w[2])\nbackward f;",
      expected: [("f", 0.7310585786300049), ("w[0].grad", -0.19661193324148185)]),
    Fact(
      testDescription: "max circuit",
      script: "x = 3; y = -4; z = 2; w = -1; f = 2(x*y + max(z, w))\nbackward f;",
      expected: [("f", -20), ("x.grad", -8), ("y.grad", 6), ("z.grad", 2), ("w.grad", 0)]),
    Fact(
      testDescription: "Colah's example", script: "a = 2; b = 1; e = (a + b)*(b + 1)\nbackward e;",
      expected: [("e", 6), ("a.grad", 2), ("b.grad", 5)]),
    Fact(
      testDescription: "sin(e^(-cos x²))", script: "x = 1.3; y = sin(exp(-cos(x^2)))\nbackward y;",
      expected: [
        ("x.grad - 2x*cos(exp(-cos(x^2)))*exp(-cos(x^2))*sin(x^2)", 0)
      ]),
  ]

  @Test(arguments: facts)
  func holds(fact: Fact) throws {
    for (expression, expected) in fact.expected {
      let script = fact.script + "\n" + expression
      let found = try #require(value(script), "\(transcript(script))")
      #expect(
        isClose(found, expected, relative: fact.tolerance, absolute: fact.tolerance),
        "\(expression)")
    }
  }
}
