import Autograd
import Testing

@testable import Drawing

@Suite struct FoldingTests {
  static func with(_ folding: Folding) -> DrawingOptions {
    DotTests.with { $0.folding = folding }
  }

  static let pictures: [(name: String, folding: Folding)] = [
    ("folded-1", .depth(1)), ("folded-2", .depth(2)), ("folded-lists", .lists),
  ]

  @Test(arguments: pictures)
  func dot(name: String, folding: Folding) throws {
    let options = Self.with(folding)
    let scene = try Scene(of: Network.subject(), options: options)
    try expectGolden(Dot.text(of: scene, options: options), "\(name).dot")
  }

  @Test func textIsFoldedToo() throws {
    var options = DrawingOptions.terminal
    options.folding = .depth(2)
    let scene = try Scene(of: Network.subject(), options: options)
    try expectGolden(TextDrawing.list(scene, columns: 80), "folded-list.txt")
  }

  // MARK: Which nodes are drawn as one

  @Test func aCallIsOneBox() throws {
    let scene = try Scene(of: Network.subject(), options: Self.with(.depth(1)))
    let boxes = scene.boxes.filter { $0.kind == .scope }
    #expect(boxes.map(\.fullName) == ["net"])
    #expect(boxes[0].note == "mlp · 28 nodes, 6 params")
    #expect(boxes[0].inputs.shown.map(\.name) == ["x[0][0]", "x[0][1]", "x[1][0]"])
    #expect(boxes[0].inputs.omitted == 1)
    #expect(boxes[0].outputs.shown.count == 2)
    #expect(!scene.isFoldedByItself)
    #expect(scene.nodeCount == 39)
  }

  @Test func innerCallsAreFoldedDeeper() throws {
    let scene = try Scene(of: Network.subject(), options: Self.with(.depth(2)))
    let names = scene.boxes.filter { $0.kind == .scope }.map(\.fullName)
    #expect(names == ["net.layer1", "net.layer2"])
    let between = scene.wires.filter { wire in
      guard case .box(let from) = wire.from, case .box(let to) = wire.to else { return false }
      return scene.boxes[from].fullName == "net.layer1" && scene.boxes[to].fullName == "net.layer2"
    }
    #expect(between.count == 1)
    #expect(between.first?.label.hasPrefix("4 values | ‖") == true)
    #expect(between.first?.count == 4)
  }

  @Test func theResultOfAFoldHasItsBox() throws {
    var subject = Network.subject()
    subject.root = subject.names.first { $0.value == "out[1]" }!.key
    subject.pass = subject.graph.backward(from: subject.root)
    let scene = try Scene(of: subject, options: Self.with(.depth(1)))
    #expect(scene.boxes.last?.isRoot == true)
    #expect(scene.boxes.last?.kind == .value)
    #expect(scene.gates.isEmpty)
  }

  @Test func whatTheUserFoldedIsFolded() throws {
    var subject = Network.subject()
    subject.folds[1].isFolded = true
    let scene = try Scene(of: subject)
    #expect(scene.boxes.filter { $0.kind == .scope }.map(\.fullName) == ["net.layer1"])
    #expect(!scene.isFoldedByItself)
    let all = try Scene(of: subject, options: Self.with(.none))
    #expect(all.boxes.count == all.nodeCount)
  }

  @Test func smallGraphsAreNotFoldedByThemselves() throws {
    let subject = Network.subject()
    #expect(try Scene(of: subject).boxes.count == 39)
    let small = try Scene(of: subject, options: DotTests.with { $0.readableNodes = 30 })
    #expect(small.isFoldedByItself)
    #expect(small.boxes.count < 39)
  }

  @Test func asMuchIsShownAsCanBeRead() throws {
    var boxes: [Int] = []
    for limit in [5, 10, 20, 40] {
      let options = DotTests.with {
        $0.readableNodes = 30
        $0.readableBoxes = limit
      }
      let scene = try Scene(of: Network.subject(), options: options)
      #expect(scene.boxes.count <= limit)
      boxes.append(scene.boxes.count)
    }
    #expect(boxes == boxes.sorted())
    #expect(boxes.first! < boxes.last!)
  }

  // MARK: Lists

