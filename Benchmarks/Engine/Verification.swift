import Autograd

/// Holds every value and every gradient of a run to the yardstick's.
///
/// The two graphs are walked from their roots side by side, so it does not matter in which order
/// they were built. O(nodes).
struct Verification {
  /// The largest difference, relative to the largest of the yardstick's number, 1, and what a
  /// gradient was added up from.
  private(set) var error = 0.0
  /// How many nodes were compared.
  private(set) var compared = 0

  /// What still counts as the same: a tanh of many numbers at once is not glibc's to the last digit,
  /// and a sum may be formed in another order.
  static let tolerance = 1e-12

  /// What the yardstick calls its operations, in the order of their numbers.
  private static let names = [
    "leaf", "add", "sub", "mul", "div", "neg", "mul", "tanh", "relu", "exp", "log",
  ]

  /// The local derivative of a node by one of its operands, for the operations of the workloads.
  private static func local(
    of record: Yardstick.Record, by operand: Int, _ records: [Yardstick.Record]
  ) -> Double {
    switch names[Int(record.operation)] {
    case "mul": records[operand == record.left ? record.right : record.left].value
    case "tanh": 1 - record.value * record.value
    case "relu": record.value > 0 ? 1 : 0
    default: 1
    }
  }

  /// Compares after both have run once from the initial inputs.
  init(of run: borrowing Run, with records: [Yardstick.Record]) throws(Mismatch) {
    var partner = [Node?](repeating: nil, count: records.count)
    partner[records.count - 1] = run.root
    // The largest number that went into a gradient on its way from the root: where large numbers
    // cancel, the order in which they are added decides about more than the last digit.
    var magnitude = [Double](repeating: 1, count: records.count)
    for index in records.indices.reversed() {
      guard let node = partner[index] else { continue }
      let record = records[index]
      let name = run.graph.operation(of: node)?.name ?? "leaf"
      guard name == Verification.names[Int(record.operation)] else {
        throw Mismatch(text: "\(node) is \(name), where the yardstick has node \(index)")
      }
      for (operand, other) in zip(run.graph.operands(of: node), [record.left, record.right]) {
        guard partner[other] == nil || partner[other] == operand else {
          throw Mismatch(text: "an operand of \(node) is another than the yardstick's")
        }
        partner[other] = operand
        let local = Verification.local(of: record, by: other, records)
        let upstream = max(magnitude[index], abs(record.gradient))
        magnitude[other] = max(magnitude[other], abs(local) * upstream)
      }
      compared += 1
      try compare(run.value(node), record.value, "value of \(node)")
      try compare(
        run.gradient(node), record.gradient, "gradient of \(node)", magnitude[index])
    }
  }

  /// Compares a value and the gradients of the inputs alone.
  init(of run: ValueRun, with records: [Yardstick.Record]) throws(Mismatch) {
    try compare(run.value, records.last!.value, "value")
    try compare(run.gradients, records.map(\.gradient), "gradient of an input")
    compared = run.gradients.count
  }

  /// Compares lists of numbers, as the parameters after some steps.
  mutating func compare(_ ours: [Double], _ theirs: [Double], _ what: String) throws(Mismatch) {
    for (a, b) in zip(ours, theirs) { try compare(a, b, what) }
  }

  private mutating func compare(
    _ a: Double, _ b: Double, _ what: String, _ magnitude: Double = 1
  ) throws(Mismatch) {
    if a == b || (a.isNaN && b.isNaN) { return }
    let difference = abs(a - b) / max(magnitude, abs(b))
    guard difference <= Verification.tolerance else {
      throw Mismatch(text: "the \(what) is \(a), and the yardstick's \(b)")
    }
    error = max(error, difference)
  }
}

/// What is not as the yardstick has it.
struct Mismatch: Error {
  var text: String
}
