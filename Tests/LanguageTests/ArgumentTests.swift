import Testing

@testable import Language

/// Arguments by name and by default, of functions, operations and what is built in.
@Suite struct ArgumentTests {
  private static let functions = [
    "scaled(x, k = 2) = k*x", "next(x, step = x + 1) = x + 10step", "free(a = 1, b = 2) = a - b",
  ]

  private func bench() throws -> Workbench {
    let bench = try Workbench()
    for line in ArgumentTests.functions { try bench.run(line) }
    return bench
  }

  @Test(arguments: [
    ("scaled(3)", 6), ("scaled(3, 5)", 15), ("scaled(3, k=5)", 15), ("scaled(x=3)", 6),
    ("scaled(k=5, x=3)", 15), ("next(1)", 21), ("next(1, step=0)", 1), ("free()", -1),
    ("free(b=1)", 0), ("free(5)", 3), ("leaky_relu(-2)", -0.02), ("leaky_relu(-2, 0.5)", -1),
    ("leaky_relu(-2, slope=0.5)", -1), ("leaky_relu(slope=0.5, x=-2)", -1), ("elu(0)", 0),
    ("sum([[1, 2], [3, 4]], axis=1)[0]", 3), ("max([[1, 7], [3, 4]], axis=0)[1]", 7),
  ])
  func gives(line: String, value: Double) throws {
    #expect(try bench().number(line) == value)
  }

  /// A default is computed anew at every call, as nodes of that call.
  @Test func defaultsAreComputedAtTheCall() throws {
    let bench = try Workbench("w = 2", "f(x, k = w) = k*x", "w = 3")
    #expect(try bench.number("f(1)") == 3)
  }

  @Test(arguments: [
    ("scaled()", "`scaled` takes 1 to 2 arguments, not 0"),
    ("scaled(1, 2, 3)", "`scaled` takes 1 to 2 arguments, not 3"),
    ("scaled(k=1)", "`scaled` takes 1 to 2 arguments, not 1"),
    ("scaled(1, kk=2)", "`scaled` has no argument `kk`"),
    ("scaled(1, x=2)", "`x` is a parameter already"),
    ("scaled(1, k=2, k=3)", "`k` is a parameter already"),
    ("scaled(k=1, 3)", "an argument without a name cannot follow one with a name"),
    ("leaky_relu(-1, slop=2)", "`leaky_relu` has no argument `slop`"),
    ("leaky_relu(slope=2)", "`leaky_relu` takes 1 to 2 arguments, not 1"),
    ("sum([1], axes=0)", "`sum` has no argument `axes`"),
    ("sum([1], 0)", "`sum` takes 1 argument, not 2"),
    ("shuffle(xs=[1])", "`shuffle` has no argument `xs`"),
  ])
  func refuses(line: String, message: String) throws {
    #expect(try bench().mistake(line) == message)
  }
}
