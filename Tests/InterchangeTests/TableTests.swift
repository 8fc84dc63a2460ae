import Autograd
import Testing

@testable import Interchange

/// What is known of each operation in other languages.
@Suite struct TableTests {
  @Test func pythonHasARowForEveryOperation() {
    #expect(PythonOperation.table.map(\.name) == Operation.table.dropFirst().map(\.name))
    for row in PythonOperation.table {
      #expect(row.partials.count == Operation.table.first { $0.name == row.name }?.arity)
    }
  }

  @Test func swiftHasARowForEveryOperation() {
    #expect(SwiftOperation.table.map(\.name) == Operation.table.dropFirst().map(\.name))
  }
}
