import Autograd

/// What a picture consists of, and what its parts say.
///
/// Which boxes, gates and wires there are does not depend on how far a pass has come, so the frames
/// of a walk have one composition: only ``moment`` changes, and with it some of the parts.
struct Composition {
  private(set) var builder: SceneBuilder
  let isFoldedByItself: Bool
  private let drawn: DrawnGraph
  private let partition: Partition
  private let crowds: [Crowd]
  /// What each item of the partition is in the scene.
  private let ends: [Scene.End]
  /// The items of the boxes and of the gates.
  private var boxItems: [Int] = []
  private var gateItems: [Int] = []
  private var connections: [Connection] = []
  private var bundles: [Bundle] = []
  /// For each item that hides values, those that cross its frame.
  private var inputs: [Int: [Int32]] = [:]
  private var outputs: [Int: [Int32]] = [:]

  /// What a wire runs for.
  private enum Connection {
    /// A use of an operand by the node at a place.
    case operand(place: Int, operand: (position: Int, node: Node), from: Scene.End, to: Scene.End)
    /// What the operation at a place gives.
    case result(place: Int, from: Scene.End, to: Scene.End)
    /// All between two items, of which one stands for many nodes.
    case bundle(Int, isLabelled: Bool)
  }

  /// Takes time in proportion to the graph.
  init(of subject: Subject, options: DrawingOptions) throws(TooLarge) {
    drawn = DrawnGraph(subject)
    if options.folding == .none {
      try Self.check(drawn.count + drawn.computedCount, options)
    }
    let choice = Partition.chosen(drawn, subject, Membership(drawn, subject), options)
    partition = choice.partition
    try Self.check(partition.items.count, options)
    isFoldedByItself = choice.isOwnIdea
    builder = SceneBuilder(subject: subject, options: options, drawn: drawn)
    crowds = Crowd.all(drawn, partition)
    var ends: [Scene.End] = []
    for (index, item) in partition.items.enumerated() {
      if item.isGate {
        ends.append(.gate(gateItems.count))
        gateItems.append(index)
      } else {
        ends.append(.box(boxItems.count))
        boxItems.append(index)
      }
    }
    self.ends = ends
    connect()
  }

  private static func check(_ count: Int, _ options: DrawingOptions) throws(TooLarge) {
    guard count <= options.nodeLimit else {
      throw TooLarge(nodes: count, limit: options.nodeLimit)
    }
  }

