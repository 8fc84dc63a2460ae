import Autograd

/// Why a gradient is what it is: the uses of a node, each upstream × local = contribution, and the
/// same for the upstream gradients, back to the seed. It is read off the record of the pass.
///
///     // b = a + a
///     let why = graph.why(a, in: graph.backward(from: b))
///     why.link.uses.map(\.contribution)   // [1, 1]
///     why.link.gradient                   // 2
public struct Why: Sendable {
  public let node: Node
  public let root: Node
  /// The node's own gradient.
  public let link: Link
  /// The gradients upstream of it, nearest first, each node once; the root's is the seed.
  public let links: [Link]
  /// How many of those were left out.
  public let omittedLinks: Int
  /// Why the gradient is special: 0, nan, infinite, or the seed. Empty where it is not.
  public let causes: [Cause]

  /// One gradient, as a sum over uses.
  public struct Link: Sendable {
    public let node: Node
    public let gradient: Double
    /// In the order of the pass, in which the contributions add up to the gradient bit for bit.
    public let uses: [Edge]
    /// How many uses were left out.
    public let omittedUses: Int
  }
}

/// Where something special about a gradient came from.
public enum Cause: Sendable, Equatable {
  /// The node is the root: its gradient is the seed.
  case seed
  /// The root does not depend on the node.
  case independent
  /// The node is a number that belongs to its operation, as an exponent does.
  case fixed(in: Node)
  /// A local derivative is 0.
  case zeroLocal(Edge)
  /// Neither factor is 0, and the product is too small for a number.
  case vanished(Edge)
  /// Contributions to the node add up to 0.
  case cancelled(Node)
  /// A value is nan or infinite, and those it was computed from are not.
  case value(Node)
  /// A value is nan, and one that it was computed from is infinite.
  case fromInfinity(Node)
  /// A leaf was given such a value.
  case given(Node)
  /// A local derivative is infinite or nan next to ordinary values.
  case local(Edge)
  /// 0 · inf
  case indefinite(Edge)
  /// A product too large for a number.
  case overflow(Edge)
  /// inf - inf, among the contributions to the node.
  case opposed(Node)
  /// Contributions to the node add up to more than a number can hold.
  case sumOverflow(Node)
}

extension Graph {
  /// Why the gradient of `node` is what it is in `pass`; no more than `most` links, and no more than
  /// `most` uses of a node, are listed. O(nodes between the node and the root), besides the list.
  public func why(_ node: Node, in pass: BackwardPass, most: Int = .max) -> Why {
    let search = CauseSearch(node: node, pass: pass, graph: self)
    var links: [Why.Link] = []
    var order = [node]
    var isMet: Set<Node> = [node]
    var next = 0
    // Breadth first, so that the nearest come first; the seed ends every chain.
    while next < order.count, links.count < most {
      let users = search.subgraph.nodes(using: order[next])
      next += 1
      for user in users where user != pass.root && isMet.insert(user).inserted {
        order.append(user)
        if links.count < most { links.append(search.link(user, most: most)) }
      }
    }
    if node != pass.root, links.count == search.subgraph.count - 2, links.count < most {
      links.append(search.link(pass.root, most: most))
    }
    return Why(
      node: node, root: pass.root, link: search.link(node, most: most), links: links,
      omittedLinks: max(search.subgraph.count - 1, 0) - links.count,
      causes: search.causes(most: most))
  }
}
