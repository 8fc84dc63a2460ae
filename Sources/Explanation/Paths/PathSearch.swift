import Autograd

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds the paths with the largest products, best first.
///
/// What each node can still reach at best is computed upward from the node at the end. A path that
/// is begun is then worth what is known of it, less what it has already lost against the best way
/// from each node that it passed: the best continuation loses exactly nothing, so a search in the
/// order of losses walks straight down, however many paths are equally good.
struct PathSearch {
  let subgraph: Subgraph
  let graph: Graph
  /// Where the edges down from each node begin, counted from the node at the end.
  private(set) var starts: [Int] = []
  /// The operand of each edge, counted from the node at the end.
  private(set) var operands: [UInt32] = []
  private var sizes: [Size] = []
  /// The size of the largest product from each node down.
  private var best: [Size] = []

  /// How large a product is: fewer zeros among its factors first, then its logarithm.
  struct Size: Comparable {
    var zeros: Int32 = 0
    var log2: Double = 0

    init() {}

    init(of factor: Double) {
      if factor == 0 {
        zeros = 1
      } else {
        // Infinite and nan come before every number.
        log2 = factor.isFinite ? logarithm(factor) : 4096
      }
    }

    static func < (a: Size, b: Size) -> Bool {
      a.zeros != b.zeros ? a.zeros > b.zeros : a.log2 < b.log2
    }

    static func + (a: Size, b: Size) -> Size {
      var sum = a
      sum.zeros += b.zeros
      sum.log2 += b.log2
      return sum
    }

    /// By how much it falls short of a larger one; as a size, the less the larger.
    func shortfall(of best: Size) -> Size {
      var loss = self
      loss.zeros -= best.zeros
      loss.log2 -= best.log2
      return loss
    }
  }

  init(subgraph: Subgraph, graph: Graph) {
    self.subgraph = subgraph
    self.graph = graph
    guard subgraph.count > 0 else { return }
    let span = subgraph.root.index - subgraph.node.index + 1
    starts.reserveCapacity(span + 1)
    best = [Size](repeating: Size(), count: span)
    for place in 0..<span {
      starts.append(operands.count)
      let node = Node(subgraph.node.index + place)
      guard place > 0, subgraph.contains(node) else { continue }
      var largest: Size?
      for edge in graph.localDerivatives(of: node) where subgraph.contains(edge.operand) {
        let operand = edge.operand.index - subgraph.node.index
        let size = Size(of: edge.local)
        operands.append(UInt32(operand))
        sizes.append(size)
        largest = max(largest ?? size + best[operand], size + best[operand])
      }
      best[place] = largest ?? Size()
    }
    starts.append(operands.count)
  }

  /// A path that was begun: its last edge, and the one before it.
  private struct Step {
    let before: Int
    let edge: Int
  }

  /// A path that could be gone on with.
  private struct Candidate: Comparable {
    let loss: Size
    let place: Int
    let step: Int
    /// Counts up, so that of equals the last comes first.
    let number: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
      a.loss == b.loss ? a.number < b.number : a.loss < b.loss
    }
  }

  /// The `most` largest paths, as far as `limit` steps go, but always one; `nil` where it was
  /// interrupted.
  func largest(
    _ most: Int, steps limit: Int, isInterrupted: () -> Bool
  ) -> [Paths.Path]? {
    guard subgraph.count > 0 else { return [] }
    var found: [Paths.Path] = []
    var steps: [Step] = []
    var candidates = Heap<Candidate>()
    var number = 0
    candidates.insert(Candidate(loss: Size(), place: best.count - 1, step: -1, number: 0))
    while let candidate = candidates.popLargest() {
      if candidate.place == 0 {
        found.append(path(candidate.step, steps))
        if found.count == most || steps.count >= limit { break }
        continue
      }
      if found.count > 0, steps.count >= limit { break }
      if number & 0xFFFF < 2, isInterrupted() { return nil }
      // Backward, so that of equally good edges the first is taken first.
      for edge in (starts[candidate.place]..<starts[candidate.place + 1]).reversed() {
        let operand = Int(operands[edge])
        let loss = (sizes[edge] + best[operand]).shortfall(of: best[candidate.place])
        number += 1
        steps.append(Step(before: candidate.step, edge: edge))
        candidates.insert(
          Candidate(
            loss: candidate.loss + loss, place: operand, step: steps.count - 1, number: number))
      }
    }
    return found
  }

  private func path(_ last: Int, _ steps: [Step]) -> Paths.Path {
    var edges: [Int] = []
    var step = last
    while step >= 0 {
      edges.append(steps[step].edge)
      step = steps[step].before
    }
    var path: [Edge] = []
    var place = best.count - 1
    var upstream = 1.0
    for edge in edges.reversed() {
      let node = Node(subgraph.node.index + place)
      let inside = graph.edges(of: node, upstream: upstream).filter {
        subgraph.contains($0.operand)
      }
      path.append(inside[edge - starts[place]])
      upstream = path[path.count - 1].contribution
      place = Int(operands[edge])
    }
    return Paths.Path(edges: path)
  }
}

/// log2 of a number without its sign.
private func logarithm(_ number: Double) -> Double { log2(abs(number)) }
