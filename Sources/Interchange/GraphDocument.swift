import Autograd

/// A graph as it stands in a file: records that name their operands by their places.
///
///     let text = GraphDocument(exported).text
///     let document = try GraphDocument(parsing: text)
///     var graph = Graph()
///     document.build(into: &graph).root    // the same node in another graph
public struct GraphDocument: Sendable {
  /// Operations beyond the table, earlier ones first.
  var operations: [OwnOperation] = []
  var nodes: [Record] = []
  var root = 0
  /// What the names stand for, in the order in which they were given.
  public internal(set) var names: [(name: String, value: Places)] = []

  /// What a format is called, and which one this is.
  static let format = "gradwalk-graph"
  static let version = 1

  struct Record: Sendable {
    var kind: Kind
    /// A leaf's value; what a computed node had, where it is told.
    var value: Double?
    var name: String? = nil
    var gradient: Double? = nil

    enum Kind: Sendable {
      case leaf(Role)
      case operation(Reference, operands: [Int])
    }
  }

  /// Which operation: a row of the table, or one of the document's own.
  enum Reference: Sendable {
    case table(OperationCode)
    case own(Int)
  }

  /// Records, of which the first stand for the operands.
  struct Function: Sendable {
    var nodes: [Record]
    var root: Int
  }

  struct OwnOperation: Sendable {
    let name: String
    let parameters: [String]
    let formula: String
    let derivativeTexts: [String]
    let value: Function
    let derivatives: [Function]
  }

  /// A node, or a list of them, by their places.
  public indirect enum Places: Sendable {
    case node(Int)
    case list([Places])
  }

  init() {}

  /// A graph and the names that stand for its nodes. A list of which the root uses one element is
  /// taken in whole.
  public init(
    _ exported: ExportedGraph, definitions: [(name: String, value: Definition)] = []
  ) {
    let graph = exported.graph
    let (needed, kept) = GraphDocument.closure(of: exported.root, in: graph, definitions)
    var places = [Int](repeating: -1, count: (needed.last?.index ?? 0) + 1)
    for (place, node) in needed.enumerated() { places[node.index] = place }
    var own = OwnOperations(of: graph)
    nodes = needed.map { node in
      let instruction = graph.instruction(node)
      return Record(
        kind: instruction.isLeaf
          ? .leaf(instruction.role)
          : .operation(
            own.reference(instruction.code, in: graph),
            operands: graph.operands(of: node).map { places[$0.index] }),
        value: graph[node], name: exported.names[node], gradient: exported.gradient(node))
    }
    root = places[exported.root.index]
    operations = own.written
    names = kept.map { ($0.name, $0.value.places { places[$0.index] }) }
  }

  /// What a name stands for, in a graph.
  public indirect enum Definition: Sendable {
    case node(Node)
    case list([Definition])

    var nodes: [Node] {
      switch self {
      case .node(let node): [node]
      case .list(let elements): elements.flatMap(\.nodes)
      }
    }

    func places(_ place: (Node) -> Int) -> Places {
      switch self {
      case .node(let node): .node(place(node))
      case .list(let elements): .list(elements.map { $0.places(place) })
      }
    }
  }

  /// The nodes that the root depends on, with those of lists that one of them stands in, and the
  /// names of them all.
  private static func closure(
    of root: Node, in graph: Graph, _ definitions: [(name: String, value: Definition)]
  ) -> (nodes: [Node], names: [(name: String, value: Definition)]) {
    var isNeeded: Set<Node> = []
    var waiting = [root]
    let members = definitions.map(\.value.nodes)
    var users: [Node: [Int]] = [:]
    for (place, nodes) in members.enumerated() {
      for node in nodes { users[node, default: []].append(place) }
    }
    var isKept = [Bool](repeating: false, count: definitions.count)
    while let node = waiting.popLast() {
      guard isNeeded.insert(node).inserted else { continue }
      waiting += graph.operands(of: node)
      for place in users[node] ?? [] where !isKept[place] {
        isKept[place] = true
        waiting += members[place]
      }
    }
    return (
      isNeeded.sorted(), zip(definitions, isKept).filter(\.1).map(\.0)
    )
  }

