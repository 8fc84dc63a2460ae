import Autograd
import Language
import Session
import Testing

/// What the table of operations says in the language's notation is what its rows compute.
@Suite struct OperationTextTests {
  static let operations = Operation.table.dropFirst().map(\.name)

  private func row(_ name: String) throws -> Operation {
    try #require(Operation.table.first { $0.name == name })
  }

  private func definitions(_ operation: Operation, _ sample: [Double]) -> String {
    zip(operation.parameters, sample).map { "\($0) = \($1)\n" }.joined()
  }

  @Test(arguments: operations)
  func formulaIsTheValue(name: String) throws {
    let operation = try row(name)
    for sample in operation.samples {
      let found = try #require(value(definitions(operation, sample) + operation.formula))
      let expected = operation.value(at: sample)
      #expect(isClose(found, expected, relative: 1e-9, absolute: 1e-12), "at \(sample)")
    }
  }

  @Test(arguments: operations)
  func derivativesAreThePartials(name: String) throws {
    let operation = try row(name)
    for sample in operation.samples {
      let partials = operation.partials(at: sample, value: operation.value(at: sample))
      for (derivative, partial) in zip(operation.derivatives, partials) {
        let found = try #require(value(definitions(operation, sample) + derivative))
        #expect(isClose(found, partial, relative: 1e-9, absolute: 1e-12), "\(derivative) \(sample)")
      }
    }
  }

  @Test(arguments: operations)
  func expansionIsTheValue(name: String) throws {
    let operation = try row(name)
    guard let expansion = operation.expansion else { return }
    for sample in operation.samples {
      let found = try #require(value(definitions(operation, sample) + expansion))
      let expected = operation.value(at: sample)
      #expect(isClose(found, expected, relative: 1e-9, absolute: 1e-12), "at \(sample)")
    }
  }

  /// A call in the language makes the row's node, and reverse mode gives the row's partials.
  @Test(arguments: operations)
  func isANodeOfTheLanguage(name: String) throws {
    let operation = try row(name)
    for sample in operation.samples {
      let call = operation.formula(applied: operation.parameters)
      let script = definitions(operation, sample) + "result = \(call)\nbackward result;\n"
      let partials = operation.partials(at: sample, value: operation.value(at: sample))
      #expect(value(script + "result.value") == operation.value(at: sample))
      for (parameter, partial) in zip(operation.parameters, partials) {
        let found = try #require(value(script + "\(parameter).grad"))
        #expect(found == partial || found.isNaN && partial.isNaN, "\(parameter) at \(sample)")
      }
    }
  }

  @Test(arguments: operations)
  func exampleRuns(name: String) throws {
    let example = try row(name).example
    #expect(mistakes(example).isEmpty)
    #expect(!transcript(example).isEmpty)
  }

  @Test(arguments: BuiltInFunction.table.map(\.name))
  func exampleOfAFunctionRuns(name: String) throws {
    let function = try #require(BuiltInFunction.table.first { $0.name == name })
    #expect(mistakes(function.example).isEmpty)
    #expect(!transcript(function.example).isEmpty)
  }
}
