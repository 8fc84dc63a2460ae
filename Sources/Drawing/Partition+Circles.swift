extension Partition {
  /// The partition of a plan, without wires that run in circles.
  ///
  /// Nodes that are drawn as one need not be next to each other: a cell whose output comes back to
  /// it through nodes outside would have a wire to them and one back. What is wired in a circle is
  /// told apart, step by step: first lists and named values lose their boxes, then the calls of a
  /// function get one each. What is left then, or when `merging`, becomes one box.
  static func withoutCircles(
    _ drawn: DrawnGraph, _ subject: Subject, _ members: Membership, _ plan: Plan,
    merging: Bool = false, limit: Int = .max
  ) -> (partition: Partition, connections: [UInt64])? {
    var plan = plan
    for _ in 0..<8 {
      var partition = Partition(drawn, subject, members, plan)
      guard partition.boxCount <= limit else { return nil }
      guard let connections = partition.connections(drawn) else { return nil }
      let circle = representatives(partition.items.count, connections)
      var sizes = [Int](repeating: 0, count: circle.count)
      for item in circle { sizes[Int(item)] += 1 }
      let isInCircle = circle.map { sizes[Int($0)] > 1 }
      guard isInCircle.contains(true) else { return (partition, connections) }
      let isHiding = partition.hide(&plan, drawn, isInCircle)
      if isHiding { continue }
      if !merging, partition.split(&plan, isInCircle) { continue }
      partition.merge(circle)
      guard partition.boxCount <= limit else { return nil }
      return (partition, partition.connections(drawn) ?? [])
    }
    return nil
  }

  /// Takes the lists and the named values in a circle out of the plan; whether there were any.
  private func hide(_ plan: inout Plan, _ drawn: DrawnGraph, _ isInCircle: [Bool]) -> Bool {
    var didHide = false
    for (index, item) in items.enumerated() where isInCircle[index] {
      switch item {
      case .list(let list):
        plan.isListHidden[list] = true
        didHide = true
      case .value(let place) where operationItem[place] >= 0:
        let maker = items[Int(operationItem[place])]
        guard !maker.isSingle, place != drawn.root else { continue }
        plan.isHidden[place] = true
        didHide = true
      default: break
      }
    }
    return didHide
  }

  /// Tells the calls of the folds in a circle apart; whether that could be done.
  private func split(_ plan: inout Plan, _ isInCircle: [Bool]) -> Bool {
    var didSplit = false
    for (index, item) in items.enumerated() where isInCircle[index] {
      guard case .scope(let fold, let call) = item else { continue }
      switch plan.split[fold] {
      case .no: plan.split[fold] = .byCall
      case .byCall where call != nil: plan.split[fold] = .byStretch
      default: continue
      }
      didSplit = true
    }
    return didSplit
  }

  /// For each item, the first of those that it is wired in a circle with, or itself: Tarjan's
  /// strongly connected components, without recursion.
  static func representatives(_ count: Int, _ connections: [UInt64]) -> [Int32] {
    var starts = [Int](repeating: 0, count: count + 1)
    for pair in connections { starts[Int(pair >> 32) + 1] += 1 }
    for item in 0..<count { starts[item + 1] += starts[item] }
    func target(_ edge: Int) -> Int { Int(connections[edge] & 0xFFFF_FFFF) }

    var order = [Int](repeating: -1, count: count)
    var low = order
    var representative = [Int32](repeating: -1, count: count)
    var edge = Array(starts.dropLast())
    var component: [Int] = []
    var path: [Int] = []
    var next = 0
    for start in 0..<count where order[start] < 0 {
      path.append(start)
      while let item = path.last {
        if order[item] < 0 {
          order[item] = next
          low[item] = next
          next += 1
          component.append(item)
        }
        if edge[item] < starts[item + 1] {
          let other = target(edge[item])
          edge[item] += 1
          if order[other] < 0 {
            path.append(other)
          } else if representative[other] < 0 {
            low[item] = min(low[item], order[other])
          }
          continue
        }
        path.removeLast()
        if let user = path.last { low[user] = min(low[user], low[item]) }
        guard low[item] == order[item] else { continue }
        let place = component.lastIndex(of: item)!
        let first = Int32(component[place...].min()!)
        for member in component[place...] { representative[member] = first }
        component.removeSubrange(place...)
      }
    }
    return representative
  }
}
