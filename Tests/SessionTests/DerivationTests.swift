import CommandLine
import Testing

/// What `derive` writes, as whole texts.
@Suite struct DerivationTests {
  /// The lines of `derive`, after a script that says nothing.
  private func derive(_ script: String, _ command: String) -> String {
    String(
      Transcript.text(of: script.split(separator: "\n").map { "\($0);\n" }.joined() + command)
        .dropLast())
  }

  private func formula(_ script: String, _ command: String) -> String {
    String(derive(script, command).split(separator: "\n")[0])
  }

  /// sin(e^(-cos x²)), worked by hand in the first lecture.
  @Test func nested() {
    #expect(
      derive(
        """
        x = 1
        y = sin(exp(-cos(x^2)))
        """, "derive y x") == #"""
          ∂y/∂x = 2x * cos(exp(-cos(x^2))) * exp(-cos(x^2)) * sin(x^2)
            u = x^2     power rule            ∂u/∂x = 2x
            v = cos(u)  cosine rule           ∂v/∂u = -sin(u)
            w = -v      constant factor rule  ∂w/∂v = -1
            p = exp(w)  exponential rule      ∂p/∂w = exp(w)
            y = sin(p)  sine rule             ∂y/∂p = cos(p)
            chain rule: ∂y/∂x = ∂y/∂p · ∂p/∂w · ∂w/∂v · ∂v/∂u · ∂u/∂x
              = cos(p) · exp(w) · -1 · (-sin(u)) · 2x
              = cos(exp(-cos(x^2))) · exp(-cos(x^2)) · -1 · (-sin(x^2)) · 2x
            at x = 1: 0.83505 · 0.582572 · -1 · -0.841471 · 2 = 0.818713, and the engine
                says 0.818713
          """#)
  }

  /// L = (a·b + c)·f of the second.
  @Test func product() {
    #expect(
      derive(
        """
        a = 2
        b = -3
        c = 10
        f = -2
        e = a*b
        d = e + c
        L = d*f
        """, "derive L a") == #"""
          ∂L/∂a = b * f
            e = a * b  constant factor rule  ∂e/∂a = b
            d = e + c  sum rule              ∂d/∂e = 1
            L = d * f  constant factor rule  ∂L/∂d = f
            chain rule: ∂L/∂a = ∂L/∂d · ∂d/∂e · ∂e/∂a
              = f · 1 · b
            at b = -3, f = -2: -2 · 1 · -3 = 6, and the engine says 6
          """#)
  }

  /// A neuron with tanh.
  @Test func neuron() {
    #expect(
      derive(
        """
        x1 = 2
        x2 = 0
        w1 = -3
        w2 = 1
        b = 6.8813735870195432
        n = x1*w1 + x2*w2 + b
        o = tanh(n)
        """, "derive o w1") == #"""
          ∂o/∂w1 = x1 * (1 - tanh(x1 * w1 + x2 * w2 + b)^2)
            u = x1 * w1          constant factor rule     ∂u/∂w1 = x1
            n = u + x2 * w2 + b  sum rule                 ∂n/∂u = 1
            o = tanh(n)          hyperbolic tangent rule  ∂o/∂n = 1 - tanh(n)^2
            chain rule: ∂o/∂w1 = ∂o/∂n · ∂n/∂u · ∂u/∂w1
              = (1 - tanh(n)^2) · 1 · x1
              = (1 - tanh(x1 * w1 + x2 * w2 + b)^2) · 1 · x1
            at x1 = 2, x2 = 0, w1 = -3, w2 = 1, b = 6.88137: 0.5 · 1 · 2 = 1, and the
                engine says 1
          """#)
  }

  /// The circuit of 1 / (1 + exp(-w·x)).
  @Test func sigmoidCircuit() {
    #expect(
      derive(
        """
        w0 = 2
        x0 = -1
        w1 = -3
        x1 = -2
        w2 = -3
        f = 1 / (1 + exp(-(w0*x0 + w1*x1 + w2)))
        """, "derive f w0") == #"""
          ∂f/∂w0 = x0 * exp(-w0 * x0 - w1 * x1 - w2) / (exp(-w0 * x0 - w1 * x1 - w2) +
              1)^2
            u = w0 * x0           constant factor rule  ∂u/∂w0 = x0
            v = u + w1 * x1 + w2  sum rule              ∂v/∂u = 1
            w = -v                constant factor rule  ∂w/∂v = -1
            p = exp(w)            exponential rule      ∂p/∂w = exp(w)
            q = 1 + p             sum rule              ∂q/∂p = 1
            f = 1 / q             reciprocal rule       ∂f/∂q = -1 / q^2
            chain rule: ∂f/∂w0 = ∂f/∂q · ∂q/∂p · ∂p/∂w · ∂w/∂v · ∂v/∂u · ∂u/∂w0
              = (-1 / q^2) · 1 · exp(w) · -1 · 1 · x0
              = (-1 / (exp(-w0 * x0 - w1 * x1 - w2) + 1)^2) · 1 · exp(-w0 * x0 - w1 * x1 -
                  w2) · -1 · 1 · x0
            at w0 = 2, x0 = -1, w1 = -3, x1 = -2, w2 = -3: -0.534447 · 1 · 0.367879 · -1 ·
                1 · -1 = -0.196612, and the engine says -0.196612
          """#)
  }

  /// Two paths: the sum over both uses of b.
  @Test func twoPaths() {
    #expect(
      derive(
        """
        a = 2
        b = 1
        c = a + b
        d = b + 1
        e = c * d
        """, "derive e b") == #"""
          ∂e/∂b = a + 2b + 1
            c = a + b  sum rule      ∂c/∂b = 1
            d = b + 1  sum rule      ∂d/∂b = 1
            e = c * d  product rule  ∂e/∂c = d
                                     ∂e/∂d = c
            chain rule: ∂e/∂b = ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b
              = d · 1 + c · 1
              = (b + 1) · 1 + (a + b) · 1
            at a = 2, b = 1: 2 · 1 + 3 · 1 = 5, and the engine says 5
          """#)
  }

  /// An operand that is used again inside another one of the same step.
  @Test func heldOperand() {
    #expect(
      derive(
        """
        x = 2
        y = sin(x) / x
        """, "derive y x") == #"""
          ∂y/∂x = cos(x) / x - sin(x) / x^2
            u = sin(x)  sine rule      ∂u/∂x = cos(x)
            y = u / x   quotient rule  ∂y/∂x|u = -u / x^2
                                       ∂y/∂u = 1 / x
            chain rule: ∂y/∂x = ∂y/∂u · ∂u/∂x + ∂y/∂x|u
              = (1 / x) · cos(x) + (-u / x^2)
              = (1 / x) · cos(x) + (-sin(x) / x^2)
            at x = 2: 0.5 · -0.416147 + -0.227324 = -0.435398, and the engine says
                -0.435398
          """#)
  }

  /// An operation of the user's own, and one with a kink.
  @Test func ownOperationAndKink() {
    #expect(
      derive(
        """
        op cube(x) = x^3 grad 3x^2
        x = 2
        a = 1
        q = cube(2x) + max(x, a)
        """, "derive q x") == #"""
          ∂q/∂x = 24x^2 + (x == a) / 2 + (x > a)
            u = 2x         constant factor rule  ∂u/∂x = 2
            v = cube(u)    given with op         ∂v/∂u = 3u^2
            w = max(x, a)  maximum rule          ∂w/∂x = (x == a) / 2 + (x > a)
            q = v + w      sum rule              ∂q/∂v = 1
                                                 ∂q/∂w = 1
            chain rule: ∂q/∂x = ∂q/∂v · ∂v/∂u · ∂u/∂x + ∂q/∂w · ∂w/∂x
              = 1 · 3u^2 · 2 + 1 · ((x == a) / 2 + (x > a))
              = 1 · 12x^2 · 2 + 1 · ((x == a) / 2 + (x > a))
            at x = 2, a = 1: 1 · 48 · 2 + 1 · 1 = 97, and the engine says 97
            kink of max(x, y): at a tie each operand gets half of the gradient
          """#)
  }

  /// The gradient of a softmax with cross-entropy is the probability, less 1 where the answer is.
  @Test func softmaxCrossEntropy() {
    #expect(
      derive(
        """
        z = [1, 2]
        L = -log(exp(z[0]) / (exp(z[0]) + exp(z[1])))
        """, "derive L z[0]") == #"""
          ∂L/∂z[0] = exp(z[0]) / (exp(z[0]) + exp(z[1])) - 1
            u = exp(z[0])      exponential rule      ∂u/∂z[0] = exp(z[0])
            v = exp(z[0])      exponential rule      ∂v/∂z[0] = exp(z[0])
            w = v + exp(z[1])  sum rule              ∂w/∂v = 1
            p = u / w          quotient rule         ∂p/∂u = 1 / w
                                                     ∂p/∂w = -u / w^2
            q = log(p)         logarithm rule        ∂q/∂p = 1 / p
            L = -q             constant factor rule  ∂L/∂q = -1
            chain rule: ∂L/∂z[0] = ∂L/∂q · ∂q/∂p · ∂p/∂u · ∂u/∂z[0] + ∂L/∂q · ∂q/∂p ·
                ∂p/∂w · ∂w/∂v · ∂v/∂z[0]
              = -1 · (1 / p) · (1 / w) · exp(z[0]) + -1 · (1 / p) · (-u / w^2) · 1 ·
                  exp(z[0])
              = -1 · ((exp(z[0]) + exp(z[1])) / exp(z[0])) · (1 / (exp(z[0]) + exp(z[1])))
                  · exp(z[0]) + -1 · ((exp(z[0]) + exp(z[1])) / exp(z[0])) · (-exp(z[0]) /
                  (exp(z[0]) + exp(z[1]))^2) · 1 · exp(z[0])
            at z[0] = 1, z[1] = 2: -1 · 3.71828 · 0.098938 · 2.71828 + -1 · 3.71828 ·
                -0.0266085 · 1 · 2.71828 = -0.731059, and the engine says -0.731059
          """#)
  }

  /// A block for amsmath.
  @Test func latex() {
    #expect(
      derive(
        """
        x1 = 1
        σ = 2
        y = sin(x1^2) / σ
        """, "derive y x1 as=latex") == #"""
          \begin{align*}
            \frac{\partial y}{\partial x_{1}} &= \frac{2 x_{1} \cdot \cos\left({x_{1}}^{2}\right)}{\sigma} \\
            u &= {x_{1}}^{2} & \frac{\partial u}{\partial x_{1}} &= 2 x_{1} && \text{power rule} \\
            v &= \sin\left(u\right) & \frac{\partial v}{\partial u} &= \cos\left(u\right) && \text{sine rule} \\
            y &= \frac{v}{\sigma} & \frac{\partial y}{\partial v} &= \frac{1}{\sigma} && \text{constant factor rule} \\
            \frac{\partial y}{\partial x_{1}} &= \frac{\partial y}{\partial v} \cdot \frac{\partial v}{\partial u} \cdot \frac{\partial u}{\partial x_{1}} \\
            &= \frac{1}{\sigma} \cdot \cos\left(u\right) \cdot 2 x_{1} \\
            &= \frac{1}{\sigma} \cdot \cos\left({x_{1}}^{2}\right) \cdot 2 x_{1} \\
            &= 0.540302 && \text{at } x_{1} = 1,\; \sigma = 2
          \end{align*}
          """#)
  }

  /// The formula alone.
  @Test(arguments: [
    ("x^3", "3x^2"), ("x * x * x", "3x^2"), ("x + x", "2"), ("x^2 * x", "3x^2"),
    ("3x^2 - 4x + 5", "6x - 4"), ("x * y", "y"), ("1 / x", "-1 / x^2"), ("y / x", "-y / x^2"),
    ("x / 3", "1 / 3"), ("x^3 / 3", "x^2"), ("x^x", "x^x * (log(x) + 1)"),
    ("2^x", "0.693147 * 2^x"), ("x^y", "y * x^(y - 1)"), ("sqrt(x)", "1 / (2 * sqrt(x))"),
    ("sqrt(x)^2", "1"), ("exp(x) * exp(x)", "2 * exp(x)^2"), ("-(y - x)", "1"),
    ("--x", "1"), ("x - x", "0"), ("0x", "0"), ("sin(x)^2 + cos(x)^2", "0"),
    ("sigmoid(x)", "sigmoid(x) * (1 - sigmoid(x))"), ("tanh(x)", "1 - tanh(x)^2"),
    ("tanh(2x)", "2(1 - tanh(2x)^2)"), ("relu(x * y)", "y * (x * y > 0)"),
    ("x * exp(x)", "exp(x) * (x + 1)"),
    ("exp(x) / (exp(x) + exp(y)) + exp(y) / (exp(y) + exp(x))", "0"),
    ("log(x)", "1 / x"), ("log(3x)", "1 / x"), ("(x * y)^3", "3x^2 * y^3"),
    ("max(x, y)", "(x == y) / 2 + (x > y)"), ("(x - 1) * (x - 1)", "2x - 2"),
    ("e1 * x^2", "2x * e1"), ("x * 1e-7", "1e-07"),
  ])
  func readsAsInATextbook(function: String, derivative: String) {
    #expect(
      formula("x = 2\ny = 3\ne1 = 4\nL = \(function)", "derive L x") == "∂L/∂x = \(derivative)")
  }

  @Test(arguments: [
    ("e1^2", "derive L e1", "∂L/∂e1 = 2 * e1"), ("e1^2 * e1", "derive L", "∂L/∂e1 = 3 * e1^2"),
    ("n^2", "derive L n", "∂L/∂n = 2n"),
  ])
  func namesStayNames(function: String, command: String, line: String) {
    let text = formula("e1 = 3\nn = e1^2\nL = \(function)", command)
    #expect(text == line)
  }

  @Test(arguments: [
    ("derive L z", "∂L/∂z = 0: L does not depend on z"),
    ("derive x L", "∂x/∂L = 0: x does not depend on L, but L on x: `derive L x`"),
    ("derive x x", "∂x/∂x = 1: everything changes as fast as itself"),
  ])
  func saysWhyItIsZeroOrOne(command: String, text: String) {
    #expect(derive("x = 2\nz = 3\nL = x^2", command) == text)
  }

  @Test(arguments: [
    ("derive L xs", "this is a list of 2, and one node is differentiated by at a time"),
    ("derive xs", "this is a list of 2, and one node is needed"),
    ("derive L 3", "3 is a plain number, no node of the graph"),
    ("derive L", "it is not said by what `L` is differentiated"),
    ("derive L x as=word", "`as=` cannot be `word`"),
  ])
  func saysWhatIsWrong(command: String, message: String) {
    let text = derive("x = 2\nxs = [1, 2]\nL = x * xs[0]", command)
    #expect(text.contains(message), "\(text)")
  }

  @Test func staysQuiet() {
    #expect(derive("x = 2\ny = x^2", "derive y x;").isEmpty)
    #expect(derive("x = 2\ny = x^2", "backward y;\nderive y x;\nexpect x.grad == 4").isEmpty)
  }

  /// Letters for what has no name are free ones.
  @Test func lettersAreFree() {
    let text = derive("x = 2\nu = 1\nv = 1\nL = sin(x^2) * u", "derive L x")
    #expect(text.contains("w = x^2"))
    #expect(text.contains("p = sin(w)"))
  }

  /// Nothing grows without bound, neither time nor text.
  @Test(arguments: [
    "y = x\nfor k in 0..<60 { y = y + y }", "y = x\nfor k in 0..<60 { y = y * y }",
    "y = x\nfor k in 0..<60 { y = sin(y) * y }", "y = x\nfor k in 0..<3000 { y = sin(y) }",
    "y = x\nfor k in 0..<3000 { y = y + x }",
  ])
  func staysShort(script: String) {
    let text = derive("x = 1\n\(script)", "derive y x")
    #expect(text.contains("and the engine says") || text.contains("the engine says"))
    #expect(text.count < 6000, "\(text)")
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let latex = derive("x = 1\n\(script)", "derive y x as=latex")
    #expect(latex.hasPrefix("\\begin{align*}") && latex.hasSuffix("\\end{align*}"))
  }

  @Test func jsonReadsBack() {
    let text = Transcript.json(of: "x = 1/3; y = x^3;\nderive y x")
    #expect(
      text.contains(
        #"{"type":"derive","node":"x","root":"y","formula":"3x^2","steps":[{"node":"y","formula":"x^3","rule":"power rule","inputs":[{"node":"x","derivative":"3x^2","local":0.3333333333333333}]}],"omitted":0,"value":0.3333333333333333,"gradient":0.3333333333333333}"#
      ), "\(text)")
  }
}
