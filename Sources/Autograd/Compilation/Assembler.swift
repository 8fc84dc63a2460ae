import Runs

/// The second stage of a compilation: makes runs of the steps of each level, and gives every node
/// its slot.
///
/// Steps of one shape, that is the same operation or as many terms, are sorted by the slots of
/// their operands and cut where those stop being the same or side by side:
///
///     steps      w₀·x₀   w₀·x₁   w₀·x₂   w₁·x₀   w₁·x₁   w₁·x₂      (x₀, x₁, x₂ in slots 7, 8, 9)
///     runs       w₀ same, x from 7 on    w₁ same, x from 7 on
///
/// Pieces that are too short are put together again, with a list of their operands' slots; and what
/// is then still too short goes into a sequence, together with what is left over of the levels
/// after it, up to one that has runs.
struct Assembler {
  private(set) var program = Program()
  private let graph: Graph
  private let schedule: Schedule
  private let instructions: NodeList<Instruction>
  /// The last sums of runs that have no slot yet.
  private var lastSums: [UInt32] = []
  /// How many nodes of the sequence that is being put together there are.
  private var pending = 0

  /// From so many lanes on a run pays: the way to its loop costs as much as a few nodes of a
  /// sequence.
  private static let fewestLanes = 4
  /// After so many steps it is asked whether to go on.
  private static let stepsBetweenQuestions = 10_000
  /// A sum of so many terms pays in one lane alone.
  private static let fewestTerms = 8

  /// - Returns: `nil` if it was interrupted.
  static func program(
    _ graph: Graph, _ schedule: Schedule, root: Node, isInterrupted: () -> Bool
  ) -> Program? {
    var assembler = Assembler(graph: graph, schedule: schedule)
    assembler.placeLeaves()
    var steps = 0
    for level in 0..<schedule.levelCount {
      if steps >= stepsBetweenQuestions || level == 0 {
        steps = 0
        if isInterrupted() { return nil }
      }
      steps += schedule.level(level).count
      if level == schedule.reachedLevels { assembler.endReached() }
      assembler.assemble(schedule.level(level))
    }
    if schedule.reachedLevels == schedule.levelCount { assembler.endReached() }
    assembler.endSequence()
    var program = assembler.program
    program.root = program.slots[root.index]
    program.decideStores()
    return program
  }

  private init(graph: Graph, schedule: Schedule) {
    self.graph = graph
    self.schedule = schedule
    instructions = graph.instructions
    program.slots = Array(repeating: 0, count: graph.count)
    program.rules = Operation.rules + graph.ownOperations.map(\.rule)
  }

  private mutating func endReached() {
    endSequence()
    program.reachedRuns = program.runs.count
  }

  /// Gives a node the next slot.
  private mutating func place(_ node: UInt32) {
    program.slots[Int(node)] = UInt32(program.slotCount)
    program.slotCount += 1
  }

  private func slot(_ node: UInt32) -> UInt32 { program.slots[Int(node)] }

  // MARK: Leaves

  /// Puts the leaves into the order in which steps need them: by level, then by position.
  private mutating func placeLeaves() {
    var needs = [UInt64](repeating: .max, count: graph.count)
    for step in schedule.steps {
      let level = UInt64(schedule.level(of: step)) << 32
      schedule.forEachOperand(of: step) { operand, position in
        needs[Int(operand)] = min(needs[Int(operand)], level | UInt64(position))
      }
    }
    program.leaves = (0..<UInt32(graph.count)).filter { instructions[Int($0)].isLeaf }
    program.leafCount = program.leaves.count
    let inOrder = program.leaves.sorted { (needs[Int($0)], $0) < (needs[Int($1)], $1) }
    for leaf in inOrder { place(leaf) }
  }

  // MARK: Levels

  /// A step, and what the steps of a level are sorted by.
  private struct Candidate {
    let shape: UInt64
    let operands: UInt64
    let step: Schedule.Step
  }