  /// A wire for each use of an operand, and one for each result; where either end stands for many
  /// nodes, one for all that would run between the two.
  private mutating func connect() {
    var places: [UInt64: Int] = [:]
    /// Adds a use to the bundle of two items. The bundle's wire holds its place in the order.
    func bundle(_ from: Int32, _ to: Int32, source: Int, user: Int?) -> Bool {
      let pair = UInt64(UInt32(from)) << 32 | UInt64(UInt32(to))
      let isNew = places[pair] == nil
      if isNew {
        places[pair] = bundles.count
        bundles.append(Bundle(from: Int(from), to: Int(to)))
      }
      bundles[places[pair]!].add(source: source, user: user)
      return isNew
    }
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
          connections.append(
            .operand(
              place: place, operand: all[use], from: ends[Int(value)], to: ends[Int(operation)]))
        } else if bundle(value, operation, source: Int(operand), user: place) {
          connections.append(.bundle(bundles.count - 1, isLabelled: false))
        }
      }
      let value = partition.valueItem[place]
      if value == operation { continue }
      if isSingle, partition.items[Int(value)].isSingle {
        connections.append(
          .result(place: place, from: ends[Int(operation)], to: ends[Int(value)]))
      } else if bundle(operation, value, source: place, user: nil) {
        connections.append(.bundle(bundles.count - 1, isLabelled: false))
      }
    }
    listPorts()
    label()
  }

  /// Lists the values of each bundle at the items that hide values and that it begins or ends at,
  /// each value once.
  private mutating func listPorts() {
    var listed: (inputs: [Int: Set<Int32>], outputs: [Int: Set<Int32>]) = ([:], [:])
    for bundle in bundles {
      if partition.items[bundle.to].hidesValues {
        for source in bundle.sources
        where listed.inputs[bundle.to, default: []].insert(source).inserted {
          inputs[bundle.to, default: []].append(source)
        }
      }
      if partition.items[bundle.from].hidesValues {
        for source in bundle.sources
        where listed.outputs[bundle.from, default: []].insert(source).inserted {
          outputs[bundle.from, default: []].append(source)
        }
      }
    }
  }

  /// What flows out of a scope is said once, where several wires carry the same.
  private mutating func label() {
    var labelled: [Int: Set<[Int32]>] = [:]
    for (place, connection) in connections.enumerated() {
      guard case .bundle(let index, _) = connection else { continue }
      let bundle = bundles[index]
      let isLabelled =
        partition.items[bundle.from].hidesValues && !bundle.users.isEmpty
        && labelled[bundle.from, default: []].insert(bundle.sources).inserted
      connections[place] = .bundle(index, isLabelled: isLabelled)
    }
  }

  // MARK: Parts

  var nodeCount: Int { drawn.count }
  var boxes: [Scene.Box] { boxItems.indices.map(box) }
  var gates: [Scene.Gate] { gateItems.indices.map(gate) }

  func box(_ number: Int) -> Scene.Box {
    let item = boxItems[number]
    var box = builder.box(partition.items[item], crowds[item], drawn)
    if let sources = inputs[item] { box.inputs = builder.ports(sources, drawn) }
    if let sources = outputs[item] { box.outputs = builder.ports(sources, drawn) }
    return box
  }

  func gate(_ number: Int) -> Scene.Gate {
    let item = gateItems[number]
    return builder.gate(partition.items[item], crowds[item], drawn)
  }

  /// The wires, which are named after the boxes and gates of `scene`.
  func wires(in scene: Scene) -> [Scene.Wire] { connections.indices.map { wire($0, in: scene) } }

  func wire(_ number: Int, in scene: Scene) -> Scene.Wire {
    switch connections[number] {
    case .operand(let place, let operand, let from, let to):
      return builder.wire(into: drawn.nodes[place], operand, from: from, to: to)
    case .result(let place, let from, let to):
      return builder.wire(outOf: drawn.nodes[place], from: from, to: to)
    case .bundle(let index, let isLabelled):
      let bundle = bundles[index]
      let (from, to) = (ends[bundle.from], ends[bundle.to])
      return builder.wire(
        bundle, from: (from, scene.id(of: from)), to: (to, scene.id(of: to)),
        isHidden: partition.items[bundle.from].hidesValues, isLabelled: isLabelled, drawn)
    }
  }

  // MARK: Moments

  /// How far a pass has come.
  var moment: Moment? {
    get { builder.subject.moment }
    set { builder.subject.moment = newValue }
  }

  /// A part of the scene, by its number among those of its kind.
  enum Part: Hashable {
    case box(Int)
    case gate(Int)
    case wire(Int)
  }

  /// All parts, boxes first.
  var parts: [Part] {
    boxItems.indices.map(Part.box) + gateItems.indices.map(Part.gate)
      + connections.indices.map(Part.wire)
  }

  /// For each node, the parts that say something of it and so may change with it.
  func mentions() -> [Node: [Part]] {
    var mentions: [Node: [Part]] = [:]
    func mention(_ node: Node, _ part: Part) { mentions[node, default: []].append(part) }
    func mention(_ item: Int, _ node: Node) {
      switch ends[item] {
      case .box(let box): mention(node, .box(box))
      case .gate(let gate): mention(node, .gate(gate))
      }
    }
    for (place, node) in drawn.nodes.enumerated() {
      let (value, operation) = (
        Int(partition.valueItem[place]), Int(partition.operationItem[place])
      )
      mention(value, node)
      if operation >= 0, operation != value { mention(operation, node) }
    }
    for (item, kind) in partition.items.enumerated() {
      // Its length is that of all its elements, wherever they are drawn.
      if case .list(let list) = kind {
        for node in builder.subject.lists[list].nodes { mention(item, node) }
      }
      for place in (inputs[item] ?? []) + (outputs[item] ?? []) {
        mention(item, drawn.nodes[Int(place)])
      }
    }
    for (number, connection) in connections.enumerated() {
      switch connection {
      case .operand(let place, _, _, _), .result(let place, _, _):
        mention(drawn.nodes[place], .wire(number))
      case .bundle(let index, _):
        for place in bundles[index].sources { mention(drawn.nodes[Int(place)], .wire(number)) }
      }
    }
    return mentions
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
