import SeededNumbers
import Testing

@testable import Autograd
@testable import Kernels

/// A vectorised operation, and what the table says of it.
struct VectorRow {
  let function: any VectorFunction.Type
  let value: (Double) -> Double
  let derivative: (_ x: Double, _ value: Double) -> Double
  /// How far apart the values may be.
  let units: UInt64
  private let hasShare: Bool

  init(_ name: String) throws {
    function = try #require(VectorMath.functions.first { $0.name == name })
    let code = try #require(Operation.code(named: name))
    guard case .unary(let value, let derivative) = Operation.table[Int(code.rawValue)].rule else {
      throw NotUnary()
    }
    self.value = value
    self.derivative = derivative
    // The C library's erfc is itself up to 4 units off.
    units = name == "gelu" ? 6 : 4
    hasShare = ["gelu", "silu"].contains(name)
  }

  /// The table's values.
  func values(_ numbers: Lanes) -> Lanes {
    var values = numbers
    for lane in numbers.indices { values[lane] = value(numbers[lane]) }
    return values
  }

  /// What is left of the difference where x is multiplied by a share that is subnormal: a unit of
  /// that one, x times.
  func grain(at x: Double) -> Double {
    hasShare && x < 0 && x > -800 ? -2 * x * .leastNonzeroMagnitude : 0
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
