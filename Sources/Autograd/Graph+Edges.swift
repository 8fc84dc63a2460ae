/// What a backward pass does on one edge, from a node to one of its operands.
public struct Edge: Sendable, Equatable {
  /// The node that uses the operand.
  public let node: Node
  /// Which of the node's operands it is, from 0.
  public let position: Int
  public let operand: Node
  /// ∂root/∂node, complete when the pass comes by.
  public let upstream: Double
  /// ∂node/∂operand through this edge.
  public let local: Double
  /// What the edge adds to the operand's gradient: upstream × local.
  public let contribution: Double
}

extension Graph {
  /// The local derivative of `node` by each operand that a gradient flows to.
  public func localDerivatives(of node: Node) -> [(position: Int, operand: Node, local: Double)] {
    let instruction = instruction(node)
    if instruction.isLeaf { return [] }
    if arity(instruction.code) <= 2 {
      // Without the row of the table, which for a million nodes would take longer than the rest.
      let (byLeft, byRight) = storedValues.withUnsafeBufferPointer {
        self.partials(instruction, at: node.index, $0)
      }
      let left = (position: 0, operand: Node(raw: instruction.left), local: byLeft)
      guard arity(instruction.code) == 2, let byRight else { return [left] }
      return [left, (1, Node(raw: instruction.right), byRight)]
    }
    let operation = operation(instruction.code)
    let inputs = operands(of: node).map { self[$0] }
    let derivatives = operation.partials(at: inputs, value: self[node])
    return differentiatedOperands(of: node).map { ($0.position, $0.node, derivatives[$0.position]) }
  }

  /// The edges from `node` down to its operands, where ∂root/∂node is `upstream`.
  public func edges(of node: Node, upstream: Double) -> [Edge] {
    localDerivatives(of: node).map {
      Edge(
        node: node, position: $0.position, operand: $0.operand, upstream: upstream,
        local: $0.local, contribution: upstream * $0.local)
    }
  }

  /// Hands the edges of ``edges(of:upstream:)`` to `body`, one after the other. Nodes of one or two
  /// operands need no memory for that, which matters where a million of them are met.
  public func forEachEdge(of node: Node, upstream: Double, _ body: (Edge) -> Void) {
    let instruction = instructions[node.index]
    if instruction.isLeaf { return }
    if isRun(instruction) { return edges(of: node, upstream: upstream).forEach(body) }
    let (byLeft, byRight) = storedValues.withUnsafeBufferPointer {
      partials(instruction, at: node.index, $0)
    }
    body(
      Edge(
        node: node, position: 0, operand: Node(raw: instruction.left), upstream: upstream,
        local: byLeft, contribution: upstream * byLeft))
    guard let byRight else { return }
    body(
      Edge(
        node: node, position: 1, operand: Node(raw: instruction.right), upstream: upstream,
        local: byRight, contribution: upstream * byRight))
  }

  /// One step of a backward pass: a node, and its edges.
  public struct Step: Sendable {
    public let node: Node
    public let upstream: Double
    public let edges: [Edge]
  }

  /// The record of a pass: the computed nodes that the root depends on, in the order in which the
  /// pass met them, each with its edges. It is read off lazily, so a large pass costs nothing.
  public func steps(of pass: BackwardPass) -> some Sequence<Step> {
    stride(from: pass.root.index, through: 0, by: -1).lazy
      .map(Node.init)
      .filter { pass.reaches($0) && !instruction($0).isLeaf }
      .map { node in
        let upstream = pass.adjoints[node.index]
        return Step(
          node: node, upstream: upstream, edges: edges(of: node, upstream: upstream))
      }
  }
}
