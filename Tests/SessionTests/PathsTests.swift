import CommandLine
import Testing

/// Whole answers to `paths`.
@Suite struct PathsTests {
  static let cases: [(name: String, script: String, text: String)] = [
    (
      "the lecture's expression",
      """
      a = 2; b = -3; c = 10; f = -2;
      e = a*b; d = e + c; L = d*f;
      backward L;
      paths L a
      """,
      """
      1 path leads from L to a
        L ← d ← e ← a    -2 · 1 · -3 = 6
      ∂L/∂a = 6
      way           multiplications
      path sum                    2   path by path
      forward mode                2   one pass; 5 for all 4 leaves, a pass each
      reverse mode                4   one pass for all 4 leaves
      """
    ),
    (
      "two paths",
      """
      a = -2; b = 3; d = a*b; e = a + b; f = d*e;
      paths f a
      """,
      """
      2 paths lead from f to a
        f ← e ← a    -6 · 1 = -6
        f ← d ← a    1 · 3 = 3
      ∂f/∂a = -3, the sum of all
      way           multiplications
      path sum                    2   path by path
      forward mode                2   one pass; 4 for all 2 leaves, a pass each
      reverse mode                4   one pass for all 2 leaves
      """
    ),
    (
      "Colah's example",
      """
      a = 2; b = 1; c = a + b; d = b + 1; e = c*d;
      paths e b
      """,
      """
      2 paths lead from e to b
        e ← d ← b    3 · 1 = 3
        e ← c ← b    2 · 1 = 2
      ∂e/∂b = 5, the sum of all
      way           multiplications
      path sum                    2   path by path
      forward mode                2   one pass; 3 for all 2 leaves, a pass each
      reverse mode                3   one pass for all 2 leaves
      """
    ),
    (
      "an operand used twice",
      """
      x = 3; y = x*x; z = y*y;
      paths z x
      """,
      """
      4 paths lead from z to x
        z ←₁ y ←₁ x    9 · 3 = 27
        z ←₁ y ←₂ x    9 · 3 = 27
        z ←₂ y ←₁ x    9 · 3 = 27
        z ←₂ y ←₂ x    9 · 3 = 27
        ←₁ goes to the first operand, ←₂ to the second
      ∂z/∂x = 108, the sum of all
      way           multiplications
      path sum                    4   path by path
      forward mode                2   one pass
      reverse mode                2   one pass
      """
    ),
    (
      "largest first, and no more than asked for",
      """
      x = 3; y = x + 5x + 2x; z = y*y;
      option rows 3
      paths z x
      """,
      """
      rows = 3
      6 paths lead from z to x; the largest are
        z ←₁ y ← %3 ← %2 ← x    24 · 1 · 1 · 5 = 120
        z ←₂ y ← %3 ← %2 ← x    24 · 1 · 1 · 5 = 120
        z ←₂ y ← %5 ← x         24 · 1 · 2 = 48
        ←₁ goes to the first operand, ←₂ to the second
      ∂z/∂x = 384, the sum of all
      way           multiplications
      path sum                   14   path by path
      forward mode                5   one pass
      reverse mode                6   one pass
      """
    ),
    (
      "a doubled 60",
      """
      x = 1; for k in 0..<60 { x = x + x };
      option rows 2
      paths x %0
      """,
      """
      rows = 2
      2^60 = 1152921504606846976 paths lead from x to %0; the largest are
        x ←₁ %59 ←₁ %58 ←₁ %57 ← … ←₁ %2 ←₁ %1 ←₁ %0
            1 · 1 · 1 · … · 1 · 1 · 1 = 1  (60 factors)
        x ←₁ %59 ←₁ %58 ←₁ %57 ← … ←₁ %2 ←₁ %1 ←₂ %0
            1 · 1 · 1 · … · 1 · 1 · 1 = 1  (60 factors)
        ←₁ goes to the first operand, ←₂ to the second
      ∂x/∂%0 = 1.15292e+18, the sum of all
      way                multiplications
      path sum      68022368771803971584   path by path
      forward mode                   118   one pass
      reverse mode                   118   one pass
      """
    ),
    (
      "a doubled 2000",
      """
      x = 1; for k in 0..<2000 { x = x + x };
      option rows 1
      paths x %0
      """,
      """
      warning: x + x is inf
        | x = 1; for k in 0..<2000 { x = x + x };
        |                                  ^
      rows = 1
      2^2000 = 1.14813e602 paths lead from x to %0; the largest are
        x ←₁ %1999 ←₁ %1998 ←₁ %1997 ← … ←₁ %2 ←₁ %1 ←₁ %0
            1 · 1 · 1 · … · 1 · 1 · 1 = 1  (2000 factors)
        ←₁ goes to the first operand, ←₂ to the second
      ∂x/∂%0 = inf, the sum of all
      way           multiplications
      path sum          2.29511e605   path by path
      forward mode             3998   one pass
      reverse mode             3998   one pass
      """
    ),
    (
      "none",
      """
      x = 2; y = 3; z = y^2;
      paths z x
      """,
      """
      no path leads from z to x: ∂z/∂x = 0
      """
    ),
    (
      "the wrong way round",
      """
      x = 2; z = x^2;
      paths x z
      """,
      """
      no path leads from x to z: ∂x/∂z = 0; the other way there is: `paths z x`
      """
    ),
    (
      "to itself",
      """
      x = 2;
      paths x x
      """,
      """
      1 path leads from x to x
        x    1, the seed
      ∂x/∂x = 1
      way           multiplications
      path sum                    0   path by path
      forward mode                0   one pass
      reverse mode                0   one pass
      """
    ),
    (
      "long names wrap",
      """
      the_first_of_the_long_names = 2; the_second_of_the_long_names = -3;
      the_product_of_the_long_names = the_first_of_the_long_names * the_second_of_the_long_names;
      the_square_of_the_product = the_product_of_the_long_names^2;
      paths the_square_of_the_product the_first_of_the_long_names
      """,
      """
      1 path leads from the_square_of_the_product to the_first_of_the_long_names
        the_square_of_the_product ← the_product_of_the_long_names ←
          the_first_of_the_long_names
            -12 · -3 = 36
      ∂the_square_of_the_product/∂the_first_of_the_long_names = 36
      way           multiplications
      path sum                    1   path by path
      forward mode                1   one pass; 2 for all 2 leaves, a pass each
      reverse mode                2   one pass for all 2 leaves
      """
    ),
    (
      "a list",
      """
      xs = [1, 2]; y = sum(xs);
      paths y xs
      """,
      """
      error: `xs` is a list of 2, and one gradient is explained at a time
        | paths y xs
        |         ^^ take one element, as xs[0]
      """
    ),
    (
      "one argument",
      """
      x = 2; y = x^2;
      paths y
      """,
      """
      error: `paths` is not complete
        | paths y
        | ^^^^^^^ write paths L x
      """
    ),
  ]

  @Test(arguments: cases)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(Transcript.text(of: script) == text + "\n")
  }
}
