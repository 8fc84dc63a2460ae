import Autograd

extension BuiltInFunction {
  /// Derivatives as graphs, which can be drawn and differentiated again.
  static let higherOrder: [BuiltInFunction] = [
    BuiltInFunction(
      "grad", ["L", "x"],
      summary: "∂L/∂x as new nodes of the graph, simplified; of a list x, a list in its shape; 0 "
        + "where L does not depend on x. It can be differentiated again.",
      example: "x = 2\ny = x^3\ngrad(y, x)\ngrad(grad(y, x), x)"
    ) { (call) throws(Diagnostic) in
      let root = try call.root()
      let (shape, targets) = try call.targets()
      var symbols = SymbolicGraph(of: [root], in: call.workspace.graph)
      let gradient = try call.gradient(of: symbols.term(of: root)!, by: targets, in: &symbols)
      return call.build(gradient, shape: shape, of: &symbols)
    },
    BuiltInFunction(
      "hessian", ["L", "xs"],
      summary: "The second derivatives of L by each pair of a list, as nodes: a matrix, whose rows "
        + "and columns are in the order of the list.",
      example: "x = 2\ny = 3\nhessian(x^2 * y, [x, y])"
    ) { (call) throws(Diagnostic) in try call.hessian() },
    BuiltInFunction(
      "jacobian", ["ys", "xs"],
      summary: "The derivatives of each y by each x, as nodes: a row for each y.",
      example: "x = 2\ny = 3\njacobian([x * y, x + y], [x, y])"
    ) { (call) throws(Diagnostic) in try call.jacobian() },
  ]
}

extension BuiltInFunction.Call {
  /// The node that is differentiated: the first argument.
  fileprivate func root() throws(Diagnostic) -> Node {
    switch arguments[0] {
    case .node(let node): return node
    case .list, .range:
      throw Diagnostic(
        .other(
          "`\(function)` differentiates one node, not \(arguments[0].kind)",
          help: "jacobian(ys, xs) differentiates each of a list"), spans[0])
    default: throw Diagnostic(noNode(arguments[0], "differentiates"), spans[0])
    }
  }

  /// The nodes by which is differentiated: the second argument, one or a list of them.
  fileprivate func targets() throws(Diagnostic) -> (shape: [Int], nodes: [Node]) {
    let grid = try grid(1)
    var nodes: [Node] = []
    for element in grid.elements {
      guard case .node(let node) = element else {
        throw Diagnostic(noNode(element, "differentiates by"), spans[1])
      }
      nodes.append(node)
    }
    return (grid.shape, nodes)
  }

  private func noNode(_ value: Datum, _ role: String) -> Mistake {
    guard case .number(let number) = value else {
      return .other("`\(function)` \(role) a node, not \(value.kind)", help: nil)
    }
    return .other(
      "`\(function)` \(role) a node, and \(exact(number)) is a plain number",
      help: "a name makes a node of it: x = \(exact(number))")
  }

  fileprivate func gradient(
    of root: SymbolicGraph.Term, by targets: some Sequence<Node>, in symbols: inout SymbolicGraph
  ) throws(Diagnostic) -> [SymbolicGraph.Term] {
    let terms = targets.map { symbols.term(of: $0) }
    return try symbols.gradient(of: root, by: terms) { () throws(Diagnostic) in
      try evaluator.checkInterrupt(at: span)
    }
  }

  /// Nodes for the terms, in a shape, with a warning where one is born that is nan or inf.
  fileprivate func build(
    _ terms: [SymbolicGraph.Term], shape: [Int], of symbols: inout SymbolicGraph
  ) -> Datum {
    let first = Node(workspace.nodeCount)
    let elements = symbols.build(terms, into: &workspace.graph, origin: span.start)
    if let node = workspace.graph.firstNonFinite(from: first) {
      evaluator.warnOfBirth(
        workspace.graph[node], workspace.graph.formula(of: node, name: workspace.label), at: span)
    }
    return Grid(shape: shape, elements: elements).value
  }

  fileprivate func hessian() throws(Diagnostic) -> Datum {
    let root = try root()
    let (shape, targets) = try targets()
    var symbols = SymbolicGraph(of: [root], keeping: targets, in: workspace.graph)
    let gradient = try gradient(of: symbols.term(of: root)!, by: targets, in: &symbols)
    // The order of differentiation does not matter, unless one target is computed from another.
    let isSymmetric = targets.allSatisfy { workspace.graph.instruction($0).isLeaf }
    var rows: [[SymbolicGraph.Term]] = []
    for (place, slope) in gradient.enumerated() {
      let mirrored = isSymmetric ? rows.map { $0[place] } : []
      let rest = targets[mirrored.count...]
      rows.append(mirrored + (try self.gradient(of: slope, by: rest, in: &symbols)))
    }
    return build(rows.flatMap { $0 }, shape: shape + shape, of: &symbols)
  }

  fileprivate func jacobian() throws(Diagnostic) -> Datum {
    let ys = try grid(0)
    let (shape, targets) = try targets()
    if ys.shape.isEmpty { _ = try root() }
    var roots: [Node] = []
    for y in ys.elements {
      switch y {
      case .node(let node): roots.append(node)
      // Of a list, some elements may be fixed; theirs is a row of zeros.
      case .number: break
      default: throw Diagnostic(noNode(y, "differentiates"), spans[0])
      }
    }
    var symbols = SymbolicGraph(of: roots, in: workspace.graph)
    var terms: [SymbolicGraph.Term] = []
    for y in ys.elements {
      if case .node(let node) = y {
        terms += try gradient(of: symbols.term(of: node)!, by: targets, in: &symbols)
      } else {
        terms += targets.map { _ in symbols.term(0) }
      }
    }
    return build(terms, shape: ys.shape + shape, of: &symbols)
  }
}
