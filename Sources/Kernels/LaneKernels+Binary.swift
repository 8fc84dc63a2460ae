import Runs

/// Runs of one operation of two operands. The contributions are those of the plain pass, digit for
/// digit.
protocol BinaryKernel {
  static func value<Group: LaneGroup>(_ x: Group, _ y: Group) -> Group
  static func byLeft<Group: LaneGroup>(_ lane: BinaryLane<Group>) -> Group
  static func byRight<Group: LaneGroup>(_ lane: BinaryLane<Group>) -> Group
}

/// What is known of an operation where its contributions are asked for.
struct BinaryLane<Group: LaneGroup> {
  let x: Group
  let y: Group
  let value: Group
  let upstream: Group
}

enum Addition: BinaryKernel {
  @inline(__always) static func value<G: LaneGroup>(_ x: G, _ y: G) -> G { x + y }
  @inline(__always) static func byLeft<G>(_ lane: BinaryLane<G>) -> G { lane.upstream }
  @inline(__always) static func byRight<G>(_ lane: BinaryLane<G>) -> G { lane.upstream }
}

enum Subtraction: BinaryKernel {
  @inline(__always) static func value<G: LaneGroup>(_ x: G, _ y: G) -> G { x - y }
  @inline(__always) static func byLeft<G>(_ lane: BinaryLane<G>) -> G { lane.upstream }
  @inline(__always) static func byRight<G>(_ lane: BinaryLane<G>) -> G { -lane.upstream }
}

enum Multiplication: BinaryKernel {
  @inline(__always) static func value<G: LaneGroup>(_ x: G, _ y: G) -> G { x * y }
  @inline(__always) static func byLeft<G>(_ lane: BinaryLane<G>) -> G { lane.upstream * lane.y }
  @inline(__always) static func byRight<G>(_ lane: BinaryLane<G>) -> G { lane.upstream * lane.x }
}

enum Division: BinaryKernel {
  @inline(__always) static func value<G: LaneGroup>(_ x: G, _ y: G) -> G { x / y }
  @inline(__always) static func byLeft<G>(_ lane: BinaryLane<G>) -> G {
    lane.upstream * (G(repeating: 1) / lane.y)
  }
  @inline(__always) static func byRight<G>(_ lane: BinaryLane<G>) -> G {
    lane.upstream * (-lane.value / lane.y)
  }
}

/// A power with the exponent 2, which belongs to the operation.
enum Square: BinaryKernel {
  @inline(__always) static func value<G: LaneGroup>(_ x: G, _ y: G) -> G { x * x }
  @inline(__always) static func byLeft<G>(_ lane: BinaryLane<G>) -> G {
    lane.upstream * (G(repeating: 2) * lane.x)
  }
  @inline(__always) static func byRight<G>(_ lane: BinaryLane<G>) -> G { G(repeating: 0) }
}

extension LaneKernels {
  func forward(binary run: Run) {
    switch run.kernel {
    case .add: forward(run, Addition.self)
    case .sub: forward(run, Subtraction.self)
    case .mul: forward(run, Multiplication.self)
    case .div: forward(run, Division.self)
    case .pow: forward(run, Square.self)
    default: preconditionFailure("no loop computes \(run.kernel)")
    }
  }

  func backward(binary run: Run) {
    switch run.kernel {
    case .add: backward(run, Addition.self)
    case .sub: backward(run, Subtraction.self)
    case .mul: backward(run, Multiplication.self)
    case .div: backward(run, Division.self)
    case .pow: backward(run, Square.self)
    default: preconditionFailure("no loop computes \(run.kernel)")
    }
  }

  // MARK: Forms

  private func forward<Kernel: BinaryKernel>(_ run: Run, _: Kernel.Type) {
    typealias Same = SameLanes
    typealias Consecutive = ConsecutiveLanes
    switch (run.left.form, run.right.form) {
    case (.same, .same): forward(run, Kernel.self, Same.self, Same.self)
    case (.same, .consecutive): forward(run, Kernel.self, Same.self, Consecutive.self)
    case (.consecutive, .same): forward(run, Kernel.self, Consecutive.self, Same.self)
    case (.consecutive, .consecutive): forward(run, Kernel.self, Consecutive.self, Consecutive.self)
    default: forward(run, Kernel.self, IndexedLanes.self, IndexedLanes.self)
    }
  }

  private func backward<Kernel: BinaryKernel>(_ run: Run, _: Kernel.Type) {
    typealias Same = SameLanes
    typealias Consecutive = ConsecutiveLanes
    switch (run.left.form, run.right.form) {
    case (.same, .same): backward(run, Kernel.self, Same.self, Same.self)
    case (.same, .consecutive): backward(run, Kernel.self, Same.self, Consecutive.self)
    case (.consecutive, .same): backward(run, Kernel.self, Consecutive.self, Same.self)
    case (.consecutive, .consecutive):
      backward(run, Kernel.self, Consecutive.self, Consecutive.self)
    default: backward(run, Kernel.self, IndexedLanes.self, IndexedLanes.self)
    }
  }

  // MARK: Loops

  @inline(__always)
  private func forward<Kernel: BinaryKernel, Left: OperandLanes, Right: OperandLanes>(
    _ run: Run, _: Kernel.Type, _: Left.Type, _: Right.Type
  ) {
    var loop = BinaryForward<Kernel, Left, Right>(
      left: Left(run.left, in: self), right: Right(run.right, in: self),
      results: values + run.results)
    loop.run(run.lanes)
  }

  @inline(__always)
  private func backward<Kernel: BinaryKernel, Left: OperandLanes, Right: OperandLanes>(
    _ run: Run, _: Kernel.Type, _: Left.Type, _: Right.Type
  ) {
    let run = (run, left: Left(run.left, in: self), right: Right(run.right, in: self))
    let lanes = BinaryLanes<Kernel, Left, Right>(
      left: run.left, right: run.right, results: values + run.0.results,
      upstream: adjoints + run.0.results)
    run.left.receive(run.0.lanes, ByLeft(lanes: lanes))
    if !run.0.fixesRight { run.right.receive(run.0.lanes, ByRight(lanes: lanes)) }
  }
}

private struct BinaryForward<Kernel: BinaryKernel, Left: OperandLanes, Right: OperandLanes>:
  LaneLoop
{
  let left: Left
  let right: Right
  let results: UnsafeMutablePointer<Double>

  @inline(__always)
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
    results.store(Kernel.value(left.values(lane) as Group, right.values(lane)), lane)
  }
}

private struct BinaryLanes<Kernel: BinaryKernel, Left: OperandLanes, Right: OperandLanes> {
  let left: Left
  let right: Right
  let results: UnsafeMutablePointer<Double>
  let upstream: UnsafeMutablePointer<Double>

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> BinaryLane<Group> {
    BinaryLane(
      x: left.values(lane), y: right.values(lane), value: results.load(lane),
      upstream: upstream.load(lane))
  }
}

private struct ByLeft<Kernel: BinaryKernel, Left: OperandLanes, Right: OperandLanes>: Contribution {
  let lanes: BinaryLanes<Kernel, Left, Right>

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group { Kernel.byLeft(lanes.group(lane)) }
}

private struct ByRight<Kernel: BinaryKernel, Left: OperandLanes, Right: OperandLanes>: Contribution
{
  let lanes: BinaryLanes<Kernel, Left, Right>

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group { Kernel.byRight(lanes.group(lane)) }
}
