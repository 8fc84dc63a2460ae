extension VectorMath {
  /// The natural logarithm.
  ///
  ///     x = 2ᵏ·m,   √½ ≤ m < √2        log x = k·log 2 + log m
  @inline(__always) static func log(_ x: Lanes) -> Lanes {
    let isNormal = (x .>= .leastNormalMagnitude) .& (x .<= .greatestFiniteMagnitude)
    return (.!isNormal).hasAny ? logOfAny(x) : logOfNormal(x, offset: .zero)
  }

  /// Where some of the lanes are subnormal, 0, negative, infinite or nan.
  @inline(never) private static func logOfAny(_ x: Lanes) -> Lanes {
    let isSmall = x .< .leastNormalMagnitude
    let normal = x.replacing(with: x * 0x1p54, where: isSmall)
    let result = logOfNormal(normal, offset: Lanes.all(-54).kept(where: isSmall))
    return edges(of: result, x, pole: 0)
  }

  @inline(__always) private static func logOfNormal(_ x: Lanes, offset: Lanes) -> Lanes {
    let parts = BinaryParts(x)
    return logOfOne(plus: parts.significand - 1, exponent: parts.exponent + offset)
  }

  /// log(1 + x).
  ///
  /// The sum 1 + x is rounded; what it has lost, which is known exactly, is added to its significand.
  @inline(__always) static func log1p(_ x: Lanes) -> Lanes {
    let isRegular = (x .> -1) .& (x .<= .greatestFiniteMagnitude)
    return (.!isRegular).hasAny
      ? edges(of: log1pOfRegular(x), x, pole: -1) : log1pOfRegular(x)
  }

  @inline(__always) private static func log1pOfRegular(_ x: Lanes) -> Lanes {
    let sum = 1 + x
    let back = sum - 1
    let lost = (1 - (sum - back)) + (x - back)
    let parts = BinaryParts(sum)
    let rest = (parts.significand - 1) + lost * (0.5 * parts.twiceInversePower)
    // It has the sign of x, which a sum has not where x is -0.
    let result = logOfOne(plus: rest, exponent: parts.exponent)
    return Lanes(bits: result.bits | x.signBit.bits)
  }

  /// A logarithm where its operand is not a positive number: -inf at the pole, nan below it, and inf
  /// and nan as they are.
  @inline(never) private static func edges(of result: Lanes, _ x: Lanes, pole: Double) -> Lanes {
    result
      .replacing(with: x, where: .!(x .< .infinity))
      .replacing(with: -.infinity, where: x .== pole)
      .replacing(with: .nan, where: x .< pole)
  }

  /// k·log 2 + log(1 + f) for √½ ≤ 1 + f < √2.
  ///
  /// With s = f / (2 + f), log(1 + f) = 2 artanh s = 2s + s·R(s²). Since 2s = f − f²/2 + s·f²/2, it is
  ///
  ///     f − (f²/2 − s (f²/2 + R))
  ///
  /// which starts with a number that is exact.
  @inline(__always) static func logOfOne(plus f: Lanes, exponent k: Lanes) -> Lanes {
    let s = f / (2 + f)
    let square = s * s
    let fourth = square * square
    // A minimax polynomial of degree 7 for square ≤ 0.0295; relative error of the logarithm 2⁻⁶³.
    let p = Lanes.line(square, 0x1.0f57cd37b420ap-3, 0x1.0fa72fe1bd5dfp-3)
      .times(fourth, plus: .line(square, 0x1.745cdeecaff6cp-3, 0x1.3b20be870a290p-3))
      .times(fourth, plus: .line(square, 0x1.249249243742dp-2, 0x1.c71c7251b9b94p-3))
      .times(fourth, plus: .line(square, 0x1.5555555555555p-1, 0x1.9999999999cfcp-2))
    let half: Lanes = 0.5 * f * f
    // In steps, since the compiler takes seconds for the types of the whole.
    let low: Lanes = k * log2Low
    let rest: Lanes = s * (half + square * p) + low
    return k * log2High + (f - (half - rest))
  }

  /// R(s²) / s² with 2 artanh s = 2s + s·R(s²), for s ≤ ⅓.
  ///
  /// A minimax polynomial of degree 9; relative error of the artanh 2⁻⁵⁸.
  @inline(__always) static func artanhRest(_ square: Lanes) -> Lanes {
    let fourth = square * square
    return Lanes.line(square, 0x1.55197f7fc5558p-4, 0x1.5d6cd02be523dp-3)
      .times(fourth, plus: .line(square, 0x1.1069b44bf6ccfp-3, 0x1.efdd016f99d0ap-4))
      .times(fourth, plus: .line(square, 0x1.745cbb0e90fdfp-3, 0x1.3b1d823f2662bp-3))
      .times(fourth, plus: .line(square, 0x1.2492492166357p-2, 0x1.c71c73d056e7dp-3))
      .times(fourth, plus: .line(square, 0x1.5555555555546p-1, 0x1.999999999e274p-2))
  }

  /// A positive normal number as 2ᵏ·m with √½ ≤ m < √2.
  ///
  ///     bits          │ exponent 11 │ fraction 52 │
  ///     bits + (1 − √½)  carries into the exponent where m would be √2 or more
  struct BinaryParts {
    let significand: Lanes
    private let biased: LaneBits

    @inline(__always) init(_ x: Lanes) {
      let rootOfHalf: UInt64 = 0x3fe6_a09e_667f_3bcd
      let one: UInt64 = 0x3ff0_0000_0000_0000
      let carried = x.bits &+ LaneBits(repeating: one - rootOfHalf)
      biased = carried &>> 52
      let fraction = carried & LaneBits(repeating: 0x000f_ffff_ffff_ffff)
      significand = Lanes(bits: fraction &+ LaneBits(repeating: rootOfHalf))
    }

    /// k: as the low bits of 2⁵² + 1023 + k, since nothing in the baseline converts 64 bits.
    @inline(__always) var exponent: Lanes {
      Lanes(bits: biased | LaneBits(repeating: 0x4330_0000_0000_0000)) - (0x1p52 + 1023)
    }

    /// 2 · 2⁻ᵏ, or 0 for the largest k, 1024.
    @inline(__always) var twiceInversePower: Lanes {
      Lanes(bits: (LaneBits(repeating: 2047) &- biased) &<< 52)
    }
  }
}
