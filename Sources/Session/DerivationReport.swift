import Autograd
import Explanation

/// A derivation with the names that its nodes are written by.
public struct DerivationReport: Sendable {
  public let derivation: Derivation
  /// What every node in it is called; a node without a name has a letter.
  public let names: [Node: String]
  /// The operations that are no rows of the table.
  public let ownOperations: [Operation]
  /// What holds at corners and jumps on the way.
  public let kinks: [Named<String>]
  /// The values of the formula's variables.
  public let point: [Named<Double>]
  public let format: Format
  /// Whether it is the variable that depends on the root, as when the two were exchanged.
  public let isReversed: Bool

  public enum Format: String, CaseIterable, Sendable {
    case text, latex
  }

  public func name(_ node: Node) -> String { names[node] ?? node.description }

  /// How its formulas are written.
  public func notation(_ format: NumberFormat) -> Formula.Notation {
    Formula.Notation(
      format: format,
      operation: { code in
        let own = Int(code.rawValue) - Operation.table.count
        return own < 0 ? Operation.table[Int(code.rawValue)] : ownOperations[own]
      }, name: name)
  }
}
