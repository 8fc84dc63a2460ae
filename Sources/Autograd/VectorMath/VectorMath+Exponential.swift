extension VectorMath {
  /// 1.5 · 2⁵²: added to a number below 2⁵¹ it leaves the nearest whole number in the low bits,
  /// and subtracted again, that number.
  static var roundingConstant: Double { 0x1.8p52 }

  static var log2OfE: Double { 0x1.71547652b82fep0 }
  /// log 2 in two parts; the first has 11 trailing zeros, so its product with a power's exponent is exact.
  static var log2High: Double { 0x1.62e42fefa38p-1 }
  static var log2Low: Double { 0x1.ef35793c7673p-45 }

  /// e to the power of x.
  ///
  /// x = k·log 2 + r with whole k and |r| ≤ ½ log 2, and eˣ = 2ᵏ(1 + (eʳ − 1)).
  @inline(__always) static func exp(_ x: Lanes) -> Lanes {
    let bounded = x.atLeast(-746).atMost(710)
    // 2046 more than k, so that no shift meets a sign.
    let shifted = bounded * log2OfE + (roundingConstant + 2046)
    let k = shifted - (roundingConstant + 2046)
    let r = (bounded - k * log2High) - k * log2Low
    let half = shifted.bits &>> 1
    let first = Lanes(bits: half &<< 52)
    let second = Lanes(bits: (shifted.bits &- half) &<< 52)
    return (1 + expLessOne(r)) * first * second
  }

  /// eʳ − 1 for |r| ≤ ½ log 2
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
}
