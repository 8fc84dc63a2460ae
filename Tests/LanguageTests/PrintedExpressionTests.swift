import Autograd
import Language
import SeededNumbers
import Testing

/// A node printed in the names of leaves reads back as the same.
@Suite struct PrintedExpressionTests {
  private static let leaves = "a = 0.7; b = -1.3; c = 2.1\n"

  /// A random expression of the leaves, with operators, powers and functions.
  private func expression(_ numbers: inout SeededNumbers, depth: Int) -> String {
    let inner = depth - 1
    switch Int.random(in: 0..<(depth == 0 ? 3 : 9), using: &numbers) {
    case 0: return "a"
    case 1: return "b"
    case 2: return "c"
    case 3: return "-(\(expression(&numbers, depth: inner)))"
    case 4: return "tanh(\(expression(&numbers, depth: inner)))"
    case 5: return "(\(expression(&numbers, depth: inner)))^2"
    default:
      let sign = ["+", "-", "*", "/"][Int.random(in: 0..<4, using: &numbers)]
      return
        "(\(expression(&numbers, depth: inner))) \(sign) (\(expression(&numbers, depth: inner)))"
    }
  }

  /// What the last value is in the names of leaves.
  private func printed(_ text: String) -> String? {
    session(Self.leaves + text) { session, _ in
      guard case .node(let node)? = session.workspace.value(named: "ans") else { return nil }
      return session.workspace.graph.expression(
        of: node, name: session.workspace.label, longest: 10_000)
    }
  }

  @Test(arguments: 0..<60)
  func readsBackAsTheSame(seed: Int) throws {
    var numbers = SeededNumbers(seed: seed)
    let text = expression(&numbers, depth: 4)
    let first = try #require(printed(text), "seed \(seed): \(text)")
    #expect(printed(first) == first, "seed \(seed): \(text)")
    let values = (value(Self.leaves + text), value(Self.leaves + first))
    #expect(values.0 == values.1 || values.0?.isNaN == true, "seed \(seed): \(text)")
  }
}
