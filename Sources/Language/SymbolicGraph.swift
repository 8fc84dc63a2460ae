import Autograd

/// A part of a graph as terms that can be differentiated and simplified, before any of them becomes a
/// node.
///
///     var symbols = SymbolicGraph(of: [y], in: graph)            // y = x^3
///     let slope = try symbols.gradient(of: symbols.term(of: y)!, by: [symbols.term(of: x)!])
///     symbols.build(slope, into: &graph, origin: 0)              // the nodes of 3 * x^2
///
/// Terms are records in the order of construction, operands first, as nodes are. An operation on the
/// same operands is one term, and the nodes that are there already are terms too, so what the graph
/// has computed is not computed again. What simplification leaves behind never becomes a node.
struct SymbolicGraph {
  /// The place of a term.
  struct Term: Hashable, Comparable {
    let index: Int
    static func < (a: Term, b: Term) -> Bool { a.index < b.index }
  }

  enum Kind {
    case number(Double)
    /// A node without operands that is no number.
    case leaf
    case operation(OperationCode, [Term])
  }

  private struct Record {
    let kind: Kind
    /// The node that it is, if it is one.
    var node: Node?
    /// How many factors lie between it and the minus sign of its first; 0 where there is none.
    let sign: UInt8
  }

  private struct Key: Hashable {
    let code: OperationCode
    let operands: [Term]
  }

  private var records: [Record] = []
  private var known: [Key: Term] = [:]
  private var numbers: [UInt64: Term] = [:]
  /// The terms of nodes, by their addresses.
  private var terms: [Term?] = []
  private let ownOperations: [Operation]

  /// Takes in the nodes that `roots` depend on. O(nodes up to the last root).
  ///
  /// - Parameter apart: nodes by which a derivative will be differentiated in turn. An equal term in
  ///   the first derivative must not be taken for such a node, or it would seem to depend on it.
  /// - Parameter variable: a computed node that is to be taken for a leaf.
  init(
    of roots: [Node], keeping apart: [Node] = [], taking variable: Node? = nil, in graph: Graph
  ) {
    ownOperations = graph.ownOperations
    let count = roots.max().map { $0.index + 1 } ?? 0
    var isNeeded = [Bool](repeating: false, count: count)
    for root in roots { isNeeded[root.index] = true }
    for index in stride(from: count - 1, through: 0, by: -1)
    where isNeeded[index] && Node(index) != variable {
      for operand in graph.operands(of: Node(index)) { isNeeded[operand.index] = true }
    }
    terms = Array(repeating: nil, count: count)
    for index in 0..<count where isNeeded[index] {
      terms[index] =
        Node(index) == variable
        ? append(.leaf, node: Node(index)) : take(Node(index), of: graph)
    }
    for node in apart {
      guard let term = term(of: node), case .operation(let code, let operands) = kind(term) else {
        continue
      }
      if known[key(code, operands)] == term { known[key(code, operands)] = nil }
    }
  }

  private mutating func take(_ node: Node, of graph: Graph) -> Term {
    let instruction = graph.instruction(node)
    if instruction.isConstant {
      let term = append(.number(graph[node]), node: node)
      if numbers[graph[node].bitPattern] == nil { numbers[graph[node].bitPattern] = term }
      return term
    }
    if instruction.isLeaf { return append(.leaf, node: node) }
    let operands = graph.operands(of: node).map { terms[$0.index]! }
    let term = append(
      .operation(instruction.code, operands), node: node, sign: instruction.code == .neg ? 1 : 0)
    // Of equal nodes the first stands for all that are asked for later.
    let key = key(instruction.code, operands)
    if known[key] == nil { known[key] = term }
    return term
  }

  private mutating func append(_ kind: Kind, node: Node? = nil, sign: UInt8 = 0) -> Term {
    records.append(Record(kind: kind, node: node, sign: sign))
    return Term(index: records.count - 1)
  }

