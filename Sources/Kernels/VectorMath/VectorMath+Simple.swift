extension VectorMath {
  /// The opposite, by turning the sign bit: -0 of 0.
  @inline(__always) static func negative(_ x: Lanes) -> Lanes {
    Lanes(bits: x.bits ^ LaneBits(repeating: 0x8000_0000_0000_0000))
  }

  /// 1, -1 or 0; nan stays nan.
  @inline(__always) static func sign(_ x: Lanes) -> Lanes {
    // x itself where it is 0 or nan, but for the sign of 0, which the row does not keep.
    (x + 0).replacing(with: Lanes.all(1).with(signOf: x), where: x.absolute .> 0)
  }
}
