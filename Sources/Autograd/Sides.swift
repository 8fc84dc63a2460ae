/// What a root comes to with one leaf a little to either side of its value, for many leaves: by plain
/// passes over a copy of the values, or by a compiled graph.
final class Sides {
  private let graph: Graph
  private var compiled: CompiledGraph?
  private var middle: Double?

  init(of graph: Graph) { self.graph = graph }

  /// Compiles the graph, unless it is interrupted.
  init(of graph: Graph, _ root: Node, _ isInterrupted: () -> Bool) {
    self.graph = graph
    compiled = CompiledGraph(graph, root: root, isInterrupted: isInterrupted)
    // Nodes one after the other gain nothing.
    if let share = compiled?.sequentialShare, share > 0.5 { compiled = nil }
  }

  /// The root's value where nothing is moved, computed in the same way as the others.
  func value(of root: Node) -> Double {
    guard middle == nil, var compiled = compiled.take() else { return middle ?? graph[root] }
    compiled.forward()
    middle = compiled[root]
    self.compiled = consume compiled
    return middle!
  }

  /// The root's value with a leaf at `place`.
  func value(of root: Node, with leaf: Node, at place: Double) -> Double {
    guard var compiled = compiled.take() else {
      return graph.values(through: root, with: leaf, at: place)[root.index]
    }
    compiled.set(leaf, to: place)
    compiled.forward()
    let value = compiled[root]
    compiled.set(leaf, to: graph[leaf])
    self.compiled = consume compiled
    return value
  }
}

extension Graph {
  /// The values of all nodes up to a root with a leaf set to a number; those behind it are as they
  /// were.
  func values(through root: Node, with leaf: Node, at number: Double) -> [Double] {
    var values = self.values
    values[leaf.index] = number
    if leaf <= root { replay(&values, from: leaf, through: root) }
    return values
  }
}
