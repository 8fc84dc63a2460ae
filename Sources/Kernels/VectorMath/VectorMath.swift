/// Operations on eight numbers at a time, for runs of equal operations in a compiled graph.
///
/// The table of operations says what an operation is, and calls the C library for one number. A
/// function here says the same for ``Lanes``: for every double, with the same nan, infinities, signs
/// of zero and subnormal numbers, and to within a few units in the last place. It is made of
///
///     x ─► reduction ─► polynomial or fraction ─► 2ᵏ ─► result
///
/// sums, products, quotients, shifts of bit patterns and choices between two results, which every
/// machine has for several numbers at once and rounds in the same way. There are no tables to look
/// numbers up in, no fused multiply-add, and no branches but for two kinds that leave the result of a
/// lane as it is: around work that no lane needs, and to where some lane is no positive number.
///
/// Reduction follows Cody and Waite. Fractions share one division where they can, because a division
/// costs as much as ten sums. Polynomials are minimax, by Remez' exchange with 80 digits, and their
/// coefficients then rounded; the remark beside each says where it holds and how far off it is.
///
///     row        units apart,    units off,     time of the
///                row and lanes   lanes alone    row's calls
///     exp             1             1.0           1/2
///     log             1             0.8           3/4
///     log1p           1             1.2           3/4
///     expm1           2             1.9           2/5
///     tanh            4             2.7           1/6
///     sigmoid         2             2.2           3/5
///     softplus        2             1.7           9/20
///     gelu            6             3.8           1/2 (1 where all |x| < 1)
///     silu            3             2.8           1/2
///     others          0                           1/20 to 5/6
///
/// Measured at 20 million numbers, a quarter of them of any exponent, against glibc 2.36 and numbers
/// of 113 bits; the times are those of long runs with two numbers to a register, on Zen 5, and are
/// about half as long with four. glibc's erfc is up to 3.7 units off, hence the 6 of gelu. Where the
/// factor of x in gelu and silu is subnormal, a unit of that factor counts.
enum VectorMath {
  /// Every operation that is computed so, in the order of the table.
  static let functions: [any VectorFunction.Type] = [
    Negation.self, Rectifier.self, SquareRoot.self, Exponential.self, Logarithm.self,
    LogarithmOfSuccessor.self, ExponentialLessOne.self, HyperbolicTangent.self, Sigmoid.self,
    Softplus.self, GaussianUnit.self, SigmoidUnit.self, AbsoluteValue.self, Sign.self,
  ]
}
