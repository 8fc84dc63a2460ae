import Runs

/// Where the lanes of an operand are, with the form known to the compiler, so that a loop over them
/// asks nothing.
protocol OperandLanes {
  init(_ operand: Operand, in kernels: LaneKernels)

  /// The values of the group that starts at `lane`.
  func values<Group: LaneGroup>(_ lane: Int) -> Group

  /// Adds a number to the adjoint of each lane, or stores it where nothing is there yet.
  func receive<Source: Contribution>(_ lanes: Int, _ contribution: Source)
}

/// What each lane of an operand is given in a backward pass.
protocol Contribution {
  func group<Group: LaneGroup>(_ lane: Int) -> Group
}

/// One slot for all lanes.
struct SameLanes: OperandLanes {
  let value: Double
  let adjoint: UnsafeMutablePointer<Double>
  let stores: Bool

  @inline(__always)
  init(_ operand: Operand, in kernels: LaneKernels) {
    value = kernels.values[Int(operand.base)]
    adjoint = kernels.adjoints + Int(operand.base)
    stores = operand.stores
  }

  @inline(__always)
  func values<Group: LaneGroup>(_ lane: Int) -> Group { Group(repeating: value) }

  @inline(__always)
  func receive<Source: Contribution>(_ lanes: Int, _ contribution: Source) {
    var sum = LaneSum(contribution: contribution)
    sum.run(lanes)
    receive(sum.total)
  }

  @inline(__always)
  func receive(_ total: Double) { adjoint.pointee = stores ? total : adjoint.pointee + total }

  private struct LaneSum<Source: Contribution>: LaneLoop {
    let contribution: Source
    var eights = Lanes(repeating: 0)
    var rest = 0.0
    var total: Double { eights.total + rest }

    @inline(__always)
    mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
      let group: Group = contribution.group(lane)
      if Group.width == 8 { eights += group.padded } else { rest += group.total }
    }
  }
}

/// Slots side by side.
struct ConsecutiveLanes: OperandLanes {
  let values: UnsafeMutablePointer<Double>
  let adjoints: UnsafeMutablePointer<Double>
  let stores: Bool

  @inline(__always)
  init(_ operand: Operand, in kernels: LaneKernels) {
    values = kernels.values + Int(operand.base)
    adjoints = kernels.adjoints + Int(operand.base)
    stores = operand.stores
  }

  @inline(__always)
  func values<Group: LaneGroup>(_ lane: Int) -> Group { values.load(lane) }

  @inline(__always)
  func receive<Source: Contribution>(_ lanes: Int, _ contribution: Source) {
    if stores {
      var loop = Storing(adjoints: adjoints, contribution: contribution)
      loop.run(lanes)
    } else {
      var loop = Adding(adjoints: adjoints, contribution: contribution)
      loop.run(lanes)
    }
  }

  private struct Storing<Source: Contribution>: LaneLoop {
    let adjoints: UnsafeMutablePointer<Double>
    let contribution: Source

    @inline(__always)
    mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
      adjoints.store(contribution.group(lane) as Group, lane)
    }
  }

  private struct Adding<Source: Contribution>: LaneLoop {
    let adjoints: UnsafeMutablePointer<Double>
    let contribution: Source

    @inline(__always)
    mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
      let before: Group = adjoints.load(lane)
      adjoints.store(before + contribution.group(lane), lane)
    }
  }
}

/// Slots from a list.
struct IndexedLanes: OperandLanes {
  let values: UnsafeMutablePointer<Double>
  let adjoints: UnsafeMutablePointer<Double>
  let indices: UnsafeMutablePointer<UInt32>

  @inline(__always)
  init(_ operand: Operand, in kernels: LaneKernels) {
    values = kernels.values
    adjoints = kernels.adjoints
    indices = kernels.indices + Int(operand.base)
  }

  @inline(__always)
  func values<Group: LaneGroup>(_ lane: Int) -> Group {
    var group = Group(repeating: 0)
    for place in 0..<Group.width { group[place] = values[Int(indices[lane + place])] }
    return group
  }

  @inline(__always)
  func receive<Source: Contribution>(_ lanes: Int, _ contribution: Source) {
    var loop = Scattering(adjoints: adjoints, indices: indices, contribution: contribution)
    loop.run(lanes)
  }

  private struct Scattering<Source: Contribution>: LaneLoop {
    let adjoints: UnsafeMutablePointer<Double>
    let indices: UnsafeMutablePointer<UInt32>
    let contribution: Source

    @inline(__always)
    mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
      let group: Group = contribution.group(lane)
      for place in 0..<Group.width { adjoints[Int(indices[lane + place])] += group[place] }
    }
  }
}

/// An operand whose form is asked for in each group: for functions that cost more than the asking.
struct AnyLanes: OperandLanes {
  let operand: Operand
  let kernels: LaneKernels

  @inline(__always)
  init(_ operand: Operand, in kernels: LaneKernels) {
    self.operand = operand
    self.kernels = kernels
  }

  @inline(__always)
  func values<Group: LaneGroup>(_ lane: Int) -> Group {
    switch operand.form {
    case .same: SameLanes(operand, in: kernels).values(lane)
    case .consecutive: ConsecutiveLanes(operand, in: kernels).values(lane)
    case .indexed: IndexedLanes(operand, in: kernels).values(lane)
    }
  }

  @inline(__always)
  func receive<Source: Contribution>(_ lanes: Int, _ contribution: Source) {
    switch operand.form {
    case .same: SameLanes(operand, in: kernels).receive(lanes, contribution)
    case .consecutive: ConsecutiveLanes(operand, in: kernels).receive(lanes, contribution)
    case .indexed: IndexedLanes(operand, in: kernels).receive(lanes, contribution)
    }
  }
}
