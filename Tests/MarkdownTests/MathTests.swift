import Markdown
import Testing

@Suite struct MathTests {
  /// A formula, and how a terminal shows it.
  static let texts: [(tex: String, text: String)] = [
    ("\\frac{\\partial L}{\\partial x}", "∂L/∂x"),
    ("x^2 + x_1", "x² + x₁"),
    ("\\sqrt{x}", "√x"),
    ("\\sqrt{x + 1}", "√(x + 1)"),
    ("\\frac{1}{2x}", "1/(2x)"),
    ("\\frac{1}{1 + e^{-x}}", "1/(1 + e⁻ˣ)"),
    ("f'(x) \\approx \\frac{f(x + h) - f(x)}{h}", "f′(x) ≈ (f(x + h) − f(x))/h"),
    ("e^{-(w_0 x_0 + w_1 x_1)}", "e^(−(w₀x₀ + w₁x₁))"),
    (
      "\\frac{dy}{dx} = \\frac{dy}{du} \\cdot \\frac{du}{dx} = 3 \\cdot 2",
      "dy/dx = dy/du · du/dx = 3 · 2"
    ),
    ("-\\frac{1}{d^2}", "−1/d²"),
    ("2 W^{\\top} q", "2Wᵀq"),
    ("\\sigma(s) (1 - \\sigma(s))", "σ(s)(1 − σ(s))"),
    ("o = \\tanh(x_{1} w_{1} + b)", "o = tanh(x₁w₁ + b)"),
    ("\\log \\sum_{j} e^{s_{j}} - s_{k}", "log ∑ⱼ e^sⱼ − sₖ"),
    ("\\left(\\frac{a}{b}\\right)^2", "(a/b)²"),
    ("10^{-4} \\sum_{p} p^{2}", "10⁻⁴ ∑ₚ p²"),
    ("\\frac{\\partial q_k}{\\partial W_{i,j}} = x_j", "∂qₖ/∂W_i,j = xⱼ"),
    ("a \\quad \\text{for small } h", "a   for small h"),
    ("\\hat{y} - \\bar{x}", "ŷ − x̄"),
    ("y \\le 1, z \\ge 2, w \\ne 3", "y ≤ 1, z ≥ 2, w ≠ 3"),
    ("\\text{loss} = \\frac{2}{n} (o_i - y_i)", "loss = 2/n (oᵢ − yᵢ)"),
    ("\\frac{\\frac{a}{b}}{c}", "(a/b)/c"),
    ("\\begin{align*} a &= 1 \\\\ &= 2 \\end{align*}", "a = 1; = 2"),
    ("", ""),
  ]

  @Test(arguments: texts)
  func terminalsShowIt(tex: String, text: String) {
    #expect(Math(tex: tex).text == text)
  }

  /// A formula, and how a page shows it.
  static let pages: [(tex: String, mathML: String)] = [
    ("2x", "<mn>2</mn><mi>x</mi>"),
    ("-x", "<mo form=\"prefix\">−</mo><mi>x</mi>"),
    ("a - b", "<mi>a</mi><mo>−</mo><mi>b</mi>"),
    ("x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
    ("f'", "<msup><mi>f</mi><mo>′</mo></msup>"),
    ("\\sin x", "<mi>sin</mi><mspace width=\"0.17em\"></mspace><mi>x</mi>"),
    ("\\sqrt{ab}", "<msqrt><mi>a</mi><mi>b</mi></msqrt>"),
    (
      "\\frac{\\partial L}{\\partial x}",
      "<mfrac><mrow><mi mathvariant=\"normal\">∂</mi><mi>L</mi></mrow>"
        + "<mrow><mi mathvariant=\"normal\">∂</mi><mi>x</mi></mrow></mfrac>"
    ),
    (
      "\\max_i s_i",
      "<munder><mo movablelimits=\"true\" lspace=\"0em\" rspace=\"0em\">max</mo><mi>i</mi></munder>"
        + "<mspace width=\"0.17em\"></mspace><msub><mi>s</mi><mi>i</mi></msub>"
    ),
    (
      "\\left(x\\right)",
      "<mrow><mo form=\"prefix\" stretchy=\"false\">(</mo><mi>x</mi>"
        + "<mo form=\"postfix\" stretchy=\"false\">)</mo></mrow>"
    ),
    ("a < \\text{<b>}", "<mi>a</mi><mo>&lt;</mo><mtext>&lt;b&gt;</mtext>"),
  ]

  @Test(arguments: pages)
  func pagesShowIt(tex: String, mathML: String) {
    #expect(Math(tex: tex).mathML() == "<math>\(mathML)</math>")
  }

  @Test(arguments: [
    ("\\unheard x", "\\unheardx"), ("\\begin{tikz}", "\\begin{tikz}"), ("a } b", "a}b"),
    ("\\", "\\"), ("\\frac", "/()"), ("x^", "x"), ("\\left(", "("), ("a & b", "a&b"),
    ("^2", "²"),
    ("\\text{a", "a"), ("{{a", "a"), ("\\sqrt[3]{x}", "\\sqrt[3]x"),
  ])
  func whatIsNotKnownIsShown(tex: String, text: String) {
    #expect(Math(tex: tex).text == text)
  }

  @Test func deepFormulasEnd() {
    let deep = String(repeating: "{", count: 100_000) + "x" + String(repeating: "}", count: 100_000)
    #expect(Math(tex: deep).text.contains("x"))
    let roots = String(repeating: "\\sqrt", count: 100_000)
    #expect(Math(tex: roots).text.contains("sqrt"))
    let powers = String(repeating: "x^", count: 100_000)
    #expect(!Math(tex: powers).text.isEmpty)
    // A text that were made twice at each depth would never be done.
    let towers = [("x^{", "x^x^x"), ("\\frac", "((("), ("a_{", "a_a_a"), ("\\hat ", "x")]
    for (start, beginning) in towers {
      let text = Math(tex: String(repeating: start, count: 50) + "x").text
      #expect(text.unicodeScalars.starts(with: beginning.unicodeScalars), "\(start): \(text)")
    }
  }

  /// Whatever is written, tags are closed in the order in which they were opened.
  @Test func anyTextMakesAWholeFormula() {
    var number: UInt64 = 7
    func next(_ count: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(number >> 33) % count
    }
    let pieces = [
      "\\frac", "\\sqrt", "{", "}", "^", "_", "x", "2", "+", "-", "(", ")", "\\left(", "\\right)",
      "\\sum", "\\max", "\\text{a b}", "\\begin{align*}", "\\end{align*}", "&", "\\\\", "'", "<",
      " ", "\\hat", "\\operatorname", "\\quad", "\\", "|", "\\alpha",
    ]
    for _ in 0..<2000 {
      let tex = (0..<next(14)).map { _ in pieces[next(pieces.count)] }.joined()
      let mathML = Math(tex: tex).mathML()
      var open: [Substring] = []
      for tag in mathML.split(separator: "<").dropFirst(mathML.hasPrefix("<") ? 0 : 1) {
        let name = tag.prefix { $0 != ">" && $0 != " " }
        if name.hasPrefix("/") {
          #expect(open.popLast() == name.dropFirst(), "\(tex)")
        } else {
          open.append(name)
        }
      }
      #expect(open.isEmpty, "\(tex)")
      #expect(!Math(tex: tex).text.contains("  x  "), "\(tex)")
    }
  }
}
