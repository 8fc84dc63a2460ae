extension Partition {
  /// What is drawn of a subject, and how the decision came about.
  struct Choice {
    var partition: Partition
    /// Which wires run, as ``Partition/connections(_:limit:)`` says.
    var connections: [UInt64]
    /// Whether it was folded without having been asked for.
    var isOwnIdea = false
  }

  /// The partition that the options ask for. Of foldings that can be read, it is the one that
  /// shows most.
  static func chosen(
    _ drawn: DrawnGraph, _ subject: Subject, _ members: Membership, _ options: DrawingOptions
  ) -> Choice {
    let plans = Plans(drawn, subject, members)
    func made(_ plan: Plan, merging: Bool = false) -> Choice {
      // Without a limit, there always is one.
      let (partition, connections) = withoutCircles(
        drawn, subject, members, plan, merging: merging)!
      return Choice(partition: partition, connections: connections)
    }
    switch options.folding {
    case .none: return made(plans.empty)
    case .lists: return made(plans.lists, merging: true)
    case .depth(let depth): return made(plans.calls(depth: depth, smallest: 1))
    case .automatic: break
    }
    if drawn.count <= options.readableNodes { return made(plans.asked) }
    func readable(_ plan: Plan, merging: Bool = false) -> Choice? {
      guard
        let (partition, connections) = withoutCircles(
          drawn, subject, members, plan, merging: merging, limit: options.readableBoxes),
        connections.count <= options.readableWires
      else { return nil }
      return Choice(partition: partition, connections: connections, isOwnIdea: true)
    }
    if plans.isAsked, var choice = readable(plans.asked) {
      choice.isOwnIdea = false
      return choice
    }
    for depth in stride(from: plans.deepest, to: 0, by: -1) {
      var plan = plans.calls(depth: depth)
      if let choice = readable(plan) { return choice }
      plan.foldsLists = true
      if let choice = readable(plan) { return choice }
    }
    if let choice = readable(plans.lists, merging: true) { return choice }
    // Nothing that has a name makes it small: the end of it is shown.
    var choice = made(plans.end)
    choice.isOwnIdea = true
    return choice
  }
}

/// The plans that are tried for a subject.
private struct Plans {
  let drawn: DrawnGraph
  let subject: Subject
  let members: Membership
  /// Nothing is folded.
  let empty: Plan

  init(_ drawn: DrawnGraph, _ subject: Subject, _ members: Membership) {
    self.drawn = drawn
    self.subject = subject
    self.members = members
    empty = Plan(
      folds: subject.folds.count, lists: subject.lists.count, places: drawn.count)
  }

  /// Whether the user folded something that is drawn.
  var isAsked: Bool {
    subject.folds.indices.contains { subject.folds[$0].isFolded && members.sizes[$0] > 0 }
  }

  /// Nothing but what the user folded.
  var asked: Plan { closing { subject.folds[$0].isFolded } }

  /// The depth of the innermost calls that are drawn.
  var deepest: Int {
    zip(members.depths, members.sizes).reduce(0) { $1.1 > 0 ? max($0, $1.0) : $0 }
  }

  /// The calls at a depth, and those further out that have no others in them. A call of fewer than
  /// `smallest` nodes is easier to read than its box.
  func calls(depth: Int, smallest: Int = 3) -> Plan {
    closing { fold in
      let isInnermost = members.depths[fold] < depth && !members.hasInner[fold]
      return subject.folds[fold].isFolded
        || (members.depths[fold] == depth || isInnermost) && members.sizes[fold] >= smallest
    }
  }

  private func closing(_ isClosed: (Int) -> Bool) -> Plan {
    var plan = empty
    for (place, fold) in subject.folds.enumerated() {
      let outer = fold.parent.map { plan.closed[$0] } ?? -1
      plan.closed[place] = outer >= 0 ? outer : isClosed(place) ? place : -1
    }
    return plan
  }

  var lists: Plan {
    var plan = calls(depth: 1)
    plan.foldsLists = true
    plan.groupsOperations = true
    return plan
  }

  /// How many nodes are shown of a graph that nothing else makes small.
  private static let shownAtTheEnd = 24

  /// The last nodes, and one box for all before them.
  var end: Plan {
    var plan = empty
    plan.earlier = max(0, drawn.count - Self.shownAtTheEnd)
    plan.isShown = Array(repeating: false, count: drawn.count)
    for place in plan.earlier..<drawn.count {
      for operand in drawn.operands(of: place) { plan.isShown[Int(operand)] = true }
    }
    return plan
  }
}
