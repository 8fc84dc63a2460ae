import Testing

@testable import Language

/// Numbers from csv texts.
@Suite struct LoadTests {
  private func shown(_ text: String) throws -> Shown {
    Workspace().shown(try NumberTable(parsing: text).value)
  }

  private static let table = Shown.list([
    .list([.number(1), .number(2.5)]), .list([.number(-3), .number(4e-3)]),
  ])

  @Test(arguments: [
    "1,2.5\n-3,4e-3\n", "1,2.5\n-3,4e-3", "1, 2.5\r\n-3 ,\t4e-3\r\n", "\n1,2.5\n\n-3,4e-3\n\n",
    "x,y\n1,2.5\n-3,4e-3\n", "# two points\nx,y\n1,2.5\n# the last\n-3,4e-3\n",
    "\"x\",\"y\"\n\"1\",\"2.5\"\n-3,4e-3\n",
  ])
  func readsRows(text: String) throws {
    #expect(try shown(text) == LoadTests.table)
  }

  @Test func aColumnIsAList() throws {
    #expect(try shown("loss\n3\n2\n") == .list([.number(3), .number(2)]))
    #expect(try shown("7") == .list([.number(7)]))
  }

  @Test(arguments: [
    ("1,2\n3\n", "line 2 has 1 number, the first 2"),
    ("1,2\n\n3,4,5\n", "line 3 has 3 numbers, the first 2"),
    ("1,2\n3,four\n", "line 2 has `four`, which is no number"),
    ("x,y\n1,2\nx,y\n", "line 3 has `x`, which is no number"),
    ("1,x\n", "line 1 has `x`, which is no number"),
    ("1,\n", "line 1 has ``, which is no number"), ("", "it has no numbers"),
    ("\n\n", "it has no numbers"), ("x,y\n", "it has no numbers"),
  ])
  func saysWhatIsWrong(text: String, reason: String) {
    #expect {
      try NumberTable(parsing: text)
    } throws: {
      ($0 as? UnreadableFile)?.reason == reason
    }
  }

  @Test(arguments: [
    (#"load("points.csv")"#, "cannot load points.csv: files cannot be read here"),
    ("load(3)", "the name of a file has to stand in quotes"),
  ])
  func aMissingFileChangesNothing(line: String, message: String) throws {
    #expect(try Workbench("x = 1").mistake("y = \(line)") == message)
  }
}
