import Autograd
import Explanation

extension Moment {
  /// What is known where a debugger stands.
  ///
  /// O(nodes up to the root + steps taken).
  public init(of debugger: Debugger, in graph: Graph) {
    self.init(settled: Set(debugger.settled))
    for number in 0..<debugger.position {
      let step = debugger.step(number, in: graph)
      if let edge = step.edge {
        passed.insert(Use(step.node, edge.position))
        gradients[edge.operand] = debugger.gradient(of: edge.operand)
      } else {
        for (position, _) in graph.differentiatedOperands(of: step.node) {
          passed.insert(Use(step.node, position))
        }
      }
      guard number == debugger.position - 1 else { continue }
      focus = Use(step.node, step.edge?.position)
      target = step.edge?.operand ?? step.node
    }
    switch debugger.direction {
    case .backward:
      gradients[debugger.root] = debugger.gradient(of: debugger.root)
      if debugger.position == 0 { target = debugger.root }
    case .forward:
      // A constant is known before everything else.
      computed = settled.union(
        graph.nodes.prefix(debugger.root.index + 1).filter { graph.instruction($0).isConstant })
    }
  }
}
