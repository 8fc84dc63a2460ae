import CommandLine
import Language
import SeededNumbers
import Session
import Testing

/// No text may end the program. Every case is seeded; one that crashed would be the last printed.
@Suite struct FuzzTests {
  private static let seeds = [
    "a = 2; b = -3\ne = a*b + 1\nbackward e\nshow e\nlist\ninfo e",
    "f(x) = { h = x^2; if h > 3 { h } else { -h } }\nxs = [f(k) for k in 0..<5 if k != 2]\nxs[1..<3]",
    "op cube(x) = x^3 grad 3x^2\nparam w = 0.5; y = cube(w) ; check y\nnudge w 0.001 of y",
    "for i, j in zip([1, 2], [3, 4]) { print i, j; s = \"a\\n\\\"b\" }\nexpect s == \"x\"",
    "x₁ = 1e-3; σ = 1/(1 + exp(-x₁)); tape σ as=latex; set x₁ 4; undo; option precision 4",
    "expect error \"not defined\"\nzz + 1\nexpect 1 == 1 ~ 1e-9; draw e to e.dot title=\"t\"; help tanh",
    "W = [[1, 2], [3, 4]]; v = W @ [1, 2]; sum(v); transpose(W); mlp; shape(W)",
    "a = 2; b = tanh(a); c = a*b + b\ndebug c\nstep 2; s; back\nbreak tanh\nwatch b\nc\nfinish; c",
    "step = 2; s(b) = b*step; for c in 0..2 { step += c }\ndebug step forward\nuntil +; w; l\nq\nstep",
    "x = 1; y = x + x; compare y recursion breadth; debug y; n; undo; set x 3; s; reset; step",
  ]
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", "=", "==", "->", "..", "..<", "^", "-", "*", "@", ";", "\n", "\"",
    "\\", "#", "%", "%3", "~", ".", ".grad", "for", "in", "if", "else", "op", "grad", "param", "x",
    "2", "1e", "1e999", ".5", "_", "'", "σ", "²", "🙂", "\u{0}", "\u{202E}", "\t", "\r", ">>> ",
    "expect error", "backward", "check", "set", "nudge", "tape", "help", "debug", "compare", "step",
    "s",
    "why", "paths", "derive", "sweep", "expand", "fold", "quiz", "of", "all", "next", "delete",
    "back", "until", "break", "watch", "finish", "where", "list", "quit", "undo", "c", "b", "f",
    ":", "?", "to", ",",
  ]

  @Test(arguments: 0..<20)
  func survivesNoise(seed: Int) {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<40 {
      let bytes = (0..<Int.random(in: 0...60, using: &numbers)).map { _ in
        UInt8.random(in: 0...255, using: &numbers)
      }
      expectSurvival(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: 0..<20)
  func survivesWords(seed: Int) {
    var numbers = SeededNumbers(seed: 1_000 + seed)
    for _ in 0..<40 {
      let words = (0..<Int.random(in: 1...25, using: &numbers)).map { _ in
        Self.pieces.randomElement(using: &numbers)!
      }
      expectSurvival(words.joined(separator: Bool.random(using: &numbers) ? " " : ""))
    }
  }

  @Test(arguments: 0..<40)
  func survivesMutations(seed: Int) {
    var numbers = SeededNumbers(seed: 2_000 + seed)
    for _ in 0..<20 {
      var text = Array(Self.seeds.randomElement(using: &numbers)!.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let place = Int.random(in: 0..<text.count, using: &numbers)
        let end = min(text.count, place + Int.random(in: 0...6, using: &numbers))
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: text.removeSubrange(place..<end)
        case 1: text.insert(contentsOf: text[place..<end], at: place)
        default:
          text.insert(
            contentsOf: Array(Self.pieces.randomElement(using: &numbers)!.unicodeScalars),
            at: place)
        }
        if text.isEmpty { text = ["1"] }
      }
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: text)
      expectSurvival(String(scalars))
    }
  }

  /// Whole commands on graphs with ties, kinks, nan, infinities, lists, calls and expansions, in an
  /// order that nobody would think of.
  @Test(arguments: 0..<30)
  func survivesExplanations(seed: Int) {
    var numbers = SeededNumbers(seed: 3_000 + seed)
    let nodes = ["a", "b", "c", "xs[0]", "xs", "%0", "%5", "%99", "p[1]", "net.layer1", "3"]
    let leaves = [
      "a = 2; b = -3; xs = [0, 1, -1]; c = 0", "a = nan; b = inf; xs = [1e308, 1e308]; c = -0.0",
      "seed 3; net = mlp(2, [2, 1]); a = 1; b = 1; xs = [a, b]; c = net(xs)",
      "op w(x) = x^3 grad 2x^2; a = 0.5; b = w(a); xs = [b, a]; c = sum(xs * xs)",
    ]
    let statements = [
      "c = a*b + c", "a = tanh(c)", "b = max(a, b) / c", "c = sqrt(a - b)", "xs = xs * a",
      "p = softmax(xs); c = p[1]", "c = relu(c) - abs(c)", "for k in 0..<9 { c = c + c }",
      "backward c", "backward c accumulate", "undo", "option precision full", "option rows 1",
      "why A of B", "why A", "paths A B", "derive A B", "derive A", "derive A B as=latex",
      "check A", "check A B", "check A B sweep", "check A step=1e-3", "nudge A 0.1 of B",
      "sweep A -1..1 of B", "sweep A [0, nan, inf] of B", "set A 0", "set A inf",
      "compare A", "compare A overwriting", "tape A", "tape A as=csv", "tape A as=latex",
      "expand A", "expand A all", "fold A", "fold A all", "fold softmax", "expand net",
      "quiz A 2", "debug A", "debug A forward", "step 3", "next 2", "back", "until A",
      "until tanh", "continue", "break A", "break *", "watch A", "delete", "delete A", "where",
      "list", "finish", "quit",
    ]
    for _ in 0..<12 {
      var lines = [leaves.randomElement(using: &numbers)!]
      for _ in 0..<Int.random(in: 5...25, using: &numbers) {
        var line = statements.randomElement(using: &numbers)!
        for place in ["A", "B"] {
          line = line.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0 == place ? nodes.randomElement(using: &numbers)! : String($0) }
            .joined(separator: " ")
        }
        lines.append(line)
      }
      // A statement that fails ends a script, not a session: each line is one of its own.
      expectSurvival(lines)
    }
  }

  private func expectSurvival(_ text: String) { expectSurvival([text]) }

  /// A session takes the texts, every mistake has a place in it, and the session works afterwards.
  private func expectSurvival(_ texts: [String]) {
    let text = texts.joined(separator: "\n")
    LargeStack.run {
      let session = Session(effects: .quiet)
      var budget = 200_000
      session.effects.isInterrupted = {
        budget -= 1
        return budget < 0
      }
      var isPlaced = true
      session.report = { report in
        if case .diagnostic(let diagnostic, nil) = report, diagnostic.mistake != .interrupted {
          isPlaced = false
        }
      }
      for text in texts { session.run(text) }
      #expect(isPlaced, "\(text.debugDescription)")
      budget = .max
      #expect(
        session.run("reset\nz9 = 6 * 7\nexpect z9 == 42") == .finished, "\(text.debugDescription)")
    }
  }
}
