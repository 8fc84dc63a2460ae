import CommandLine
import Session
import Testing

/// The table of the forward and the backward pass, in each of its formats.
@Suite struct TapeTests {
  private func transcript(_ script: String) -> String { Transcript.text(of: script) }

  static let lectures: [(name: String, script: String, text: String)] = [
    (
      "the expression", "a = 2; b = -3; c = 10; f = -2; e = a*b; d = e + c; L = d * f\ntape L",
      """
      forward ↓        reverse ↑
      a = 2            a.grad = 6
      b = -3           b.grad = -4
      c = 10           c.grad = -2
      f = -2           f.grad = 4
      e = a * b = -6   b.grad = e.grad · a = -2 · 2 = -4
                       a.grad = e.grad · b = -2 · -3 = 6
      d = e + c = 4    c.grad = d.grad · 1 = -2 · 1 = -2
                       e.grad = d.grad · 1 = -2 · 1 = -2
      L = d * f = -8   f.grad = L.grad · d = 1 · 4 = 4
                       d.grad = L.grad · f = 1 · -2 = -2
                       L.grad = 1
      """
    ),
    (
      "nodes with two uses", "a = -2; b = 3; d = a*b; e = a + b; f = d*e\ntape f",
      """
      forward ↓        reverse ↑
      a = -2           a.grad = -3
      b = 3            b.grad = -8
      d = a * b = -6   b.grad += d.grad · a = 1 · -2 = -2 (-6 → -8)
                       a.grad += d.grad · b = 1 · 3 = 3 (-6 → -3)
      e = a + b = 1    b.grad = e.grad · 1 = -6 · 1 = -6
                       a.grad = e.grad · 1 = -6 · 1 = -6
      f = d * e = -6   e.grad = f.grad · d = 1 · -6 = -6
                       d.grad = f.grad · e = 1 · 1 = 1
                       f.grad = 1
      """
    ),
    (
      "an operand twice", "a = 3; b = a + a\ntape b",
      """
      forward ↓       reverse ↑
      a = 3           a.grad = 2
      b = a + a = 6   a.grad += b.grad · 1 = 1 · 1 = 1 (1 → 2)
                      a.grad = b.grad · 1 = 1 · 1 = 1
                      b.grad = 1
      """
    ),
    (
      "the neuron",
      """
      input x1 = 2; input x2 = 0; param w1 = -3; param w2 = 1; param b = 6.8813735870195432
      x1w1 = x1*w1; x2w2 = x2*w2; s = x1w1 + x2w2; n = s + b; o = tanh(n);
      tape o
      """,
      """
      forward ↓                reverse ↑
      input x1 = 2             x1.grad = -1.5
      input x2 = 0             x2.grad = 0.5
      param w1 = -3            w1.grad = 1
      param w2 = 1             w2.grad = 0
      param b = 6.88137        b.grad = 0.5
      x1w1 = x1 * w1 = -6      w1.grad = x1w1.grad · x1 = 0.5 · 2 = 1
                               x1.grad = x1w1.grad · w1 = 0.5 · -3 = -1.5
      x2w2 = x2 * w2 = 0       w2.grad = x2w2.grad · x2 = 0.5 · 0 = 0
                               x2.grad = x2w2.grad · w2 = 0.5 · 1 = 0.5
      s = x1w1 + x2w2 = -6     x2w2.grad = s.grad · 1 = 0.5 · 1 = 0.5
                               x1w1.grad = s.grad · 1 = 0.5 · 1 = 0.5
      n = s + b = 0.881374     b.grad = n.grad · 1 = 0.5 · 1 = 0.5
                               s.grad = n.grad · 1 = 0.5 · 1 = 0.5
      o = tanh(n) = 0.707107   n.grad = o.grad · (1 - tanh(n)^2) = 1 · 0.5 = 0.5
                               o.grad = 1
      """
    ),
    (
      "constants are left out", "x = 2; y = 3x^2\ntape y",
      """
      forward ↓         reverse ↑
      x = 2             x.grad = 12
      %2 = x^2 = 4      x.grad = %2.grad · (2 * x) = 3 · 4 = 12
      y = 3 * %2 = 12   %2.grad = y.grad · 3 = 1 · 3 = 3
                        y.grad = 1
      """
    ),
    (
      "a leaf", "x = 2;\ntape x",
      """
      forward ↓   reverse ↑
      x = 2       x.grad = 1
      """
    ),
    (
      "the last rows", "x = 1.0; for k in 0..<60 { x = x + x }\noption rows 2;\ntape x",
      """
      59 rows above are left out; `option rows 61` shows them all
      forward ↓                       reverse ↑
      %59 = %58 + %58 = 5.76461e+17   %58.grad += %59.grad · 1 = 2 · 1 = 2 (2 → 4)
                                      %58.grad = %59.grad · 1 = 2 · 1 = 2
      x = %59 + %59 = 1.15292e+18     %59.grad += x.grad · 1 = 1 · 1 = 1 (1 → 2)
                                      %59.grad = x.grad · 1 = 1 · 1 = 1
                                      x.grad = 1
      """
    ),
  ]

