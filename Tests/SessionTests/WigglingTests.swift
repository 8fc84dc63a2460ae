import CommandLine
import Testing

@Suite struct WigglingTests {
  static let texts: [(name: String, script: String, text: String)] = [
    (
      "nudge two neurons",
      "x = 1; w = 0.5; h = tanh(w * x); L = h * h\nbackward L;\nnudge w 0.1",
      """
      w: 0.5 → 0.6    L: 0.213552 → 0.288422    rise / run = 0.7487
      gradient = 0.726862
      predicted: gradient · h = 0.0726862    actual: 0.07487
      also moved: h: 0.462117 → 0.53705
      """
    ),
    (
      "set after a pass", "a = 2; b = 3; L = a * b\nbackward L;\nset a 2.5",
      """
      a: 2 → 2.5    L: 6 → 7.5
      L predicted: gradient · Δ = 1.5    actual: 1.5
      """
    ),
    ("set without a pass", "a = 2; L = 3a; set a 3", "a: 2 → 3    L: 6 → 9"),
    (
      "sweep over a kink", "x = 0.5; y = relu(x)\nsweep x -1..1 by 0.5 of y",
      """
         x    y  ∂y/∂x
        -1    0      0
      -0.5    0      0
         0    0      0
       0.5  0.5      1  ← now
         1    1      1
      lowest here: y = 0 at x = -1
      """
    ),
    (
      "sweep puts the value among the others, and back",
      "x = 0.3; y = x^2\nsweep x 1..0 by -0.5 of y\nx",
      """
        x     y  ∂y/∂x
        1     1      2
      0.5  0.25      1
      0.3  0.09    0.6  ← now
        0     0      0
      lowest here: y = 0 at x = 0
      x = 0.3
      """
    ),
    (
      "sweep cut short", "x = 1; y = 2x\noption rows 2;\nsweep x 0..10 of y",
      """
      x  y  ∂y/∂x
      0  0      2
      1  2      2  ← now
      and 9 rows more; `option rows 11` shows them all
      lowest here: y = 0 at x = 0
      """
    ),
    (
      "check at a corner", "x = 0; y = relu(x)\ncheck y",
      """
      node  reverse  forward  central  error   verdict
      x           0        0      0.5      1   kink
      x: relu(x) has a corner within h = 6.1e-06 of x = 0: the slope is 0 below and 1
        above, and a difference mixes the two
      """
    ),
    (
      "check at a tie", "z = 2; w = 2; f = 3max(z, w)\ncheck f z",
      """
      node  reverse  forward  central   error   verdict
      z         1.5      1.5      1.5  < 1e-8   kink
      z: max(z, w) has a corner at z = 2: the slope is 0 below and 3 above, so there
        is no derivative; 1.5, on which the ways agree, is a convention
      """
    ),
    (
      "check with a large step", "x = 1; y = sin(10x)\ncheck y step=1",
      """
      node   reverse   forward   central  error   verdict
      x     -8.39072  -8.39072  0.456473    1.1   step too large
      x: the function turns within h = 1 of x = 1; with h = 1e-06 the two agree
      """
    ),
  ]

  @Test(arguments: texts.map(\.name))
  func text(name: String) {
    let row = Self.texts.first { $0.name == name }!
    #expect(Transcript.text(of: row.script) == row.text + "\n")
  }
}
