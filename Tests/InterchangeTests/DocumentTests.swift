import Autograd
import RandomGraphs
import Testing

@testable import Interchange

/// Graphs that go through a file.
@Suite struct DocumentTests {
  @Test(arguments: 1...60)
  func comesBack(seed: Int) throws {
    let random = RandomGraph(
      seed: seed, nodes: 50, leaves: 3, constants: 1, reach: 6, keepsWild: true, root: .last)
    var names: [Node: String] = [:]
    for node in random.graph.nodes where node.index % 3 == 0 { names[node] = "n\(node.index)'" }
    let exported = ExportedGraph(of: random.root, in: random.graph, names: names)
    let definitions = names.sorted { $0.key < $1.key }.map {
      (name: $0.value, value: GraphDocument.Definition.node($0.key))
    }
    let written = GraphDocument(exported, definitions: definitions)
    var graph = Graph()
    // Behind other nodes, as in a session.
    _ = graph.leaf(1)
    let document = try GraphDocument(parsing: written.text)
    let built = document.build(into: &graph)
    #expect(built.nodes.count == exported.nodes.count)
    #expect(built.mismatch == nil)
    var places: [Node: Node] = [:]
    for (old, new) in zip(exported.nodes, built.nodes) {
      places[old] = new
      #expect(isSame(random.graph[old], graph[new]), "seed \(seed), \(old)")
      #expect(random.graph.instruction(old).code == graph.instruction(new).code)
      #expect(random.graph.instruction(old).role == graph.instruction(new).role)
      #expect(random.graph.operands(of: old).map { places[$0] } == graph.operands(of: new))
    }
    #expect(places[random.root] == built.root)
    // The names of what the root depends on, each for its node.
    let reached = definitions.filter { exported.nodes.contains(sorted: names.key(of: $0.name)) }
    #expect(document.names.map(\.name) == reached.map(\.name))
    for (name, value) in document.names {
      guard case .node(let place) = value else { continue }
      #expect(built.nodes[place] == places[names.key(of: name)])
    }
    #expect(
      document.text.split(separator: "\n").count == written.text.split(separator: "\n").count)
  }

  @Test(arguments: [
    ("", "line 1, column 1: the text ends where a value is expected"),
    ("[]", "line 1, column 1: an object is expected"),
    ("{", "line 1, column 2: the name of a member is expected"),
    ("{}", "line 1, column 1: `format` is missing"),
    ("{\"format\":\"x\"}", "line 1, column 11: the format is not `gradwalk-graph`"),
    ("{\"é\":1,\n  \"a\" 2}", "line 2, column 7: `:` is expected"),
    ("{\"a\":1,\"a\":2}", "line 1, column 8: `a` is there twice"),
    ("{\"a\":01}", "line 1, column 7: a number does not begin with 0"),
    ("{\"a\":1e999}", "line 1, column 6: `1e999` is too large for a number"),
    ("{\"a\":\"\\x\"}", "line 1, column 7: there is no such escape"),
    ("{\"a\":\"\\ud800\"}", "line 1, column 7: half of a pair is no character"),
    ("{\"a\":\"", "line 1, column 6: a string is not closed"),
    ("{} x", "line 1, column 4: there is more after the end of the value"),
    ("{\"a\":tru}", "line 1, column 6: a value is expected"),
    (
      String(repeating: "[", count: 200),
      "line 1, column 101: more than 100 brackets stand inside one another"
    ),
  ])
  func saysWhereItIsWrong(text: String, message: String) {
    #expect {
      try GraphDocument(parsing: text)
    } throws: {
      ($0 as? UnreadableText)?.message == message
    }
  }

  @Test(arguments: [
    (#"{"role":"leaf"}"#, "column 1: `value` is missing"),
    (#"{"role":"loaf","value":1}"#, "column 9: there is no role `loaf`"),
    (#"{"role":"leaf","value":"one"}"#, "column 24: a number is expected, not a string"),
    (#"{"operation":"nix","operands":[]}"#, "column 14: there is no operation `nix`"),
    (#"{"operation":"add","operands":[0]}"#, "column 31: `add` has 2 operands, not 1"),
    (#"{"operation":"neg","operands":[1]}"#, "column 32: there is no 1 before it"),
    (#"{"operation":"neg","own":0,"operands":[0]}"#, "column 26: there is no 0 before it"),
    (#"{"id":7,"role":"leaf","value":1}"#, "column 7: the id of this node is its place, 1"),
  ])
  func refusesANode(record: String, message: String) {
    let text = """
      {"format":"gradwalk-graph","version":1,"root":0,"nodes":[
      {"role":"leaf","value":2},
      \(record)
      ]}
      """
    #expect {
      try GraphDocument(parsing: text)
    } throws: {
      ($0 as? UnreadableText)?.message.contains("line 3, \(message)") ?? false
    }
  }

  @Test func readsEscapes() throws {
    var reader = JSONReader(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#)
    guard case .string(let text) = try reader.read().kind else {
      Issue.record("no string")
      return
    }
    #expect(text == "a\"\\/\u{8}\u{C}\n\r\té😀")
  }
}

extension [Node: String] {
  fileprivate func key(of name: String) -> Node { first { $0.value == name }!.key }
}

/// Whether two numbers are the same, bit for bit; every nan is the same.
private func isSame(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}
