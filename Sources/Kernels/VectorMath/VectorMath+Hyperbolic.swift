extension VectorMath {
  /// The hyperbolic tangent.
  ///
  /// With 2x = k·log 2 + 2u, k whole and |u| ≤ ¼ log 2, the addition theorem gives
  ///
  ///              2ᵏ − 1 + (2ᵏ + 1) tanh u
  ///     tanh x = ────────────────────────        tanh u = odd / (1 + rest)
  ///              2ᵏ + 1 + (2ᵏ − 1) tanh u
  ///
  /// and one division does for both fractions. With -x all terms are the same but for signs and a
  /// power of two, so the function is odd to the last bit; subtracting 1 − 2ᵏ rather than adding
  /// 2ᵏ − 1 keeps the sign of 0. From 20 on the result is 1.
  @inline(__always) static func tanh(_ x: Lanes) -> Lanes {
    let bounded = x.atLeast(-20).atMost(20)
    let shifted = bounded * (2 * log2OfE) + (PowerOfTwo.rounding + 1023)
    let k = shifted - (PowerOfTwo.rounding + 1023)
    let u = (bounded - k * (0.5 * log2High)) - k * (0.5 * log2Low)
    let power = Lanes(bits: shifted.bits &<< 52)
    let (odd, rest) = tanhParts(u)
    let more = 1 + power
    let lack = 1 - power
    let numerator = (more * odd - lack * rest) - lack
    let denominator = more + (more * rest - lack * odd)
    return numerator / denominator
  }

  /// tanh u = odd / (1 + rest) for |u| ≤ 0.1734, which is ¼ log 2 and a little more.
  ///
  /// u times a quotient of two quadratic polynomials in u², both 1 at 0, that agrees with tanh at
  /// Chebyshev nodes; relative error 2⁻⁵⁷.
  @inline(__always) static func tanhParts(_ u: Lanes) -> (odd: Lanes, rest: Lanes) {
    let square = u * u
    let upper = Lanes.line(square, 0x1.c7101fbd83cc5p-4, 0x1.1532243b2bc4dp-10)
    let lower = Lanes.line(square, 0x1.c7195d44b641ep-2, 0x1.03fc8b2a24d84p-6)
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
    let sum: Lanes = 1 + decay
    let squaredSecant: Lanes = 4 * decay / (sum * sum)
    return plain.replacing(with: squaredSecant, where: isSaturated)
  }
}
