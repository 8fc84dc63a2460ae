import Autograd

/// How ∂root/∂variable comes about: the formula, the steps from the variable up to the root, each by
/// a rule with a name, the chain rule that joins them, and the numbers.
///
///     // y = sin(x^2)
///     let derivation = Derivation(of: y, by: x, in: graph, isNamed: …, differentiating: …)
///     derivation.steps.map(\.rule)   // ["power rule", "sine rule"]
///     derivation.formula             // 2x * cos(x^2)
///
/// The local derivatives' numbers and the gradient are the engine's; the formulas are those of the
/// table of operations, simplified.
public struct Derivation: Sendable {
  public let root: Node
  public let variable: Node
  /// How the root depends on the variable.
  public let dependence: Dependence
  /// ∂root/∂variable in the names of leaves; `nil` where it would be too long to be read.
  public let formula: Formula?
  /// The value of the formula, computed apart from the engine's pass.
  public let value: Double?
  /// What the engine's backward pass gives.
  public let gradient: Double
  /// From the variable upward; none where there are more than anyone reads.
  public let steps: [Step]
  /// How many nodes lie between the variable and the root, the root counted, if the steps are left out.
  public let omittedNodes: Int
  /// The chain rule, for the root's derivative by each node where paths part, the variable last. Empty
  /// where one step is all.
  public let equations: [Equation]

  public enum Dependence: Sendable, Equatable {
    /// The variable is the root.
    case same
    /// The root is computed from other nodes.
    case none
    /// The root is computed from the variable.
    case computed
  }

  /// One operation, or several sums or products in a row, as a function of what varies in it.
  public struct Step: Sendable {
    public let node: Node
    public let operation: OperationCode
    /// What is done, in the names of operands.
    public let formula: Formula
    /// The rule by which it is differentiated.
    public let rule: String
    public let partials: [Partial]
  }

  /// A local derivative.
  public struct Partial: Sendable {
    public let node: Node
    public let operand: Node
    /// In the names of operands.
    public let formula: Formula
    /// With the substitutions undone; `nil` where that would be too long.
    public let expanded: Formula?
    /// The engine's number.
    public let value: Double
    /// The other operands, where it has to be said that they do not change.
    public let held: [Node]
  }

  /// ∂root/∂node as a sum of products, one for each use of the node.
  public struct Equation: Sendable {
    public let node: Node
    public let terms: [Term]
  }

  /// A product of local derivatives, from above down.
  public struct Term: Sendable {
    /// The node whose derivative comes first, with its number, if that is not the root.
    public let upstream: Node?
    public let upstreamValue: Double
    public let partials: [Partial]
  }

  /// Differentiates a root by a node, simplified; `nil` if that was interrupted.
  public typealias Differentiation =
    (_ graph: Graph, _ root: Node, _ variable: Node) -> (graph: Graph, root: Node)?

  /// Of larger graphs no formula is looked for.
  static let largestGraph = 200_000
  /// Where more lie between variable and root, there are no steps.
  static let mostNodes = 500

  /// Derives ∂root/∂variable. O(nodes up to the root).
  ///
  /// - Parameter isNamed: whether a node has a name, and so stands for itself in the steps.
  /// - Parameter differentiate: gives the derivative of one node by another as a node.
  public init(
    of root: Node, by variable: Node, in graph: Graph, isNamed: @escaping (Node) -> Bool,
    differentiating differentiate: Differentiation
  ) {
    self.root = root
    self.variable = variable
    let pass = graph.backward(from: root)
    gradient = pass.gradient(of: variable) ?? 0
    let subgraph = GroupedSubgraph(
      from: variable, to: root, in: graph, isNamed: isNamed)
    guard root != variable, subgraph.count > 0 else {
      dependence = root == variable ? .same : .none
      formula = root == variable ? .one : .zero
      value = root == variable ? 1 : 0
      (steps, omittedNodes, equations) = ([], 0, [])
      return
    }
    dependence = .computed
    (formula, value) = Derivation.formula(of: subgraph, in: graph, pass, differentiate)
    guard let groups = subgraph.groups else {
      (steps, omittedNodes, equations) = ([], subgraph.count, [])
      return
    }
    var expansion = FormulaReader(graph) { $0 == variable ? .variable($0) : nil }
    steps = Derivation.notingWhatIsHeld(
      groups.map { group in
        Derivation.step(group, subgraph, in: graph, differentiate, &expansion)
      })
    omittedNodes = 0
    equations = Derivation.equations(of: steps, subgraph, pass)
  }

  private static func formula(
    of subgraph: GroupedSubgraph, in graph: Graph, _ pass: BackwardPass,
    _ differentiate: Differentiation
  ) -> (Formula?, Double?) {
    let size = graph.nodes.prefix(subgraph.root.index + 1).reduce(0) {
      pass.reaches($1) ? $0 + 1 : $0
    }
    guard size <= largestGraph, let slope = differentiate(graph, subgraph.root, subgraph.variable)
    else {
      return (nil, nil)
    }
    var reader = FormulaReader(slope.graph) { $0 == subgraph.variable ? .variable($0) : nil }
    return (reader.formula(of: slope.root), slope.graph[slope.root])
  }
}
