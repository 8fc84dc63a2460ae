import Runs

extension Program {
  /// The third stage of a compilation: finds out which run writes each adjoint first in a backward
  /// pass. It can store instead of adding, and nothing has to be set to zero for it:
  ///
  ///     runs       left          right         in a backward pass, from below
  ///     a + b      a: adds       b: stores     ↑  a has been written by the next two
  ///     a · c      a: adds       c: stores     ↑
  ///     a · d      a: stores     d: stores     ↑
  ///
  /// Where some of an operand's lanes have been written and others not, those others are set to
  /// zero at the start of the pass.
  mutating func decideStores() {
    var written = Written(slots: slotCount, root: Int(root))
    for place in (0..<reachedRuns).reversed() {
      let run = runs[place]
      switch run.kind {
      case .sequence:
        for item in items[run.first..<run.first + run.lanes].reversed() { touch(item, &written) }
      case .unary:
        runs[place].left.stores = touch(
          run.left, run.lanes, &written, canStore: run.kernel.canStore)
      case .binary:
        runs[place].left.stores = touch(
          run.left, run.lanes, &written, canStore: run.kernel.canStore)
        if !run.fixesRight {
          runs[place].right.stores = touch(
            run.right, run.lanes, &written, canStore: run.kernel.canStore)
        }
      case .sum, .dot:
        touchTerms(of: run, &written)
        runs[place].left.stores = touch(run.left, run.lanes, &written)
      }
    }
    zeros = written.zeros
  }

  /// The terms in the order in which the kernels write them: of a product the second factor first,
  /// which is the one that lies side by side.
  private mutating func touchTerms(of run: Run, _ written: inout Written) {
    let isRow = run.shape == .row
    let lanes = isRow ? run.terms : run.lanes
    let sides = run.kind == .dot ? 2 : 1
    for term in 0..<(isRow ? 1 : run.terms) {
      for side in (0..<sides).reversed() {
        let place = run.first + term * sides + side
        terms[place].stores = touch(terms[place], lanes, &written)
      }
    }
  }

  private func touch(_ item: Item, _ written: inout Written) {
    switch rules[Int(item.code.rawValue)] {
    case .general:
      for place in 0..<item.right where place != 1 || !item.fixesRight {
        written.add(Int(indices[Int(item.left + place)]))
      }
    case .unary:
      written.add(Int(item.left))
    case .binary:
      written.add(Int(item.left))
      if !item.fixesRight { written.add(Int(item.right)) }
    }
  }

  /// - Returns: whether the operand is written for the first time.
  private func touch(
    _ operand: Operand, _ lanes: Int, _ written: inout Written, canStore: Bool = true
  ) -> Bool {
    let base = Int(operand.base)
    switch operand.form {
    case .same: return written.write(base..<base + 1, canStore: canStore)
    case .consecutive: return written.write(base..<base + lanes, canStore: canStore)
    case .indexed:
      for place in base..<base + lanes { written.add(Int(indices[place])) }
      return false
    }
  }

  /// Which adjoints have been written so far.
  private struct Written {
    private var isWritten: [Bool]
    private var isZeroed: [Bool]

    init(slots: Int, root: Int) {
      isWritten = Array(repeating: false, count: slots)
      isZeroed = isWritten
      isWritten[root] = true
    }

    mutating func add(_ slot: Int) {
      if !isWritten[slot] { isZeroed[slot] = true }
      isWritten[slot] = true
    }

    mutating func write(_ slots: Range<Int>, canStore: Bool) -> Bool {
      if canStore, !isWritten[slots].contains(true) {
        for slot in slots { isWritten[slot] = true }
        return true
      }
      for slot in slots { add(slot) }
      return false
    }

    var zeros: [Range<UInt32>] {
      var ranges: [Range<UInt32>] = []
      for slot in isZeroed.indices where isZeroed[slot] {
        if let last = ranges.last, last.upperBound == UInt32(slot) {
          ranges[ranges.count - 1] = last.lowerBound..<UInt32(slot) + 1
        } else {
          ranges.append(UInt32(slot)..<UInt32(slot) + 1)
        }
      }
      return ranges
    }
  }
}
