import CommandLine
import Testing

/// Whole texts of what the program writes.
@Suite struct TourTests {
  @Test func theTour() {
    let text = Transcript.text(
      of: """
        a = 2
        b = -3; c = 10; f = -2
        e = a*b
        d = e + c
        L = d * f
        backward L
        why a
        nudge a 0.001
        2x + 1
        """)
    #expect(
      text == """
        a = 2
        e = -6
        d = 4
        L = -8
        node  operation  value  upstream   input  local  downstream
        L     d * f         -8         1   d         -2          -2
                                           f          4           4
        d     e + c          4        -2   e          1          -2
                                           c          1          -2
        e     a * b         -6        -2   a         -3           6
                                           b          2          -4
        ∂L/∂a = 6
          a is used once, in e = a * b:
            upstream ∂L/∂e = -2    local ∂e/∂a = b = -3    contribution -2 · -3 = 6
            multiply swaps: each factor gets the upstream gradient times the other
              factor
          ∂L/∂e = -2, because in d = e + c: ∂L/∂d · 1 = -2 · 1 (add distributes)
          ∂L/∂d = -2, because in L = d * f: ∂L/∂L · f = 1 · -2 (multiply swaps)
          ∂L/∂L = 1, the seed
        a: 2 → 2.001    L: -8 → -7.994    rise / run = 6    gradient = 6
        predicted: gradient · h = 0.006    actual: 0.006
        also moved: e: -6 → -6.003    d: 4 → 3.997
        error: `x` is not defined
          | 2x + 1
          |  ^ give it a value first: x = 1

        """)
  }

  static let tables: [(name: String, command: String, text: String)] = [
    (
      "tape as csv", "tape s as=csv",
      """
      node,formula,value,gradient,in,upstream,local,contribution
      x,leaf,2,4,s,1,4,4
      s,x^2,4,1,,,,
      """
    ),
    (
      "tape as markdown", "tape s as=markdown",
      """
      | forward ↓ | reverse ↑ |
      |---|---|
      | `x = 2` | `x.grad = 4` |
      | `s = x^2 = 4` | `x.grad = s.grad · (2 * x) = 1 · 4 = 4` |
      |  | `s.grad = 1` |
      """
    ),
    (
      "tape as LaTeX", "tape s as=latex",
      #"""
      % needs \usepackage{booktabs}
      \begin{tabular}{ll}
        \toprule
        forward $\downarrow$ & reverse $\uparrow$ \\
        \midrule
        \texttt{x = 2} & \texttt{x.grad = 4} \\
        \texttt{s = x\^{}2 = 4} & \texttt{x.grad = s.grad \ensuremath{\cdot} (2 * x) = 1 \ensuremath{\cdot} 4 = 4} \\
         & \texttt{s.grad = 1} \\
        \bottomrule
      \end{tabular}
      """#
    ),
    (
      "check", "check s",
      """
      node  reverse  forward  central   error   verdict
      x           4        4        4  < 1e-8   ok
      """
    ),
    (
      "list", "list",
      """
      name  kind  formula  value  gradient
      x     leaf               2         –
      s     node  x^2          4         –
      """
    ),
    (
      "info", "backward s;\ninfo x",
      """
      x (%0)
        value      2
        gradient   4   of s
        role       leaf
        used in    s = x^2
        written    line 1: x = 2; s = x^2
      """
    ),
    (
      "grads", "backward s;\ngrads",
      """
      leaf  value  gradient
      x         2         4
      """
    ),
    ("set", "set x 3", "x: 2 → 3    s: 4 → 9"),
  ]

  @Test(arguments: tables)
  func isExactly(_ name: String, command: String, text: String) {
    #expect(Transcript.text(of: "x = 2; s = x^2\n\(command)") == text + "\n")
  }
}
