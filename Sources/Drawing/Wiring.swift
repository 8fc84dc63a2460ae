/// From where to where the wires of a text drawing run.
struct Wiring {
  typealias Port = WireRouter.Port

  /// A wire's `start` is the square outside its source, `goals` are those outside the sides of its
  /// target by which it may come in.
  private struct Wire {
    var net: Int
    var start: Port
    var goals: [Port]
    /// The gate that it leads to, whose sides each take one wire.
    var gate: Int?

    var length: Int {
      abs(start.point.x - goals[0].point.x) + abs(start.point.y - goals[0].point.y)
    }

    /// How far the target is out of line with the source.
    var offset: Int {
      let goal = goals[0].point
      return start.way.isVertical ? abs(start.point.x - goal.x) : abs(start.point.y - goal.y)
    }
  }

  private var wires: [Wire] = []
  /// Signs that are written over the ends of wires.
  private var ends: [(sign: String, point: WireRouter.Point)] = []

  init(_ scene: Scene, _ layout: Placement, isLeftToRight: Bool) {
    let forward: WireRouter.Way = isLeftToRight ? .east : .south
    let sides: [WireRouter.Way] = isLeftToRight ? [.east, .south, .north] : [.south, .east, .west]
    var operands = [Int](repeating: 0, count: scene.gates.count)
    for case .gate(let gate) in scene.wires.map(\.to) { operands[gate] += 1 }
    for wire in scene.wires {
      var added: Wire
      switch wire.from {
      case .box(let box):
        let start = Self.port(of: layout.boxes[box], leaving: forward)
        added = Wire(net: box, start: start, goals: [])
        if let sign = Self.exit(of: scene.boxes[box], isLeftToRight: isLeftToRight) {
          ends.append((sign, start.point.moved(forward.opposite)))
        }
      case .gate(let gate):
        let start = Self.port(of: layout.gates[gate], leaving: forward)
        added = Wire(net: scene.boxes.count + gate, start: start, goals: [])
      }
      switch wire.to {
      case .box(let box):
        added.goals = [Self.port(of: layout.boxes[box], entering: forward)]
        ends.append((isLeftToRight ? "►" : "▼", added.goals[0].point))
      case .gate(let gate):
        // A single operand comes in where values come from.
        let open = operands[gate] == 1 ? sides.prefix(1) : sides[...]
        added.goals = open.map { Self.port(of: layout.gates[gate], entering: $0) }
        added.gate = gate
      }
      wires.append(added)
    }
  }

  /// Leads every wire through `router`, which knows the boxes; `nil` if one finds no way.
  ///
  /// What comes first has the choice, so two orders are tried: short wires first, and straight ones.
  func routed(through router: WireRouter) -> WireRouter? {
    var router = router
    for wire in wires {
      router.reserve(wire.start.point, for: wire.net)
      for goal in wire.goals { router.reserve(goal.point, for: wire.net) }
    }
    let short = wires.indices.sorted { (wires[$0].length, $0) < (wires[$1].length, $1) }
    let straight = short.sorted {
      (min(wires[$0].offset, 1), wires[$0].length, $0)
        < (min(wires[$1].offset, 1), wires[$1].length, $1)
    }
    let ways = [short, straight].compactMap { route(in: $0, through: router) }
    return ways.min { $0.cost < $1.cost }?.router
  }

  private func route(
    in order: [Int], through router: WireRouter
  ) -> (router: WireRouter, cost: Int)? {
    var router = router
    var taken: [Int: [Port]] = [:]
    var cost = 0
    for index in order {
      let wire = wires[index]
      let used = wire.gate.flatMap { taken[$0] } ?? []
      let goals = wire.goals.filter { !used.contains($0) }
      guard let way = router.route(net: wire.net, from: wire.start, to: goals) else { return nil }
      cost += way.cost
      if let gate = wire.gate { taken[gate, default: []].append(way.goal) }
    }
    return (router, cost)
  }

  func writeEnds(to grid: inout CharacterGrid) {
    for end in ends { grid.write(end.sign, x: end.point.x, y: end.point.y) }
  }

  /// How a wire is seen to come out of a box's frame; a constant has none.
  private static func exit(of box: Scene.Box, isLeftToRight: Bool) -> String? {
    if box.kind == .scope { return isLeftToRight ? "╟" : "╤" }
    return switch box.role {
    case .constant: nil
    case .param: isLeftToRight ? "┠" : "┯"
    case .plain, .input, .computed: isLeftToRight ? "├" : "┬"
    }
  }

  private static func port(of place: TextDrawing.Place, leaving way: WireRouter.Way) -> Port {
    Port(point: square(before: place, way), way: way)
  }

  private static func port(of place: TextDrawing.Place, entering way: WireRouter.Way) -> Port {
    Port(point: square(before: place, way.opposite), way: way)
  }

  /// The square outside a box, in the middle of one of its sides.
  private static func square(
    before place: TextDrawing.Place, _ side: WireRouter.Way
  ) -> WireRouter.Point {
    let middle = place.middle
    return switch side {
    case .north: .init(x: middle.x, y: place.top - 1)
    case .south: .init(x: middle.x, y: place.top + place.height)
    case .west: .init(x: place.left - 1, y: middle.y)
    case .east: .init(x: place.left + place.width, y: middle.y)
    }
  }
}
