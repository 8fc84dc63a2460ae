import Autograd

extension Scene {
  /// The scene of a subject, folded as the options say.
  ///
  /// Takes time in proportion to the graph; what is written out are only the boxes and wires of the
  /// picture.
  public init(of subject: Subject, options: DrawingOptions = .init()) throws(TooLarge) {
    let drawn = DrawnGraph(subject)
    title = options.title
    show = options.show
    nodeCount = drawn.count
    if options.folding == .none { try Scene.check(drawn.count + drawn.computedCount, options) }
    let choice = Partition.chosen(drawn, subject, Membership(drawn, subject), options)
    let partition = choice.partition
    try Scene.check(partition.items.count, options)
    isFoldedByItself = choice.isOwnIdea
    let builder = SceneBuilder(subject: subject, options: options, drawn: drawn)
    if builder.largest > 0 { largestGradient = options.numbers.text(builder.largest) }
    let crowds = Crowd.all(drawn, partition)
    var ends: [End] = []
    for (index, item) in partition.items.enumerated() {
      if item.isGate {
        ends.append(.gate(gates.count))
        gates.append(builder.gate(item, crowds[index], drawn))
      } else {
        ends.append(.box(boxes.count))
        boxes.append(builder.box(item, crowds[index], drawn))
      }
    }
    addWires(drawn, partition, crowds, ends, builder)
  }

  private static func check(_ count: Int, _ options: DrawingOptions) throws(TooLarge) {
    guard count <= options.nodeLimit else {
      throw TooLarge(nodes: count, limit: options.nodeLimit)
    }
  }

  /// A wire for each use of an operand, and one for each result; where either end stands for many
  /// nodes, one for all that would run between the two.
  private mutating func addWires(
    _ drawn: DrawnGraph, _ partition: Partition, _ crowds: [Crowd], _ ends: [End],
    _ builder: SceneBuilder
  ) {
    var bundles: [Bundle] = []
    var places: [UInt64: Int] = [:]
    /// Adds a use to the bundle of two items. The bundle's wire holds its place in the order.
    func bundle(_ from: Int32, _ to: Int32, source: Int, user: Int?) -> Bool {
      let pair = UInt64(UInt32(from)) << 32 | UInt64(UInt32(to))
      let isNew = places[pair] == nil
      if isNew {
        places[pair] = bundles.count
        bundles.append(Bundle(from: Int(from), to: Int(to)))
      }
      bundles[places[pair]!].add(source: source, user: user, drawn, builder.subject)
      return isNew
    }
    var order: [(wire: Wire?, bundle: Int)] = []
    for place in 0..<drawn.count {
      let operation = partition.operationItem[place]
      guard operation >= 0 else { continue }
      let node = drawn.nodes[place]
      let isSingle = partition.items[Int(operation)].isSingle
      var operands: [(position: Int, node: Node)]?
      for (use, operand) in drawn.operands(of: place).enumerated() {
        let value = partition.valueItem[Int(operand)]
        if value == operation { continue }
        if isSingle, partition.items[Int(value)].isSingle {
          let all = operands ?? drawn.graph.differentiatedOperands(of: node)
          operands = all
          let wire = builder.wire(
            into: node, all[use], from: ends[Int(value)], to: ends[Int(operation)])
          order.append((wire, 0))
        } else if bundle(value, operation, source: Int(operand), user: place) {
          order.append((nil, bundles.count - 1))
        }
      }
      let value = partition.valueItem[place]
      if value == operation { continue }
      if isSingle, partition.items[Int(value)].isSingle {
        let wire = builder.wire(outOf: node, from: ends[Int(operation)], to: ends[Int(value)])
        order.append((wire, 0))
      } else if bundle(operation, value, source: place, user: nil) {
        order.append((nil, bundles.count - 1))
      }
    }
    for bundle in bundles { addPorts(bundle, partition, ends, drawn, builder) }
    // What flows out of a scope is said once, where several wires carry the same.
    var labelled: [Int: Set<[Int32]>] = [:]
    wires = order.map { wire, index in
      if let wire { return wire }
      let bundle = bundles[index]
      let isHidden = partition.items[bundle.from].hidesValues
      let isLabelled =
        isHidden && !bundle.users.isEmpty
        && labelled[bundle.from, default: []].insert(bundle.sources).inserted
      return builder.wire(
        bundle, from: (ends[bundle.from], id(of: ends[bundle.from])),
        to: (ends[bundle.to], id(of: ends[bundle.to])), isHidden: isHidden,
        isLabelled: isLabelled, drawn)
    }
  }

  /// Lists the values of a bundle at the scopes that it begins and ends at.
  private mutating func addPorts(
    _ bundle: Bundle, _ partition: Partition, _ ends: [End], _ drawn: DrawnGraph,
    _ builder: SceneBuilder
  ) {
    if case .box(let box) = ends[bundle.to], partition.items[bundle.to].hidesValues {
      boxes[box].inputs.add(bundle.sources, drawn, builder)
    }
    if case .box(let box) = ends[bundle.from], partition.items[bundle.from].hidesValues {
      boxes[box].outputs.add(bundle.sources, drawn, builder)
    }
  }
}

extension Partition.Item {
  /// Whether it is a box inside which there are values that no other box shows.
  var hidesValues: Bool {
    switch self {
    case .scope, .loop, .earlier: true
    case .value, .gate, .list, .operations: false
    }
  }
}

extension Scene.Ports {
  private static let mostShown = 3

  fileprivate mutating func add(
    _ sources: [Int32], _ drawn: DrawnGraph, _ builder: SceneBuilder
  ) {
    for source in sources where !places.contains(source) {
      places.insert(source)
      guard shown.count < Self.mostShown else {
        omitted += 1
        continue
      }
      shown.append(builder.port(drawn.nodes[Int(source)]))
    }
  }
}
