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

  /// The names of the table's operations, and which of them have one operand: what a call needs of
  /// their rows.
  private static let names = Operation.table.map(\.name)
  private static let areUnary = Operation.table.map { $0.arity == 1 }

  static func isUnary(_ code: OperationCode) -> Bool {
    let place = Int(code.rawValue)
    return place < areUnary.count && areUnary[place]
  }

  /// The name of an operation of the table.
  static func name(_ code: OperationCode) -> String { names[Int(code.rawValue)] }

  /// The operator that is no single operation.
  static let matrixProduct = "@"

  static let negation = Operation.code(named: "neg")!
  static let power = Operation.code(named: "pow")!
  static let product = Operation.code(named: "mul")!
}
