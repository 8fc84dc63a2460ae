import CommandLine
import Testing

/// Whole answers to `why` where a gradient is nan, infinite or missing.
@Suite struct WhyMissingTests {
  static let cases: [(name: String, script: String, text: String)] = [
    (
      "inf: the root at 0",
      """
      x = 0;
      y = sqrt(x);
      z = 2y;
      why x of z
      """,
      """
      ∂z/∂x = inf, because the local derivative of sqrt is inf in y = sqrt(x), where
        x = 0 (line 2)
        x is used once, in y = sqrt(x):
          upstream ∂z/∂y = 2    local ∂y/∂x = 1 / (2 * sqrt(x)) = inf
          contribution 2 · inf = inf
          root scales: the upstream gradient is divided by twice the root
        ∂z/∂y = 2, because in z = 2 * y: ∂z/∂z · 2 = 1 · 2 (multiply swaps)
        ∂z/∂z = 1, the seed
      """
    ),
    (
      "inf: a value",
      """
      x = 1e200; y = x*x;
      z = y*3;
      w = z*y;
      why x of w
      """,
      """
      warning: x * x is inf
        | x = 1e200; y = x*x;
        |                 ^
      ∂w/∂x = inf, because y = x * x is inf, where x = 1e+200 (line 1)
        x is used twice:
          in y = x * x as operand 1:
            upstream ∂w/∂y = inf    local ∂y/∂x = x = 1e+200
            contribution inf · 1e+200 = inf
          in y = x * x as operand 2:
            upstream ∂w/∂y = inf    local ∂y/∂x = x = 1e+200
            contribution inf · 1e+200 = inf
          copies add up: inf + inf = inf
        ∂w/∂y = inf, because in w = z * y and z = y * 3: 1 · inf + inf · 3 (copies add
          up)
        ∂w/∂z = inf, because in w = z * y: ∂w/∂w · y = 1 · inf (multiply swaps)
        ∂w/∂w = 1, the seed
      """
    ),
    (
      "nan: a value",
      """
      x = -1;
      y = log(x);
      z = y*y;
      why x of z
      """,
      """
      warning: log(x) is nan
        | y = log(x);
        |     ^^^^^^
      ∂z/∂x = nan, because y = log(x) is nan, where x = -1 (line 2)
        x is used once, in y = log(x):
          upstream ∂z/∂y = nan    local ∂y/∂x = 1 / x = -1
          contribution nan · -1 = nan
          log divides: the upstream gradient is divided by the operand
        ∂z/∂y = nan, because in z = y * y: 1 · nan + 1 · nan (copies add up)
        ∂z/∂z = 1, the seed
      """
    ),
    (
      "nan: a value that was given",
      """
      x = 0/0;
      y = x*x;
      why x of y
      """,
      """
      warning: 0 / 0 is nan
        | x = 0/0;
        |      ^
      ∂y/∂x = nan, because x was given the value nan (line 1)
        x is used twice:
          in y = x * x as operand 1:
            upstream ∂y/∂y = 1    local ∂y/∂x = x = nan    contribution 1 · nan = nan
          in y = x * x as operand 2:
            upstream ∂y/∂y = 1    local ∂y/∂x = x = nan    contribution 1 · nan = nan
          copies add up: nan + nan = nan
        ∂y/∂y = 1, the seed
      """
    ),
    (
      "nan: 0 · inf",
      """
      x = 0;
      y = sqrt(x);
      z = y*0;
      why x of z
      """,
      """
      ∂z/∂x = nan, because ∂z/∂y · ∂y/∂x = 0 · inf is nan, and the local derivative of
        sqrt is inf in y = sqrt(x), where x = 0 (line 2)
        x is used once, in y = sqrt(x):
          upstream ∂z/∂y = 0    local ∂y/∂x = 1 / (2 * sqrt(x)) = inf
          contribution 0 · inf = nan
          root scales: the upstream gradient is divided by twice the root
        ∂z/∂y = 0, because in z = y * 0: ∂z/∂z · 0 = 1 · 0 (the other factor is 0)
        ∂z/∂z = 1, the seed
      """
    ),
    (
      "nan: inf - inf",
      """
      x = 0;
      y = sqrt(x); w = sqrt(x);
      z = y - w;
      why x of z
      """,
      """
      ∂z/∂x = nan, because the contributions to x are inf and -inf, whose sum is nan,
        and the local derivative of sqrt is inf in w = sqrt(x), where x = 0 (line 2)
        x is used twice:
          in w = sqrt(x):
            upstream ∂z/∂w = -1    local ∂w/∂x = 1 / (2 * sqrt(x)) = inf
            contribution -1 · inf = -inf
          in y = sqrt(x):
            upstream ∂z/∂y = 1    local ∂y/∂x = 1 / (2 * sqrt(x)) = inf
            contribution 1 · inf = inf
          copies add up: -inf + inf = nan
        ∂z/∂w = -1, because in z = y - w: ∂z/∂z · -1 = 1 · -1 (subtract distributes)
        ∂z/∂y = 1, because in z = y - w: ∂z/∂z · 1 = 1 · 1 (subtract distributes)
        ∂z/∂z = 1, the seed
      """
    ),
    (
      "inf: too large for a number",
      """
      x = 1; y = 1e200x; z = 1e200y;
      why x of z
      """,
      """
      warning: 1e+200 * y is inf
        | x = 1; y = 1e200x; z = 1e200y;
        |                        ^^^^^^
      ∂z/∂x = inf, because ∂z/∂y · ∂y/∂x = 1e+200 · 1e+200 is too large for a number
        (line 1: y = 1e200x)
        x is used once, in y = 1e+200 * x:
          upstream ∂z/∂y = 1e+200    local ∂y/∂x = 1e+200
          contribution 1e+200 · 1e+200 = inf
          multiply swaps: each factor gets the upstream gradient times the other
            factor
        ∂z/∂y = 1e+200, because in z = 1e+200 * y: ∂z/∂z · 1e+200 = 1 · 1e+200
          (multiply swaps)
        ∂z/∂z = 1, the seed
      """
    ),
    (
      "missing: no pass has run",
      """
      x = 3; y = x^2;
      why x
      """,
      """
      x.grad = –, because no backward pass has run
        `backward y` computes it; `why x of y` needs no pass before
      """
    ),
    (
      "missing: nothing depends on it",
      """
      x = 3;
      why x
      """,
      """
      x.grad = –, because no backward pass has run
        nothing with a name depends on x
      """
    ),
    (
      "missing: something was changed",
      """
      x = 3; y = x^2; backward y;
      set x 4
      why x
      """,
      """
      x: 3 → 4    y: 9 → 16
      y predicted: gradient · Δ = 6    actual: 7
      x.grad = –, because `x` was changed since `backward y`
        `backward y` computes it; `why x of y` needs no pass before
      """
    ),
    (
      "missing: several were changed",
      """
      xs = [1, 2]; y = sum(xs); backward y;
      set xs [3, 4]
      why xs[0]
      """,
      """
      xs[0]: 1 → 3    xs[1]: 2 → 4    y: 3 → 7
      y predicted: gradient · Δ = 4    actual: 4
      xs[0].grad = –, because `xs[0]` and 1 more were changed since `backward y`
        `backward y` computes it; `why xs[0] of y` needs no pass before
      """
    ),
    (
      "accumulated",
      """
      b = 3; c = b + b; backward c;
      backward c accumulate;
      why b
      """,
      """
      b.grad = 4: 2 from earlier passes + 2 from this one, which `accumulate` added
      ∂c/∂b = 2
        b is used twice:
          in c = b + b as operand 1:
            upstream ∂c/∂c = 1    local ∂c/∂b = 1    contribution 1 · 1 = 1
          in c = b + b as operand 2:
            upstream ∂c/∂c = 1    local ∂c/∂b = 1    contribution 1 · 1 = 1
          copies add up: 1 + 1 = 2
        ∂c/∂c = 1, the seed
      """
    ),
    (
      "a list",
      """
      xs = [[1, 2], [3, 4]];
      why xs
      """,
      """
      error: `xs` is a list of 2, and one gradient is explained at a time
        | why xs
        |     ^^ take one element, as xs[0][0]
      """
    ),
    (
      "a number",
      """
      why 3
      """,
      """
      error: `3` is a plain number: no gradient flows to it
        | why 3
        |     ^ to make it a leaf, give it a name: x = 3
      """
    ),
    (
      "an undefined name",
      """
      why x
      """,
      """
      error: `x` is not defined
        | why x
        |     ^ give it a value first: x = 1
      """
    ),
  ]

  @Test(arguments: cases)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(Transcript.text(of: script) == text + "\n")
  }
}
