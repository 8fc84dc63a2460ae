import Autograd
import Language

// The nodes that several commands ask for in the same way.
extension Command.Call {
  /// The computed node that an argument gives; a leaf has nothing to pass on.
  func computedNode(_ argument: String) throws(Diagnostic) -> Node? {
    guard let node = try node(argument) else { return nil }
    if graph.instruction(node).isLeaf {
      throw Diagnostic(
        .other(
          "`\(workspace.label(node))` is a leaf: there is nothing to pass on",
          help: "name a computed node: y = x^2, then \(invocation.word) y"), span)
    }
    return node
  }

  /// The named leaves that a root depends on, in the order of construction.
  func namedLeaves(of root: Node) throws(Diagnostic) -> [Node] {
    let pass = graph.backward(from: root)
    let leaves = workspace.labels.keys.filter {
      pass.reaches($0) && graph.instruction($0).isLeaf
    }
    guard !leaves.isEmpty else {
      throw Diagnostic(
        .other(
          "`\(workspace.label(root))` depends on no named leaf",
          help: "start from a name: x = 2; y = x^2"), span)
    }
    return leaves.sorted()
  }
}
