import SeededNumbers

@testable import Autograd
@testable import Kernels

/// Holds the replays of a compiled graph to the plain passes, and to the operations themselves.
struct ReplayComparison {
  private let graph: Graph
  private let root: Node
  private let seed: Double
  private let change: Change

  /// What becomes of the value of a leaf.
  typealias Change = (_ value: Double, _ random: inout SeededNumbers) -> Double

  /// What is wrong first when a graph is compiled and replayed: with its leaves as they are, with
  /// others, and as they were again.
  static func complaint(
    _ graph: Graph, root: Node, seed: Double = 1,
    change: @escaping Change = { value, random in value * .random(in: 0.9...1.1, using: &random) }
  ) -> String? {
    ReplayComparison(graph: graph, root: root, seed: seed, change: change).complaint()
  }

  private func complaint() -> String? {
    var plain = graph
    var compiled = CompiledGraph(graph, root: root)!
    for node in graph.nodes where !isSame(compiled[node], graph[node]) {
      return "\(node) was not taken over"
    }
    let first = replayed(&compiled)
    plain.replay()
    if let wrong = complaint(first, plain) { return wrong }

    var random = SeededNumbers(seed: graph.count)
    var narrow = CompiledGraph(graph, root: root, isWide: false)!
    let leaves = graph.nodes.filter { graph.instruction($0).isLeaf }
    for leaf in leaves where !graph.instruction(leaf).isConstant {
      let value = change(graph[leaf], &random)
      plain.set(leaf, to: value)
      compiled.set(leaf, to: value)
      narrow.set(leaf, to: value)
    }
    let second = replayed(&compiled)
    plain.replay()
    if let wrong = complaint(second, plain) { return "with other leaves, \(wrong)" }
    if let node = second.difference(from: replayed(&narrow)) {
      return "\(node) depends on how wide the vectors are"
    }
    if let node = second.difference(from: replayed(&compiled)) {
      return "\(node) depends on which replay it is"
    }
    for leaf in leaves { compiled.set(leaf, to: graph[leaf]) }
    if let node = first.difference(from: replayed(&compiled)) {
      return "\(node) depends on the replays before"
    }
    return copyingComplaint(&compiled, second, plain)
  }

  /// Takes over the leaves of a graph, and gives all values and gradients back.
  private func copyingComplaint(
    _ compiled: inout CompiledGraph, _ second: Record, _ plain: Graph
  ) -> String? {
    var changes = false
    for node in graph.nodes where graph.instruction(node).isLeaf {
      changes = changes || graph[node].bitPattern != plain[node].bitPattern
    }
    let differs = compiled.copyLeaves(of: plain)
    if differs != changes { return "the leaves differ: \(differs)" }
    if let node = second.difference(from: replayed(&compiled)) {
      return "\(node) depends on who set the leaves"
    }
    var copy = graph
    compiled.copyValues(to: &copy)
    for node in graph.nodes where !isSame(copy[node], second.values[node.index]) {
      return "\(node) was not copied"
    }
    for _ in 0..<2 {
      var pass = BackwardPass(root: Node(0))
      compiled.copyGradients(to: &pass)
      for node in graph.nodes {
        let (copied, own) = (pass.gradient(of: node), second.gradients[node.index])
        if (copied == nil) != (own == nil) || !isSame(copied ?? 0, own ?? 0) {
          return "the gradient of \(node) was not copied"
        }
      }
    }
    return nil
  }

  // MARK: What a replay gave

  private struct Record {
    var values: [Double] = []
    var gradients: [Double?] = []

    /// The first node of which a bit differs.
    func difference(from other: Record) -> Node? {
      for place in values.indices {
        let gradients = (gradients[place] ?? 0, other.gradients[place] ?? 0)
        if !isSame(values[place], other.values[place]) || !isSame(gradients.0, gradients.1) {
          return Node(place)
        }
      }
      return nil
    }
  }

  private func replayed(_ compiled: inout CompiledGraph) -> Record {
    compiled.forward()
    compiled.backward(seed: seed)
    var record = Record()
    for node in graph.nodes {
      record.values.append(compiled[node])
      record.gradients.append(compiled.gradient(of: node))
    }
    return record
  }

  // MARK: Rows of the table

  /// The rows that the kernels compute by other formulas than the table: what they give may differ
  /// in the last places.
  private static let rounded: [String: VectorRow] = {
    let rows = VectorMath.functions.map { ($0.name, try! VectorRow($0.name)) }
    return Dictionary(uniqueKeysWithValues: rows.filter { $0.1.units > 0 })
  }()

  private func rounded(_ node: Node) -> VectorRow? {
    let code = Int(graph.instruction(node).code.rawValue)
    return code < Operation.table.count ? Self.rounded[Operation.table[code].name] : nil
  }

  // MARK: Comparing

