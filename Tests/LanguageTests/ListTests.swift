import Autograd
import Testing

@testable import Language

/// Lists against what NumPy makes of the same: broadcasting, `@`, reductions, shapes, losses.
@Suite struct ListTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let given: String
    let line: String
    /// `nil` where NumPy refuses.
    let shape: [Int]?
    let numbers: [Double]
    var testDescription: String { "\(given); \(line)" }

    static let table: [Row] = recordedLists.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.split(separator: " ").map(String.init) }
      return Row(
        given: fields[0].joined(separator: " "), line: fields[1].joined(separator: " "),
        shape: fields[2] == ["error"] ? nil : fields[2].map { Int($0)! },
        numbers: fields.count > 3 ? fields[3].map { Double($0)! } : [])
    }

    /// The shapes of `x` and `y`, as messages write them.
    var shapes: [String] {
      get throws {
        let bench = try Workbench(given)
        return try ["x", "y"].map { Grid.text(try #require(Grid(bench.datum($0))).shape) }
      }
    }
  }

  @Test func theTableIsWhole() {
    #expect(Row.table.count == 374)
    #expect(Row.table.filter { $0.shape == nil }.count == 87)
  }

  @Test(arguments: Row.table.filter { $0.shape != nil })
  func computesWhatNumPyComputes(row: Row) throws {
    let bench = try Workbench(row.given)
    let value = try bench.datum(row.line)
    #expect(try #require(Grid(value)).shape == row.shape)
    let numbers = try bench.numbers(row.line)
    #expect(zip(numbers, row.numbers).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
    #expect(numbers.count == row.numbers.count)
  }

  @Test(arguments: Row.table.filter { $0.shape == nil })
  func refusesWhatNumPyRefuses(row: Row) throws {
    let bench = try Workbench(row.given)
    let message = try #require(bench.mistake(row.line))
    guard row.line == "x - y" || row.line == "x @ y" else { return }
    let shapes = try row.shapes
    #expect(
      message == "`\(row.line.split(separator: " ")[1])` cannot combine the shapes "
        + "\(shapes[0]) and \(shapes[1])")
  }

  // MARK: Mismatches

  @Test(arguments: [
    "x + y", "x*y", "2x - y/3", "x @ m", "m @ y", "x < y", "[[1, 2], [3, 4]] + y", "x^2 - y*y",
  ])
  func marksBothOperands(line: String) throws {
    let bench = try Workbench("x = [1, 2]; y = [1, 2, 3]; m = [[1, 2], [3, 4], [5, 6]]")
    do {
      try bench.run("k = 1; \(line); k")
      Issue.record("\(line) was computed")
    } catch {
      guard case .shapeMismatch = error.mistake else { throw error }
      let marked = bench.workspace.sources.text(of: error.span)
      #expect(marked == line)
    }
  }

  /// The loss of [n, 1] predictions and [n] targets, which is a table of all pairs.
  @Test func hintsWhenAResultOutgrowsBoth() throws {
    let bench = try Workbench("p = [[1], [2], [3]]; t = [1, 2, 3]", "d = p - t")
    #expect(bench.notes.map(\.severity) == [.hint])
    #expect(bench.notes[0].message == "[3, 1] - [3] makes [3, 3], larger than either")
    #expect(bench.workspace.sources.text(of: bench.notes[0].span).contains("-"))
    // A matrix and a row of it are as usual.
    let usual = try Workbench("p = [[1, 2], [3, 4]]; d = p - [1, 2]; e = 2p")
    #expect(usual.notes.isEmpty)
  }

  @Test(arguments: [
    ("[1, [2]] + 1", "the rows of this list are not of one length"),
    ("[[1, 2], [3]] @ [1, 2]", "the rows of this list are not of one length"),
    ("[[1, 2], [3]] - [1, 2]", "the rows of this list are not of one length"),
    ("sum([[1, 2], [3]])", "the rows of this list are not of one length"),
    ("transpose([1, 2])", "`transpose` needs a matrix, not the shape [2]"),
    ("[1, 2, 3] @ 2", "`@` cannot combine the shapes [3] and []"),
    ("[] @ []", "`@` of an empty list has no value"),
    ("max([])", "`max` of an empty list has no value"),
    ("mean([])", "`mean` of an empty list has no value"),
    ("argmax([])", "`argmax` of an empty list has no value"),
    ("sum(3)", "the argument of `sum` has to be a list or a range, not a number"),
    ("sum([1], axis=0.5)", "an axis has to be a whole number, not 0.5"),
    ("sum([[1], [2]], axis=2)", "there is no axis 2 in the shape [2, 1]"),
    ("reshape([1, 2, 3], [2, 2])", "3 elements cannot have the shape [2, 2]"),
    ("reshape([1, 2], [-1, -2])", "2 elements cannot have the shape [-1, -2]"),
    ("zip([1], [1, 2])", "`zip` needs lists of one length, not of 1 and 2"),
    ("onehot(3, 3)", "there is no element 3 in a list of 3"),
    ("onehot(-1, 3)", "there is no element -1 in a list of 3"),
    ("onehot(0.5, 3)", "a place has to be a whole number, not 0.5"),
    ("linspace(0, 1, 0)", "there has to be at least one element"),
    ("[1, 2][2]", "there is no element 2 in a list of 2"),
    ("join([1], 2)", "the argument of `join` has to be a list or a range, not a number"),
    (#"[1, 2] + "a""#, "an operand of `+` has to be a number, not a string"),
    (#"["a"] + 1"#, "an operand of `+` has to be a number, not a string"),
  ])
  func saysWhatIsWrong(line: String, message: String) throws {
    #expect(try Workbench().mistake(line) == message)
  }

  @Test func emptyListsHaveAShape() throws {
    #expect(try Workbench().numbers("shape([])") == [0])
    #expect(try Workbench().number("sum([])") == 0)
    #expect(try Workbench().numbers("[] + 1") == [])
    #expect(try Workbench().numbers("join([], [1])") == [1])
  }

  // MARK: Nodes

  @Test func anElementOfAResultIsANodeOfItsOwn() throws {
    let bench = try Workbench("x = [1, 2]; w = [[3, 4], [5, 6]]; y = w @ x")
    #expect(try bench.formula("y[1]") == "w[1][0] * x[0] + w[1][1] * x[1]")
    #expect(try bench.formula("sum(x*x)") == "x[0] * x[0] + x[1] * x[1]")
    #expect(try bench.formula("transpose(w)[0][1]") == "w[1][0]")
  }

  @Test func plainNumbersStayPlain() throws {
    let bench = try Workbench()
    _ = try bench.numbers("sum([[1, 2], [3, 4]] @ [1, 2] + linspace(0, 1, 2))")
    #expect(bench.workspace.graph.count == 0)
  }
}
