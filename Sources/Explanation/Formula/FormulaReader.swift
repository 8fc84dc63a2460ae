import Autograd

/// Reads nodes as formulas, each once.
///
///     var reader = FormulaReader(graph)
///     reader.formula(of: y)   // y = x * x as x^2
public struct FormulaReader {
  let graph: Graph
  /// What stands for a node that is not looked into.
  private let replacement: (Node) -> Formula?
  /// Whether formulas stay as they were written, rather than in normal form.
  private let keepsOrder: Bool
  private var known: [Node: (formula: Formula, size: Int)] = [:]

  /// The most operations and operands of a formula. Shared nodes count as often as they are
  /// written, so a small graph can have a formula beyond any bound.
  public static let largest = 1500

  public init(
    _ graph: Graph, keepingOrder keepsOrder: Bool = false,
    replacing replacement: @escaping (Node) -> Formula? = { _ in nil }
  ) {
    self.graph = graph
    self.keepsOrder = keepsOrder
    self.replacement = replacement
  }

  /// The formula of a node in the names of leaves; `nil` where it would be larger than ``largest``.
  /// With `lookingInside`, a replacement for the node itself does not count.
  ///
  /// No more nodes are looked at than a formula may have, so this takes no longer in a large graph.
  public mutating func formula(of root: Node, lookingInside: Bool = false) -> Formula? {
    guard let needed = needed(for: root, lookingInside: lookingInside) else { return nil }
    for node in needed {
      let operands = graph.operands(of: node)
      var size = 1
      for operand in operands {
        size += known[operand]!.size
        if size > FormulaReader.largest { return nil }
      }
      let formulas = operands.map { known[$0]!.formula }
      let code = graph.instruction(node).code
      known[node] = (
        keepsOrder ? .asWritten(code, formulas) : .applying(code, formulas), size
      )
    }
    return known[root]?.formula
  }

  /// The computed nodes that are not known yet, operands first.
  private mutating func needed(for root: Node, lookingInside: Bool) -> [Node]? {
    var needed: Set<Node> = []
    var waiting = [root]
    while let node = waiting.popLast() {
      if known[node] != nil || needed.contains(node) { continue }
      if !(lookingInside && node == root), let formula = replacement(node) {
        known[node] = (formula, 1)
      } else if graph.instruction(node).isLeaf {
        let isConstant = graph.instruction(node).isConstant
        known[node] = (
          isConstant ? .number(Coefficient(recognizing: graph[node])) : .variable(node), 1
        )
      } else {
        needed.insert(node)
        if needed.count > FormulaReader.largest { return nil }
        waiting += graph.operands(of: node)
      }
    }
    return needed.sorted()
  }
}