  // MARK: Reading

  /// The term of a node, or `nil` where no root depends on it.
  func term(of node: Node) -> Term? { node.index < terms.count ? terms[node.index] : nil }

  func kind(_ term: Term) -> Kind { records[term.index].kind }

  func number(_ term: Term) -> Double? {
    if case .number(let number) = kind(term) { return number }
    return nil
  }

  /// The operands of a term, if it is this operation.
  func operands(_ term: Term, of code: OperationCode) -> [Term]? {
    if case .operation(code, let operands) = kind(term) { return operands }
    return nil
  }

  /// Whether it is a node already.
  func isGiven(_ term: Term) -> Bool { records[term.index].node != nil }

  /// Whether there is a minus sign before its first factor that can be taken away.
  func hasSign(_ term: Term) -> Bool { records[term.index].sign > 0 }

  func operation(_ code: OperationCode) -> Operation {
    let own = Int(code.rawValue) - Operation.table.count
    return own < 0 ? Operation.table[Int(code.rawValue)] : ownOperations[own]
  }

  // MARK: Adding terms

  mutating func term(_ number: Double) -> Term {
    if let term = numbers[number.bitPattern] { return term }
    let term = append(.number(number))
    numbers[number.bitPattern] = term
    return term
  }

  /// The operation on these operands as it is, without simplification.
  mutating func plain(_ code: OperationCode, _ operands: Term...) -> Term {
    plain(code, operands)
  }

  mutating func plain(_ code: OperationCode, _ operands: [Term]) -> Term {
    let key = key(code, operands)
    if let term = known[key] { return term }
    let term = append(.operation(code, operands), sign: sign(code, operands))
    known[key] = term
    return term
  }

  /// The term of this operation on these operands, if there is one.
  func existing(_ code: OperationCode, _ operands: Term...) -> Term? {
    known[key(code, operands)]
  }

  private func key(_ code: OperationCode, _ operands: [Term]) -> Key {
    // Every constant of a graph is a node of its own, but equal numbers are equal operands.
    let operands = operands.map { operand in
      number(operand).flatMap { numbers[$0.bitPattern] } ?? operand
    }
    return Key(code: code, operands: code == .add || code == .mul ? operands.sorted() : operands)
  }

  /// Signs further down than this are left where they are, so that looking for one takes no time.
  private static let deepestSign: UInt8 = 8

  private func sign(_ code: OperationCode, _ operands: [Term]) -> UInt8 {
    switch code {
    case .neg: return 1
    case .mul, .div:
      if let number = number(operands[0]) { return number < 0 ? 1 : 0 }
      let sign = records[operands[0].index].sign
      return sign == 0 || sign == SymbolicGraph.deepestSign ? 0 : sign + 1
    default: return 0
    }
  }

  // MARK: Making nodes

  /// Makes nodes of terms, and of no more than they need. A term that is a number stays one.
  mutating func build(_ results: [Term], into graph: inout Graph, origin: UInt32) -> [Datum] {
    let count = results.max().map { $0.index + 1 } ?? 0
    var isNeeded = [Bool](repeating: false, count: count)
    for result in results { isNeeded[result.index] = true }
    for index in stride(from: count - 1, through: 0, by: -1)
    where isNeeded[index] && records[index].node == nil {
      guard case .operation(_, let operands) = records[index].kind else { continue }
      for operand in operands { isNeeded[operand.index] = true }
    }
    for index in 0..<count where isNeeded[index] && records[index].node == nil {
      guard case .operation(let code, let operands) = records[index].kind else { continue }
      let nodes = operands.map { operand in
        number(operand).map { graph.leaf($0, role: .constant, origin: origin) }
          ?? records[operand.index].node!
      }
      records[index].node = graph.apply(code, nodes, origin: origin)
    }
    return results.map { result in
      number(result).map(Datum.number) ?? .node(records[result.index].node!)
    }
  }
}