  @Test func listsAreNodesAndTheirOperationsGates() throws {
    let scene = try Scene(of: Network.subject(), options: Self.with(.lists))
    let lists = scene.boxes.filter { $0.kind == .list }
    #expect(lists.map(\.fullName) == ["x", "y", "out"])
    #expect(lists.map(\.note) == ["[2×2]", "[2]", "[2]"])
    #expect(scene.gates.map(\.label) == ["−", "x²", "+"])
    #expect(scene.gates[0].tooltip.contains("2 nodes"))
  }

  @Test func aNumberStandsOnTheGate() throws {
    var sample = Sample()
    let x = (0..<3).map { sample.leaf("x[\($0)]", Double($0)) }
    let halves = x.map { element in
      let difference = sample.apply(nil, "sub", sample.leaf(nil, 1, .constant), element)
      return sample.apply(nil, "mul", sample.leaf(nil, 0.5, .constant), difference)
    }
    _ = sample.apply("y", "max", sample.apply(nil, "max", halves[0], halves[1]), halves[2])
    var subject = sample.subject()
    subject.lists = [Subject.List(name: "x", shape: [3], nodes: x)]
    let scene = try Scene(of: subject, options: Self.with(.lists))
    #expect(scene.gates.map(\.label) == ["1 −", "× 0.5", "max, 2 times"])
    #expect(scene.boxes.count == 2)
  }

  @Test func aGradientThatIsMissingInAListLeavesTheRest() throws {
    var sample = Sample()
    let x = (0..<3).map { sample.leaf("x[\($0)]", Double($0)) }
    _ = sample.apply("y", "mul", x[1], x[2])
    var subject = sample.subject()
    subject.lists = [Subject.List(name: "x", shape: [3], nodes: x)]
    let scene = try Scene(of: subject, options: Self.with(.lists))
    #expect(scene.boxes[0].gradient == NumberFormat.decimals(4).text(5.0.squareRoot()))
    #expect(scene.boxes[0].nodeCount == 2)
  }

  // MARK: Circles

  /// A cell that is fed with what it gave, through a node outside: two calls of one function.
  @Test func aCellInACircleIsToldApartByCalls() throws {
    var sample = Sample()
    var state = sample.leaf("h", 0.5)
    var ranges: [Range<Int>] = []
    for _ in 0..<3 {
      let start = sample.graph.count
      state = sample.apply(nil, "tanh", sample.apply(nil, "exp", state))
      ranges.append(start..<sample.graph.count)
      state = sample.apply(nil, "sin", state)
    }
    var subject = sample.subject()
    subject.folds = [Subject.Fold(name: "cell", function: "cell", ranges: ranges)]
    let scene = try Scene(of: subject, options: Self.with(.depth(1)))
    let names = scene.boxes.filter { $0.kind == .scope }.map(\.fullName)
    #expect(names == ["cell #1", "cell #2", "cell #3"])
    // Between lists, the circle is one box: there may be thousands of calls.
    let lists = try Scene(of: subject, options: Self.with(.lists))
    #expect(lists.boxes.filter { $0.kind == .scope }.map(\.nodeCount) == [9])
  }

  @Test func aChainIsOneGate() throws {
    var sample = Sample()
    var x = sample.leaf("x", 0.5)
    for _ in 0..<900 { x = sample.apply(nil, "tanh", x) }
    let scene = try Scene(of: sample.subject())
    #expect(scene.isFoldedByItself)
    #expect(scene.boxes.map(\.name) == ["x", nil])
    #expect(scene.gates.map(\.label) == ["tanh, 900 times"])
  }

  @Test func whatHasNoNamesIsShownFromItsEnd() throws {
    var sample = Sample()
    // Every leaf has a name, so nothing but the order can make it small.
    var sum = sample.leaf("a0", 1)
    for index in 1..<200 {
      sum = sample.apply("s\(index)", "add", sum, sample.leaf("a\(index)", 1))
    }
    let scene = try Scene(of: sample.subject())
    #expect(scene.isFoldedByItself)
    #expect(scene.boxes.filter { $0.kind == .scope }.map(\.fullName) == ["everything before"])
    #expect(scene.boxes.count <= 60)
    #expect(scene.boxes.last?.name == "s199")
  }
}
