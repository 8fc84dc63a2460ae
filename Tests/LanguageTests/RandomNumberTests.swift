import Testing

@testable import Language

/// The numbers of Python's random module, digit for digit.
@Suite struct RandomNumberTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let seed: Double
    let draw: [String]
    let numbers: [Double]
    var testDescription: String { "\(seed): \(draw.joined(separator: " "))" }

    static let table: [Row] = recordedRandomNumbers.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.split(separator: " ").map(String.init) }
      return Row(
        seed: Double(fields[0][0])!, draw: fields[1], numbers: fields[2].map { Double($0)! })
    }
  }

  @Test func theTableIsWhole() {
    #expect(Row.table.count == 7 * 16)
  }

  @Test(arguments: Row.table)
  func drawsWhatPythonDraws(row: Row) throws {
    let bench = try Workbench("seed \(row.seed)")
    let count = row.numbers.count
    let code =
      switch row.draw[0] {
      case "random": "uniform(0, 1, \(count))"
      case "choice": "choice(0..<\(row.draw[1]), \(count))"
      case "shuffle":
        row.draw.count == 2
          ? "shuffle([k for k in 0..<\(row.draw[1])])" : "shuffle(0..<1000)[0..<\(count)]"
      default: "\(row.draw[0])(\(row.draw[1]), \(row.draw[2]), \(count))"
      }
    #expect(try bench.numbers(code) == row.numbers)
  }

  @Test func drawsWhatTheLectureDraws() throws {
    let bench = try Workbench("seed 1337")
    #expect(try bench.number("uniform(-1, 1)") == 0.23550571390294128)
    #expect(try bench.number("uniform(-1, 1)") == 0.06653114721000164)
  }

  @Test func aMillionDrawsAreTheSame() {
    var generator = MersenneTwister(seed: 1337)
    var sum: UInt64 = 0
    for _ in 0..<1_000_000 { sum = 31 &* sum &+ UInt64(generator.random() * 0x1p53) }
    #expect(sum == recordedChecksumOfRandom)
    generator = MersenneTwister(seed: 1337)
    sum = 0
    for _ in 0..<1_000_000 { sum = 31 &* sum &+ UInt64(generator.below(10)) }
    #expect(sum == recordedChecksumOfBelow)
  }

  @Test(arguments: [
    "uniform(-1, 1", "normal(0, 2", "gauss(0, 2", "randint(1, 6", "choice([1, 2, 3]",
  ])
  func aCountIsThatManyCalls(call: String) throws {
    let atOnce = try Workbench("seed 3").numbers("\(call), 5)")
    let bench = try Workbench("seed 3")
    #expect(try (0..<5).map { _ in try bench.number("\(call))") } == atOnce)
    #expect(try bench.numbers("\(call), 0)") == [])
  }

  @Test func shuffleLeavesItsListAlone() throws {
    let bench = try Workbench("seed 1", "xs = [1, 2, 3, 4, 5]", "ys = shuffle(xs)")
    #expect(try bench.numbers("xs") == [1, 2, 3, 4, 5])
    #expect(try bench.numbers("ys").sorted() == [1, 2, 3, 4, 5])
    // The elements themselves, not numbers like them.
    #expect(bench.workspace.graph.count == 5)
  }

  @Test func drawsPlainNumbers() throws {
    let bench = try Workbench("seed 1", "a = 0", "uniform(a, 1, 3)")
    #expect(bench.workspace.graph.count == 1)
  }

  @Test func withoutASeedTheyDiffer() throws {
    let first = try Workbench().numbers("uniform(0, 1, 4)")
    #expect(try Workbench().numbers("uniform(0, 1, 4)") != first)
  }

  // MARK: Trial and undo

  @Test func aFailedStatementDrawsNothing() throws {
    let bench = try Workbench("seed 1337")
    #expect(bench.mistake("x = uniform(-1, 1) + nothing") != nil)
    #expect(bench.mistake("gauss(0, 1, 3) + nothing") != nil)
    #expect(try bench.number("uniform(-1, 1)") == 0.23550571390294128)
  }

  @Test func undoGivesTheNumbersBack() throws {
    let bench = try Workbench("seed 1337", "x = uniform(-1, 1)")
    #expect(bench.workspace.undo())
    #expect(try bench.number("uniform(-1, 1)") == 0.23550571390294128)
    try bench.run("seed 5")
    #expect(bench.workspace.undo())
    #expect(try bench.number("uniform(-1, 1)") == 0.06653114721000164)
  }

  @Test func undoGivesBackWhatALoopDrew() throws {
    let bench = try Workbench(
      "seed 1337", "s = 0", "for k in 0..<1000 { s = s + uniform(-1, 1) }")
    #expect(bench.workspace.undo())
    #expect(try bench.number("uniform(-1, 1)") == 0.23550571390294128)
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("uniform(1)", "`uniform` takes 2 to 3 arguments, not 1"),
    ("uniform([1], 2)", "an argument of `uniform` has to be a number, not a list of 1"),
    ("uniform(0, 1, -1)", "a count cannot be -1"),
    ("uniform(0, 1, 1.5)", "a count has to be a whole number, not 1.5"),
    ("uniform(0, 1, 1e12)", "a list of 1000000000000 elements is too long"),
    ("randint(1.5, 2)", "an argument of `randint` has to be a whole number, not 1.5"),
    ("randint(2, 1)", "there is no whole number from 2 to 1"),
    ("randint(0, 1e18)", "1e+18 is too large"),
    ("choice([])", "`choice` of an empty list has no value"),
    ("choice(3)", "the argument of `choice` has to be a list or a range, not a number"),
    ("shuffle(3)", "the argument of `shuffle` has to be a list or a range, not a number"),
    ("op noise(x) = x + uniform(0, 1) grad 1", "an `op` cannot draw random numbers"),
    ("op noise(x) = x + choice([1, 2]) grad 1", "an `op` cannot draw random numbers"),
    ("op noise(x) = x + shuffle([1, 2])[0] grad 1", "an `op` cannot draw random numbers"),
  ])
  func saysWhatIsWrong(line: String, message: String) throws {
    let bench = try Workbench("seed 1337")
    #expect(bench.mistake(line) == message)
    #expect(try bench.number("uniform(-1, 1)") == 0.23550571390294128)
  }

  @Test(arguments: BuiltInFunction.random.map(\.example))
  func examplesRun(example: String) throws {
    let bench = try Workbench()
    for line in example.split(separator: "\n") { try bench.run(String(line)) }
    #expect(bench.workspace.value(named: "ans") != nil)
  }
}
