import Autograd

/// A pass over a graph that is taken step by step, onward and back.
///
///     var debugger = Debugger(of: root, .backward, in: graph)
///     debugger.advance(to: 1, in: graph)
///     debugger.step(0, in: graph)     // the edge, with what it added
///     debugger.gradient(of: x)
///
/// A step of a backward pass is one edge: one `+=`. A step of a forward pass is one computed node.
/// Contributions are added in the order in which the engine adds them, so at the end every gradient
/// is that of ``Graph/backward(from:seed:)``, bit for bit. Where the debugger stands decides all
/// that it holds: going back means to start again and stop earlier, which is exact, and for a
/// million nodes takes some ten milliseconds.
///
/// The graph may grow meanwhile; the values up to the root have to stay.
public struct Debugger: Sendable {
  public enum Direction: String, Sendable { case backward, forward }

  public let root: Node
  public let direction: Direction
  /// The computed nodes that the root depends on, in the order in which they have their turn.
  public let turns: [Node]
  /// With which step each turn starts, and at the end how many steps there are.
  let starts: [Int]
  /// How many nodes get a gradient, or have a value: constants do not count.
  let countOfNodes: Int
  /// What the root depends on, and the gradients at the end.
  let pass: BackwardPass
  /// How many uses each node has.
  let uses: [UInt32]

  /// How many steps were taken.
  public private(set) var position = 0
  /// Which turn the next step belongs to.
  public private(set) var turn = 0
  /// The gradients as they are now.
  public private(set) var gradients: [Double] = []
  /// How many uses of each node have arrived.
  private(set) var arrived: [UInt32] = []
  /// The nodes that are complete, in the order in which they became so, without constants.
  public private(set) var settled: [Node] = []
  /// What the last step's operand had before.
  private var before = 0.0

  public var breakpoints: [Breakpoint] = []
  public var watches: [Node] = []

  /// Stands before the first step. O(nodes up to the root).
  public init(of root: Node, _ direction: Direction, in graph: Graph) {
    self.root = root
    self.direction = direction
    let pass = graph.backward(from: root)
    var turns: [Node] = []
    var starts: [Int] = []
    var uses = [UInt32](repeating: 0, count: direction == .backward ? root.index + 1 : 0)
    var steps = 0
    var count = 0
    var index = 0
    let last = root.index
    while index <= last {
      let node = Node(direction == .backward ? last - index : index)
      index += 1
      guard pass.reaches(node) else { continue }
      let instruction = graph.instruction(node)
      if direction == .forward {
        if !instruction.isConstant { count += 1 }
        if instruction.isLeaf { continue }
        starts.append(steps)
        steps += 1
      } else {
        if !instruction.isConstant { count += 1 }
        let start = steps
        graph.forEachEdge(of: node, upstream: 0) { edge in
          uses[edge.operand.index] += 1
          steps += 1
        }
        if steps == start { continue }
        starts.append(start)
      }
      turns.append(node)
    }
    self.turns = turns
    self.starts = starts + [steps]
    self.uses = uses
    self.pass = pass
    countOfNodes = count
    restart(in: graph)
  }

  /// How many steps there are.
  public var count: Int { starts[starts.count - 1] }
  public var isAtEnd: Bool { position == count }
  /// Whose turn it is; `nil` at the end.
  public var node: Node? { turn < turns.count ? turns[turn] : nil }
  /// How many nodes wait for something.
  public var waitingCount: Int { countOfNodes - settled.count }

  /// The gradient of a node as it is now; `nil` for a node that the root does not depend on.
  public func gradient(of node: Node) -> Double? {
    direction == .backward && pass.reaches(node) ? gradients[node.index] : nil
  }

  /// Whether the root depends on a node.
  public func reaches(_ node: Node) -> Bool { pass.reaches(node) }

  /// With how many steps so many turns end, counted from the one that the next step belongs to.
  public func end(ofTurns turns: Int) -> Int {
    starts[turns < starts.count - 1 - turn ? turn + turns : starts.count - 1]
  }

