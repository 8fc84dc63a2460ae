import Runs

/// Runs of operations that have no loop of their own: the table's functions are called lane by
/// lane.
extension Replay {
  /// The slot of one lane of an operand.
  @inline(__always)
  private func slot(_ operand: Operand, _ lane: Int) -> Int {
    switch operand.form {
    case .same: Int(operand.base)
    case .consecutive: Int(operand.base) + lane
    case .indexed: Int(memory.indices[Int(operand.base) + lane])
    }
  }

  func forward(table run: Run) {
    switch rules[Int(run.code)] {
    case .unary(let value, _):
      for lane in 0..<run.lanes {
        memory.values[run.results + lane] = value(memory.values[slot(run.left, lane)])
      }
    case .binary(let value, _):
      for lane in 0..<run.lanes {
        memory.values[run.results + lane] = value(
          memory.values[slot(run.left, lane)], memory.values[slot(run.right, lane)])
      }
    case .general:
      preconditionFailure("operations of any number of operands stand in sequences")
    }
  }

  /// Adds to adjoints that a pass has set to zero.
  func backward(table run: Run) {
    switch rules[Int(run.code)] {
    case .unary(_, let derivative):
      for lane in 0..<run.lanes {
        let left = slot(run.left, lane)
        memory.adjoints[left] +=
          memory.adjoints[run.results + lane]
          * derivative(memory.values[left], memory.values[run.results + lane])
      }
    case .binary(_, let partials):
      for lane in 0..<run.lanes {
        let left = slot(run.left, lane)
        let right = slot(run.right, lane)
        let upstream = memory.adjoints[run.results + lane]
        let (byLeft, byRight) = partials(
          memory.values[left], memory.values[right], memory.values[run.results + lane])
        memory.adjoints[left] += upstream * byLeft
        if !run.fixesRight { memory.adjoints[right] += upstream * byRight }
      }
    case .general:
      preconditionFailure("operations of any number of operands stand in sequences")
    }
  }
}
