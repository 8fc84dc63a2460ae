/// How one operation is written with the library `Autograd`: operators and functions of `Value`.
struct SwiftOperation: Sendable {
  /// The name in the table of operations.
  let name: String
  /// With `#1` and `#2` for the operands.
  let text: String
  /// What is written where the second operand is a number.
  let fixedText: String?
  /// Whether a number may stand for an operand in ``text``.
  let takesNumbers: Bool

  init(_ name: String, _ text: String, fixed: String? = nil, numbers: Bool = false) {
    self.name = name
    self.text = text
    fixedText = fixed
    takesNumbers = numbers
  }

  static let named: [String: SwiftOperation] = Dictionary(
    uniqueKeysWithValues: table.map { ($0.name, $0) })

  /// What an operation's code is called: `leakyRelu` for `leaky_relu`.
  static func codeName(of name: String) -> String {
    let words = name.split(separator: "_").map(String.init)
    return words[0] + words.dropFirst().map(\.capitalizedFirst).joined()
  }

  /// A row for each of the table of operations, in its order.
  static let table: [SwiftOperation] =
    [
      ("add", "+"), ("sub", "-"), ("mul", "*"), ("div", "/"),
    ].map(infix)
    + [SwiftOperation("neg", "-#1"), function("relu"), infix("pow", "**")]
    + [
      "sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos",
      "atan",
    ].map(function)
    + [SwiftOperation("atan2", "atan2(#1, #2)")]
    + ["sinh", "cosh", "tanh", "erf", "sigmoid", "softplus"].map(function)
    + [
      SwiftOperation(
        "leaky_relu", "#1.applying(.leakyRelu, #2)", fixed: "leakyRelu(#1, slope: #2)"),
      SwiftOperation("elu", "#1.applying(.elu, #2)", fixed: "elu(#1, alpha: #2)"),
    ]
    + ["gelu", "silu", "abs", "sign"].map(function)
    + [
      SwiftOperation("max", "max(#1, #2)", numbers: true),
      SwiftOperation("min", "min(#1, #2)", numbers: true),
    ]
    + [
      ("less", ".<"), ("less_equal", ".<="), ("greater", ".>"), ("greater_equal", ".>="),
      ("equal", ".=="), ("not_equal", ".!="),
    ].map(infix)

  private static func infix(_ name: String, _ sign: String) -> SwiftOperation {
    SwiftOperation(name, "#1 \(sign) #2", numbers: true)
  }

  private static func function(_ name: String) -> SwiftOperation {
    SwiftOperation(name, "\(name)(#1)")
  }
}
