import Autograd

extension Graph {
  /// ∂root/∂variable, simplified, as a node of a copy of this graph, in which every other node is
  /// where it was. A computed `variable` counts as given, whatever it was computed from.
  ///
  ///     // y = x^3
  ///     let slope = graph.derivative(of: y, by: x)!
  ///     slope.graph.expression(of: slope.root, name: { _ in "x" })   // 3 * x^2
  ///
  /// Returns `nil` if `isInterrupted` said so, which is asked now and then. O(nodes up to the root).
  public func derivative(
    of root: Node, by variable: Node, isInterrupted: () -> Bool = { false }
  ) -> (graph: Graph, root: Node)? {
    var symbols = SymbolicGraph(of: [root], taking: variable, in: self)
    var copy = self
    let slope: SymbolicGraph.Term
    do throws(Diagnostic) {
      slope = try symbols.gradient(of: symbols.term(of: root)!, by: [symbols.term(of: variable)]) {
        () throws(Diagnostic) in
        if isInterrupted() { throw Diagnostic(.interrupted, .none) }
      }[0]
    } catch {
      return nil
    }
    switch symbols.build([slope], into: &copy, origin: 0)[0] {
    case .node(let node): return (copy, node)
    case .number(let number):
      let leaf = copy.leaf(number, role: .constant)
      return (copy, leaf)
    default: return nil
    }
  }
}
