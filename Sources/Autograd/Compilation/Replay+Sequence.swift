import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Nodes one after the other, as the plain passes compute them.
extension Replay {
  func forward(sequence run: Run) {
    let items = items.baseAddress! + run.first
    let results = values + run.results
    var place = 0
    while place < run.lanes {
      let item = items[place]
      switch item.code {
      case .add: results[place] = values[Int(item.left)] + values[Int(item.right)]
      case .sub: results[place] = values[Int(item.left)] - values[Int(item.right)]
      case .mul: results[place] = values[Int(item.left)] * values[Int(item.right)]
      case .div: results[place] = values[Int(item.left)] / values[Int(item.right)]
      case .neg: results[place] = -values[Int(item.left)]
      case .relu: results[place] = relu(values[Int(item.left)])
      case .tanh: results[place] = tanh(values[Int(item.left)])
      default: results[place] = otherValue(item)
      }
      place += 1
    }
  }

  func backward(sequence run: Run) {
    let items = items.baseAddress! + run.first
    let results = values + run.results
    let upstreams = adjoints + run.results
    var place = run.lanes
    while place > 0 {
      place -= 1
      let item = items[place]
      let left = Int(item.left)
      let right = Int(item.right)
      let upstream = upstreams[place]
      switch item.code {
      case .add:
        adjoints[left] += upstream
        adjoints[right] += upstream
      case .sub:
        adjoints[left] += upstream
        adjoints[right] -= upstream
      case .mul:
        adjoints[left] += upstream * values[right]
        adjoints[right] += upstream * values[left]
      case .div:
        adjoints[left] += upstream * (1 / values[right])
        adjoints[right] += upstream * (-results[place] / values[right])
      case .neg: adjoints[left] -= upstream
      case .relu: adjoints[left] += upstream * (values[left] > 0 ? 1 : 0)
      case .tanh:
        adjoints[left] += upstream * tanhDerivative(values[left], value: results[place])
      default: addTableContributions(item, value: results[place], upstream: upstream)
      }
    }
  }

  @inline(never)
  private func otherValue(_ item: Item) -> Double {
    switch rules[Int(item.code.rawValue)] {
    case .unary(let value, _): value(values[Int(item.left)])
    case .binary(let value, _): value(values[Int(item.left)], values[Int(item.right)])
    case .general(let value, _): value(operands(of: item).map { self.values[$0] })
    }
  }

  @inline(never)
  private func addTableContributions(_ item: Item, value: Double, upstream: Double) {
    let left = Int(item.left)
    let right = Int(item.right)
    switch rules[Int(item.code.rawValue)] {
    case .unary(_, let derivative):
      adjoints[left] += upstream * derivative(values[left], value)
    case .binary(_, let partials):
      let (byLeft, byRight) = partials(values[left], values[right], value)
      adjoints[left] += upstream * byLeft
      if !item.fixesRight { adjoints[right] += upstream * byRight }
    case .general(_, let partials):
      let operands = operands(of: item)
      let locals = partials(operands.map { values[$0] }, value)
      for (place, operand) in operands.enumerated() where place != 1 || !item.fixesRight {
        adjoints[operand] += upstream * locals[place]
      }
    }
  }

  private func operands(of item: Item) -> [Int] {
    (item.left..<item.left + item.right).map { Int(memory.indices[Int($0)]) }
  }
}
