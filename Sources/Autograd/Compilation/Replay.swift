import CProcessor
import Kernels
import Runs
import WideKernels

/// A program in memory of its own, with the numbers that it computes.
///
/// The copies of a value of this type share the memory, which ``deallocate()`` gives back.
struct Replay {
  let memory: RunMemory
  let items: UnsafeMutableBufferPointer<Item>
  let rules: UnsafeMutableBufferPointer<Operation.Rule>
  private let runs: UnsafeMutableBufferPointer<Run>
  private let zeros: UnsafeMutableBufferPointer<Range<UInt32>>
  private let terms: UnsafeMutableBufferPointer<Operand>
  private let indices: UnsafeMutableBufferPointer<UInt32>
  private let reachedRuns: Int
  private let root: Int
  private let isWide: Bool

  var values: UnsafeMutablePointer<Double> { memory.values }
  var adjoints: UnsafeMutablePointer<Double> { memory.adjoints }

  /// Whether this processor runs the kernels for wider vectors.
  static let hasWideLanes = processor_has_avx2() != 0

  /// Takes memory for the program and for its numbers, which are 0.
  init(_ program: Program, isWide: Bool) {
    runs = Replay.copy(program.runs)
    terms = Replay.copy(program.terms)
    indices = Replay.copy(program.indices)
    items = Replay.copy(program.items)
    rules = Replay.copy(program.rules)
    zeros = Replay.copy(program.zeros)
    memory = RunMemory(
      values: Replay.zeros(program.slotCount), adjoints: Replay.zeros(program.slotCount),
      terms: terms.baseAddress!, indices: indices.baseAddress!)
    reachedRuns = program.reachedRuns
    root = Int(program.root)
    self.isWide = isWide
  }

  /// Gives the memory back; nothing may be called after it.
  func deallocate() {
    values.deallocate()
    adjoints.deallocate()
    runs.deallocate()
    terms.deallocate()
    indices.deallocate()
    items.deallocate()
    rules.deinitialize().deallocate()
    zeros.deallocate()
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
    // Cache lines hold eight numbers, as groups of lanes do.
    let numbers = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Double>.stride, alignment: 64
    ).bindMemory(to: Double.self, capacity: count)
    numbers.initialize(repeating: 0, count: count)
    return numbers
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = copy.initialize(from: elements)
    return copy
  }

  // MARK: Passes

  func forward() {
    for run in runs {
      switch run.kind {
      case .sequence: forward(sequence: run)
      case .unary, .binary: if callsTable(run) { forward(table: run) } else { forward(lanes: run) }
      case .sum, .dot: forward(lanes: run)
      }
    }
  }

  func backward(seed: Double) {
    for range in zeros {
      (adjoints + Int(range.lowerBound)).update(repeating: 0, count: range.count)
    }
    adjoints[root] = seed
    var place = reachedRuns
    while place > 0 {
      place -= 1
      let run = runs[place]
      switch run.kind {
      case .sequence: backward(sequence: run)
      case .unary, .binary:
        if callsTable(run) { backward(table: run) } else { backward(lanes: run) }
      case .sum, .dot: backward(lanes: run)
      }
    }
  }

  /// Whether a run calls the table's functions: of powers, those whose exponent is not 2, which may
  /// have been set since the graph was compiled.
  @inline(__always)
  private func callsTable(_ run: Run) -> Bool {
    switch run.kernel {
    case .table: return true
    case .pow:
      guard run.fixesRight, case .same = run.right.form else { return true }
      return values[Int(run.right.base)] != 2
    default: return false
    }
  }

  @inline(__always)
  private func forward(lanes run: Run) {
    if isWide {
      WideKernels.forward(run, in: memory)
    } else {
      Kernels.forward(run, in: memory)
    }
  }

  @inline(__always)
  private func backward(lanes run: Run) {
    if isWide {
      WideKernels.backward(run, in: memory)
    } else {
      Kernels.backward(run, in: memory)
    }
  }
}
