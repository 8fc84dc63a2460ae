/// The slots of the operands of steps that are alike, a row a step: left and right; or what a sum
/// starts from, then its terms, of a dot product both factors of each.
struct OperandTable {
  let rows: Int
  let width: Int
  private var slots: [UInt32] = []

  init(
    _ steps: some Collection<Schedule.Step>, slots placed: [UInt32], _ graph: Graph,
    _ schedule: Schedule
  ) {
    let kind = steps.first!.kind
    rows = steps.count
    width = kind == .single ? 2 : 1 + Int(steps.first!.terms) * (kind == .dot ? 2 : 1)
    slots.reserveCapacity(rows * width)
    let instructions = graph.instructions
    for step in steps {
      if kind == .single {
        let instruction = instructions[Int(step.result)]
        slots.append(placed[Int(instruction.left)])
        slots.append(placed[Int(instruction.right)])
        continue
      }
      let sums = schedule.partialSums(of: step)
      slots.append(placed[Int(schedule.running(of: sums.first!))])
      for sum in sums {
        let (a, b) = schedule.term(of: sum, in: kind)
        slots.append(placed[Int(a)])
        if kind == .dot { slots.append(placed[Int(b)]) }
      }
    }
  }

  subscript(row: Int, place: Int) -> UInt32 { slots[row * width + place] }

  /// The longest piece from `start` on in which each operand is the same, or each one slot behind
  /// that of the row before: where it ends, and by how many slots each operand moves, 0 or 1.
  func piece(from start: Int) -> (end: Int, moves: [UInt32]) {
    if start + 1 == rows { return (rows, Array(repeating: 0, count: width)) }
    let moves = (0..<width).map { self[start + 1, $0] &- self[start, $0] }
    guard moves.allSatisfy({ $0 <= 1 }) else {
      return (start + 1, Array(repeating: 0, count: width))
    }
    var end = start + 2
    while end < rows, (0..<width).allSatisfy({ self[end, $0] &- self[end - 1, $0] == moves[$0] }) {
      end += 1
    }
    return (end, moves)
  }
}
