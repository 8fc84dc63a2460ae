/// 2ᵏ for a whole k from -2000 to 2000 in each lane, as the product of two numbers.
///
/// Neither factor overflows or vanishes where 2ᵏ does, so that a number multiplied by one and then
/// by the other is rounded once, also where the product is subnormal.
///
///     k + 2046   │…1│0 1 1 0 1│   in the low bits of 1.5 · 2⁵² + (k + 2046)
///     half       │…0│1 0 1 1 0│   shifted right once
///     factors    2^(half - 1023) · 2^(k + 2046 - half - 1023)
struct PowerOfTwo {
  let first: Lanes
  let second: Lanes

  /// 1.5 · 2⁵²: a number below 2⁵⁰ that is added to it is rounded to a whole one, which then stands
  /// in the low bits. No instruction of the baseline rounds.
  static var rounding: Double { 0x1.8p52 }

  /// So much is added to k that no shift meets a sign.
  @inline(__always) static var shift: Double { rounding + 2046 }

  /// From ``shift`` + k.
  @inline(__always) init(shifted: Lanes) {
    let half = shifted.bits &>> 1
    first = Lanes(bits: half &<< 52)
    second = Lanes(bits: (shifted.bits &- half) &<< 52)
  }

  /// 2ᵏ · x
  @inline(__always) func scaling(_ x: Lanes) -> Lanes { x * first * second }
}
