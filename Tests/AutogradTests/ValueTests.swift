import Testing

@testable import Autograd

@Suite("Values and tapes")
struct ValueTests {
  @Test("the example in the documentation")
  func documentation() {
    let a = Value(-4)
    let b = Value(2)
    var c = a + b
    c += c + 1
    let d = relu(b - a) * c + b ** 3
    #expect(a.description == "Value(data: -4, grad: –)")
    d.backward()
    #expect(d.data == -10 && d.value == -10)
    #expect(a.description == "Value(data: -4, grad: 15)")
  }

  @Test("numbers mix with values on either side")
  func mixed() {
    let x = Value(3)
    #expect((x + 1).data == 4 && (1 + x).data == 4)
    #expect((x - 1).data == 2 && (1 - x).data == -2)
    #expect((x * 2).data == 6 && (2 * x).data == 6)
    #expect((x / 2).data == 1.5 && (6 / x).data == 2)
    #expect((x ** 2).data == 9 && (2 ** x).data == 8 && (-x ** 2).data == 9)
    #expect((2 ** x ** 2).data == 512)
    #expect(pow(x, 2).data == 9 && pow(2, x).data == 8 && pow(x, x).data == 27)
    #expect(max(x, 5).data == 5 && min(2, x).data == 2)
    #expect((x .< 4).data == 1 && (4 .<= x).data == 0 && (x .== x).data == 1)
    #expect((x .> 4).data == 0 && (3 .>= x).data == 1 && (x .!= x).data == 0)
    var y = x
    y += 1
    y -= 2
    y *= 10
    y /= 4
    #expect(y.data == 5 && x.data == 3)
  }

  @Test("every operation of the table has its function")
  func functions() {
    let unary: [(String, (Value) -> Value)] = [
      ("neg", { -$0 }), ("exp", exp), ("log", log), ("log2", log2), ("log10", log10),
      ("log1p", log1p), ("expm1", expm1), ("sqrt", sqrt), ("abs", abs), ("sign", sign),
      ("sin", sin), ("cos", cos), ("tan", tan), ("asin", asin), ("acos", acos), ("atan", atan),
      ("sinh", sinh), ("cosh", cosh), ("tanh", tanh), ("erf", erf), ("sigmoid", sigmoid),
      ("softplus", softplus), ("relu", relu), ("gelu", gelu), ("silu", silu),
      ("leaky_relu", { leakyRelu($0) }), ("elu", { elu($0) }),
    ]
    let binary: [(String, (Value, Value) -> Value)] = [
      ("add", +), ("sub", -), ("mul", *), ("div", /), ("pow", pow), ("atan2", atan2), ("max", max),
      ("min", min), ("less", { $0 .< $1 }), ("less_equal", { $0 .<= $1 }),
      ("greater", { $0 .> $1 }), ("greater_equal", { $0 .>= $1 }), ("equal", { $0 .== $1 }),
      ("not_equal", { $0 .!= $1 }),
    ]
    let x = Value(0.5)
    let y = Value(0.25)
    for (name, function) in unary { #expect(function(x).operation?.name == name) }
    for (name, function) in binary {
      let result = function(x, y)
      #expect(result.operation?.name == name)
      #expect(result.operands.map(\.node) == [x.node, y.node])
    }
    #expect(Set(unary.map(\.0) + binary.map(\.0)) == Set(operations.map(\.name)))
    #expect(leakyRelu(-x, slope: 0.5).data == -0.25)
    #expect(x.relu().data == 0.5 && x.tanh().data == tanh(x).data)
    #expect(x.exp().data == exp(x).data && x.log().data == log(x).data)
    #expect(x.operation == nil && x.operands.isEmpty)
  }

  @Test("rows write what the operators write")
  func rows() {
    let tape = Tape()
    let single = Tape()
    let numbers: [Double] = [2, -1, 0.5]
    let xs = numbers.map { Value($0, on: tape) }
    let ys = numbers.map { Value($0, on: single) }
    let root = dot(xs, xs.reversed(), onto: sum(xs)) + dot(xs, xs) + sum(xs[1...], onto: xs[0])
    let total = ys.dropFirst().reduce(ys[0], +)
    let product = zip(ys, ys.reversed()).reduce(total) { $0 + $1.0 * $1.1 }
    let squares = ys.dropFirst().reduce(ys[0] * ys[0]) { $0 + $1 * $1 }
    let same = product + squares + ys.dropFirst().reduce(ys[0], +)
    root.backward()
    same.backward()
    #expect(root.node == same.node && tape.graph.values == single.graph.values)
    #expect(xs.map(\.grad) == ys.map(\.grad))
    #expect(
      tape.graph.nodes.map(tape.graph.operands) == single.graph.nodes.map(single.graph.operands))
  }