  @Test(arguments: lectures)
  func isExactly(_ name: String, script: String, text: String) {
    #expect(transcript(script) == text + "\n")
  }

  @Test func longNamesWrap() {
    let name = String(repeating: "long", count: 24)
    let text = transcript(
      "\(name) = 1.5; second_\(name) = exp(\(name)) * \(name)\ntape second_\(name)")
    for line in text.split(separator: "\n") where line.count > 80 {
      Issue.record("\(line.count) characters: \(line)")
    }
    // Nothing is cut.
    #expect(!text.contains("…"))
    #expect(text.filter { !$0.isWhitespace }.contains("(" + name.prefix(40)))
  }

  // MARK: Files

  /// What a script writes to a file, and what it says.
  private func written(_ script: String) -> (files: [String: String], text: String) {
    var files: [String: String] = [:]
    var effects = Effects.quiet
    effects.writeFile = { (bytes, path) throws(Effects.Failure) in
      files[path] = String(decoding: bytes, as: UTF8.self)
    }
    let text = Transcript.text(of: script, effects: effects)
    return (files, text)
  }

  static let endings: [(String, String)] = [
    ("t.md", "| forward ↓ | reverse ↑ |\n|---|---|\n| `x = 2` | `x.grad = 4` |\n"),
    ("t.csv", "node,formula,value,gradient,in,upstream,local,contribution\nx,leaf,2,4,y,1,4,4\n"),
    ("t.tex", "% needs \\usepackage{booktabs}\n\\begin{tabular}{ll}\n  \\toprule\n"),
    ("T.TXT", "forward ↓     reverse ↑\nx = 2         x.grad = 4\n"),
    ("t.csv as=markdown", "| forward ↓ | reverse ↑ |\n"),
  ]

  @Test(arguments: endings)
  func theEndingSaysTheFormat(file: String, start: String) throws {
    let (files, text) = written("x = 2; y = x^2\ntape y to \(file)")
    let path = String(file.prefix { $0 != " " })
    #expect(text == "wrote \(path)\n")
    #expect(try #require(files[path]).hasPrefix(start))
    #expect(try #require(files[path]).hasSuffix("\n"))
  }

  @Test func anUnknownEndingWritesNothing() {
    let (files, text) = written("x = 2; y = x^2\ntape y to t.html")
    #expect(files.isEmpty)
    #expect(text.contains("a table is not written as .html"))
    #expect(written("x = 2\ntape x to dir.d/name").text.contains("the file's name has no ending"))
  }

  @Test func whatAFileLeavesOutIsSaid() {
    let (files, text) = written(
      "x = 1.0; for k in 0..<60 { x = x + x }\noption rows 2;\ntape x to t.csv")
    #expect(text.contains("hint: the first 59 of 61 rows are left out"))
    #expect(files["t.csv"]?.split(separator: "\n").count == 4)
  }

  // MARK: Formats

  @Test func latexIsSafe() throws {
    let (files, _) = written("x_1 = 2; σ' = 3; y = 5x_1^2 + x_1 * σ'\ntape y to t.tex")
    let text = try #require(files["t.tex"])
    #expect(text.contains(#"\texttt{x\_1 = 2}"#))
    #expect(text.contains(#"\texttt{\ensuremath{\sigma}{'} = 3}"#))
    #expect(text.contains(#"\%3 = x\_1\^{}2 = 4"#))
    // Nothing that TeX would take for a command of its own.
    let body = text.split(separator: "\n").filter { $0.contains("texttt") }
    #expect(body.count > 5)
    for line in body {
      let bare = line.replacing(#"\_"#, with: "").replacing(#"\%"#, with: "")
        .replacing(#"\^"#, with: "")
      #expect(!bare.contains(/[_^%#$]/), "\(line)")
      #expect(line.hasSuffix(#" \\"#))
    }
  }

  /// The rows of csv as another program reads them: contributions add up to the gradient, and are
  /// upstream times local, to the last digit.
  @Test(arguments: 1...20)
  func csvAddsUp(seed: Int) throws {
    let script = """
      seed \(seed); option precision 3;
      xs = [uniform(-1, 1) for k in 0..<4]
      y = tanh(xs[0]*xs[1] + xs[2]) * xs[0] + exp(xs[3]*xs[0]) - xs[1]/(2 + xs[2]^2);
      tape y as=csv
      """
    let lines = transcript(script).split(separator: "\n").drop { !$0.hasPrefix("node,") }
      .dropFirst()
    var sums: [String: (sum: Double, gradient: Double)] = [:]
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == 8, "seed \(seed): \(line)")
      let numbers = [2, 3, 5, 6, 7].map { Double(cells[$0]) }
      guard let contribution = numbers[4] else {
        #expect(cells[0] == "y")
        continue
      }
      #expect(numbers[2]! * numbers[3]! == contribution, "seed \(seed): \(line)")
      sums[cells[0], default: (0, 0)].sum += contribution
      sums[cells[0]]?.gradient = numbers[1]!
    }
    #expect(sums.count > 8)
    for (node, entry) in sums { #expect(entry.sum == entry.gradient, "seed \(seed): \(node)") }
  }
}
