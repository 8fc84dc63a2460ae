import Runs

// This module is compiled twice from the same files, for every processor and, as `WideKernels`, for
// those with wider vectors. Both give the same digits, since what is done in a lane does not depend
// on how many lanes are done at once.
//
// It has functions and no type that is public: with a public type come functions that every module
// has a copy of, and of which the whole program takes any, one for wider vectors as well.

/// Computes the values of a run's lanes.
public func forward(_ run: Run, in memory: RunMemory) { LaneKernels(memory: memory).forward(run) }

/// Hands the adjoints of a run's lanes on to its operands.
public func backward(_ run: Run, in memory: RunMemory) { LaneKernels(memory: memory).backward(run) }

/// Loops over the lanes of runs: the last stage of a compilation, and what runs again and again.
struct LaneKernels {
  let memory: RunMemory

  @inline(__always) var values: UnsafeMutablePointer<Double> { memory.values }
  @inline(__always) var adjoints: UnsafeMutablePointer<Double> { memory.adjoints }
  @inline(__always) var terms: UnsafeMutablePointer<Operand> { memory.terms }
  @inline(__always) var indices: UnsafeMutablePointer<UInt32> { memory.indices }

  func forward(_ run: Run) {
    switch run.kind {
    case .unary: forward(unary: run)
    case .binary: forward(binary: run)
    case .sum, .dot: forward(sum: run)
    case .sequence: preconditionFailure("a sequence has no lanes")
    }
  }

  func backward(_ run: Run) {
    switch run.kind {
    case .unary: backward(unary: run)
    case .binary: backward(binary: run)
    case .sum, .dot: backward(sum: run)
    case .sequence: preconditionFailure("a sequence has no lanes")
    }
  }
}
