/// Finding ways for wires between boxes, along rows and columns of squared paper.
///
/// Wires from the same source are one net: they share their way and part at junctions. Wires of
/// different nets may cross, straight through, and never run together. The search is A* with a
/// price for bends and crossings; its order depends on nothing but the input.
struct WireRouter {
  let width: Int
  let height: Int
  /// What lies on each square.
  private var squares: [Square]
  /// Squares before the sides of boxes, and the nets that may use them, because they start or end
  /// there.
  private var reservations: [Int: [Int]] = [:]

  struct Point: Hashable {
    var x: Int
    var y: Int

    func moved(_ way: Way) -> Point { Point(x: x + way.dx, y: y + way.dy) }
  }

  enum Way: Int, CaseIterable {
    case north, east, south, west

    var dx: Int { self == .east ? 1 : self == .west ? -1 : 0 }
    var dy: Int { self == .south ? 1 : self == .north ? -1 : 0 }
    var opposite: Way { Way(rawValue: (rawValue + 2) % 4)! }
    var bit: UInt8 { 1 << UInt8(rawValue) }
    var isVertical: Bool { self == .north || self == .south }
  }

  private struct Square {
    var isBlocked = false
    var net: Int?
    /// The ways in which the net leaves the square.
    var ways: UInt8 = 0
    /// Another net passes straight through.
    var isCrossed = false
  }

  /// What is known of arriving at a square in one of the four ways, in the search of one wire;
  /// kept from wire to wire, since clearing a large sheet for each would take longer than searching.
  private var arrivals: [Arrival]
  private var search: Int32 = 0

  private struct Arrival {
    var search: Int32 = 0
    var cost: Int32 = 0
    /// The arrival before, or −1.
    var before: Int32 = -1
  }