  // MARK: Building

  /// What became of a document in a graph.
  public struct Built {
    public let root: Node
    /// The nodes by their places.
    public let nodes: [Node]
    /// The document's own operations.
    public let operations: [(name: String, code: OperationCode)]
    /// The first node whose value is not what the document says.
    public let mismatch: (node: Node, told: Double)?
  }

  /// Adds the nodes to a graph, and computes them. O(nodes).
  public func build(into graph: inout Graph, origin: UInt32 = 0) -> Built {
    var codes: [OperationCode] = []
    for operation in operations {
      func function(_ function: Function) -> GraphFunction {
        var inner = Graph()
        for own in graph.ownOperations { _ = inner.define(own) }
        let nodes = GraphDocument.add(function.nodes, to: &inner, codes, origin: 0)
        return GraphFunction(
          graph: inner, root: nodes[function.root],
          leaves: Array(nodes.prefix(operation.parameters.count)))
      }
      codes.append(
        graph.define(
          Operation(
            operation.name, parameters: operation.parameters, value: function(operation.value),
            derivatives: operation.derivatives.map(function), formula: operation.formula,
            derivativeTexts: operation.derivativeTexts)))
    }
    let built = GraphDocument.add(nodes, to: &graph, codes, origin: origin)
    let different = zip(built, nodes).first { node, record in
      record.value.map { !GraphDocument.agree($0, graph[node]) } ?? false
    }
    return Built(
      root: built[root], nodes: built, operations: Array(zip(operations.map(\.name), codes)),
      mismatch: different.map { ($0.0, $0.1.value!) })
  }

  private static func add(
    _ records: [Record], to graph: inout Graph, _ codes: [OperationCode], origin: UInt32
  ) -> [Node] {
    var nodes: [Node] = []
    nodes.reserveCapacity(records.count)
    for record in records {
      switch record.kind {
      case .leaf(let role):
        nodes.append(graph.leaf(record.value ?? 0, role: role, origin: origin))
      case .operation(let reference, let operands):
        let code =
          switch reference {
          case .table(let code): code
          case .own(let place): codes[place]
          }
        nodes.append(graph.apply(code, operands.map { nodes[$0] }, origin: origin))
      }
    }
    return nodes
  }

  /// Whether two numbers are the same but for the last digits, which the mathematical functions of
  /// two systems may differ in.
  private static func agree(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }
}

/// The operations of a graph's own that a document needs, and their places in it.
private struct OwnOperations {
  private let graph: Graph
  private(set) var written: [GraphDocument.OwnOperation] = []
  private var places: [OperationCode: Int] = [:]

  init(of graph: Graph) { self.graph = graph }

  mutating func reference(_ code: OperationCode, in graph: Graph) -> GraphDocument.Reference {
    guard Int(code.rawValue) >= Operation.table.count else { return .table(code) }
    if let place = places[code] { return .own(place) }
    let operation = graph.operation(code)
    // Those that it applies are written first.
    let value = function(operation.definition)
    let derivatives = operation.derivativeGraphs.map { function($0) }
    written.append(
      .init(
        name: operation.name, parameters: operation.parameters, formula: operation.formula,
        derivativeTexts: operation.derivatives, value: value, derivatives: derivatives))
    places[code] = written.count - 1
    return .own(written.count - 1)
  }

  private mutating func function(_ function: GraphFunction?) -> GraphDocument.Function {
    guard let function else { return .init(nodes: [], root: 0) }
    let inner = function.graph
    let needed = inner.nodes(needed: [function.root]).filter { !function.leaves.contains($0) }
    var places: [Node: Int] = [:]
    for node in function.leaves + needed { places[node] = places.count }
    var records: [GraphDocument.Record] = []
    for node in function.leaves + needed {
      let instruction = inner.instruction(node)
      if instruction.isLeaf {
        records.append(.init(kind: .leaf(instruction.role), value: inner[node]))
      } else {
        let reference = reference(instruction.code, in: inner)
        records.append(
          .init(
            kind: .operation(reference, operands: inner.operands(of: node).map { places[$0]! }),
            value: nil))
      }
    }
    return .init(nodes: records, root: places[function.root]!)
  }
}
