import Autograd

// A line through four points, found by descending: y = slope * x + height.
let points = [(0.0, 1.0), (1.0, 3.0), (2.0, 5.0), (3.0, 7.0)]
let slope = Value(0, role: .param)
let height = Value(0, role: .param)

var loss = Value(0)
for (x, y) in points {
  let error = slope * x + height - y
  loss += error * error
}
loss = loss / Double(points.count)

// The graph is built once. Each step computes it anew with other numbers, forward and backward.
for _ in 0..<200 {
  loss.tape.replay()
  loss.backward()
  for param in [slope, height] {
    param.data -= 0.1 * (param.grad ?? 0)
  }
}
loss.tape.replay()

func rounded(_ number: Double) -> Double { (number * 1e4).rounded() / 1e4 }
print("slope \(rounded(slope.data)), height \(rounded(height.data)), loss \(rounded(loss.data))")
