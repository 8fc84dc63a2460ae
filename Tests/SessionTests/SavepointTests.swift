import Session
import SessionRun
import Testing

@testable import CommandLine

/// A session goes back to what it was.
@Suite struct SavepointTests {
  private static let lines = [
    "a = 2; b = -3", "c = a*b + a", "backward c", "set a 5", "a = 7", "seed 3", "r = normal(0, 1)",
    "u = uniform(0, 1, 3)", "net = mlp(2, [3, 1])", "y = net([a, b])", "z = net([b, a])",
    "backward y", "descend 0.1", "f(x) = x*a", "g = x -> x + b", "d = f(3) + g(4)", "undo",
    "param w = 0.5; L = (w*a - b)^2", "train L steps=3 rate=0.01", "expand tanh", "fold",
    "option precision 3", "reset", "debug c", "step", "step 2", "quit", "zz",
    "for k in 0..2 { a += k }",
    "op cube(x) = x^3 grad 3x^2", "q = cube(a)", "list", "nudge a 0.1", "draw c to c.dot",
    "expect file \"c.dot\"", "for k in 0..3 { h = net([k, 1]) }", "info y", "save s.gw",
  ]

  /// All that can be seen of a session.
  private static func state(of session: Session) -> String {
    var generator = session.workspace.randomNumbers
    return SessionRun.state(of: session) + "\n" + session.script + "\n"
      + (session.debuggerPlace ?? "")
      + "\n\(session.settings.precision)"
      + session.workspace.graph.nodes.map { session.workspace.scope(of: $0) ?? "" }.joined(
        separator: " ")
      + "\n\(generator.next())"
  }

  @Test(arguments: 1...60)
  func whatIsRunAgainIsTheSame(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let before = (0..<12).map { _ in Self.lines[next(Self.lines.count)] }
    let after = (0..<8).map { _ in Self.lines[next(Self.lines.count)] }
    let script =
      "seed 1\n" + before.joined(separator: "\n") + "\n--\n" + after.joined(separator: "\n")
    let rounds = LargeStack.run {
      let session = Session(effects: .quiet)
      var told: [String] = []
      session.report = { told += TextWriter().lines(for: $0) }
      session.run("seed 1")
      for line in before { session.run(line) }
      let savepoint = session.savepoint()
      var rounds: [(here: String, told: [String])] = []
      for _ in 0..<3 {
        let here = Self.state(of: session)
        told = []
        for line in after { session.run(line) }
        rounds.append((here, told))
        session.restore(savepoint)
      }
      session.report = { _ in }
      return rounds
    }
    for round in rounds.dropFirst() {
      #expect(round.here == rounds[0].here, "\(script)")
      for (line, first) in zip(round.told, rounds[0].told) { #expect(line == first, "\(script)") }
      #expect(round.told.count == rounds[0].told.count, "\(script)")
    }
  }
}
