import Autograd

/// What a gradient costs in multiplications: one for each local derivative that something is
/// multiplied by. The seed, a factor of 1, costs nothing, and neither do constants.
public struct PathCost: Sendable, Equatable {
  /// Every path by itself; `nil` where there are too many digits.
  public let pathSum: WholeNumber?
  /// One pass in forward mode, for this node.
  public let forward: Int
  /// A pass in forward mode for each leaf that the root depends on; `nil` where adding that up
  /// would take long.
  public let forwardForAll: Int?
  /// One pass in reverse mode, for all leaves at once.
  public let reverse: Int
  /// How many leaves the root depends on, constants aside.
  public let leaves: Int

  /// More words than this are not looked at for ``forwardForAll``.
  private static let budget = 40_000_000

  init(of paths: PathCount, search: PathSearch, pass: BackwardPass, graph: Graph) {
    pathSum = paths.multiplications
    forward = search.operands.count(where: { $0 > 0 })
    let edges = VaryingEdges(of: pass, in: graph)
    leaves = edges.leaves.count
    reverse = edges.users.count(where: { $0 != pass.root })
    let words = (edges.leaves.count + 63) / 64 * (edges.users.count + pass.root.index + 1)
    forwardForAll = words > PathCost.budget ? nil : edges.forwardMultiplications
  }
}

/// The edges of a pass along which the derivative by some leaf flows.
private struct VaryingEdges {
  private(set) var leaves: [Node] = []
  /// User and operand of each edge, in the order of construction.
  private(set) var users: [Node] = []
  private var operands: [Node] = []
  private let count: Int

  init(of pass: BackwardPass, in graph: Graph) {
    count = pass.root.index + 1
    var varies = [Bool](repeating: false, count: count)
    for node in graph.nodes.prefix(count) where pass.reaches(node) {
      let instruction = graph.instruction(node)
      if instruction.isLeaf {
        varies[node.index] = !instruction.isConstant
        if !instruction.isConstant { leaves.append(node) }
        continue
      }
      graph.forEachDifferentiatedOperand(of: node) { operand in
        guard varies[operand.index] else { return }
        varies[node.index] = true
        users.append(node)
        operands.append(operand)
      }
    }
  }

  /// The multiplications of one forward pass for each leaf: an edge counts once for each leaf that
  /// its operand depends on, but is not. Sixty-four leaves at a time.
  var forwardMultiplications: Int {
    var total = 0
    for first in stride(from: 0, to: leaves.count, by: 64) {
      var masks = [UInt64](repeating: 0, count: count)
      var isLeaf = [Bool](repeating: false, count: count)
      for (bit, leaf) in leaves[first..<min(first + 64, leaves.count)].enumerated() {
        masks[leaf.index] = 1 << UInt64(bit)
        isLeaf[leaf.index] = true
      }
      for (user, operand) in zip(users, operands) {
        masks[user.index] |= masks[operand.index]
        if !isLeaf[operand.index] { total += masks[operand.index].nonzeroBitCount }
      }
    }
    return total
  }
}
