import Autograd

/// Where a debugger stops when it comes there.
public struct Breakpoint: Sendable, Equatable {
  /// What it is called: `x`, `tanh`, `net.layer1`.
  public let name: String
  public let target: Target

  public enum Target: Sendable, Equatable {
    /// When one of these nodes has its turn; a leaf, which has none in a backward pass, when its
    /// gradient is complete.
    case nodes(Set<Node>)
    /// When a node that applies one of these has its turn.
    case operations(Set<OperationCode>)
    /// When the first node in one of these stretches of the graph has its turn.
    case scopes([Range<Int>])
  }

  public init(name: String, target: Target) {
    self.name = name
    self.target = target
  }
}

extension Breakpoint.Target {
  /// Whether to stop before `node` has its turn, after `before` had it.
  func stops(before node: Node, after before: Node?, in graph: Graph) -> Bool {
    switch self {
    case .nodes(let nodes): nodes.contains(node)
    case .operations(let codes): codes.contains(graph.instruction(node).code)
    case .scopes(let ranges):
      ranges.contains {
        $0.contains(node.index) && !(before.map { $0.index }.map($0.contains) ?? false)
      }
    }
  }

  /// Whether to stop when the gradient of a leaf is complete.
  func stops(at leaf: Node) -> Bool {
    if case .nodes(let nodes) = self { nodes.contains(leaf) } else { false }
  }
}
