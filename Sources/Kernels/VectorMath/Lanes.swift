/// Eight numbers that are computed side by side, one lane each.
///
///     x  │ x₀ │ x₁ │ x₂ │ x₃ │ x₄ │ x₅ │ x₆ │ x₇ │
///     y  │ y₀ │ y₁ │ y₂ │ y₃ │ y₄ │ y₅ │ y₆ │ y₇ │      yᵢ depends on xᵢ alone
///
/// The baseline of x86-64 computes them as four pairs, wider machines as two fours or at once. All
/// that is done with them is defined lane by lane in IEEE 754 arithmetic, so each gives the same
/// bits.
typealias Lanes = SIMD8<Double>

/// The bit pattern of each lane.
typealias LaneBits = SIMD8<UInt64>

/// A choice for each lane.
typealias LaneMask = SIMDMask<SIMD8<Int64>>

extension Lanes {
  /// The bit patterns of the lanes.
  @inline(__always) var bits: LaneBits { unsafeBitCast(self, to: LaneBits.self) }

  /// The lanes with these bit patterns.
  @inline(__always) init(bits: LaneBits) { self = unsafeBitCast(bits, to: Lanes.self) }

  /// The same in every lane.
  @inline(__always) static func all(_ number: Double) -> Lanes { Lanes(repeating: number) }

  /// The lanes without their signs; nan stays nan.
  @inline(__always) var absolute: Lanes {
    Lanes(bits: bits & LaneBits(repeating: 0x7fff_ffff_ffff_ffff))
  }

  /// The sign bit of each lane, and nothing else: 0 or -0.
  @inline(__always) var signBit: Lanes {
    Lanes(bits: bits & LaneBits(repeating: 0x8000_0000_0000_0000))
  }

  /// The lanes, none of which has a sign, with the signs of `others`.
  @inline(__always) func with(signOf others: Lanes) -> Lanes {
    Lanes(bits: bits | others.signBit.bits)
  }

  /// The lanes that are positive or nan; 0, and never -0, in place of the others.
  @inline(__always) var rectified: Lanes { (self + 0).atLeast(0) }

  /// One step of Horner's scheme: `self · x + constant`, rounded twice, as without a fused
  /// multiply-add.
  @inline(__always) func times(_ x: Lanes, plus constant: Double) -> Lanes {
    self * x + Lanes(repeating: constant)
  }

  /// One step of a scheme that goes up by whole lines, so that less waits for what came before.
  @inline(__always) func times(_ x: Lanes, plus line: Lanes) -> Lanes { self * x + line }

  /// `constant + slope · x`
  @inline(__always) static func line(_ x: Lanes, _ constant: Double, _ slope: Double) -> Lanes {
    Lanes(repeating: constant) + x * Lanes(repeating: slope)
  }

  /// No lane above `bound`; nan stays nan.
  @inline(__always) func atMost(_ bound: Double) -> Lanes {
    let bounds = Lanes(repeating: bound)
    return replacing(with: bounds, where: self .> bounds)
  }

  /// No lane below `bound`; nan stays nan.
  @inline(__always) func atLeast(_ bound: Double) -> Lanes {
    let bounds = Lanes(repeating: bound)
    return replacing(with: bounds, where: self .< bounds)
  }

  /// The lanes where the mask is set, 0 elsewhere.
  @inline(__always) func kept(where mask: LaneMask) -> Lanes {
    Lanes(bits: bits & unsafeBitCast(mask, to: LaneBits.self))
  }
}

extension SIMDMask<SIMD8<Int64>> {
  /// Whether any lane is set: it asks for the way that is rarely needed, so it must be cheap.
  @inline(__always) var hasAny: Bool {
    let bits = unsafeBitCast(self, to: LaneBits.self)
    let four = bits.lowHalf | bits.highHalf
    let two = four.lowHalf | four.highHalf
    return two.x | two.y != 0
  }
}
