import Autograd

/// Finds out where a gradient of 0, nan or infinity came from.
struct CauseSearch {
  let node: Node
  let pass: BackwardPass
  let graph: Graph
  let subgraph: Subgraph

  init(node: Node, pass: BackwardPass, graph: Graph) {
    self.node = node
    self.pass = pass
    self.graph = graph
    subgraph = Subgraph(from: node, to: pass.root, in: graph)
  }

  private func gradient(_ node: Node) -> Double {
    pass.reaches(node) ? pass.adjoints[node.index] : 0
  }

  /// The edges down to a node, in the order of the pass; the first `most` of them.
  func uses(of node: Node, most: Int = .max) -> [Edge] {
    var uses: [Edge] = []
    for user in subgraph.nodes(using: node) {
      if uses.count >= most { break }
      uses += graph.edges(of: user, upstream: gradient(user)).filter { $0.operand == node }
    }
    return uses
  }

  func link(_ node: Node, most: Int) -> Why.Link {
    let uses = uses(of: node, most: most)
    // Where some were left out, a node that is used twice counts once.
    let met = Set(uses.map(\.node)).count
    return Why.Link(
      node: node, gradient: gradient(node), uses: uses,
      omittedUses: subgraph.nodes(using: node).count - met)
  }

  // MARK: Causes

  func causes(most: Int) -> [Cause] {
    if node == pass.root { return [.seed] }
    guard pass.reaches(node) else { return [.independent] }
    let gradient = gradient(node)
    if !gradient.isFinite { return causesOfNonFinite() }
    return gradient == 0 ? causesOfZero(most: most) : []
  }

  private func causesOfZero(most: Int) -> [Cause] {
    let users = subgraph.nodes(using: node)
    if users.isEmpty { return [fixedUse ?? .independent] }
    let origins = origins {
      $0 == 0
    } isPassedOn: { _, upstreams in
      upstreams.allSatisfy { $0 == 0 }
    }
    let direct = uses(of: node)
    if direct.contains(where: { $0.contribution != 0 }) { return [.cancelled(node)] }
    var causes: [Cause] = []
    for edge in direct {
      if causes.count >= most { break }
      // Where both factors are 0, either would be enough.
      let own = edge.upstream == 0 && edge.local != 0 ? [] : [zero(edge)]
      let passedOn = edge.upstream == 0 ? zeros(at: origins(edge.node)) : []
      for cause in own + passedOn where !causes.contains(cause) { causes.append(cause) }
    }
    return causes
  }

  private func zeros(at node: Node) -> [Cause] {
    let uses = uses(of: node)
    if uses.contains(where: { $0.contribution != 0 }) { return [.cancelled(node)] }
    return uses.filter { $0.upstream != 0 }.map(zero)
  }

  private func zero(_ edge: Edge) -> Cause {
    edge.local == 0 ? .zeroLocal(edge) : .vanished(edge)
  }

  /// The operation to which the node belongs as a number.
  private var fixedUse: Cause? {
    for index in node.index + 1..<pass.root.index + 1
    where pass.reaches(Node(index)) && graph.operands(of: Node(index)).contains(node) {
      let isFixed = !graph.differentiatedOperands(of: Node(index)).contains { $0.node == node }
      if isFixed { return .fixed(in: Node(index)) }
    }
    return nil
  }

  private func causesOfNonFinite() -> [Cause] {
    let isNaN = gradient(node).isNaN
    guard isNaN else { return causes(ofInfiniteAt: infiniteOrigins()(node)) }
    let origin = origins(where: \.isNaN) { _, upstreams in upstreams.contains(where: \.isNaN) }
    return causes(ofNaNAt: origin(node))
  }

  private func infiniteOrigins() -> (Node) -> Node {
    origins(where: \.isInfinite) { _, upstreams in upstreams.contains(where: \.isInfinite) }
  }

  /// Why a gradient is nan where none upstream is.
  private func causes(ofNaNAt node: Node) -> [Cause] {
    let uses = uses(of: node)
    if let edge = uses.first(where: { $0.local.isNaN }) { return causes(ofLocal: edge) }
    if let edge = uses.first(where: { $0.contribution.isNaN }) {
      let infinite =
        edge.local.isInfinite
        ? causes(ofLocal: edge) : causes(ofInfiniteAt: infiniteOrigins()(edge.node))
      return [.indefinite(edge)] + infinite
    }
    guard let edge = uses.first(where: { $0.contribution.isInfinite }) else { return [] }
    return [.opposed(node)] + causes(ofInfinite: edge)
  }

  /// Why a gradient is infinite where none upstream is.
  private func causes(ofInfiniteAt node: Node) -> [Cause] {
    guard let edge = uses(of: node).first(where: { $0.contribution.isInfinite }) else {
      return [.sumOverflow(node)]
    }
    return causes(ofInfinite: edge)
  }

  private func causes(ofInfinite edge: Edge) -> [Cause] {
    if edge.upstream.isInfinite { return causes(ofInfiniteAt: infiniteOrigins()(edge.node)) }
    return edge.local.isInfinite ? causes(ofLocal: edge) : [.overflow(edge)]
  }

  /// Why a local derivative is nan or infinite: a value is, or the operation is steep there.
  private func causes(ofLocal edge: Edge) -> [Cause] {
    let suspects = graph.operands(of: edge.node) + [edge.node]
    let values = suspects.filter { !graph[$0].isFinite }
    guard let value = values.first(where: { graph[$0].isNaN }) ?? values.first else {
      return [.local(edge)]
    }
    return causes(ofValue: value)
  }

  /// Where a value that is nan or infinite was born.
  private func causes(ofValue value: Node) -> [Cause] {
    var node = value
    var causes: [Cause] = []
    while true {
      let operands = graph.operands(of: node)
      if operands.isEmpty { return causes + [.given(node)] }
      if graph[node].isNaN, let next = operands.first(where: { graph[$0].isNaN }) {
        node = next
      } else if let next = operands.first(where: { graph[$0].isInfinite }) {
        if graph[node].isNaN { causes.append(.fromInfinity(node)) }
        node = next
      } else {
        return causes + [.value(node)]
      }
    }
  }

  /// For each node with a special gradient, the node upstream of it from which it was passed on.
  ///
  /// One loop down from the root: a node whose users passed it on takes over the origin of the
  /// first that is special, and any other is an origin itself.
  private func origins(
    where isSpecial: (Double) -> Bool, isPassedOn: (Double, [Double]) -> Bool
  ) -> (Node) -> Node {
    var origins = (node.index...pass.root.index).map(Node.init)
    for place in stride(from: origins.count - 1, through: 0, by: -1) {
      let current = Node(node.index + place)
      guard subgraph.contains(current), isSpecial(gradient(current)) else { continue }
      let users = subgraph.nodes(using: current)
      let upstreams = users.map(gradient)
      guard !users.isEmpty, isPassedOn(gradient(current), upstreams),
        let user = users.first(where: { isSpecial(gradient($0)) })
      else { continue }
      origins[place] = origins[user.index - node.index]
    }
    return { origins[$0.index - node.index] }
  }
}
