import Autograd
import SeededNumbers
import Testing

@testable import Drawing

/// What holds however a graph is folded, on random graphs with random calls and lists.
@Suite struct FoldingPropertyTests {
  static let foldings: [Folding] = [.automatic, .none, .lists, .depth(1), .depth(2), .depth(3)]

  @Test(arguments: 0..<60)
  func foldingKeepsWhatIsThere(seed: Int) throws {
    let subject = RandomSubject.make(seed: seed)
    for folding in Self.foldings {
      let options = DotTests.with {
        $0.folding = folding
        $0.readableNodes = 20
        $0.readableBoxes = 15
        $0.readableWires = 20
      }
      let place = "seed \(seed), \(folding)"
      let drawn = DrawnGraph(subject)
      let members = Membership(drawn, subject)
      let partition = Partition.chosen(drawn, subject, members, options).partition
      let scene = try Scene(of: subject, options: options)
      #expect(try Scene(of: subject, options: options) == scene, "\(place)")
      #expect(scene.boxes.last { $0.isRoot }?.node == subject.root, "\(place)")
      let ids = scene.boxes.map(\.id) + scene.gates.map(\.id) + scene.wires.map(\.id)
      #expect(Set(ids).count == ids.count, "\(place)")
      checkEveryUseIsWired(drawn, partition, scene, place)
      #expect(!hasCircle(scene), "\(place)")
      if folding == .automatic, scene.isFoldedByItself {
        #expect(scene.boxes.count <= 60, "\(place)")
      }
    }
  }

  /// Every use of an operand is inside one item, or counted on the wire between two.
  private func checkEveryUseIsWired(
    _ drawn: DrawnGraph, _ partition: Partition, _ scene: Scene, _ place: String
  ) {
    var uses: [String: Int] = [:]
    let ids = partition.items.map { item in item.isGate }
    var ends: [Scene.End] = []
    var boxes = 0
    for isGate in ids {
      ends.append(isGate ? .gate(ends.count - boxes) : .box(boxes))
      if !isGate { boxes += 1 }
    }
    func use(_ from: Int32, _ to: Int32) {
      if from != to { uses["\(ends[Int(from)]) \(ends[Int(to)])", default: 0] += 1 }
    }
    for user in 0..<drawn.count {
      #expect(partition.valueItem[user] >= 0, "\(place)")
      #expect((partition.operationItem[user] < 0) == drawn.isLeaf(user), "\(place)")
      guard partition.operationItem[user] >= 0 else { continue }
      for operand in drawn.operands(of: user) {
        use(partition.valueItem[Int(operand)], partition.operationItem[user])
      }
      use(partition.operationItem[user], partition.valueItem[user])
    }
    var wired: [String: Int] = [:]
    for wire in scene.wires { wired["\(wire.from) \(wire.to)", default: 0] += wire.count }
    #expect(uses == wired, "\(place)")
  }

  private func hasCircle(_ scene: Scene) -> Bool {
    let ends = scene.boxes.indices.map(Scene.End.box) + scene.gates.indices.map(Scene.End.gate)
    var open = ends.reduce(into: [:]) { $0[$1] = 0 }
    for wire in scene.wires { open[wire.to]! += 1 }
    var ready = ends.filter { open[$0] == 0 }
    var count = 0
    while let end = ready.popLast() {
      count += 1
      for wire in scene.wires where wire.from == end {
        open[wire.to]! -= 1
        if open[wire.to] == 0 { ready.append(wire.to) }
      }
    }
    return count < ends.count
  }
}

/// Random graphs with calls inside calls, functions that are called again, and lists.
struct RandomSubject {
  private var random: SeededNumbers
  private var sample = Sample()
  private var nodes: [Node] = []
  private var folds: [Subject.Fold] = []

  static func make(seed: Int) -> Subject {
    var maker = RandomSubject(random: SeededNumbers(seed: seed))
    return maker.build()
  }

  private mutating func build() -> Subject {
    for index in 0..<4 { nodes.append(sample.leaf("x[\(index)]", Double(index) + 0.5)) }
    let list = nodes
    while sample.graph.count < 60 { step(inside: nil, depth: 0) }
    var subject = sample.subject()
    subject.folds = folds
    subject.lists = [Subject.List(name: "x", shape: [4], nodes: list)]
    let results = nodes.suffix(12).filter { subject.names[$0] == nil && $0 != subject.root }
    for (index, node) in results.enumerated() { subject.names[node] = "r[\(index)]" }
    subject.lists.append(Subject.List(name: "r", shape: [results.count], nodes: results))
    return subject
  }

  private mutating func step(inside parent: Int?, depth: Int) {
    if depth < 3, random.next(8) == 0 { return call(inside: parent, depth: depth) }
    let operation = ["add", "mul", "sub", "sin"][random.next(4)]
    // Mostly what is near, so that the graph is deep.
    let near = nodes.suffix(8)
    var operands = [
      random.next(5) == 0 ? nodes[random.next(nodes.count)] : near.randomElement(using: &random)!
    ]
    if operation != "sin" { operands.append(near.randomElement(using: &random)!) }
    let origin = UInt32(random.next(3) == 0 ? 0 : 1 + random.next(6))
    let code = Operation.code(named: operation)!
    let node = sample.graph.apply(code, operands, origin: origin)
    sample.root = node
    if random.next(10) == 0 { sample.names[node] = "v\(node.index)" }
    nodes.append(node)
  }

  /// Calls a new function, or one that was called before in the same place.
  private mutating func call(inside parent: Int?, depth: Int) {
    let known = folds.indices.filter { folds[$0].parent == parent }
    let fold: Int
    if !known.isEmpty, random.next(2) == 0 {
      fold = known[random.next(known.count)]
    } else {
      fold = folds.count
      let name = (parent.map { folds[$0].name + "." } ?? "") + "f\(fold)"
      folds.append(Subject.Fold(name: name, function: "f", parent: parent, ranges: []))
    }
    let start = sample.graph.count
    for _ in 0...random.next(6) { step(inside: fold, depth: depth + 1) }
    folds[fold].ranges.append(start..<sample.graph.count)
    if random.next(12) == 0 { folds[fold].isFolded = true }
  }
}

extension SeededNumbers {
  fileprivate mutating func next(_ bound: Int) -> Int { Int(next(upperBound: UInt64(bound))) }
}
