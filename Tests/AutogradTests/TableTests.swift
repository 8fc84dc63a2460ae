import Testing

@testable import Autograd

@Suite("Every row of the table of operations")
struct TableTests {
  @Test("names are unique, and lead back to their rows")
  func names() {
    #expect(Set(operations.map(\.name)).count == operations.count)
    for (index, operation) in Operation.table.enumerated().dropFirst() {
      #expect(Operation.code(named: operation.name)?.rawValue == UInt16(index))
    }
    #expect(Operation.code(named: "leaf") == nil)
    #expect(Operation.code(named: "nonsense") == nil)
  }

  @Test("the places that the passes know by heart")
  func places() {
    let known: [(OperationCode, String)] = [
      (.leaf, "leaf"), (.add, "add"), (.sub, "sub"), (.mul, "mul"), (.div, "div"),
      (.neg, "neg"), (.relu, "relu"), (.pow, "pow"), (.exp, "exp"), (.log, "log"),
      (.tanh, "tanh"), (.sigmoid, "sigmoid"),
    ]
    for (code, name) in known {
      #expect(Operation.table[Int(code.rawValue)].name == name)
    }
  }

  @Test("the operations of the language are all there")
  func complete() {
    let names = """
      add sub mul div neg pow exp log log2 log10 log1p expm1 sqrt abs sign sin cos tan asin acos \
      atan atan2 sinh cosh tanh erf sigmoid softplus relu leaky_relu elu gelu silu max min less \
      less_equal greater greater_equal equal not_equal
      """
    #expect(Set(names.split(separator: " ").map(String.init)) == Set(operations.map(\.name)))
  }

  @Test("texts are there and end as sentences do", arguments: operations)
  func texts(_ operation: Operation) {
    #expect(operation.summary.hasSuffix("."))
    #expect(!operation.formula.isEmpty && !operation.example.isEmpty && !operation.domain.isEmpty)
    #expect(operation.derivatives.count == operation.arity)
    #expect(!operation.samples.isEmpty)
    #expect(operation.samples.allSatisfy { $0.count == operation.arity })
    #expect(operation.defaults.count < operation.arity)
    #expect(operation.fixedOperand.map { $0 < operation.arity } ?? true)
  }

