/// The first stage of a compilation: which steps a replay takes, and when each may be taken.
///
/// A step computes one node, or a whole sum: a chain of additions of which each partial sum is used
/// by the next alone. Where each term is a product that nothing else uses, the products belong to
/// the step too, and it is a dot product. A step's level is one more than the highest level of its
/// operands, so that steps of one level do not depend on each other:
///
///     node                      step                    level
///     %0 w   %1 x   %2 b        leaves                      0
///     %3 = w · x   ┐
///     %4 = b + %3  ┘            dot    b + w · x            1
///     %5 = relu(%4)             single relu                 2
///
/// Steps that the root does not depend on have levels above all that it depends on, so that a
/// backward pass can leave them out.
struct Schedule {
  struct Step {
    enum Kind: UInt8 { case single, sum, dot }

    let kind: Kind
    /// The node, or the last partial sum.
    let result: UInt32
    /// How many terms a sum has.
    let terms: UInt32
    /// Where the partial sums stand in ``Schedule/partialSums``.
    let first: UInt32
  }

  /// All steps, in the order in which their results were built.
  private(set) var steps: [Step] = []
  /// The partial sums of each chain, first to last.
  private var partialSums: [UInt32] = []
  /// The places in ``steps``, level by level.
  private var order: [UInt32] = []
  /// Where in ``order`` each level starts, and the last one ends.
  private var starts: [Int] = [0]
  /// How many levels the root depends on.
  private(set) var reachedLevels = 0
  /// Which nodes the root depends on: 1 or 0 a node.
  let reached: [UInt8]
  /// How often each node is used, the root once more.
  private let uses: [UInt32]
  /// The level at which each node is there; 0 for leaves.
  private var levels: [UInt32] = []

  private let graph: Graph
  private let instructions: NodeList<Instruction>
  private var traits: [Trait]

  /// What a node is to a chain of additions.
  private struct Trait: OptionSet {
    let rawValue: UInt8
    /// A partial sum, to which only the next adds.
    static let inner = Trait(rawValue: 1)
    /// A product that belongs to the sum that uses it.
    static let absorbed = Trait(rawValue: 2)
    /// The sum so far is the operand on the right.
    static let runsRight = Trait(rawValue: 4)
    /// An addition of a product that nothing else uses.
    static let addsProduct = Trait(rawValue: 8)
  }

  /// - Returns: `nil` if it was interrupted.
  init?(_ graph: Graph, root: Node, isInterrupted: () -> Bool) {
    self.graph = graph
    instructions = graph.instructions
    reached = graph.reach(of: root)
    uses = graph.uses(ofRoot: root)
    traits = Array(repeating: [], count: graph.count)
    if isInterrupted() { return nil }
    findChains()
    if isInterrupted() { return nil }
    takeSteps()
    if isInterrupted() { return nil }
    assignLevels()
  }

  var levelCount: Int { starts.count - 1 }

  /// The places in ``steps`` of those that may be taken together.
  func level(_ level: Int) -> ArraySlice<UInt32> { order[starts[level]..<starts[level + 1]] }

  func level(of step: Step) -> UInt32 { levels[Int(step.result)] }

  func partialSums(of step: Step) -> ArraySlice<UInt32> {
    partialSums[Int(step.first)..<Int(step.first + step.terms)]
  }

  func partialSum(_ term: Int, of step: Step) -> UInt32 { partialSums[Int(step.first) + term] }

  /// The nodes of a step's term: the factors of a product, the one used more often first, since it
  /// is more likely to be the same in many steps; or a term of a plain sum, twice.
  @inline(__always)
  func term(of partialSum: UInt32, in kind: Step.Kind) -> (UInt32, UInt32) {
    let instruction = instructions[Int(partialSum)]
    let runsRight = traits[Int(partialSum)].contains(.runsRight)
    let term = runsRight ? instruction.left : instruction.right
    return kind == .dot ? factors(of: term) : (term, term)
  }

  @inline(__always)
  func factors(of product: UInt32) -> (UInt32, UInt32) {
    let factors = instructions[Int(product)]
    return uses[Int(factors.right)] > uses[Int(factors.left)]
      ? (factors.right, factors.left) : (factors.left, factors.right)
  }

  /// The product that a partial sum of a dot product adds.
  @inline(__always)
  func product(of partialSum: UInt32) -> UInt32 {
    let instruction = instructions[Int(partialSum)]
    return traits[Int(partialSum)].contains(.runsRight) ? instruction.left : instruction.right
  }

  /// What a partial sum adds to: the one before, or what the whole sum starts from.
  @inline(__always)
  func running(of partialSum: UInt32) -> UInt32 {
    let instruction = instructions[Int(partialSum)]
    return traits[Int(partialSum)].contains(.runsRight) ? instruction.right : instruction.left
  }

  // MARK: Chains

  private mutating func findChains() {
    func isOnlyUse(_ node: UInt32, _ code: OperationCode) -> Bool {
      uses[Int(node)] == 1 && instructions[Int(node)].code == code
    }
    for index in 0..<graph.count where instructions[index].code == .add {
      let left = instructions[index].left
      let right = instructions[index].right
      let runsRight =
        !isOnlyUse(left, .add)
        && (isOnlyUse(right, .add) || isOnlyUse(left, .mul) && !isOnlyUse(right, .mul))
      let (running, term) = runsRight ? (right, left) : (left, right)
      if runsRight { traits[index].insert(.runsRight) }
      if isOnlyUse(term, .mul) {
        traits[index].insert(.addsProduct)
        traits[Int(term)].insert(.absorbed)
      }
      let before = traits[Int(running)]
      if isOnlyUse(running, .add),
        before.contains(.addsProduct) == traits[index].contains(.addsProduct)
      {
        traits[Int(running)].insert(.inner)
      }
    }
  }