  /// How many arrivals may still be looked at, for all wires together. Where wires are many, most
  /// of the sheet is searched for each, and nobody could read the result.
  private var patience = 1_000_000

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    squares = Array(repeating: Square(), count: width * height)
    arrivals = Array(repeating: Arrival(), count: width * height * 4)
  }

  mutating func block(x: Range<Int>, y: Range<Int>) {
    for row in y { for column in x { squares[row * width + column].isBlocked = true } }
  }

  mutating func reserve(_ point: Point, for net: Int) {
    if contains(point) { reservations[index(point), default: []].append(net) }
  }

  private func contains(_ point: Point) -> Bool {
    point.x >= 0 && point.x < width && point.y >= 0 && point.y < height
  }

  private func index(_ point: Point) -> Int { point.y * width + point.x }

  // MARK: Routing

  /// A square, and the way in which a wire enters or leaves it.
  struct Port: Hashable {
    var point: Point
    var way: Way
  }

  /// Leads a wire from the square of `start`, entered in its way, to the square of one of `goals`,
  /// which it leaves in that goal's way. Returns the goal and the price of the way there, or `nil`
  /// where there is none.
  mutating func route(net: Int, from start: Port, to goals: [Port]) -> (goal: Port, cost: Int)? {
    let goals = goals.filter { contains($0.point) }
    guard contains(start.point), !goals.isEmpty else { return nil }
    var queue = PriorityQueue()
    search += 1
    func distance(_ point: Point) -> Int {
      goals.reduce(Int.max) {
        min($0, abs(point.x - $1.point.x) + abs(point.y - $1.point.y))
      }
    }
    func visit(_ point: Point, _ way: Way, _ cost: Int, from previous: Int) {
      let key = index(point) * 4 + way.rawValue
      if arrivals[key].search == search, arrivals[key].cost <= cost { return }
      arrivals[key] = Arrival(search: search, cost: Int32(cost), before: Int32(previous))
      queue.insert(key, priority: cost + distance(point))
    }

    visit(start.point, start.way, 0, from: -1)
    // A goal is reached when the wire has left its square, which the bend before it is part of.
    var best: (goal: Port, key: Int, cost: Int)?
    while let (key, priority) = queue.removeFirst(), patience > 0 {
      patience -= 1
      if let best, best.cost <= priority { break }
      let point = Point(x: key / 4 % width, y: key / 4 / width)
      let arriving = Way(rawValue: key % 4)!
      let paid = Int(arrivals[key].cost)
      for goal in goals where goal.point == point && goal.way != arriving.opposite {
        guard let price = price(of: point, arriving, goal.way, net) else { continue }
        if best.map({ paid + price < $0.cost }) ?? true { best = (goal, key, paid + price) }
      }
      for leaving in Way.allCases where leaving != arriving.opposite {
        let next = point.moved(leaving)
        guard contains(next), let price = price(of: point, arriving, leaving, net) else { continue }
        if squares[index(next)].isBlocked { continue }
        var toll = 0
        if let owners = reservations[index(next)] {
          guard owners.contains(net) else { continue }
          // Passing one side of a gate on the way to another could shut others out.
          toll = 6
        }
        if point == start.point && leaving != start.way {
          // A bend close to the box is hard to read.
          toll += 4
        }
        visit(next, leaving, paid + price + toll, from: key)
      }
    }
    guard let best else { return nil }
    draw(net: net, from: best.key, entering: best.goal.way)
    return (best.goal, best.cost)
  }

  /// What passing a square costs a net, or `nil` if it cannot.
  private func price(of point: Point, _ arriving: Way, _ leaving: Way, _ net: Int) -> Int? {
    let square = squares[index(point)]
    let isStraight = arriving == leaving
    let bend = isStraight ? 0 : 5
    guard let owner = square.net else { return 2 + bend }
    if owner == net {
      // A way that is there already costs less than a new one beside it.
      if square.isCrossed { return nil }
      let isKnown = square.ways & leaving.bit != 0
      return isKnown ? 1 : 2 + bend
    }
    let isAcross =
      arriving.isVertical
      ? square.ways == Way.east.bit | Way.west.bit : square.ways == Way.north.bit | Way.south.bit
    return isStraight && isAcross && !square.isCrossed ? 8 : nil
  }

  private mutating func draw(net: Int, from last: Int, entering: Way) {
    var leaving = entering
    var key = last
    while key >= 0 {
      let arriving = Way(rawValue: key % 4)!
      let place = key / 4
      if let owner = squares[place].net, owner != net {
        squares[place].isCrossed = true
      } else {
        squares[place].net = net
        squares[place].ways |= leaving.bit | arriving.opposite.bit
      }
      leaving = arriving
      key = Int(arrivals[key].before)
    }
  }

  // MARK: Drawing

  /// Writes what was routed.
  func write(to grid: inout CharacterGrid) {
    for y in 0..<height {
      for x in 0..<width {
        let square = squares[y * width + x]
        guard square.net != nil else { continue }
        // The vertical wire is seen to pass over the horizontal one; `┼` would be a junction.
        let shown = square.isCrossed ? "│" : Self.lines[Int(square.ways)]
        grid.write(shown, x: x, y: y)
      }
    }
  }

  /// The line that leaves a square in the ways whose bits are set: 1 north, 2 east, 4 south, 8 west.
  private static let lines = [
    " ", "╵", "╶", "╰", "╷", "│", "╭", "├", "╴", "╯", "─", "┴", "╮", "┤", "┬", "┼",
  ]
}

/// A binary heap of numbers; of equal priorities, the first that came is the first to go.
private struct PriorityQueue {
  private var entries: [(priority: Int, order: Int, key: Int)] = []
  private var count = 0

  mutating func insert(_ key: Int, priority: Int) {
    count += 1
    entries.append((priority, count, key))
    var child = entries.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> (key: Int, priority: Int)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    if entries.isEmpty { return (first.key, first.priority) }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && precedes(child, least) {
        least = child
      }
      if least == parent { return (first.key, first.priority) }
      entries.swapAt(parent, least)
      parent = least
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    (entries[a].priority, entries[a].order) < (entries[b].priority, entries[b].order)
  }
}
