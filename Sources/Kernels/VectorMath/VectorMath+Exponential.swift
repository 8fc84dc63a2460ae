extension VectorMath {
  /// e to the power of x.
  ///
  ///     x = k·log 2 + r,   k whole,   |r| ≤ ½ log 2        eˣ = 2ᵏ (1 + (eʳ − 1))
  ///
  /// Below -746 everything is 0, and above 710 infinite.
  @inline(__always) static func exp(_ x: Lanes) -> Lanes {
    let (r, power) = reduced(x.atLeast(-746).atMost(710))
    return power.scaling(1 + expLessOne(r))
  }

  /// e to the power of x where no lane is positive.
  @inline(__always) static func expOfNegative(_ x: Lanes) -> Lanes {
    let (r, power) = reduced(x.atLeast(-746))
    return power.scaling(1 + expLessOne(r))
  }

  /// eˣ − 1.
  ///
  ///     eˣ − 1 = 2 (2ᵏ⁻¹ (eʳ − 1) + (2ᵏ⁻¹ − ½))
  ///
  /// The difference on the right is exact wherever its last bit matters, and half of the power does
  /// not overflow. Below -45 the result is -1.
  @inline(__always) static func expm1(_ x: Lanes) -> Lanes {
    let bounded = x.atLeast(-45).atMost(710)
    let shifted = bounded * log2OfE + (PowerOfTwo.rounding + 1022)
    let k = shifted - (PowerOfTwo.rounding + 1022)
    let r = (bounded - k * log2High) - k * log2Low
    let half = Lanes(bits: shifted.bits &<< 52)
    let result = 2 * (half * expLessOne(r) + (half - 0.5))
    // Half of a subnormal number would lose a bit, and -0 its sign.
    return result.replacing(with: x, where: x.absolute .< 0x1p-54)
  }

  /// x = k·log 2 + r with |r| ≤ ½ log 2, for |x| < 1000: r, and 2ᵏ.
  ///
  /// log 2 is parted so that its first part times k is exact (Cody and Waite).
  @inline(__always) static func reduced(_ x: Lanes) -> (r: Lanes, power: PowerOfTwo) {
    let shifted = x * log2OfE + PowerOfTwo.shift
    let k = shifted - PowerOfTwo.shift
    return ((x - k * log2High) - k * log2Low, PowerOfTwo(shifted: shifted))
  }

  /// eʳ − 1 for |r| ≤ 0.3467, which is ½ log 2 and a little more.
  ///
  /// r + r²·p(r); p is a minimax polynomial of degree 10, relative error 2⁻⁵⁹, summed by lines
  /// c + d·r in powers of r².
  @inline(__always) static func expLessOne(_ r: Lanes) -> Lanes {
    let square = r * r
    let p = Lanes.all(0x1.1ee88578dd947p-29)
      .times(square, plus: .line(r, 0x1.27e53644e9ebbp-22, 0x1.af5ea83bb05b4p-26))
      .times(square, plus: .line(r, 0x1.a01a017bafdf6p-16, 0x1.71ddf863c4573p-19))
      .times(square, plus: .line(r, 0x1.6c16c16c1f0e6p-10, 0x1.a01a01afdd8a5p-13))
      .times(square, plus: .line(r, 0x1.555555555553ep-5, 0x1.111111110f6c5p-7))
      .times(square, plus: .line(r, 0.5, 0x1.5555555555559p-3))
    return r + square * p
  }

  static var log2OfE: Double { 0x1.71547652b82fep0 }

  /// log 2 = log2High + log2Low; the first ends in eleven zeros.
  static var log2High: Double { 0x1.62e42fefa38p-1 }
  static var log2Low: Double { 0x1.ef35793c7673p-45 }
}
