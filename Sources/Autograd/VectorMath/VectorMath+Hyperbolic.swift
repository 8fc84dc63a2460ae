extension VectorMath {
  @inline(__always) static func tanh(_ x: Lanes) -> Lanes {
    let a = x.absolute.atMost(20)
    let shifted = a * (2 * log2OfE) + (roundingConstant + 1023)
    let k = shifted - (roundingConstant + 1023)
    let u = (a - k * (0.5 * log2High)) - k * (0.5 * log2Low)
    let power = Lanes(bits: shifted.bits &<< 52)
    let (rest, odd) = halfAngle(u)
    let less = power - 1
    let more = power + 1
    let numerator = less + (less * rest + more * odd)
    let denominator = more + (more * rest + less * odd)
    return (numerator / denominator).with(signOf: x)
  }

  /// tanh u = odd / (1 + rest) for |u| ≤ ¼ log 2
  @inline(__always) static func halfAngle(_ u: Lanes) -> (rest: Lanes, odd: Lanes) {
    let w = u * u
    let rest = w * Lanes.all(0.015868195508212047).times(w, plus: 0.44443239201791424)
    let odd = u + u * (w * Lanes.all(0.0010573981667464575).times(w, plus: 0.111099058684589))
    return (rest, odd)
  }

  @inline(__always) static func tanhDerivative(_ x: Lanes, _ value: Lanes) -> Lanes {
    let plain = 1 - value * value
    let isSteep = value.absolute .< 0.99
    if !(.!isSteep).hasAny { return plain }
    let decay = exp(-2 * x.absolute)
    let squaredSecant = 4 * decay / ((1 + decay) * (1 + decay))
    return squaredSecant.replacing(with: plain, where: isSteep)
  }
}
