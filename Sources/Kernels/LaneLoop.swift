/// A loop over lanes, as long as may be in groups of eight; what is left in one of four, of two, of
/// one:
///
///     lanes     │ 0  1  2  3  4  5  6  7 │ 8  9  10 11 │ 12 │           13 lanes
///     step      │       SIMD8            │    SIMD4    │ Double
///
/// It is a type rather than a closure, so that the compiler makes its own code for each width.
protocol LaneLoop {
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type)
}

extension LaneLoop {
  @inline(__always)
  mutating func run(_ lanes: Int) {
    var lane = 0
    while lane + 8 <= lanes {
      step(lane, SIMD8<Double>.self)
      lane += 8
    }
    if lanes & 4 != 0 {
      step(lane, SIMD4<Double>.self)
      lane += 4
    }
    if lanes & 2 != 0 {
      step(lane, SIMD2<Double>.self)
      lane += 2
    }
    if lanes & 1 != 0 { step(lane, Double.self) }
  }
}
