import Autograd
import Explanation
import Testing

@Suite struct UsesTests {
  @Test func anOperandThatIsUsedTwiceHasTwoUses() {
    var graph = Graph()
    let a = graph.leaf(3)
    let b = graph.apply(.add, a, a)
    let uses = graph.uses(of: a, in: graph.backward(from: b))
    #expect(uses.map(\.position) == [0, 1])
    #expect(uses.map(\.contribution) == [1, 1])
  }

  @Test func usesComeInTheOrderOfThePass() {
    var graph = Graph()
    let (a, b) = (graph.leaf(-2), graph.leaf(3))
    let d = graph.apply(.mul, a, b)
    let e = graph.apply(.add, a, b)
    let f = graph.apply(.mul, d, e)
    let uses = graph.uses(of: a, in: graph.backward(from: f))
    #expect(uses.map(\.node) == [e, d])
    #expect(uses.map(\.contribution).reduce(0, +) == -3)
  }
}
