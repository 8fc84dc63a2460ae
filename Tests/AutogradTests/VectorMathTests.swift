import Testing

@testable import Autograd
@testable import Kernels

@Suite("Operations on eight numbers at a time")
struct VectorMathTests {
  static let names = VectorMath.functions.map { $0.name }

  @Test("are rows of the table with one operand, each once and in its order")
  func rows() throws {
    let unary = Operation.table.filter { $0.arity == 1 }.map(\.name)
    #expect(Self.names == unary.filter(Self.names.contains))
    let promised = ["tanh", "exp", "log", "sigmoid", "softplus", "silu", "gelu"]
    #expect(Set(promised).isSubset(of: Self.names))
  }

  @Test("have the values of the table", arguments: names)
  func values(name: String) throws {
    let row = try VectorRow(name)
    var sum: UInt64 = 0
    var count: UInt64 = 0
    for numbers in LaneSamples.all {
      let values = row.function.value(numbers)
      for lane in numbers.indices {
        let x = numbers[lane]
        let expected = row.value(x)
        let distance = unitsApart(values[lane], expected)
        #expect(
          distance <= row.units || row.isWithinGrain(values[lane], expected, at: x),
          "\(name)(\(x)) is \(expected), and in a lane \(values[lane])")
        if x.magnitude > 0.01 && x.magnitude < 4 && !expected.isNaN {
          sum += distance
          count += 1
        }
      }
    }
    // A coefficient with a wrong digit moves all values a little.
    let mean = Double(sum) / Double(count)
    #expect(mean <= row.meanUnits, "\(name): \(mean) units apart in the mean")
  }

  @Test("have the derivatives of the table", arguments: names)
  func derivatives(name: String) throws {
    let row = try VectorRow(name)
    for numbers in LaneSamples.all {
      let values = row.values(numbers)
      let derivatives = row.function.derivative(numbers, values)
      for lane in numbers.indices {
        let x = numbers[lane]
        let expected = row.derivative(x, values[lane])
        #expect(
          unitsApart(derivatives[lane], expected) <= 4
            || row.isWithinRounding(derivatives[lane], expected, at: x)
            || row.isWithinGrain(derivatives[lane], expected, at: x),
          "\(name)'(\(x)) is \(expected), and in a lane \(derivatives[lane])")
      }
    }
  }

  @Test("give a number the same bits whatever is in the other lanes", arguments: names)
  func lanesAreApart(name: String) throws {
    let row = try VectorRow(name)
    // A special number sends the usual ones beside it another way.
    for (index, numbers) in LaneSamples.all.enumerated() where index % 5 == 0 {
      var mixed = numbers
      mixed[index % 8] = LaneSamples.special[index % LaneSamples.special.count]
      let values = row.function.value(mixed)
      let given = row.values(mixed)
      let derivatives = row.function.derivative(mixed, given)
      for lane in mixed.indices {
        let alone = Lanes(repeating: mixed[lane])
        let value = row.function.value(alone)[0]
        #expect(isSame(values[lane], value), "\(name)(\(mixed[lane])) in \(mixed)")
        let derivative = row.function.derivative(alone, Lanes(repeating: given[lane]))[0]
        #expect(isSame(derivatives[lane], derivative), "\(name)'(\(mixed[lane])) in \(mixed)")
      }
    }
  }

  // As strict as the test of the table itself.
  @Test("are mpmath's where the table is")
  func recorded() throws {
    var count = 0
    for row in recordedOperations.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
      guard let function = VectorMath.functions.first(where: { $0.name == fields[0][0] }) else {
        continue
      }
      let numbers = try fields.dropFirst().map { try #require(Double($0[0])) }
      let x = Lanes(repeating: numbers[0])
      let value = function.value(x)[0]
      let derivative = function.derivative(x, Lanes(repeating: value))[0]
      #expect(isClose(value, numbers[1], relative: 1e-14), "\(row): \(value)")
      #expect(
        isClose(derivative, numbers[2], relative: 3e-14, absolute: 1e-300), "\(row): \(derivative)")
      count += 1
    }
    #expect(count > 70)
  }

  @Test("keep signs of zero, tiny operands, and the edges of what a double holds")
  func edges() {
    let tiny = Double.leastNonzeroMagnitude
    let small = Double.leastNormalMagnitude / 8
    for x in [tiny, small, 1e-300, 1e-17] {
      for signed in [x, -x] {
        let lanes = Lanes(repeating: signed)
        #expect(VectorMath.tanh(lanes)[0] == signed)
        #expect(VectorMath.expm1(lanes)[0] == signed)
        #expect(VectorMath.log1p(lanes)[0] == signed)
        #expect(VectorMath.exp(lanes)[0] == 1)
      }
    }
    let exp = VectorMath.exp([0, -0.0, 709.78, 709.79, -745.13, -745.14, .infinity, -.infinity])
    #expect(exp[0] == 1 && exp[1] == 1 && exp[2].isFinite && exp[3] == .infinity)
    #expect(exp[4] == tiny && exp[5] == 0 && exp[6] == .infinity && exp[7] == 0)
    let log = VectorMath.log([0, -0.0, 1, tiny, -tiny, -1, .infinity, .nan])
    #expect(log[0] == -.infinity && log[1] == -.infinity && isSame(log[2], 0))
    #expect(unitsApart(log[3], -744.4400719213812) <= 1 && log[4].isNaN && log[5].isNaN)
    #expect(log[6] == .infinity && log[7].isNaN)
  }
}