  // MARK: Moving

  mutating func restart(in graph: Graph) {
    position = 0
    turn = 0
    before = 0
    settled.removeAll(keepingCapacity: true)
    guard direction == .backward else {
      for index in 0...root.index where pass.reaches(Node(index)) {
        let instruction = graph.instruction(Node(index))
        if instruction.isLeaf, !instruction.isConstant { settled.append(Node(index)) }
      }
      return
    }
    gradients = [Double](repeating: 0, count: root.index + 1)
    arrived = [UInt32](repeating: 0, count: root.index + 1)
    gradients[root.index] = 1
    if !graph.instruction(root).isConstant { settled.append(root) }
  }

  /// Takes the edges of the current turn up to the step `limit`, and tells each operand with its
  /// gradient before; stops after the edge for which `body` says so.
  mutating func take(
    to limit: Int, in graph: Graph, _ body: (inout Debugger, Node, Double) -> Bool
  ) {
    let node = turns[turn]
    guard direction == .backward else {
      position += 1
      turn += 1
      settled.append(node)
      _ = body(&self, node, .nan)
      return
    }
    var place = starts[turn]
    let end = starts[turn + 1]
    var isStopped = false
    graph.forEachEdge(of: node, upstream: gradients[node.index]) { edge in
      defer { place += 1 }
      guard place >= position, place < limit, !isStopped else { return }
      let operand = edge.operand
      before = gradients[operand.index]
      gradients[operand.index] = before + edge.contribution
      arrived[operand.index] += 1
      position = place + 1
      if arrived[operand.index] == uses[operand.index], !graph.instruction(operand).isConstant {
        settled.append(operand)
      }
      isStopped = body(&self, operand, before)
    }
    if position == end { turn += 1 }
  }

  // MARK: Looking

  /// A step: what it adds to what, or which node it computes.
  public struct Step: Sendable {
    /// From 0.
    public let number: Int
    /// Whose turn it belongs to.
    public let node: Node
    /// The edge, in a backward pass. Its upstream gradient is complete for the steps taken.
    public let edge: Edge?
  }

  /// The step with a number from 0. O(log nodes).
  public func step(_ number: Int, in graph: Graph) -> Step {
    var low = 0
    var high = turns.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= number { low = middle } else { high = middle - 1 }
    }
    let node = turns[low]
    guard direction == .backward else { return Step(number: number, node: node, edge: nil) }
    let edges = graph.edges(of: node, upstream: gradients[node.index])
    return Step(number: number, node: node, edge: edges[number - starts[low]])
  }

  /// The last step with the gradient of its operand before and after; `nil` at the start.
  public func lastStep(in graph: Graph) -> (step: Step, before: Double, after: Double)? {
    guard position > 0 else { return nil }
    let step = step(position - 1, in: graph)
    return (step, before, step.edge.map { gradients[$0.operand.index] } ?? graph[step.node])
  }

  /// A node that waits: how many of its uses have arrived, or of its operands have a value.
  public struct Waiting: Sendable, Equatable {
    public let node: Node
    public let arrived: Int
    public let needed: Int
  }

  /// The nodes that wait, those first that will be complete first; at most so many.
  public func waiting(_ most: Int, in graph: Graph) -> [Waiting] {
    guard direction == .backward else {
      let bound = node ?? root
      return turns[turn...].prefix(most).map { node in
        let operands = graph.operands(of: node)
        return Waiting(
          node: node,
          arrived: operands.count { $0 < bound || graph.instruction($0).isLeaf },
          needed: operands.count)
      }
    }
    var waiting: [Waiting] = []
    // Everything above the node whose turn it is has been passed on.
    var index = node?.index ?? 0
    while index > 0, waiting.count < most {
      index -= 1
      guard arrived[index] < uses[index], !graph.instruction(Node(index)).isConstant else {
        continue
      }
      waiting.append(
        Waiting(node: Node(index), arrived: Int(arrived[index]), needed: Int(uses[index])))
    }
    return waiting
  }
}
