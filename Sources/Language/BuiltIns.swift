import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is defined before anybody has defined anything. A user's definition of the same name goes
/// before it.
public enum BuiltIns {
  /// Numbers that have a name.
  public static let constants: [(name: String, value: Double, summary: String)] = [
    ("pi", .pi, "The ratio of a circle's circumference to its diameter."),
    ("π", .pi, "The same as pi."),
    ("inf", .infinity, "Infinity."),
    ("nan", .nan, "Not a number."),
  ]

  static func value(named name: String) -> Datum? {
    if let function = BuiltInFunction.byName[name] { return .function(.builtIn(function)) }
    if let code = functionCodes[name] { return .function(.operation(code)) }
    return constants.first { $0.name == name }.map { .number($0.value) }
  }

  /// The operations that are called by their names.
  static let functionCodes: [String: OperationCode] = {
    var codes: [String: OperationCode] = [:]
    for operation in Operation.table where operation.notation == .function && operation.arity > 0 {
      codes[operation.name] = Operation.code(named: operation.name)
    }
    return codes
  }()

  /// Every built-in name, sorted.
  public static let names: [String] = Set(
    BuiltInFunction.table.map(\.name) + Array(functionCodes.keys) + constants.map(\.name)
  ).sorted()
}
