#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Graph {
  /// The h for a central difference around `x`, where its error and that of rounding balance:
  /// ∛ε · max(1, |x|).
  ///
  /// Source: Press et al., Numerical Recipes, section 5.7.
  public static func step(around x: Double) -> Double {
    cbrt(Double.ulpOfOne) * max(1, abs(x))
  }

  /// ∂root/∂leaf from values alone: (f(x + h) − f(x − h)) / 2h.
  ///
  /// The graph is replayed twice on a copy of its values: O(nodes). `step` is h, ordinarily
  /// ``step(around:)``.
  public func centralDifference(
    of root: Node, by leaf: Node, step: Double? = nil
  ) -> Double {
    wiggle(root, by: leaf, step: step ?? Graph.step(around: self[leaf]), Sides(of: self)).central
  }

  /// Compares ∂root/∂leaf from the backward pass with forward mode and a central difference.
  ///
  /// Where the usual step disagrees, smaller and larger ones are tried before a verdict: a right
  /// gradient agrees at one of them, a wrong one at none. O(nodes), a few replays.
  public func check(_ root: Node, by leaf: Node, step: Double? = nil) -> Check {
    let pass = backward(from: root)
    return check(leaf, in: pass, rounding: rounding(in: pass), step: step, Sides(of: self))
  }

  /// One check a leaf, or `nil` if `isInterrupted` said so, which is asked before each. For many
  /// leaves the graph is compiled.
  public func checks(
    of root: Node, by leaves: some Collection<Node>, step: Double? = nil,
    policy: Replays.Policy = .auto, isInterrupted: () -> Bool = { false }
  ) -> [Check]? {
    let pass = backward(from: root)
    let rounding = rounding(in: pass)
    // How many passes there will be is known: more than compiling takes.
    let pays = policy.pays(passes: 2 * leaves.count / 10, of: count)
    let sides = pays ? Sides(of: self, root, isInterrupted) : Sides(of: self)
    var checks: [Check] = []
    for leaf in leaves {
      if isInterrupted() { return nil }
      checks.append(check(leaf, in: pass, rounding: rounding, step: step, sides))
    }
    return checks
  }

  /// The first node from `first` on that is nan or infinite although its operands are not: where
  /// trouble began. inf − inf counts, since its nan is new. With a pass, among what its root depends
  /// on. O(nodes).
  ///
  ///     graph.apply(.div, graph.leaf(1), graph.leaf(0))
  ///     graph.firstNonFinite()   // %2
  public func firstNonFinite(from first: Node = Node(0), in pass: BackwardPass? = nil) -> Node? {
    let end = pass.map { $0.root.index + 1 } ?? count
    var index = first.index - 1
    while index + 1 < end {
      index += 1
      if storedValues[index].isFinite { continue }
      let node = Node(index)
      if instruction(node).isLeaf || pass?.reaches(node) == false { continue }
      let inputs = operands(of: node).map { self[$0] }
      let isNew =
        self[node].isNaN ? !inputs.contains(where: \.isNaN) : inputs.allSatisfy(\.isFinite)
      if isNew { return node }
    }
    return nil
  }

  // MARK: How a verdict is reached

  private func check(
    _ leaf: Node, in pass: BackwardPass, rounding: Double, step: Double?, _ sides: Sides
  ) -> Check {
    let root = pass.root
    let reverse = pass.gradient(of: leaf) ?? 0
    let forward = leaf > root ? 0 : tangents(along: leaf, to: root)[root.index]

    var best: (wiggle: Wiggle, error: Double)?
    for step in step.map({ [$0] }) ?? steps(around: self[leaf]) {
      let wiggle = wiggle(root, by: leaf, step: step, sides)
      let error = error(reverse, wiggle, rounding: rounding)
      // An error that is nan is worse than any other.
      if best.map({ error < $0.error || $0.error.isNaN }) ?? true { best = (wiggle, error) }
      if error <= Check.tolerance, !isDrowned(reverse, rounding: rounding, step: step) { break }
    }
    let (wiggle, error) = best!
    let slopes = slopes(of: root, in: wiggle)
    return Check(
      leaf: leaf, reverse: reverse, forward: forward, central: wiggle.central, step: wiggle.step,
      error: error,
      below: slopes.below, above: slopes.above,
      verdict: verdict(leaf, pass, reverse, forward, wiggle, error, rounding: rounding, sides))
  }

  private func verdict(
    _ leaf: Node, _ pass: BackwardPass, _ reverse: Double, _ forward: Double, _ wiggle: Wiggle,
    _ error: Double, rounding: Double, _ sides: Sides
  ) -> Check.Verdict {
    let modesAgree =
      abs(reverse - forward) <= 1e-9 * max(abs(reverse), abs(forward)) + rounding * 1e-3
    if !self[pass.root].isFinite || !reverse.isFinite || !forward.isFinite {
      return .notFinite(firstNonFinite(in: pass))
    }
    if error <= Check.tolerance && modesAgree {
      if !isDrowned(reverse, rounding: rounding, step: wiggle.step) {
        return corner(at: leaf, in: pass, wiggle, rounding: rounding, sides).map { .kink($0) }
          ?? .ok
      }
      let agreeing = agreeingStep(leaf, in: pass, reverse, rounding: rounding, sides)
      return agreeing.map { .stepTooSmall(agreeing: $0) } ?? .rounding
    }
    if let fault = fault(in: pass, from: leaf) { return .differs(fault) }
    if let kink = kink(in: wiggle, from: leaf, to: pass.root) {
      return isJump(kink, in: wiggle, by: leaf, to: pass.root) ? .jump(kink) : .kink(kink)
    }
    if !wiggle.central.isFinite { return .notFinite(nil) }
    guard modesAgree, let step = agreeingStep(leaf, in: pass, reverse, rounding: rounding, sides)
    else {
      return .differs(nil)
    }
    return step < wiggle.step ? .stepTooLarge(agreeing: step) : .stepTooSmall(agreeing: step)
  }

  /// The node at whose corner a leaf stands although the gradient agrees with the difference: both
  /// are the middle of the slopes to the two sides, for max(x, y) at a tie and for |x| at 0. With
  /// half the step the slopes are still as far apart; those of a curve come together.
  private func corner(
    at leaf: Node, in pass: BackwardPass, _ wiggle: Wiggle, rounding: Double, _ sides: Sides
  ) -> Node? {
    let root = pass.root
    let slopes = slopes(of: root, in: wiggle)
    let bend = abs(slopes.above - slopes.below)
    guard
      bend > max(1e-3 * max(abs(slopes.above), abs(slopes.below)), 100 * rounding / wiggle.step),
      let node = kink(in: wiggle, from: leaf, to: root)
    else { return nil }
    let half = self.slopes(of: root, in: self.wiggle(root, by: leaf, step: wiggle.step / 2, sides))
    return abs(half.above - half.below) > 0.75 * bend ? node : nil
  }

  /// The slopes from x − h to x, and from x to x + h.
  private func slopes(of root: Node, in wiggle: Wiggle) -> (below: Double, above: Double) {
    (
      (wiggle.middle - wiggle.below) / wiggle.step,
      (wiggle.above - wiggle.middle) / wiggle.step
    )
  }

  /// The step, of one a decade, whose difference comes closest to a gradient; `nil` where none
  /// comes within a ten-thousandth and is more than rounding.
  private func agreeingStep(
    _ leaf: Node, in pass: BackwardPass, _ reverse: Double, rounding: Double, _ sides: Sides
  ) -> Double? {
    var best: (step: Double, error: Double)?
    var step = max(1, abs(self[leaf]))
    for _ in 0..<16 {
      let central = wiggle(pass.root, by: leaf, step: step, sides).central
      let error = abs(central - reverse) / max(abs(central), abs(reverse))
      if error <= 1e-4, !isDrowned(reverse, rounding: rounding, step: step),
        best.map({ error < $0.error }) ?? true
      {
        best = (step, error)
      }
      step /= 10
    }
    return best?.step
  }

  /// Whether a node jumps between the two sides: half the step then makes the same difference, and
  /// at a corner half of it.
  private func isJump(_ node: Node, in wiggle: Wiggle, by leaf: Node, to root: Node) -> Bool {
    let half = values(of: root, by: leaf, step: wiggle.step / 2)
    let all = values(of: root, by: leaf, step: wiggle.step)
    let whole = abs(all.above[node.index] - all.below[node.index])
    return whole > 0 && abs(half.above[node.index] - half.below[node.index]) > 0.75 * whole
  }

  /// The root's values to either side of a leaf's own.
  private struct Wiggle {
    let below: Double
    let middle: Double
    let above: Double
    let step: Double
    let central: Double
  }

  private func wiggle(_ root: Node, by leaf: Node, step: Double, _ sides: Sides) -> Wiggle {
    let x = self[leaf]
    let below = sides.value(of: root, with: leaf, at: x - step)
    let middle = sides.value(of: root)
    let above = sides.value(of: root, with: leaf, at: x + step)
    // The step that was really made: x + h is rounded to the nearest number there is.
    let width = (x + step) - (x - step)
    return Wiggle(
      below: below, middle: middle, above: above, step: step, central: (above - below) / width)
  }

  /// The values of all nodes to either side of a leaf's own.
  private func values(
    of root: Node, by leaf: Node, step: Double
  ) -> (below: [Double], above: [Double]) {
    let x = self[leaf]
    return (
      values(through: root, with: leaf, at: x - step),
      values(through: root, with: leaf, at: x + step)
    )
  }

  /// The steps that are tried, the usual one first: relative to a tiny x, since log(1e-9) allows no
  /// other; larger against rounding; smaller where the function turns quickly.
  private func steps(around x: Double) -> [Double] {
    let usual = Graph.step(around: x)
    let relative = cbrt(Double.ulpOfOne) * abs(x)
    // sin(1e8) turns within a step that is small next to 1e8.
    let smallest = [1e6, 1e8].map { usual / $0 }.filter { $0 > max(1e-6, 64 * x.ulp) }
    return [usual] + (relative > 0 && relative < usual ? [relative] : [])
      + [100 * usual, usual / 100, usual / 10_000] + smallest
  }

  private func error(_ reverse: Double, _ wiggle: Wiggle, rounding: Double) -> Double {
    let difference = abs(reverse - wiggle.central)
    if difference == 0 { return 0 }
    let noise = rounding / wiggle.step
    return difference / max(abs(reverse), abs(wiggle.central), noise / Check.tolerance)
  }

  /// Whether rounding alone could make up a hundredth of the difference, so that agreement with it
  /// says nothing.
  private func isDrowned(_ reverse: Double, rounding: Double, step: Double) -> Bool {
    reverse != 0 && rounding / step > 0.01 * abs(reverse)
  }

  /// How far rounding can put off the root's value: half a unit in the last place of every node,
  /// times the root's derivative by it.
  private func rounding(in pass: BackwardPass) -> Double {
    var sum = 0.0
    for (value, adjoint) in zip(storedValues, pass.adjoints) {
      let share = abs(value * adjoint)
      if share.isFinite { sum += share }
    }
    return sum * Double.ulpOfOne / 2
  }

  /// The first node with a corner or jump between the two sides: an operation that has kinks, or
  /// one of the graph's own, whose value does not change alike to both sides, or changes although
  /// its derivatives are 0, as sign does.
  private func kink(in wiggle: Wiggle, from leaf: Node, to root: Node) -> Node? {
    guard leaf <= root else { return nil }
    let sides = values(of: root, by: leaf, step: wiggle.step)
    return (leaf.index..<root.index + 1).lazy.map(Node.init).first { node in
      guard let operation = operation(of: node), isOwn(node) || !operation.kinks.isEmpty
      else { return false }
      let rise = sides.above[node.index] - self[node]
      let fall = self[node] - sides.below[node.index]
      return abs(rise - fall) > 0.01 * max(abs(rise), abs(fall))
        || (rise != 0 && localDerivatives(of: node).allSatisfy { $0.local == 0 })
    }
  }

  /// The first of the graph's own operations between leaf and root whose derivative is not the one
  /// that its values show, at no step. The table's operations have their tests.
  private func fault(in pass: BackwardPass, from leaf: Node) -> Check.Fault? {
    guard !ownOperations.isEmpty, leaf < pass.root else { return nil }
    for node in (leaf.index..<pass.root.index + 1).lazy.map(Node.init)
    where pass.reaches(node) && isOwn(node) {
      let operation = operation(instruction(node).code)
      let inputs = operands(of: node).map { self[$0] }
      for (position, _, claimed) in localDerivatives(of: node) {
        let slopes = steps(around: inputs[position]).map {
          slope(of: operation, by: position, at: inputs, step: $0)
        }
        if slopes.contains(where: { $0.agrees(with: claimed) }) { continue }
        // At a corner the two sides part by as much with a smaller step; a curve straightens.
        let isCorner = slopes[0].bend > 1e-3 && slopes.last!.bend > 0.5 * slopes[0].bend
        if !isCorner {
          return Check.Fault(
            node: node, position: position, claimed: claimed, measured: slopes[0].central)
        }
      }
    }
    return nil
  }

  private func isOwn(_ node: Node) -> Bool {
    Int(instruction(node).code.rawValue) >= Operation.table.count
  }

  /// What the values of one operation show of a derivative.
  private struct Slope {
    let central: Double
    /// How much the slopes to the two sides differ.
    let bend: Double
    /// What rounding alone can put off the slope.
    let noise: Double

    func agrees(with claimed: Double) -> Bool {
      abs(central - claimed) <= 1e-4 * max(abs(central), abs(claimed)) + noise
    }
  }

  private func slope(
    of operation: Operation, by position: Int, at inputs: [Double], step: Double
  ) -> Slope {
    func value(_ x: Double) -> Double {
      var moved = inputs
      moved[position] = x
      return operation.value(at: moved)
    }
    let x = inputs[position]
    let (below, middle, above) = (value(x - step), value(x), value(x + step))
    return Slope(
      central: (above - below) / ((x + step) - (x - step)),
      bend: abs((above - middle) - (middle - below)) / step,
      noise: 100 * Double.ulpOfOne * max(abs(below), abs(middle), abs(above)) / step)
  }
}
