import Autograd

extension Derivation {
  /// A step, differentiated by each operand that varies in it.
  static func step(
    _ group: GroupedSubgraph.Group, _ subgraph: GroupedSubgraph, in graph: Graph,
    _ differentiate: Differentiation,
    _ expansion: inout FormulaReader
  ) -> Step {
    let code = graph.instruction(group.root).code
    let standIn = { (node: Node) in
      group.nodes.contains(node) ? nil : subgraph.standIn(for: node)
    }
    var written = FormulaReader(graph, keepingOrder: true, replacing: standIn)
    let formula = written.formula(of: group.root, lookingInside: true) ?? .variable(group.root)
    var reader = FormulaReader(graph, replacing: standIn)
    let (scratch, result, leaves) = apart(group, in: graph)
    let scratchPass = scratch.backward(from: result)
    let originals = Dictionary(uniqueKeysWithValues: leaves.map { ($1, $0) })
    let partials = group.operands.map { operand -> Partial in
      let leaf = leaves[operand]!
      var local: Formula?
      var expanded: Formula?
      if let slope = differentiate(scratch, result, leaf) {
        var short: [Node: Formula] = [:]
        var long: [Node: Formula] = [:]
        for (copy, original) in originals {
          short[copy] = reader.formula(of: original) ?? .variable(original)
          long[copy] = expansion.formula(of: original)
        }
        var steps = FormulaReader(slope.graph) { short[$0] }
        local = steps.formula(of: slope.root)
        var leavesOnly = FormulaReader(slope.graph) { long[$0] }
        expanded = leavesOnly.formula(of: slope.root)
        // A leaf of the scratch graph would stand for an operand that is too long to be written.
        if expanded?.variables.contains(where: { originals[$0] != nil && long[$0] == nil }) == true
        {
          expanded = nil
        }
      }
      let value = scratchPass.gradient(of: leaf) ?? 0
      return Partial(
        node: group.root, operand: operand, formula: local ?? .number(Coefficient(value)),
        expanded: expanded, value: value, held: [])
    }
    // a + b - c is one step, and a sum.
    let isSum = group.nodes.count > 1 && code == .sub
    let rule = graph.operation(isSum ? .add : code)
    let positions = graph.differentiatedOperands(of: group.root).filter {
      subgraph.contains($0.node)
    }
    return Step(
      node: group.root, operation: code, formula: formula,
      rule: rule.ruleName(varying: positions.map(\.position)),
      partials: partials)
  }

  /// The nodes of a group in a graph of their own, with a leaf for each operand.
  private static func apart(
    _ group: GroupedSubgraph.Group, in graph: Graph
  ) -> (graph: Graph, root: Node, leaves: [Node: Node]) {
    var scratch = Graph()
    for operation in graph.ownOperations { _ = scratch.define(operation) }
    var leaves: [Node: Node] = [:]
    var copies: [Node: Node] = [:]
    for node in group.nodes {
      let operands = graph.operands(of: node).map { operand -> Node in
        if let copy = copies[operand] { return copy }
        let isConstant = graph.instruction(operand).isConstant && !group.operands.contains(operand)
        let leaf = scratch.leaf(graph[operand], role: isConstant ? .constant : .plain)
        copies[operand] = leaf
        if !isConstant { leaves[operand] = leaf }
        return leaf
      }
      copies[node] = scratch.apply(graph.instruction(node).code, operands)
    }
    return (scratch, copies[group.root]!, leaves)
  }

  private static func uses(in steps: [Step]) -> [Node: [Partial]] {
    var uses: [Node: [Partial]] = [:]
    for partial in steps.flatMap(\.partials) { uses[partial.operand, default: []].append(partial) }
    return uses
  }

  /// The steps with a note of what is held where an operand is used elsewhere too: in y = u / x with
  /// u = sin(x), the step's ∂y/∂x is not the whole.
  static func notingWhatIsHeld(_ steps: [Step]) -> [Step] {
    let uses = uses(in: steps)
    return steps.map { step in
      let partials = step.partials.map { partial in
        guard (uses[partial.operand]?.count ?? 0) > 1 else { return partial }
        return Partial(
          node: partial.node, operand: partial.operand, formula: partial.formula,
          expanded: partial.expanded, value: partial.value,
          held: step.partials.map(\.operand).filter { $0 != partial.operand })
      }
      return Step(
        node: step.node, operation: step.operation, formula: step.formula, rule: step.rule,
        partials: partials)
    }
  }

  /// The chain rule for each node where paths part, from the root down, the variable last.
  static func equations(of steps: [Step], _ subgraph: GroupedSubgraph, _ pass: BackwardPass)
    -> [Equation]
  {
    let uses = uses(in: steps)
    if steps.count < 2 { return [] }
    let isFork = { (node: Node) in (uses[node]?.count ?? 0) > 1 }
    let forks = uses.keys.filter { $0 != subgraph.variable && isFork($0) }.sorted().reversed()
    return (Array(forks) + [subgraph.variable]).map { fork in
      let terms = (uses[fork] ?? []).map { first -> Term in
        var partials = [first]
        while let last = partials.last, last.node != subgraph.root, !isFork(last.node),
          let next = uses[last.node]?.first
        {
          partials.append(next)
        }
        let top = partials.last!.node
        return Term(
          upstream: top == subgraph.root ? nil : top, upstreamValue: pass.gradient(of: top) ?? 0,
          partials: partials.reversed())
      }
      return Equation(node: fork, terms: terms)
    }
  }

  /// What to know of the operations on the way that have a corner or a jump: their formulas, and what
  /// holds there, each operation once.
  public func kinks(in graph: Graph) -> [(name: String, text: String)] {
    var seen: Set<OperationCode> = []
    return steps.compactMap { step in
      let operation = graph.operation(step.operation)
      // An exponent that is a number has no derivative to have a kink.
      let isPower = step.operation == .pow && step.partials.count == 1
      guard !operation.kinks.isEmpty, !isPower, seen.insert(step.operation).inserted else {
        return nil
      }
      return (operation.formula(applied: operation.parameters), operation.kinks)
    }
  }
}