  private mutating func assemble(_ level: ArraySlice<UInt32>) {
    var candidates: [Candidate] = []
    var left: [Schedule.Step] = []
    for place in level {
      let step = schedule.steps[Int(place)]
      let pays = level.count >= Assembler.fewestLanes || step.terms >= Assembler.fewestTerms
      if pays, !takesAnyOperands(step) {
        candidates.append(candidate(step))
      } else {
        left.append(step)
      }
    }
    candidates.sort {
      ($0.shape, $0.operands, $0.step.result) < ($1.shape, $1.operands, $1.step.result)
    }
    var start = 0
    while start < candidates.count {
      var end = start + 1
      while end < candidates.count, candidates[end].shape == candidates[start].shape { end += 1 }
      left += assemble(alike: candidates[start..<end])
      start = end
    }
    for step in left { addToSequence(step) }
  }

  /// Whether a step is an operation of any number of operands, which is called with all of them.
  private func takesAnyOperands(_ step: Schedule.Step) -> Bool {
    guard step.kind == .single else { return false }
    if case .general = program.rules[Int(instruction(step).code.rawValue)] { return true }
    return false
  }

  private func instruction(_ step: Schedule.Step) -> Instruction {
    instructions[Int(step.result)]
  }

  private func fixesRight(_ instruction: Instruction) -> Bool {
    graph.fixesRight(instruction.code) && instructions[Int(instruction.right)].isConstant
  }

  private func candidate(_ step: Schedule.Step) -> Candidate {
    let shape: UInt64
    let a: UInt32
    let b: UInt32
    if step.kind == .single {
      let instruction = instruction(step)
      shape = UInt64(instruction.code.rawValue) << 1 | (fixesRight(instruction) ? 1 : 0)
      (a, b) = (instruction.left, instruction.right)
    } else {
      shape = UInt64(step.kind == .sum ? 1 : 2) << 40 | UInt64(step.terms)
      (a, b) = schedule.term(of: schedule.partialSums(of: step).first!, in: step.kind)
    }
    return Candidate(shape: shape, operands: UInt64(slot(a)) << 32 | UInt64(slot(b)), step: step)
  }

  /// Makes runs of steps that are alike.
  /// - Returns: those that are left, too few for a run.
  private mutating func assemble(alike steps: ArraySlice<Candidate>) -> [Schedule.Step] {
    let table = OperandTable(steps.lazy.map(\.step), slots: program.slots, graph, schedule)
    let terms = Int(steps.first!.step.terms)
    var short: [Int] = []
    var start = 0
    while start < table.rows {
      let (end, moves) = table.piece(from: start)
      if end - start >= Assembler.fewestLanes || (end - start) * terms >= Assembler.fewestTerms {
        let operands = (0..<table.width).map {
          Operand(base: table[start, $0], form: moves[$0] == 0 ? .same : .consecutive)
        }
        addRun((start..<end).map { steps[steps.startIndex + $0].step }, operands)
      } else {
        short += start..<end
      }
      start = end
    }
    var left = short.map { steps[steps.startIndex + $0].step }
    if left.count >= Assembler.fewestLanes {
      addRun(
        left,
        (0..<table.width).map { place in indexed(short.lazy.map { table[$0, place] }) })
      left = []
    }
    placeLastSums()
    return left
  }

  private mutating func indexed(_ slots: some Sequence<UInt32>) -> Operand {
    let base = program.indices.count
    program.indices.append(contentsOf: slots)
    return Operand(base: UInt32(base), form: .indexed)
  }

  // MARK: Runs

  /// - Parameter operands: as ``OperandTable`` has them: left and right, or start and terms.
  private mutating func addRun(_ steps: [Schedule.Step], _ operands: [Operand]) {
    endSequence()
    if steps[0].kind == .single { addPlainRun(steps, operands) } else { addSums(steps, operands) }
  }

  private mutating func addPlainRun(_ steps: [Schedule.Step], _ operands: [Operand]) {
    let instruction = instruction(steps[0])
    let isUnary = graph.arity(instruction.code) == 1
    var run = Run(isUnary ? .unary : .binary, lanes: steps.count, results: program.slotCount)
    run.kernel = kernel(instruction.code)
    run.code = instruction.code.rawValue
    run.fixesRight = fixesRight(instruction)
    run.left = operands[0]
    run.right = operands[1]
    program.runs.append(run)
    for step in steps { place(step.result) }
  }

