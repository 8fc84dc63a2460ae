import Autograd

/// The part of a graph that a picture shows: the root and the nodes that it depends on, in the order
/// of construction. A node's place is its number among them.
///
/// An exponent that is part of its operation is none of them. Takes time in proportion to the graph.
struct DrawnGraph {
  let graph: Graph
  /// The nodes by their places.
  let nodes: [Node]
  /// Where the operands of each place begin in `operands`; one entry more than there are places.
  private let starts: [Int32]
  /// The places of operands, one run a place.
  private let operands: [Int32]

  init(_ subject: Subject) {
    let graph = subject.graph
    let root = subject.root
    var isDrawn = [Bool](repeating: false, count: root.index + 1)
    isDrawn[root.index] = true
    for index in stride(from: root.index, through: 0, by: -1) where isDrawn[index] {
      graph.forEachDifferentiatedOperand(of: Node(index)) { isDrawn[$0.index] = true }
    }
    var nodes: [Node] = []
    var places = [Int32](repeating: -1, count: root.index + 1)
    var starts: [Int32] = []
    var operands: [Int32] = []
    for index in isDrawn.indices where isDrawn[index] {
      places[index] = Int32(nodes.count)
      nodes.append(Node(index))
      starts.append(Int32(operands.count))
      graph.forEachDifferentiatedOperand(of: Node(index)) { operands.append(places[$0.index]) }
    }
    starts.append(Int32(operands.count))
    self.graph = graph
    self.nodes = nodes
    self.starts = starts
    self.operands = operands
  }

  var count: Int { nodes.count }
  var root: Int { nodes.count - 1 }

  /// The places of a place's operands, one for each use.
  func operands(of place: Int) -> ArraySlice<Int32> {
    operands[Int(starts[place])..<Int(starts[place + 1])]
  }

  func isLeaf(_ place: Int) -> Bool { graph.instruction(nodes[place]).isLeaf }

  /// How many of them are computed.
  var computedCount: Int { nodes.count { !graph.instruction($0).isLeaf } }
}
