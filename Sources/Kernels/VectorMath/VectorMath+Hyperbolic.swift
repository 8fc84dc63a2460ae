extension VectorMath {
  /// The hyperbolic tangent.
  ///
  /// With 2|x| = k·log 2 + 2u, whole k ≥ 0 and 0 ≤ u < ½ log 2, the addition theorem gives
  ///
  ///                2ᵏ − 1 + (2ᵏ + 1) tanh u
  ///     tanh |x| = ────────────────────────        tanh u = odd / (1 + rest)
  ///                2ᵏ + 1 + (2ᵏ − 1) tanh u
  ///
  /// and one division does for both fractions. No term is negative, so nothing cancels. From 20 on
  /// the result is 1.
  @inline(__always) static func tanh(_ x: Lanes) -> Lanes {
    let size = x.absolute.atMost(20)
    let shifted = (size * (2 * log2OfE) - 0.4999) + (PowerOfTwo.rounding + 1023)
    let k = shifted - (PowerOfTwo.rounding + 1023)
    let u = (size - k * (0.5 * log2High)) - k * (0.5 * log2Low)
    let power = Lanes(bits: shifted.bits &<< 52)
    let (odd, rest) = tanhParts(u)
    let less = power - 1
    let more = power + 1
    let numerator = less + (less * rest + more * odd)
    let denominator = more + (more * rest + less * odd)
    return (numerator / denominator).with(signOf: x)
  }

  /// tanh u = odd / (1 + rest) for |u| ≤ 0.3467, which is ½ log 2 and a little more.
  ///
  /// u times a quotient of polynomials in u², of degrees 2 and 3, that agrees with tanh at Chebyshev
  /// nodes; relative error 2⁻⁵⁷.
  @inline(__always) static func tanhParts(_ u: Lanes) -> (odd: Lanes, rest: Lanes) {
    let square = u * u
    let upper = Lanes.line(square, 0x1.f0616255060f1p-4, 0x1.08794ca97fe28p-9)
    let lower = Lanes.all(0x1.9279e029b3f2dp-14)
      .times(square, plus: 0x1.4acf95efd0419p-6)
      .times(square, plus: 0x1.d16dadea96d86p-2)
    return (u + u * (square * upper), square * lower)
  }

  /// 1 − tanh², or where tanh is close to ±1 and the difference has lost its digits, 1 / cosh²:
  ///
  ///     4 e⁻²|ˣ| / (1 + e⁻²|ˣ|)²
  @inline(__always) static func tanhDerivative(_ x: Lanes, _ value: Lanes) -> Lanes {
    let plain = 1 - value * value
    let isSaturated = value.absolute .>= 0.99
    if !isSaturated.hasAny { return plain }
    let decay = expOfNegative(-2 * x.absolute)
    let squaredSecant = 4 * decay / ((1 + decay) * (1 + decay))
    return plain.replacing(with: squaredSecant, where: isSaturated)
  }
}
