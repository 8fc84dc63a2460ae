/// So many lanes side by side, on which arithmetic is done at once: eight, four, two or one.
protocol LaneGroup {
  static var width: Int { get }

  init(repeating number: Double)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  subscript(lane: Int) -> Double { get set }

  /// The sum of the lanes, in an order that does not depend on the processor.
  var total: Double { get }

  /// The lanes in a group of eight, of which the others hold anything.
  var padded: Lanes { get }
  /// The first lanes of a group of eight.
  init(first lanes: Lanes)
}

extension SIMD8<Double>: LaneGroup {
  @inline(__always) static var width: Int { 8 }
  @inline(__always) var total: Double { (lowHalf + highHalf).total }
  @inline(__always) var padded: Lanes { self }
  @inline(__always) init(first lanes: Lanes) { self = lanes }
}

extension SIMD4<Double>: LaneGroup {
  @inline(__always) static var width: Int { 4 }
  @inline(__always) var total: Double { (lowHalf + highHalf).total }
  @inline(__always) var padded: Lanes { Lanes(lowHalf: self, highHalf: self) }
  @inline(__always) init(first lanes: Lanes) { self = lanes.lowHalf }
}

extension SIMD2<Double>: LaneGroup {
  @inline(__always) static var width: Int { 2 }
  @inline(__always) var total: Double { x + y }
  @inline(__always) var padded: Lanes { SIMD4(lowHalf: self, highHalf: self).padded }
  @inline(__always) init(first lanes: Lanes) { self = lanes.lowHalf.lowHalf }
}

extension Double: LaneGroup {
  @inline(__always) static var width: Int { 1 }
  @inline(__always) init(repeating number: Double) { self = number }
  @inline(__always) var total: Double { self }
  @inline(__always) var padded: Lanes { Lanes(repeating: self) }
  @inline(__always) init(first lanes: Lanes) { self = lanes[0] }

  @inline(__always)
  subscript(lane: Int) -> Double {
    get { self }
    set { self = newValue }
  }
}

extension UnsafeMutablePointer<Double> {
  /// The group of numbers that starts at `place`.
  @inline(__always)
  func load<Group: LaneGroup>(_ place: Int) -> Group {
    UnsafeRawPointer(self + place).loadUnaligned(as: Group.self)
  }

  @inline(__always)
  func store<Group: LaneGroup>(_ group: Group, _ place: Int) {
    UnsafeMutableRawPointer(self + place).storeBytes(of: group, as: Group.self)
  }
}
