import CommandLine
import Testing

/// Whole answers to `why` where a gradient is 0: one for each reason.
@Suite struct WhyZeroTests {
  static let cases: [(name: String, script: String, text: String)] = [
    (
      "0: the other factor",
      """
      a = 2; b = 0; y = a*b;
      why a of y
      """,
      """
      ∂y/∂a = 0, because the other factor is 0 in y = a * b, where a = 2 and b = 0
        a is used once, in y = a * b:
          upstream ∂y/∂y = 1    local ∂y/∂a = b = 0    contribution 1 · 0 = 0
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: relu is off further up",
      """
      n = -1; w = 2; z = n*w; h = relu(z); L = 3h + 1;
      why w of L
      """,
      """
      ∂L/∂w = 0, because relu is off in h = relu(z), where z = -2, which makes ∂L/∂z 0
        w is used once, in z = n * w:
          upstream ∂L/∂z = 0    local ∂z/∂w = n = -1    contribution 0 · -1 = 0
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂L/∂z = 0, because in h = relu(z): ∂L/∂h · (z > 0) = 3 · 0 (relu is off)
        ∂L/∂h = 3, because in %5 = 3 * h: ∂L/∂%5 · 3 = 1 · 3 (multiply swaps)
        ∂L/∂%5 = 1, because in L = %5 + 1: ∂L/∂L · 1 = 1 · 1 (add distributes)
        ∂L/∂L = 1, the seed
      """
    ),
    (
      "0: max takes the other",
      """
      a = 1; b = 5; y = max(a, b);
      why a of y
      """,
      """
      ∂y/∂a = 0, because max takes the other operand in y = max(a, b), where a = 1 and
        b = 5
        a is used once, in y = max(a, b):
          upstream ∂y/∂y = 1    local ∂y/∂a = (a > b) + (a == b) / 2 = 0
          contribution 1 · 0 = 0
          max routes: the larger operand gets the whole upstream gradient, the other
            nothing
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: min takes the other",
      """
      a = 1; b = 5; y = min(a, b);
      why b of y
      """,
      """
      ∂y/∂b = 0, because min takes the other operand in y = min(a, b), where a = 1 and
        b = 5
        b is used once, in y = min(a, b):
          upstream ∂y/∂y = 1    local ∂y/∂b = (a > b) + (a == b) / 2 = 0
          contribution 1 · 0 = 0
          min routes: the smaller operand gets the whole upstream gradient, the other
            nothing
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: leaky relu without a slope",
      """
      x = -1; y = leaky_relu(x, 0);
      why x of y
      """,
      """
      ∂y/∂x = 0, because leaky_relu is off with slope 0 in y = leaky_relu(x, 0), where
        x = -1
        x is used once, in y = leaky_relu(x, 0):
          upstream ∂y/∂y = 1    local ∂y/∂x = x > 0 = 0    contribution 1 · 0 = 0
          leaky relu switches: the upstream gradient passes whole where the operand is
            positive, else times the slope
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: a comparison",
      """
      x = 1; y = x > 0;
      why x of y
      """,
      """
      ∂y/∂x = 0, because a comparison is flat in y = x > 0, where x = 1
        x is used once, in y = x > 0:
          upstream ∂y/∂y = 1    local ∂y/∂x = 0    contribution 1 · 0 = 0
          a comparison stops: nothing passes, since it is flat but for a jump
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: a power at its bottom",
      """
      x = 0; y = x^2;
      why x of y
      """,
      """
      ∂y/∂x = 0, because the power is flat there in y = x^2, where x = 0
        x is used once, in y = x^2:
          upstream ∂y/∂y = 1    local ∂y/∂x = 2 * x = 0    contribution 1 · 0 = 0
          power scales: the base gets the upstream gradient times the slope of the
            power there
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: an operation of the user's",
      """
      op flat(x) = 3x grad 0
      x = 1; y = flat(x);
      why x of y
      """,
      """
      ∂y/∂x = 0, because `flat` is flat there in y = flat(x), where x = 1
        x is used once, in y = flat(x):
          upstream ∂y/∂y = 1    local ∂y/∂x = 0    contribution 1 · 0 = 0
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: contributions cancel",
      """
      x = 2; y = x - x;
      why x of y
      """,
      """
      ∂y/∂x = 0, because its contributions cancel each other
        x is used twice:
          in y = x - x as operand 1:
            upstream ∂y/∂y = 1    local ∂y/∂x = 1    contribution 1 · 1 = 1
          in y = x - x as operand 2:
            upstream ∂y/∂y = 1    local ∂y/∂x = -1    contribution 1 · -1 = -1
          copies add up: 1 + -1 = 0
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: contributions cancel further up",
      """
      x = 2; h = 3x; y = h - h;
      why x of y
      """,
      """
      ∂y/∂x = 0, because the contributions to h cancel each other, which makes ∂y/∂h 0
        x is used once, in h = 3 * x:
          upstream ∂y/∂h = 0    local ∂h/∂x = 3    contribution 0 · 3 = 0
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂y/∂h = 0, because in y = h - h: 1 · 1 + 1 · -1 (copies add up)
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: several reasons",
      """
      x = -1; a = 0; y = relu(x) + x*a;
      why x of y
      """,
      """
      ∂y/∂x = 0, because the other factor is 0 in %3 = x * a, where x = -1 and a = 0,
        and relu is off in %2 = relu(x), where x = -1
        x is used twice:
          in %3 = x * a:
            upstream ∂y/∂%3 = 1    local ∂%3/∂x = a = 0    contribution 1 · 0 = 0
            the other factor is 0
          in %2 = relu(x):
            upstream ∂y/∂%2 = 1    local ∂%2/∂x = x > 0 = 0    contribution 1 · 0 = 0
            relu is off
          copies add up: 0 + 0 = 0
        ∂y/∂%3 = 1, because in y = %2 + %3: ∂y/∂y · 1 = 1 · 1 (add distributes)
        ∂y/∂%2 = 1, because in y = %2 + %3: ∂y/∂y · 1 = 1 · 1 (add distributes)
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "0: too small for a number",
      """
      x = 1; y = 1e-200x; z = 1e-200y;
      why x of z
      """,
      """
      ∂z/∂x = 0, because ∂z/∂y · ∂y/∂x = 1e-200 · 1e-200 is too small for a number
        x is used once, in y = 1e-200 * x:
          upstream ∂z/∂y = 1e-200    local ∂y/∂x = 1e-200
          contribution 1e-200 · 1e-200 = 0
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂z/∂y = 1e-200, because in z = 1e-200 * y: ∂z/∂z · 1e-200 = 1 · 1e-200
          (multiply swaps)
        ∂z/∂z = 1, the seed
      """
    ),
    (
      "0: both factors",
      """
      x = 0; w = 1; h = relu(x*w - 1); L = 2h;
      why w of L
      """,
      """
      ∂L/∂w = 0, because the other factor is 0 in %2 = x * w, where x = 0 and w = 1,
        and relu is off in h = relu(%4), where %4 = -1, which makes ∂L/∂%4 0
        w is used once, in %2 = x * w:
          upstream ∂L/∂%2 = 0    local ∂%2/∂w = x = 0    contribution 0 · 0 = 0
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂L/∂%2 = 0, because in %4 = %2 - 1: ∂L/∂%4 · 1 = 0 · 1 (subtract distributes)
        ∂L/∂%4 = 0, because in h = relu(%4): ∂L/∂h · (%4 > 0) = 2 · 0 (relu is off)
        ∂L/∂h = 2, because in L = 2 * h: ∂L/∂L · 2 = 1 · 2 (multiply swaps)
        ∂L/∂L = 1, the seed
      """
    ),
    (
      "0: many reasons",
      """
      x = [0, 0, 1, 0]; w = 1; L = sum([relu(p*w - 1) for p in x]);
      why w of L
      """,
      """
      ∂L/∂w = 0, because the other factor is 0 in %17 = x[3] * w, where x[3] = 0 and
        w = 1, and so in 2 more places, and relu is off in %20 = relu(%19), where
        %19 = -1, which makes ∂L/∂%19 0, and so in 3 more places
        w is used 4 times:
          in %17 = x[3] * w:
            upstream ∂L/∂%17 = 0    local ∂%17/∂w = x[3] = 0    contribution 0 · 0 = 0
            the other factor is 0
          in %13 = x[2] * w:
            upstream ∂L/∂%13 = 0    local ∂%13/∂w = x[2] = 1    contribution 0 · 1 = 0
          in %9 = x[1] * w:
            upstream ∂L/∂%9 = 0    local ∂%9/∂w = x[1] = 0    contribution 0 · 0 = 0
            the other factor is 0
          in %5 = x[0] * w:
            upstream ∂L/∂%5 = 0    local ∂%5/∂w = x[0] = 0    contribution 0 · 0 = 0
            the other factor is 0
          copies add up: 0 + 0 + 0 + 0 = 0
        ∂L/∂%17 = 0, because in %19 = %17 - 1: ∂L/∂%19 · 1 = 0 · 1 (subtract
          distributes)
        ∂L/∂%13 = 0, because in %15 = %13 - 1: ∂L/∂%15 · 1 = 0 · 1 (subtract
          distributes)
        ∂L/∂%9 = 0, because in %11 = %9 - 1: ∂L/∂%11 · 1 = 0 · 1 (subtract
          distributes)
        ∂L/∂%5 = 0, because in %7 = %5 - 1: ∂L/∂%7 · 1 = 0 · 1 (subtract distributes)
        ∂L/∂%19 = 0, because in %20 = relu(%19): ∂L/∂%20 · (%19 > 0) = 1 · 0 (relu is
          off)
        ∂L/∂%15 = 0, because in %16 = relu(%15): ∂L/∂%16 · (%15 > 0) = 1 · 0 (relu is
          off)
        ∂L/∂%11 = 0, because in %12 = relu(%11): ∂L/∂%12 · (%11 > 0) = 1 · 0 (relu is
          off)
        ∂L/∂%7 = 0, because in %8 = relu(%7): ∂L/∂%8 · (%7 > 0) = 1 · 0 (relu is off)
        ∂L/∂%20 = 1, because in L = %22 + %20: ∂L/∂L · 1 = 1 · 1 (add distributes)
        ∂L/∂%16 = 1, because in %22 = %21 + %16: ∂L/∂%22 · 1 = 1 · 1 (add distributes)
        ∂L/∂%12 = 1, because in %21 = %8 + %12: ∂L/∂%21 · 1 = 1 · 1 (add distributes)
        ∂L/∂%8 = 1, because in %21 = %8 + %12: ∂L/∂%21 · 1 = 1 · 1 (add distributes)
        ∂L/∂%22 = 1, because in L = %22 + %20: ∂L/∂L · 1 = 1 · 1 (add distributes)
        ∂L/∂%21 = 1, because in %22 = %21 + %16: ∂L/∂%22 · 1 = 1 · 1 (add distributes)
        ∂L/∂L = 1, the seed
      """
    ),
    (
      "0: L does not depend on x",
      """
      x = 2; y = 3; z = y^2;
      why x of z
      """,
      """
      ∂z/∂x = 0, because z does not depend on x
      """
    ),
    (
      "0: x is younger than L",
      """
      y = 3; z = y^2; x = 2;
      why x of z
      """,
      """
      ∂z/∂x = 0, because z does not depend on x, which was made after it
      """
    ),
    (
      "0: a constant exponent",
      """
      x = 3; y = x^2;
      why %1 of y
      """,
      """
      ∂y/∂%1 = 0, where %1 is the number 2, because %1 is a constant that belongs to
        the operation in y = x^2
      """
    ),
  ]

  @Test(arguments: cases)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(Transcript.text(of: script) == text + "\n")
  }
}
