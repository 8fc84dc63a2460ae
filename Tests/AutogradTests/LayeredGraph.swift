import SeededNumbers

@testable import Autograd

/// A random graph of rows, in each of which the same is done to every lane: an operation, or a sum
/// of terms. The operands of a row are one node, or nodes side by side, or any.
struct LayeredGraph: CustomStringConvertible {
  let seed: Int
  private(set) var graph = Graph()
  private(set) var root = Node(0)
  private var random: SeededNumbers
  private var rows: [[Node]] = []
  private let codes: [OperationCode]

  /// - Parameters:
  ///   - names: the operations that are drawn from; if empty, all of the table and some of its own.
  ///   - widest: how many lanes a row has at most.
  ///   - mostTerms: how many terms a sum has at most.
  init(seed: Int, rows: Int, names: [String] = [], widest: Int = 19, mostTerms: Int = 5) {
    self.seed = seed
    random = SeededNumbers(seed: seed)
    var own: [OperationCode] = []
    if names.isEmpty {
      for operation in ownOperations { own.append(graph.define(operation)) }
    }
    codes =
      names.isEmpty
      ? (1..<Operation.table.count).map { OperationCode(rawValue: UInt16($0)) } + own
      : names.map { Operation.code(named: $0)! }
    for _ in 0..<3 { self.rows.append(leaves(.plain, count: width(widest))) }
    self.rows.append(leaves(.constant, count: 3))
    while self.rows.count < rows { addRow(widest, mostTerms) }
    chooseRoot()
  }

  var description: String { "layered, seed \(seed)" }

  private mutating func choice(_ range: ClosedRange<Int>) -> Int {
    .random(in: range, using: &random)
  }

  private mutating func width(_ widest: Int) -> Int {
    choice(0...3) == 0 ? choice(1...3) : choice(min(4, widest)...widest)
  }

  private mutating func leaves(_ role: Role, count: Int) -> [Node] {
    (0..<count).map { _ in
      let values: [Double] = role == .constant ? [2, 3, 0.5, -1] : []
      let value = values.randomElement(using: &random) ?? .random(in: -2...2, using: &random)
      return graph.leaf(value, role: role)
    }
  }

  // MARK: Rows

  private mutating func addRow(_ widest: Int, _ mostTerms: Int) {
    let size = graph.count
    let width = width(widest)
    var row: [Node]
    switch choice(0...4) {
    case 0: row = sums(width, choice(1...mostTerms), ofProducts: true)
    case 1: row = sums(width, choice(1...mostTerms), ofProducts: false)
    case 2:
      let exponents = operands(width, of: rows[3])
      row = zip(operands(width), exponents).map { graph.apply(.pow, $0, $1) }
    default: row = operations(width)
    }
    // What is large or undefined would drown the rest; another is drawn.
    let isTame = (size..<graph.count).allSatisfy { place in
      let node = Node(place)
      return abs(graph[node]) < 50
        && graph.localDerivatives(of: node).allSatisfy { abs($0.local) < 50 }
    }
    if !isTame {
      graph.truncate(to: size, operations: graph.ownOperations.count)
      row = leaves(.plain, count: choice(1...4))
    }
    // A node inside of a sum, used by something else as well.
    if isTame, choice(0...4) == 0 {
      let inner = Node(choice(size...graph.count - 1))
      row.append(graph.apply(.sub, inner, operands(1)[0]))
    }
    rows.append(row)
  }

  private mutating func operations(_ width: Int) -> [Node] {
    let code = codes.randomElement(using: &random)!
    let columns = (0..<graph.operation(code).arity).map { _ in operands(width) }
    // A square, of the same node twice.
    let isSame = columns.count > 1 && choice(0...7) == 0
    return (0..<width).map { lane in
      graph.apply(code, columns.map { (isSame ? columns[0] : $0)[lane] })
    }
  }

  private mutating func sums(_ width: Int, _ terms: Int, ofProducts: Bool) -> [Node] {
    let start = operands(width)
    let first = (0..<terms).map { _ in operands(width) }
    let second = (0..<terms).map { _ in operands(width) }
    let runsRight = choice(0...2) == 0
    let squares = choice(0...7) == 0
    return (0..<width).map { lane in
      var sum = start[lane]
      for term in 0..<terms {
        var x = first[term][lane]
        if ofProducts { x = graph.apply(.mul, x, squares ? x : second[term][lane]) }
        sum = runsRight ? graph.apply(.add, x, sum) : graph.apply(.add, sum, x)
      }
      return sum
    }
  }

  /// One operand for each lane.
  private mutating func operands(_ width: Int) -> [Node] {
    let near = rows.suffix(choice(0...3) == 0 ? rows.count : 4).randomElement(using: &random)!
    return operands(width, of: near)
  }

  private mutating func operands(_ width: Int, of row: [Node]) -> [Node] {
    if choice(0...3) == 0 {
      return Array(repeating: row.randomElement(using: &random)!, count: width)
    }
    let start = choice(0...row.count - 1)
    let isReversed = choice(0...5) == 0
    if choice(0...3) > 0 {
      let lanes = (0..<width).map { row[(start + $0) % row.count] }
      return isReversed ? lanes.reversed() : lanes
    }
    return (0..<width).map { _ in row.randomElement(using: &random)! }
  }

  // MARK: Root

  private mutating func chooseRoot() {
    switch choice(0...3) {
    case 0: root = Node(choice(graph.count / 2...graph.count - 1))
    case 1: root = graph.sum(rows.last!)
    case 2: root = graph.sum(rows.suffix(5).joined().map { $0 })
    default: root = graph.sum(Array(graph.nodes))
    }
  }
}
