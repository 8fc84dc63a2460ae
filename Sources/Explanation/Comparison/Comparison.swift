import Autograd

/// A backward pass in one of the orders that people propose, right or wrong.
///
///     // b = a + a, c = b + b
///     graph.comparison(of: c, in: .recursion).gradients[a.index]   // 8, and not 4
///
/// Each keeps its visits, the gradients that it leaves, and the first visit at which it parts from
/// the right one.
public struct Comparison: Sendable {
  /// In which order nodes are passed on, and how gradients meet.
  public enum Order: String, CaseIterable, Sendable {
    /// Every node once, after everything that uses it.
    case backward
    /// A node passes its gradient on, and then each of its operands does, and so on: as micrograd
    /// would without its topological sort.
    case recursion
    /// Every node once, those nearer to the root first.
    case breadth
    /// The right order, in which a contribution takes the place of the one before.
    case overwriting
  }

  public let order: Order
  /// The computed nodes in the order in which they were passed on; only the first of many.
  public let visits: [Node]
  /// How many visits there were.
  public let visitCount: Int
  /// Whether there would have been more visits than anybody waits for. The gradients are those at
  /// that moment.
  public let isCut: Bool
  /// What is left in every node up to the root.
  public let gradients: [Double]
  /// Where it first did what the right order does not.
  public let parting: Parting?

  /// The first visit that is none of the right order.
  public struct Parting: Sendable, Equatable {
    /// Counted from 1.
    public let visit: Int
    public let node: Node
    public let reason: Reason
  }

  public enum Reason: Sendable, Equatable {
    /// The node is passed on when only some of its uses have arrived.
    case early(arrived: Int, uses: Int)
    /// The node was passed on before.
    case again
    /// The visited node's contribution takes the place of those that its operand already had.
    case overwrites(Node, before: Double, contribution: Double)
  }

  /// So many visits are listed.
  static let mostListed = 1_000
  /// After so many visits an order is cut off: a graph with shared nodes can ask for more than
  /// there are atoms.
  public static let mostVisits = 100_000

  /// Whether the gradient of `node` is that of the right order, but for the rounding that another
  /// order of adding brings.
  public func isRight(at node: Node, beside pass: BackwardPass) -> Bool {
    let (given, right) = (gradients[node.index], pass.adjoints[node.index])
    if given == right || (given.isNaN && right.isNaN) { return true }
    return abs(given - right) <= 1e-9 * max(abs(given), abs(right))
  }
}