  @Test("rows are checked as single values are")
  func rowChecks() async {
    await #expect(processExitsWith: .failure) {
      let x = Value(1, on: Tape())
      let y = Value(1, on: Tape())
      _ = dot([x, x], [x, y])
    }
    await #expect(processExitsWith: .failure) {
      let tape = Tape()
      let x = Value(1, on: tape)
      var lost = [x]
      tape.forgetting { lost.append(x + 1) }
      _ = sum(lost)
    }
    await #expect(processExitsWith: .failure) { _ = dot([Value(1)], []) }
  }

  @Test("gradients start from zero, or are added to")
  func accumulating() {
    let x = Value(3)
    let y = x * x
    y.backward()
    y.backward()
    #expect(x.grad == 6)
    y.backward(.kept)
    #expect(x.grad == 12)
    (2 * x).backward(.kept)
    #expect(x.grad == 14 && y.grad == 2)
    x.tape.zeroGradients()
    #expect(x.grad == nil)
    y.backward(seed: 10)
    #expect(x.grad == 60)
  }

  @Test("an exponent that is a number has no gradient; one that is a value has")
  func exponents() {
    let x = Value(2)
    let n = Value(3)
    let fixed = x ** 3
    fixed.backward()
    #expect(fixed.operands[1].grad == 0)
    (x ** n).backward()
    #expect(isClose(n.grad!, 5.545177444479562))
  }

  @Test("forgetting takes back what was written, and keeps gradients of what was before")
  func forgetting() {
    let tape = Tape()
    let w = Value(1, role: .param, on: tape)
    for _ in 0..<50 {
      tape.forgetting {
        let loss = (w - 3) ** 2
        loss.backward()
        w.data -= 0.25 * w.grad!
      }
    }
    #expect(tape.graph.count == 1)
    #expect(isClose(w.data, 3) && w.grad != nil)
    // What takes the place of a forgotten node does not inherit its gradient.
    let later = w * 2
    #expect(later.grad == nil && later.data == 2 * w.data)
  }

  @Test("nested forgetting keeps what each level had")
  func nested() {
    let tape = Tape()
    let x = Value(1, on: tape)
    tape.forgetting {
      let y = x + 1
      tape.forgetting { _ = y * y }
      let z = y + x
      tape.forgetting { _ = z * z }
      #expect(z.data == 3 && y.data == 2)
    }
    let u = x + 5
    #expect(u.data == 6 && x.data == 1)
  }

  @Test("a value that was forgotten stops the program")
  func forgotten() async {
    await #expect(processExitsWith: .failure) {
      let tape = Tape()
      let x = Value(1, on: tape)
      let y = tape.forgetting { x + 1 }
      _ = x + 2
      _ = y.data
    }
  }

  @Test("values of two tapes stop the program")
  func twoTapes() async {
    await #expect(processExitsWith: .failure) {
      _ = Value(1, on: Tape()) + Value(2, on: Tape())
    }
  }

  @Test("a fresh tape is empty, and old values stay usable with each other")
  func renewed() {
    let old = Value(2)
    let fresh = Tape.renew()
    #expect(fresh.graph.count == 0 && Tape.current === fresh)
    #expect((old * old).data == 4)
    #expect(Value(1).node == Node(0))
    let apart = Tape()
    apart.run { #expect(Value(5).tape === apart) }
    #expect(Tape.current === fresh)
  }

  @Test("tasks on many threads do not meet")
  func concurrent() async {
    let sums = await withTaskGroup(of: Double.self) { group in
      for task in 1...16 {
        group.addTask {
          var x = Value(Double(task))
          for _ in 0..<1000 { x = x + 1 }
          return x.data
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sums == 16_136)
  }
}
