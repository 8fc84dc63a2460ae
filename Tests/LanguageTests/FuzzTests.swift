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

  /// A session takes the text, every mistake has a place in it, and the session works afterwards.
  private func expectSurvival(_ text: String) {
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
      session.run(text)
      #expect(isPlaced, "\(text.debugDescription)")
      budget = .max
      #expect(
        session.run("reset\nz9 = 6 * 7\nexpect z9 == 42") == .finished, "\(text.debugDescription)")
    }
  }
}