  @Test("rule, pattern and LaTeX are what explanations need", arguments: operations)
  func explanations(_ operation: Operation) {
    for positions in [[0], [1], [0, 1]] {
      let rule = operation.ruleName(varying: positions)
      #expect(rule.hasSuffix(" rule") && rule != "chain rule")
    }
    if let latex = operation.latex {
      #expect(latex.contains("#1") || latex.hasPrefix("\\"))
      // All operands have their places, or none.
      let places = (1...operation.arity).filter { latex.contains("#\($0)") }
      #expect(places.isEmpty || places.count == operation.arity)
    }
    for position in 0..<operation.arity {
      let reason = operation.reasonForZero(at: position)
      #expect(!reason.isEmpty && !reason.hasSuffix("."))
    }
    guard let pattern = operation.pattern else { return }
    #expect(!pattern.phrase.isEmpty && !pattern.meaning.isEmpty && !pattern.meaning.hasSuffix("."))
    #expect(pattern.zeros.count <= operation.arity)
    guard pattern.zeros.isEmpty else { return }
    for sample in operation.samples {
      #expect(
        !operation.partials(at: sample, value: operation.value(at: sample)).contains(0),
        "\(sample): it is not said why the derivative is 0")
    }
  }

  @Test("reverse, forward mode and the row's partials agree bit for bit", arguments: operations)
  func modes(_ operation: Operation) {
    for sample in operation.samples {
      let single = Single(operation.name, sample)
      let partials = operation.partials(at: sample, value: operation.value(at: sample))
      #expect(isSame(single.value, operation.value(at: sample)), "\(sample)")
      // A sum from zero may turn -0 into 0, which compares equal.
      #expect(single.gradients == partials, "\(sample)")
      #expect(single.tangents == partials, "\(sample)")
    }
  }

  @Test("derivatives are those that differences show", arguments: operations)
  func differences(_ operation: Operation) {
    for sample in operation.samples {
      let single = Single(operation.name, sample)
      for leaf in single.leaves {
        let check = single.graph.check(single.root, by: leaf)
        #expect(check.verdict == .ok, "\(sample) by \(leaf): \(check)")
      }
    }
  }

  @Test("formula, expansion and derivatives say what the row computes", arguments: operations)
  func formulas(_ operation: Operation) throws {
    for sample in operation.samples {
      let names = Dictionary(uniqueKeysWithValues: zip(operation.parameters, sample))
      let value = operation.value(at: sample)
      for text in [operation.formula] + (operation.expansion.map { [$0] } ?? []) {
        let computed = try evaluate(text, names)
        #expect(isClose(computed, value, absolute: 1e-14), "\(text) at \(sample)")
      }
      let partials = operation.partials(at: sample, value: value)
      for (text, partial) in zip(operation.derivatives, partials) {
        let computed = try evaluate(text, names)
        #expect(isClose(computed, partial, absolute: 1e-13), "\(text) at \(sample)")
      }
    }
  }

  @Test("examples can be computed", arguments: operations)
  func examples(_ operation: Operation) throws {
    #expect(try evaluate(operation.example, [:]).isFinite)
  }

  // The last digits are those of the C library, and of gelu far below 0, where erfc magnifies the
  // rounding of its argument.
  @Test("values and derivatives are mpmath's")
  func recorded() throws {
    let rows = recordedOperations.split(separator: "\n").dropFirst()
    #expect(rows.count > 200)
    for row in rows {
      let fields = row.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
      let numbers = try fields.dropFirst().map { try $0.map { try #require(Double($0)) } }
      let single = Single(fields[0][0], numbers[0])
      #expect(isClose(single.value, numbers[1][0], relative: 1e-14), "\(row): \(single.value)")
      for (gradient, expected) in zip(single.gradients, numbers[2]) {
        #expect(
          isClose(gradient, expected, relative: 3e-14, absolute: 1e-300),
          "\(row): \(single.gradients)")
      }
    }
  }
}

@Suite("What the passes know by heart")
struct ByHeartTests {
  static let known = operations.filter {
    ["add", "sub", "mul", "div", "neg", "relu", "pow", "exp", "log", "tanh", "sigmoid"].contains(
      $0.name)
  }

  static let numbers: [Double] = [
    0, -0.0, 1, -1, 0.1, -2.5, 3, 1e-300, -1e300, .leastNonzeroMagnitude, .infinity, -.infinity,
    .nan,
  ]

  @Test("is the arithmetic of the rows, bit for bit", arguments: known)
  func same(_ operation: Operation) {
    for x in Self.numbers {
      for y in Self.numbers {
        let operands = Array([x, y].prefix(operation.arity))
        var single = Single(operation.name, operands)
        let value = operation.value(at: operands)
        #expect(isSame(single.value, value), "\(operands)")
        single.graph.replay()
        #expect(isSame(single.value, value), "\(operands) replayed")
        for upstream in [1.0, -3.7, .infinity] {
          let pass = single.graph.backward(from: single.root, seed: upstream)
          let partials = operation.partials(at: operands, value: value)
          for (leaf, partial) in zip(single.leaves, partials) {
            #expect(isSame(pass.gradient(of: leaf)!, 0 + upstream * partial), "\(operands)")
          }
        }
      }
    }
  }

  @Test(arguments: Operation.table.filter { $0.arity == 2 })
  func operandsThatChangePlacesGiveTheSame(operation: Operation) {
    let isSame = operation.samples.allSatisfy { operands in
      let value = operation.value(at: operands)
      return operation.value(at: operands.reversed()).bitPattern == value.bitPattern
    }
    #expect(operation.commutes == isSame)
  }
}
