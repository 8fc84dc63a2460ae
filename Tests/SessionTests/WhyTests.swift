import CommandLine
import Testing

/// Whole answers to `why`: the lectures' examples, and how they fit the screen.
@Suite struct WhyTests {
  static let cases: [(name: String, script: String, text: String)] = [
    (
      "the lecture's expression",
      """
      a = 2; b = -3; c = 10; f = -2;
      e = a*b; d = e + c; L = d*f;
      backward L;
      why a
      """,
      """
      ∂L/∂a = 6
        a is used once, in e = a * b:
          upstream ∂L/∂e = -2    local ∂e/∂a = b = -3    contribution -2 · -3 = 6
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂L/∂e = -2, because in d = e + c: ∂L/∂d · 1 = -2 · 1 (add distributes)
        ∂L/∂d = -2, because in L = d * f: ∂L/∂L · f = 1 · -2 (multiply swaps)
        ∂L/∂L = 1, the seed
      """
    ),
    (
      "a node in the middle",
      """
      a = 2; b = -3; c = 10; f = -2;
      e = a*b; d = e + c; L = d*f;
      backward L;
      why e
      """,
      """
      ∂L/∂e = -2
        e is used once, in d = e + c:
          upstream ∂L/∂d = -2    local ∂d/∂e = 1    contribution -2 · 1 = -2
          add distributes: each operand gets the whole upstream gradient
        ∂L/∂d = -2, because in L = d * f: ∂L/∂L · f = 1 · -2 (multiply swaps)
        ∂L/∂L = 1, the seed
      """
    ),
    (
      "the root",
      """
      a = 2; b = -3; c = 10; f = -2;
      e = a*b; d = e + c; L = d*f;
      backward L;
      why L
      """,
      """
      ∂L/∂L = 1, because L is what is differentiated: every pass starts there from 1,
        the seed
      """
    ),
    (
      "a node without a name, by its number",
      """
      a = 2; b = 3; L = (a + b) * a;
      why %2 of L
      """,
      """
      ∂L/∂%2 = 2, where %2 is a + b
        %2 is used once, in L = %2 * a:
          upstream ∂L/∂L = 1    local ∂L/∂%2 = a = 2    contribution 1 · 2 = 2
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂L/∂L = 1, the seed
      """
    ),
    (
      "two uses",
      """
      a = -2; b = 3; d = a*b; e = a + b; f = d*e;
      why a of f
      """,
      """
      ∂f/∂a = -3
        a is used twice:
          in e = a + b:
            upstream ∂f/∂e = -6    local ∂e/∂a = 1    contribution -6 · 1 = -6
          in d = a * b:
            upstream ∂f/∂d = 1    local ∂d/∂a = b = 3    contribution 1 · 3 = 3
          copies add up: -6 + 3 = -3
        ∂f/∂e = -6, because in f = d * e: ∂f/∂f · d = 1 · -6 (multiply swaps)
        ∂f/∂d = 1, because in f = d * e: ∂f/∂f · e = 1 · 1 (multiply swaps)
        ∂f/∂f = 1, the seed
      """
    ),
    (
      "copies add up",
      """
      a = 3; b = a + a;
      why a of b
      """,
      """
      ∂b/∂a = 2
        a is used twice:
          in b = a + a as operand 1:
            upstream ∂b/∂b = 1    local ∂b/∂a = 1    contribution 1 · 1 = 1
          in b = a + a as operand 2:
            upstream ∂b/∂b = 1    local ∂b/∂a = 1    contribution 1 · 1 = 1
          copies add up: 1 + 1 = 2
        ∂b/∂b = 1, the seed
      """
    ),
    (
      "one operand twice",
      """
      x = 3; y = x*x;
      why x of y
      """,
      """
      ∂y/∂x = 6
        x is used twice:
          in y = x * x as operand 1:
            upstream ∂y/∂y = 1    local ∂y/∂x = x = 3    contribution 1 · 3 = 3
          in y = x * x as operand 2:
            upstream ∂y/∂y = 1    local ∂y/∂x = x = 3    contribution 1 · 3 = 3
          copies add up: 3 + 3 = 6
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "Colah's example",
      """
      a = 2; b = 1; c = a + b; d = b + 1; e = c*d;
      why b of e
      """,
      """
      ∂e/∂b = 5
        b is used twice:
          in d = b + 1:
            upstream ∂e/∂d = 3    local ∂d/∂b = 1    contribution 3 · 1 = 3
          in c = a + b:
            upstream ∂e/∂c = 2    local ∂c/∂b = 1    contribution 2 · 1 = 2
          copies add up: 3 + 2 = 5
        ∂e/∂d = 3, because in e = c * d: ∂e/∂e · c = 1 · 3 (multiply swaps)
        ∂e/∂c = 2, because in e = c * d: ∂e/∂e · d = 1 · 2 (multiply swaps)
        ∂e/∂e = 1, the seed
      """
    ),
    (
      "a max that routes",
      """
      x = 3; y = -4; z = 2; w = -1; f = 2(x*y + max(z, w));
      why z of f
      """,
      """
      ∂f/∂z = 2
        z is used once, in %5 = max(z, w):
          upstream ∂f/∂%5 = 2    local ∂%5/∂z = (z > w) + (z == w) / 2 = 1
          contribution 2 · 1 = 2
          max routes: the larger operand gets the whole upstream gradient, the other
            nothing
        ∂f/∂%5 = 2, because in %6 = %4 + %5: ∂f/∂%6 · 1 = 2 · 1 (add distributes)
        ∂f/∂%6 = 2, because in f = 2 * %6: ∂f/∂f · 2 = 1 · 2 (multiply swaps)
        ∂f/∂f = 1, the seed
      """
    ),
    (
      "tanh in a neuron",
      """
      x = 2; w = -3; b = 6.5; n = x*w + b; o = tanh(n);
      why w of o
      """,
      """
      ∂o/∂w = 1.5729
        w is used once, in %3 = x * w:
          upstream ∂o/∂%3 = 0.786448    local ∂%3/∂w = x = 2
          contribution 0.786448 · 2 = 1.5729
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂o/∂%3 = 0.786448, because in n = %3 + b: ∂o/∂n · 1 = 0.786448 · 1 (add
          distributes)
        ∂o/∂n = 0.786448, because in o = tanh(n): ∂o/∂o · (1 - tanh(n)^2) =
          1 · 0.786448 (tanh squeezes)
        ∂o/∂o = 1, the seed
      """
    ),
    (
      "a constant factor",
      """
      x = 3; y = 2x;
      why %1 of y
      """,
      """
      ∂y/∂%1 = 3, where %1 is the number 2
        %1 is used once, in y = 2 * x:
          upstream ∂y/∂y = 1    local ∂y/∂%1 = x = 3    contribution 1 · 3 = 3
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "a long chain is cut",
      """
      x = 1; for k in 0..<1000 { x = 2x };
      option rows 2
      why %0 of x
      """,
      """
      rows = 2
      ∂x/∂%0 = 1.07151e+301
        %0 is used once, in %2 = 2 * %0:
          upstream ∂x/∂%2 = 5.35754e+300    local ∂%2/∂%0 = 2
          contribution 5.35754e+300 · 2 = 1.07151e+301
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂x/∂%2 = 5.35754e+300, because in %4 = 2 * %2: ∂x/∂%4 · 2 = 2.67877e+300 · 2
          (multiply swaps)
        ∂x/∂%4 = 2.67877e+300, because in %6 = 2 * %4: ∂x/∂%6 · 2 = 1.33939e+300 · 2
          (multiply swaps)
        and 998 more up to x; `why %4` goes on from there, `option rows 1000` shows
          them all
      """
    ),
    (
      "long names wrap",
      """
      the_first_of_the_long_names = 2; the_second_of_the_long_names = -3;
      the_product_of_the_long_names = the_first_of_the_long_names * the_second_of_the_long_names;
      the_square_of_the_product = the_product_of_the_long_names^2;
      why the_first_of_the_long_names of the_square_of_the_product
      """,
      """
      ∂the_square_of_the_product/∂the_first_of_the_long_names = 36
        the_first_of_the_long_names is used once, in the_product_of_the_long_names =
          the_first_of_the_long_names * the_second_of_the_long_names:
          upstream ∂the_square_of_the_product/∂the_product_of_the_long_names = -12
          local ∂the_product_of_the_long_names/∂the_first_of_the_long_names =
            the_second_of_the_long_names = -3
          contribution -12 · -3 = 36
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂the_square_of_the_product/∂the_product_of_the_long_names = -12, because in
          the_square_of_the_product = the_product_of_the_long_names^2:
          ∂the_square_of_the_product/∂the_square_of_the_product · (2 *
          the_product_of_the_long_names) = 1 · -12 (power scales)
        ∂the_square_of_the_product/∂the_square_of_the_product = 1, the seed
      """
    ),
  ]

  @Test(arguments: cases)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(Transcript.text(of: script) == text + "\n")
  }
}
