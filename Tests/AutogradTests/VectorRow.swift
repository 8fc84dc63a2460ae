import SeededNumbers
import Testing

@testable import Autograd
@testable import Kernels

/// A vectorised operation, and what the table says of it.
struct VectorRow: Sendable {
  let function: any VectorFunction.Type
  let value: @Sendable (Double) -> Double
  let derivative: @Sendable (_ x: Double, _ value: Double) -> Double
  /// How far apart the values may be, and how far in the mean where they are not near 0.
  let units: UInt64
  let meanUnits: Double
  /// Whether x is multiplied by a share of 1.
  private let hasShare: Bool

  init(_ name: String) throws {
    function = try #require(VectorMath.functions.first { $0.name == name })
    let code = try #require(Operation.code(named: name))
    guard case .unary(let value, let derivative) = Operation.table[Int(code.rawValue)].rule else {
      throw NotUnary()
    }
    self.value = value
    self.derivative = derivative
    // What was measured, and one more, for other C libraries; glibc's erfc is up to 4 units off.
    let bounds: [String: (UInt64, Double)] = [
      "exp": (2, 0.2), "log": (2, 0.2), "log1p": (2, 0.2), "expm1": (3, 0.2), "tanh": (4, 0.7),
      "sigmoid": (3, 0.2), "softplus": (3, 0.25), "gelu": (6, 0.5), "silu": (4, 0.2),
    ]
    (units, meanUnits) = bounds[name] ?? (0, 0)
    hasShare = ["gelu", "silu"].contains(name)
  }

  /// The table's values.
  func values(_ numbers: Lanes) -> Lanes {
    var values = numbers
    for lane in numbers.indices { values[lane] = value(numbers[lane]) }
    return values
  }

  /// Whether two numbers differ by no more than a unit of a subnormal share makes, times x.
  func isWithinGrain(_ a: Double, _ b: Double, at x: Double) -> Bool {
    hasShare && x < -30 && x > -800 && abs(a - b) <= -2 * x * .leastNonzeroMagnitude
  }

  /// Whether two derivatives differ by the roundings in a sum: of a term that is large, and of one
  /// that cancels the other where the function has its minimum.
  func isWithinRounding(_ a: Double, _ b: Double, at x: Double) -> Bool {
    hasShare && abs(a - b) <= max(1e-13 * abs(b), abs(x) < 2 ? 1e-15 : 0)
  }

  struct NotUnary: Error {}
}

/// How many doubles lie between two; 0 is not -0, nan is nan.
func unitsApart(_ a: Double, _ b: Double) -> UInt64 {
  if isSame(a, b) { return 0 }
  if a.isNaN || b.isNaN || a == b { return .max }
  func place(_ x: Double) -> Int64 {
    x.sign == .minus ? -Int64(x.magnitude.bitPattern) : Int64(x.bitPattern)
  }
  return (place(a) - place(b)).magnitude
}

/// The numbers at which lanes are compared with the table.
enum LaneSamples {
  static let special: [Double] = {
    let positive: [Double] = [
      0, .nan, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude,
      .greatestFiniteMagnitude, 1e-300, 1e-20, 1e-9, 0.5, 1, 2, 700, 709.7, 709.9, 745.1, 745.2,
      1e300,
    ]
    return positive + positive.map { -$0 }
  }()

  /// Where a function goes over from one interval to the next, or stops to matter.
  static let boundaries: [Double] = {
    var places: [Double] = [
      0x1p-54, .leastNormalMagnitude, 1, 2, 2.6466524123622457, 3.75, 20, 28, 40, 45, 708.3964,
      709.782712893384, 710, 744.4400719213812, 745.1332191019412, 746, 750, 26.5, 38.5, 27.2,
    ]
    let log2 = 0.6931471805599453
    for k in [0.0, 1, 2, 3, 10, 57, 1020, 1073] {
      places += [(k + 0.5) * log2, (k + 0.4999) * log2 / 2, k * log2]
    }
    for k in [-1022.0, -54, -1, 0, 1, 53, 1022] {
      places += [0.7071067811865476, 1.4142135623730951].map { $0 * k.powerOfTwo }
    }
    return places
  }()

  static let all: [Lanes] = {
    var numbers = special
    for boundary in boundaries {
      for place in [boundary, boundary - 1] {
        numbers += [
          place.nextDown.nextDown, place.nextDown, place, place.nextUp, place * (1 + 1e-9),
        ]
        numbers += [-place.nextDown, -place, -place.nextUp, -place * (1 - 1e-9)]
      }
    }
    var generator = SeededNumbers(seed: 7)
    for exponent in -1074..<1024 {
      for _ in 0..<8 {
        let size = Double.random(in: 1..<2, using: &generator) * Double(exponent).powerOfTwo
        numbers += [size, -size]
      }
    }
    for bound in [1.0, 4, 40, 760] {
      for _ in 0..<8000 { numbers.append(.random(in: -bound...bound, using: &generator)) }
    }
    while numbers.count % Lanes.scalarCount != 0 { numbers.append(0) }
    return stride(from: 0, to: numbers.count, by: Lanes.scalarCount).map {
      Lanes(numbers[$0..<$0 + Lanes.scalarCount])
    }
  }()
}

extension Double {
  /// 2 to the power of this whole number.
  fileprivate var powerOfTwo: Double { Double(sign: .plus, exponent: Int(self), significand: 1) }
}
