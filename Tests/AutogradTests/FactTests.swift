import Testing

@testable import Autograd

/// Results of lectures and libraries, computed through `Value` as their readers would write it.
@Suite("Facts of the lectures")
struct FactTests {
  func expect(
    _ values: [(Value, Double?)], within tolerance: Double = 1e-12,
    at location: SourceLocation = #_sourceLocation
  ) {
    for (index, (value, expected)) in values.enumerated() {
      switch (value.grad, expected) {
      case (nil, nil): break
      case (let gradient?, let expected?):
        #expect(
          isClose(gradient, expected, relative: tolerance, absolute: tolerance),
          "gradient \(index)", sourceLocation: location)
      default:
        Issue.record("gradient \(index) is \(value.grad as Any)", sourceLocation: location)
      }
    }
  }

  @Test("L = (a·b + c)·f, and a step uphill")
  func lecture() {
    let a = Value(2)
    let b = Value(-3)
    let c = Value(10)
    let f = Value(-2)
    let e = a * b
    let d = e + c
    let loss = d * f
    #expect(loss.data == -8)
    #expect(a.grad == nil)
    loss.backward()
    expect([(a, 6), (b, -4), (c, -2), (e, -2), (d, -2), (f, 4), (loss, 1)], within: 0)
    for leaf in [a, b, c, f] { leaf.data += 0.01 * leaf.grad! }
    loss.tape.replay()
    #expect(isClose(loss.data, -7.286496))
  }

  @Test("micrograd's README")
  func readme() {
    let a = Value(-4.0)
    let b = Value(2.0)
    var c = a + b
    var d = a * b + b ** 3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let e = c - d
    let f = e ** 2
    var g = f / 2.0
    g += 10.0 / f
    #expect(g.data == 24.70408163265306)
    g.backward()
    #expect(a.grad == 138.83381924198252)
    #expect(b.grad == 645.5772594752186)
  }

  @Test("micrograd's sanity test")
  func sanity() {
    let x = Value(-4)
    let z = 2 * x + 2 + x
    let q = relu(z) + z * x
    let h = relu(z * z)
    let y = h + q + q * x
    y.backward()
    #expect(y.data == -20)
    #expect(x.grad == 46)
  }

  @Test("the neuron")
  func neuron() {
    let x1 = Value(2)
    let x2 = Value(0)
    let w1 = Value(-3)
    let w2 = Value(1)
    let b = Value(6.8813735870195432)
    let o = (x1 * w1 + x2 * w2 + b).tanh()
    o.backward()
    #expect(isClose(o.data, 0.7071067811865477))
    expect([(x1, -1.5), (w1, 1), (x2, 0.5), (w2, 0), (b, 0.5)], within: 1e-12)
  }

  @Test("operands that are used twice")
  func twice() {
    let three = Value(3)
    (three + three).backward()
    #expect(three.grad == 2)
    let a = Value(-2)
    let b = Value(3)
    let f = (a * b) * (a + b)
    f.backward()
    expect([(a, -3), (b, -8)], within: 0)
  }

  @Test("circuits of CS231n")
  func circuits() {
    let x = Value(-2)
    let y = Value(5)
    let z = Value(-4)
    let f = (x + y) * z
    f.backward()
    #expect(f.data == -12)
    expect([(x, -4), (y, -4), (z, 3)], within: 0)

    let w0 = Value(2)
    let w1 = Value(-3)
    let w2 = Value(-3)
    let x0 = Value(-1)
    let x1 = Value(-2)
    let gate = 1 / (1 + (-(w0 * x0 + w1 * x1 + w2)).exp())
    gate.backward()
    #expect(isClose(gate.data, 0.7310585786300049))
    let apart: [(Value, Double?)] = [
      (w0, -0.1966119332414819), (x0, 0.3932238664829637), (w1, -0.3932238664829637),
      (x1, -0.5898357997244456), (w2, 0.1966119332414819),
    ]
    expect(apart)
    let grouped = sigmoid(w0 * x0 + w1 * x1 + w2)
    grouped.backward()
    #expect(isClose(grouped.data, 0.7310585786300049))
    expect(apart)

    let p = Value(3)
    let q = Value(-4)
    let r = Value(2)
    let s = Value(-1)
    let patterns = 2 * (p * q + max(r, s))
    patterns.backward()
    #expect(patterns.data == -20)
    expect([(p, -8), (q, 6), (r, 2), (s, 0)], within: 0)
  }

  @Test("two paths, and a chain")
  func paths() {
    let a = Value(2)
    let b = Value(1)
    let e = (a + b) * (b + 1)
    e.backward()
    #expect(e.data == 6)
    expect([(a, 2), (b, 5)], within: 0)

    let x = Value(0.8)
    let y = sin(exp(-(cos(x ** 2))))
    y.backward()
    let square = x * x
    let inner = exp(-cos(square))
    let expected = 2 * x * cos(inner) * inner * sin(square)
    #expect(isClose(x.grad!, expected.data))
  }

  @Test("a neural network learns by replaying one graph")
  func learning() {
    // y = 2x − 1, found by descent.
    let tape = Tape()
    let w = Value(0, role: .param, on: tape)
    let b = Value(0, role: .param, on: tape)
    let points = [(-1.0, -3.0), (0, -1), (1, 1), (2, 3)]
    let loss = points.map { (w * $0.0 + b - $0.1) ** 2 }.reduce(Value(0, on: tape), +)
    let size = tape.graph.count
    for _ in 0..<200 {
      tape.replay()
      loss.backward()
      for p in [w, b] { p.data -= 0.05 * p.grad! }
    }
    #expect(isClose(w.data, 2, relative: 1e-6) && isClose(b.data, -1, relative: 1e-6))
    #expect(tape.graph.count == size)
  }
}
