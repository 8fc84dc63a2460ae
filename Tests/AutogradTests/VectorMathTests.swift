import SeededNumbers
import Testing

@testable import Autograd

@Suite("Operations on eight numbers at a time")
struct VectorMathTests {
  @Test("are rows of the table with one operand, each once")
  func rows() throws {
    #expect(Set(VectorMath.functions.map { $0.name }).count == VectorMath.functions.count)
    for function in VectorMath.functions {
      let code = try #require(Operation.code(named: function.name), "\(function.name)")
      #expect(Operation.table[Int(code.rawValue)].arity == 1)
    }
  }

  @Test("have the values of the table", arguments: VectorMath.functions.map { $0.name })
  func values(name: String) throws {
    let row = try ScalarRow(name)
    for numbers in Sample.lanes {
      let values = row.function.value(numbers)
      for lane in numbers.indices {
        let expected = row.value(numbers[lane])
        let distance = unitsApart(values[lane], expected)
        #expect(
          distance <= 4, "\(name)(\(numbers[lane])) = \(expected), but \(values[lane]) in a lane")
      }
    }
  }

  @Test("have the derivatives of the table", arguments: VectorMath.functions.map { $0.name })
  func derivatives(name: String) throws {
    let row = try ScalarRow(name)
    for numbers in Sample.lanes {
      var values = numbers
      for lane in numbers.indices { values[lane] = row.value(numbers[lane]) }
      let derivatives = row.function.derivative(numbers, values)
      for lane in numbers.indices {
        let expected = row.derivative(numbers[lane], values[lane])
        #expect(
          unitsApart(derivatives[lane], expected) <= 4
            || isClose(derivatives[lane], expected, relative: 1e-13),
          "\(name)'(\(numbers[lane])) = \(expected), but \(derivatives[lane]) in a lane")
      }
    }
  }
}

/// A vectorised operation, and what the table says of it.
private struct ScalarRow {
  let function: any VectorFunction.Type
  let value: (Double) -> Double
  let derivative: (Double, Double) -> Double

  init(_ name: String) throws {
    function = try #require(VectorMath.functions.first { $0.name == name })
    let code = try #require(Operation.code(named: name))
    guard case .unary(let value, let derivative) = Operation.table[Int(code.rawValue)].rule else {
      throw NotUnary()
    }
    self.value = value
    self.derivative = derivative
  }

  struct NotUnary: Error {}
}

/// How many doubles lie between two; 0 is not -0, nan is nan.
private func unitsApart(_ a: Double, _ b: Double) -> UInt64 {
  if isSame(a, b) { return 0 }
  if a.isNaN || b.isNaN || a == b { return .max }
  func place(_ x: Double) -> Int64 {
    x.sign == .minus ? -Int64(x.magnitude.bitPattern) : Int64(x.bitPattern)
  }
  let (from, to) = (place(a), place(b))
  return from < to ? UInt64(to - from) : UInt64(from - to)
}

/// The numbers at which lanes are compared.
private enum Sample {
  static let special: [Double] = [
    0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .leastNormalMagnitude,
    .greatestFiniteMagnitude, 1e-300, 1e-20, 1e-9, 0.5, 1, 2, 20, 22, 40, 700, 708.4, 709.7, 709.9,
    744.9, 745.1, 745.2, 746, 1e300,
  ]

  static let lanes: [Lanes] = {
    var numbers = special + special.map { -$0 }
    var generator = SeededNumbers(seed: 7)
    for _ in 0..<4000 {
      numbers.append(Double(bitPattern: generator.next()))
      for bound in [1.0, 4, 40, 760] {
        numbers.append(.random(in: -bound...bound, using: &generator))
      }
    }
    while numbers.count % Lanes.scalarCount != 0 { numbers.append(0) }
    return stride(from: 0, to: numbers.count, by: Lanes.scalarCount).map {
      Lanes(numbers[$0..<$0 + Lanes.scalarCount])
    }
  }()
}