  private mutating func takeSteps() {
    for index in 0..<graph.count where !instructions[index].isLeaf {
      let trait = traits[index]
      if trait.contains(.inner) || trait.contains(.absorbed) { continue }
      let first = partialSums.count
      if instructions[index].code == .add {
        var partial = UInt32(index)
        while true {
          partialSums.append(partial)
          let before = running(of: partial)
          if !traits[Int(before)].contains(.inner) { break }
          partial = before
        }
        if partialSums.count > first + 1 || trait.contains(.addsProduct) {
          partialSums[first...].reverse()
          steps.append(
            Step(
              kind: trait.contains(.addsProduct) ? .dot : .sum, result: UInt32(index),
              terms: UInt32(partialSums.count - first), first: UInt32(first)))
          continue
        }
        partialSums.removeLast()
      }
      steps.append(Step(kind: .single, result: UInt32(index), terms: 1, first: 0))
    }
  }

  // MARK: Levels

  private mutating func assignLevels() {
    levels = Array(repeating: 0, count: graph.count)
    var deepest: (reached: UInt32, all: UInt32) = (0, 0)
    for step in steps {
      var level: UInt32 = 0
      forEachOperand(of: step) { operand, _ in level = max(level, levels[Int(operand)]) }
      levels[Int(step.result)] = level + 1
      deepest.all = max(deepest.all, level + 1)
      if reached[Int(step.result)] != 0 { deepest.reached = max(deepest.reached, level + 1) }
    }
    reachedLevels = Int(deepest.reached)
    // What is not reached moves behind what is, and keeps its order.
    let shift = deepest.reached
    var counts = [Int](repeating: 0, count: Int(deepest.all + shift) + 2)
    for step in steps {
      if reached[Int(step.result)] == 0 { levels[Int(step.result)] += shift }
      counts[Int(levels[Int(step.result)])] += 1
    }
    starts = [0]
    for level in 1..<counts.count { starts.append(starts[level - 1] + counts[level]) }
    var next = starts
    order = Array(repeating: 0, count: steps.count)
    for (place, step) in steps.enumerated() {
      let level = Int(levels[Int(step.result)]) - 1
      order[next[level]] = UInt32(place)
      next[level] += 1
    }
    while starts.count > 1, starts[starts.count - 2] == steps.count { starts.removeLast() }
  }

  /// Hands the operands of a step to `body`, each with its position, by which the leaves of many
  /// steps can be put in rows: all first weights, all first signals, all second weights.
  @inline(__always)
  func forEachOperand(of step: Step, _ body: (_ operand: UInt32, _ position: UInt32) -> Void) {
    if step.kind == .single {
      let instruction = instructions[Int(step.result)]
      if graph.isRun(instruction) {
        for place in 0..<instruction.right {
          body(graph.operandRuns[Int(instruction.left + place)], Position.left)
        }
        return
      }
      body(instruction.left, Position.left)
      body(instruction.right, Position.right)
      return
    }
    body(running(of: partialSums[Int(step.first)]), 0)
    // Long rows are rows already, in the order in which their leaves were made.
    let isLong = step.terms > Position.most
    for place in 0..<step.terms {
      let (a, b) = term(of: partialSums[Int(step.first + place)], in: step.kind)
      let position = isLong ? 0 : 2 * place
      body(a, 1 + position)
      if step.kind == .dot { body(b, 2 + position) }
    }
  }

  /// The positions of operands in a step.
  private enum Position {
    /// Up to so many terms each has a position of its own.
    static let most: UInt32 = 64
    static let left: UInt32 = 2 * most + 1
    static let right: UInt32 = 2 * most + 2
  }
}

extension Graph {
  /// Which nodes `root` depends on, itself included: 1 or 0 a node.
  func reach(of root: Node) -> [UInt8] {
    var reached = [UInt8](repeating: 0, count: count)
    reached[root.index] = 1
    let instructions = instructions
    var index = root.index + 1
    while index > 0 {
      index -= 1
      if reached[index] == 0 || instructions[index].isLeaf { continue }
      forEachOperand(of: instructions[index]) { reached[Int($0)] = 1 }
    }
    return reached
  }

  /// How often each node is used as an operand, and the root once more.
  fileprivate func uses(ofRoot root: Node) -> [UInt32] {
    var uses = [UInt32](repeating: 0, count: count)
    uses[root.index] = 1
    for instruction in instructions where !instruction.isLeaf {
      forEachOperand(of: instruction) { uses[Int($0)] += 1 }
    }
    return uses
  }

  @inline(__always)
  private func forEachOperand(of instruction: Instruction, _ body: (UInt32) -> Void) {
    if isRun(instruction) {
      for place in 0..<instruction.right { body(operandRuns[Int(instruction.left + place)]) }
    } else {
      body(instruction.left)
      if arity(instruction.code) == 2 { body(instruction.right) }
    }
  }
}
