import Autograd

/// The operators, read off the table of operations.
enum Operators {
  struct Infix {
    let code: OperationCode
    let precedence: Int
  }

  static let infix: [String: Infix] = {
    var operators: [String: Infix] = [:]
    for (place, operation) in Operation.table.enumerated() {
      if case .infix(let sign, let precedence) = operation.notation {
        operators[sign] = Infix(
          code: OperationCode(rawValue: UInt16(place)), precedence: precedence)
      }
    }
    return operators
  }()

  /// The operator that is no single operation.
  static let matrixProduct = "@"

  static let negation = Operation.code(named: "neg")!
  static let power = Operation.code(named: "pow")!
  static let product = Operation.code(named: "mul")!
}
