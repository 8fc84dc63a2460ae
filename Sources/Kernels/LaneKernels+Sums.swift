import Runs

/// Sums and dot products. All their nodes are written: products, and partial sums in the order of
/// the plain pass.
extension LaneKernels {
  func forward(sum run: Run) {
    switch (run.shape, run.kind) {
    case (.row, .dot): forward(row: run, RowProducts.self)
    case (.row, _): forward(row: run, RowTerms.self)
    case (.columns, _):
      var loop = ColumnsForward(run: run, kernels: self)
      loop.run(run.lanes)
    case (.any, _):
      var loop = TermsForward(run: run, kernels: self)
      loop.run(run.lanes)
    }
  }

  func backward(sum run: Run) {
    let upstream = adjoints + run.last
    switch (run.shape, run.kind) {
    case (.row, _): backward(row: run)
    case (.columns, _):
      for term in 0..<run.terms {
        let factors = terms + (run.first + 2 * term)
        var loop = ColumnBackward(
          weight: SameLanes(factors[0], in: self), signal: ConsecutiveLanes(factors[1], in: self),
          upstream: upstream)
        loop.run(run.lanes)
        loop.end()
      }
    case (.any, .dot):
      for term in 0..<run.terms {
        let first = AnyLanes(terms[run.first + 2 * term], in: self)
        let second = AnyLanes(terms[run.first + 2 * term + 1], in: self)
        second.receive(run.lanes, Scaled(upstream: upstream, factor: first))
        first.receive(run.lanes, Scaled(upstream: upstream, factor: second))
      }
    case (.any, _):
      for term in 0..<run.terms {
        AnyLanes(terms[run.first + term], in: self)
          .receive(run.lanes, Upstream(upstream: upstream))
      }
    }
    AnyLanes(run.left, in: self).receive(run.lanes, Upstream(upstream: upstream))
  }

  // MARK: Rows

  private func forward<Terms: RowLanes>(row run: Run, _: Terms.Type) {
    let terms = Terms(run, self)
    var loop = RowForward(
      terms: terms, sums: values + run.sums, sum: values[Int(run.left.base)])
    loop.run(run.terms - 1)
    values[run.last] = loop.sum + terms.group(run.terms - 1)
  }

  private func backward(row run: Run) {
    let upstream = adjoints[run.last]
    let first = AnyLanes(terms[run.first], in: self)
    if case .dot = run.kind {
      let second = AnyLanes(terms[run.first + 1], in: self)
      second.receive(run.terms, Multiple(upstream: upstream, factor: first))
      first.receive(run.terms, Multiple(upstream: upstream, factor: second))
    } else {
      first.receive(run.terms, Constant(upstream: upstream))
    }
  }
}

/// The upstream gradients, as a sum hands them on.
private struct Upstream: Contribution {
  let upstream: UnsafeMutablePointer<Double>

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group { upstream.load(lane) }
}

/// The upstream gradients times the other factor.
private struct Scaled: Contribution {
  let upstream: UnsafeMutablePointer<Double>
  let factor: AnyLanes

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group { upstream.load(lane) * factor.values(lane) }
}

/// One upstream gradient for all.
private struct Constant: Contribution {
  let upstream: Double

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group { Group(repeating: upstream) }
}

/// One upstream gradient times the other factor.
private struct Multiple: Contribution {
  let upstream: Double
  let factor: AnyLanes

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group {
    Group(repeating: upstream) * factor.values(lane)
  }
}

// MARK: Rows

/// The terms of a sum in one lane.
private protocol RowLanes {
  init(_ run: Run, _ kernels: LaneKernels)
  func group<Group: LaneGroup>(_ lane: Int) -> Group
}

private struct RowTerms: RowLanes {
  let terms: AnyLanes

  @inline(__always)
  init(_ run: Run, _ kernels: LaneKernels) {
    terms = AnyLanes(kernels.terms[run.first], in: kernels)
  }

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group { terms.values(lane) }
}

private struct RowProducts: RowLanes {
  let first: AnyLanes
  let second: AnyLanes
  let products: UnsafeMutablePointer<Double>

  @inline(__always)
  init(_ run: Run, _ kernels: LaneKernels) {
    first = AnyLanes(kernels.terms[run.first], in: kernels)
    second = AnyLanes(kernels.terms[run.first + 1], in: kernels)
    products = kernels.values + run.results
  }

  @inline(__always)
  func group<Group: LaneGroup>(_ lane: Int) -> Group {
    let group: Group = first.values(lane) * second.values(lane)
    products.store(group, lane)
    return group
  }
}

private struct RowForward<Terms: RowLanes>: LaneLoop {
  let terms: Terms
  let sums: UnsafeMutablePointer<Double>
  var sum: Double

  @inline(__always)
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
    var group: Group = terms.group(lane)
    for place in 0..<Group.width {
      sum += group[place]
      group[place] = sum
    }
    sums.store(group, lane)
  }
}

// MARK: Columns

/// Every product is of a number that is the same in all lanes and of one that is side by side.
private struct ColumnsForward: LaneLoop {
  let run: Run
  let kernels: LaneKernels

  @inline(__always)
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
    let values = kernels.values
    let lanes = run.lanes
    var sum: Group = AnyLanes(run.left, in: kernels).values(lane)
    var product = values + (run.results + lane)
    var partial = values + (run.sums + lane)
    var factors = kernels.terms + run.first
    var rest = run.terms
    while true {
      let weight = Group(repeating: values[Int(factors[0].base)])
      let term: Group = weight * values.load(Int(factors[1].base) + lane)
      product.store(term, 0)
      sum = sum + term
      rest &-= 1
      if rest == 0 { break }
      partial.store(sum, 0)
      product += lanes
      partial += lanes
      factors += 2
    }
    values.store(sum, run.last + lane)
  }
}

/// Both contributions of one term in one go.
private struct ColumnBackward: LaneLoop {
  let weight: SameLanes
  let signal: ConsecutiveLanes
  let upstream: UnsafeMutablePointer<Double>
  var eights = Lanes(repeating: 0)
  var rest = 0.0

  @inline(__always)
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
    let above: Group = upstream.load(lane)
    let bySignal = above * weight.values(lane)
    signal.adjoints.store(
      signal.stores ? bySignal : signal.adjoints.load(lane) + bySignal, lane)
    let byWeight: Group = above * signal.values(lane)
    if Group.width == 8 { eights += byWeight.padded } else { rest += byWeight.total }
  }

  @inline(__always)
  func end() { weight.receive(eights.total + rest) }
}

// MARK: Any terms

private struct TermsForward: LaneLoop {
  let run: Run
  let kernels: LaneKernels

  @inline(__always)
  mutating func step<Group: LaneGroup>(_ lane: Int, _: Group.Type) {
    let values = kernels.values
    var sum: Group = AnyLanes(run.left, in: kernels).values(lane)
    for place in 0..<run.terms {
      let term: Group
      if case .dot = run.kind {
        let factors = kernels.terms + (run.first + 2 * place)
        let first: Group = AnyLanes(factors[0], in: kernels).values(lane)
        term = first * AnyLanes(factors[1], in: kernels).values(lane)
        values.store(term, run.results + place * run.lanes + lane)
      } else {
        term = AnyLanes(kernels.terms[run.first + place], in: kernels).values(lane)
      }
      sum = sum + term
      let results = place == run.terms - 1 ? run.last : run.sums + place * run.lanes
      values.store(sum, results + lane)
    }
  }
}
