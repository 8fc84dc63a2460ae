extension VectorMath {
  /// x times the share of normal deviates below x.
  @inline(__always) static func gelu(_ x: Lanes) -> Lanes {
    // -inf · 0 is not what it tends to.
    (x * (0.5 * erfc(x * -0x1.6a09e667f3bcdp-1))).kept(where: x .!= -.infinity)
  }

  /// The complement of the error function.
  ///
  /// For z ≥ 0 it is e^(−z²) times a function that changes little; erfc(−z) = 2 − erfc z. The square
  /// is had exactly, as high + low, because its last bit is worth many of the exponential's.
  @inline(__always) static func erfc(_ z: Lanes) -> Lanes {
    let size = z.absolute.atMost(28)
    let head = Lanes(bits: size.bits & LaneBits(repeating: 0xffff_ffff_f800_0000))
    let low = (size - head) * (size + head)
    let (r, power) = reduced(-(head * head))
    let p = scaledErfc(size)
    let complement = power.scaling((p + p * expLessOne(r - low)) / (size + 0.875))
    return complement.replacing(with: 2 - complement, where: z .< 0)
  }

  /// The share of normal deviates below x, and x times their density.
  ///
  /// One exponential does for both: what its operand has lost in rounding matters to the share no
  /// more than to the density, which is x² times as large.
  @inline(__always) static func geluDerivative(_ x: Lanes) -> Lanes {
    let bounded = x.atLeast(-40).atMost(40)
    let decay = expOfNegative(-0.5 * bounded * bounded)
    let size = bounded.absolute * 0x1.6a09e667f3bcdp-1
    let tail = 0.5 * (scaledErfc(size) / (size + 0.875) * decay)
    let share = tail.replacing(with: 1 - tail, where: bounded .> 0)
    return share + bounded * (0x1.9884533d43651p-2 * decay)
  }

  /// e^(z²) · erfc z · (z + ⅞) for 0 ≤ z ≤ 28.
  ///
  /// A minimax polynomial of degree 22 in (z − 3¾) / (z + 3¾), after Shepherd and Laframboise (1981);
  /// relative error 2⁻⁵⁶. The summand ⅞ makes it nearly flat at 0, where the rounding of the fraction
  /// would otherwise tell; it goes from 0.87 at 0 to 0.58.
  @inline(__always) static func scaledErfc(_ z: Lanes) -> Lanes {
    let t = (z - 3.75) / (z + 3.75)
    // Two chains, from the terms of degree 12 up and from those below, since one would be long.
    let square = t * t
    let fourth = square * square
    let high = Lanes.all(-0x1.435ab9ffe52f0p-30)
      .times(square, plus: .line(t, 0x1.0609fa2aa050dp-26, -0x1.b8a84d19e6639p-31))
      .times(square, plus: .line(t, -0x1.efff291b03c75p-24, 0x1.88a5f5c27aca9p-27))
      .times(square, plus: .line(t, 0x1.b0c95749e3e14p-21, -0x1.baafd78270400p-25))
      .times(square, plus: .line(t, -0x1.6d27d936535e9p-18, -0x1.045fe374f2e9bp-22))
      .times(square, plus: .line(t, 0x1.c7cfd8dc70aeep-16, 0x1.29c8b647a9c8cp-17))
    let low = Lanes.line(t, 0x1.7828b5733d76dp-14, -0x1.0a948b92f966cp-13)
      .times(square, plus: .line(t, -0x1.1310f9f671765p-8, 0x1.c734d48e01425p-11))
      .times(square, plus: .line(t, -0x1.4c7af86cec05dp-6, 0x1.6bac2ce89e0d8p-7))
      .times(square, plus: .line(t, -0x1.04ebc045bf620p-6, 0x1.a37395bfc1278p-6))
      .times(square, plus: .line(t, 0x1.627dc74241687p-4, -0x1.4af984ea82071p-6))
    let rest = high.times(fourth * fourth * square, plus: low)
    return rest.times(square, plus: .line(t, 0x1.58c1a75c77c9fp-1, -0x1.61982bab54e23p-3))
  }
}
