import Autograd
import Explanation

extension Moment {
  /// What is known before the first step of a debugger, which has taken none.
  ///
  /// O(nodes up to the root).
  public init(startOf debugger: Debugger, in graph: Graph) {
    precondition(debugger.position == 0, "a walk starts before the first step")
    self.init(settled: Set(debugger.settled))
    switch debugger.direction {
    case .backward:
      gradients[debugger.root] = debugger.gradient(of: debugger.root)
      target = debugger.root
    case .forward:
      // A constant is known before everything else.
      computed = settled.union(
        graph.nodes.prefix(debugger.root.index + 1).filter { graph.instruction($0).isConstant })
    }
  }

  /// Goes on to what is known where a debugger stands, which has taken one step since.
  ///
  /// O(operands of the step's node).
  public mutating func follow(_ debugger: Debugger, in graph: Graph) {
    guard let step = debugger.lastStep(in: graph)?.step else { return }
    // They are in the order in which they became so.
    let settled = debugger.settled[self.settled.count...]
    self.settled.formUnion(settled)
    computed?.formUnion(settled)
    if let edge = step.edge {
      passed.insert(Use(step.node, edge.position))
      gradients[edge.operand] = debugger.gradient(of: edge.operand)
    } else {
      for (position, _) in graph.differentiatedOperands(of: step.node) {
        passed.insert(Use(step.node, position))
      }
    }
    focus = Use(step.node, step.edge?.position)
    target = step.edge?.operand ?? step.node
  }
}