  private func kernel(_ code: OperationCode) -> Kernel {
    let place = Int(code.rawValue)
    let isOwn = place >= Operation.table.count
    return isOwn ? .table : Kernel(rawValue: Operation.table[place].name) ?? .table
  }

  /// Gives slots to all nodes of the sums but the last ones, which ``placeLastSums()`` puts side by
  /// side for all runs that are alike, so that what uses them can go through them in one run.
  private mutating func addSums(_ steps: [Schedule.Step], _ operands: [Operand]) {
    let kind = steps[0].kind
    let terms = Int(steps[0].terms)
    var run = Run(
      kind == .dot ? .dot : .sum, lanes: steps.count, terms: terms, results: program.slotCount,
      first: program.terms.count)
    if kind == .dot {
      for term in 0..<terms {
        for step in steps { place(schedule.product(of: schedule.partialSum(term, of: step))) }
      }
    }
    for term in 0..<terms - 1 {
      for step in steps { place(schedule.partialSum(term, of: step)) }
    }
    lastSums += steps.map(\.result)
    run.left = operands[0]
    var factors = Array(operands.dropFirst())
    if steps.count == 1 {
      run.shape = .row
      factors = row(factors, sides: kind == .dot ? 2 : 1)
    } else if kind == .dot, isColumns(factors) {
      run.shape = .columns
    }
    program.terms += factors
    program.runs.append(run)
  }

  private mutating func placeLastSums() {
    if lastSums.isEmpty { return }
    var last = program.slotCount + lastSums.count
    for place in program.runs.indices.reversed() {
      if last == program.slotCount { break }
      last -= program.runs[place].lanes
      program.runs[place].setLast(last)
    }
    for node in lastSums { place(node) }
    lastSums = []
  }

  /// The terms of a sum in one lane, as if they were lanes: one operand for each side.
  private mutating func row(_ factors: [Operand], sides: Int) -> [Operand] {
    (0..<sides).map { side in
      let slots = stride(from: side, to: factors.count, by: sides).map { factors[$0].base }
      let isConsecutive = zip(slots, slots.dropFirst()).allSatisfy { $1 == $0 + 1 }
      return isConsecutive ? Operand(base: slots[0], form: .consecutive) : indexed(slots)
    }
  }

  private func isColumns(_ factors: [Operand]) -> Bool {
    factors.enumerated().allSatisfy { $1.form == ($0 % 2 == 0 ? .same : .consecutive) }
  }

  // MARK: Sequences

  private mutating func addToSequence(_ step: Schedule.Step) {
    if step.kind == .single { return addToSequence(step.result) }
    for sum in schedule.partialSums(of: step) {
      if step.kind == .dot { addToSequence(schedule.product(of: sum)) }
      addToSequence(sum)
    }
  }

  private mutating func addToSequence(_ node: UInt32) {
    let instruction = instructions[Int(node)]
    var item = Item(
      code: instruction.code, fixesRight: false, left: instruction.left, right: instruction.right)
    if case .general = program.rules[Int(instruction.code.rawValue)] {
      let operands = graph.operands(of: Node(raw: node))
      item.fixesRight = graph.differentiatedOperands(of: Node(raw: node)).count < operands.count
      item.left = UInt32(program.indices.count)
      item.right = UInt32(operands.count)
      program.indices += operands.map { slot($0.raw) }
    } else {
      item.fixesRight = fixesRight(instruction)
      item.left = slot(instruction.left)
      item.right = slot(instruction.right)
    }
    program.items.append(item)
    place(node)
    pending += 1
  }

  private mutating func endSequence() {
    if pending == 0 { return }
    program.runs.append(
      Run(
        .sequence, lanes: pending, results: program.slotCount - pending,
        first: program.items.count - pending))
    pending = 0
  }
}