  private func complaint(_ record: Record, _ plain: Graph) -> String? {
    // Which values have been rounded in another way than the plain pass does.
    var isRounded = [Bool](repeating: false, count: graph.count)
    for node in graph.nodes {
      let value = record.values[node.index]
      if let operation = graph.operation(of: node) {
        let operands = graph.operands(of: node)
        let row = rounded(node)
        isRounded[node.index] = row != nil || operands.contains { isRounded[$0.index] }
        let inputs = operands.map { record.values[$0.index] }
        let expected = operation.value(at: inputs)
        let isRight =
          isSame(value, expected)
          || row.map {
            unitsApart(value, expected) <= $0.units
              || $0.isWithinGrain(value, expected, at: inputs[0])
          } ?? false
        if !isRight { return "\(node) = \(operation.name)\(inputs) is \(value), not \(expected)" }
      }
      if !isRounded[node.index], !isSame(value, plain[node]) {
        return "\(node) is \(value), and in a plain pass \(plain[node])"
      }
    }
    return complaint(aboutGradientsOf: record, plain, isRounded)
  }

  /// What the uses of a node add up to.
  private struct Total {
    var sum = 0.0
    /// The magnitudes of the finite contributions, added up.
    var size = 0.0
    /// How far off their sum may be for other reasons than its order.
    var slack = 0.0
    var count = 0
    /// The magnitudes along all paths from the root.
    var pathSize = 0.0
    /// Everything that it follows from has the bits of a plain pass.
    var isExact = true
    /// Something that it follows from has been rounded in another way than the plain pass does.
    var isRounded = false

    mutating func add(_ contribution: Double) {
      sum += contribution
      if contribution.isFinite { size += abs(contribution) }
      count += 1
    }
  }

  private func complaint(
    aboutGradientsOf record: Record, _ plain: Graph, _ isRounded: [Bool]
  ) -> String? {
    let pass = plain.backward(from: root, seed: seed)
    var totals = [Total](repeating: Total(), count: graph.count)
    totals[root.index].sum = seed
    totals[root.index].pathSize = abs(seed)
    for node in graph.nodes.reversed() {
      guard let gradient = record.gradients[node.index], let other = pass.gradient(of: node) else {
        if record.gradients[node.index] == nil, !pass.reaches(node) { continue }
        return "\(node) has a gradient in one pass, but not in the other"
      }
      var total = totals[node.index]
      // Two numbers have the same sum in any order.
      total.isExact = total.isExact && total.count <= 2 && !total.isRounded
      if !isRight(gradient, total) {
        return "\(node) has the gradient \(gradient), and its uses \(uses(of: node)) add up to "
          + "\(total.sum)"
      }
      let isPlain =
        isSame(gradient, other)
        || !total.isExact
          && (total.isRounded || !total.pathSize.isFinite
            || abs(gradient - other) <= 1e-12 * total.pathSize)
      if !isPlain { return "\(node) has the gradient \(gradient), and in a plain pass \(other)" }
      handOn(gradient, total, of: node, record, isRounded, &totals)
    }
    return nil
  }

  private func uses(of node: Node) -> String {
    graph.nodes.filter { graph.operands(of: $0).contains(node) }
      .map { "\($0) = \(graph.operation(of: $0)!.name)\(graph.operands(of: $0))" }
      .joined(separator: ", ")
  }

  private func isRight(_ gradient: Double, _ total: Total) -> Bool {
    if isSame(gradient, total.sum) { return true }
    // A sum that overflows does so in one order and not in another.
    if total.size == .infinity { return true }
    if total.count <= 2, total.slack == 0 { return false }
    return abs(gradient - total.sum) <= 1e-12 * total.size + total.slack
  }

  private func handOn(
    _ gradient: Double, _ above: Total, of node: Node, _ record: Record, _ isRounded: [Bool],
    _ totals: inout [Total]
  ) {
    guard let operation = graph.operation(of: node) else { return }
    let operands = graph.operands(of: node)
    let inputs = operands.map { record.values[$0.index] }
    let locals = operation.partials(at: inputs, value: record.values[node.index])
    let row = rounded(node)
    let isRounded =
      above.isRounded || isRounded[node.index] || operands.contains { isRounded[$0.index] }
    for (position, operand) in graph.differentiatedOperands(of: node) {
      totals[operand.index].add(gradient * locals[position])
      totals[operand.index].pathSize += above.pathSize * abs(locals[position])
      totals[operand.index].isExact = totals[operand.index].isExact && above.isExact
      totals[operand.index].isRounded = totals[operand.index].isRounded || isRounded
      if row != nil, gradient.isFinite {
        // The terms of the derivatives of gelu and silu cancel where the function turns.
        totals[operand.index].slack +=
          4e-15 * abs(gradient) + 1e-12 * abs(gradient * locals[position]) + 1e-300
      }
    }
  }
}
