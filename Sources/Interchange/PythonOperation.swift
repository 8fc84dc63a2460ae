/// How one operation is written in Python: its value and partial derivatives as numbers, and what
/// each library calls it.
///
/// The numbers are written in one notation for all libraries: `x` and `y` are the operands, `v` the
/// value, and `m.exp` is whatever the library calls that function (``PythonDialect/functions``).
struct PythonOperation: Sendable {
  /// The name in the table of operations.
  let name: String
  let value: String
  let partials: [String]
  let micrograd: Form?
  let torch: Form?
  let jax: Form?

  /// What a library writes for the operation, with `#1` and `#2` for the operands.
  struct Form: Sendable {
    let text: String
    /// Whether a number may stand for an operand.
    let takesNumbers: Bool
    /// Where it gives the value and the gradient to the last digits; `isFixed` says that the second
    /// operand is a number.
    let isExact: @Sendable (_ x: Double, _ y: Double, _ isFixed: Bool) -> Bool

    init(
      _ text: String, numbers: Bool = false,
      where isExact: @escaping @Sendable (_ x: Double, _ y: Double, _ isFixed: Bool) -> Bool = {
        _, _, _ in true
      }
    ) {
      self.text = text
      takesNumbers = numbers
      self.isExact = isExact
    }
  }

  init(
    _ name: String, _ value: String, _ partials: [String], micrograd: Form? = nil,
    torch: Form? = nil, jax: Form? = nil
  ) {
    self.name = name
    self.value = value
    self.partials = partials
    self.micrograd = micrograd
    self.torch = torch
    self.jax = jax
  }

  static let named: [String: PythonOperation] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.name, $0) })

  /// What the function for it is called in a program: none that Python has.
  static func functionName(of name: String) -> String {
    ["abs": "absolute", "max": "maximum", "min": "minimum", "pow": "power"][name] ?? name
  }
}
