extension VectorMath {
  /// 1 / (1 + e⁻ˣ), by the row's own formula: its roundings are then the row's, too.
  @inline(__always) static func sigmoid(_ x: Lanes) -> Lanes {
    let decay = expOfNegative(-x.absolute)
    return Lanes.all(1).replacing(with: decay, where: x .< 0) / (1 + decay)
  }

  /// log(1 + eˣ) as max(x, 0) + log(1 + y), y = e⁻|ˣ|.
  ///
  /// y is at most 1, so log(1 + y) = 2 artanh(y / (2 + y)) needs no reduction; see
  /// ``logOfOne(plus:exponent:)`` for the way to sum it.
  @inline(__always) static func softplus(_ x: Lanes) -> Lanes {
    let decay = expOfNegative(-x.absolute)
    let s = decay / (2 + decay)
    let square = s * s
    let half = 0.5 * decay * decay
    return x.rectified + (decay - (half - s * (half + square * artanhRest(square))))
  }

  /// x / (1 + e⁻ˣ).
  @inline(__always) static func silu(_ x: Lanes) -> Lanes {
    // -inf · 0 is not what it tends to.
    (x * sigmoid(x)).kept(where: x .!= -.infinity)
  }

  /// The difference from 1 has lost its digits where the value is close to 1.
  @inline(__always) static func sigmoidDerivative(_ x: Lanes, _ value: Lanes) -> Lanes {
    let plain = value * (1 - value)
    let isSaturated = x .> 2
    if !isSaturated.hasAny { return plain }
    let decay = expOfNegative(-x.absolute)
    return plain.replacing(with: value * (decay / (1 + decay)), where: isSaturated)
  }

  /// σ(x) (1 + x σ(−x)).
  @inline(__always) static func siluDerivative(_ x: Lanes) -> Lanes {
    let decay = expOfNegative(-x.absolute)
    let large = 1 / (1 + decay)
    let small = decay / (1 + decay)
    let isNegative = x .< 0
    let share = large.replacing(with: small, where: isNegative)
    let complement = small.replacing(with: large, where: isNegative)
    // The bound keeps inf · 0 away, where x times the complement is 0 or does not matter.
    return (share * (1 + x.atMost(750) * complement)).kept(where: x .!= -.infinity)
  }
}
