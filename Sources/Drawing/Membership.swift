/// Which calls and which lists the drawn nodes belong to.
///
/// Takes time in proportion to the graph and to the number of calls, and a logarithm of the latter.
struct Membership {
  /// For each place, the innermost fold that it is in, or −1.
  let innermost: [Int32]
  /// For each place, the list that it is called after, or −1: `xs` where it is called `xs[0]`.
  let list: [Int32]
  /// For each fold, how many folds it is in, itself included.
  let depths: [Int]
  /// For each fold, how many drawn nodes it has, those of inner folds included.
  let sizes: [Int]
  /// For each fold, whether drawn nodes belong to a fold in it.
  let hasInner: [Bool]

  init(_ drawn: DrawnGraph, _ subject: Subject) {
    let folds = subject.folds
    var depths: [Int] = []
    var roots: [Int] = []
    for (place, fold) in folds.enumerated() {
      depths.append(fold.parent.map { depths[$0] + 1 } ?? 1)
      roots.append(fold.parent.map { roots[$0] } ?? place)
    }
    let innermost = Self.innermost(drawn, folds, depths, roots)
    var sizes = [Int](repeating: 0, count: folds.count)
    var hasInner = [Bool](repeating: false, count: folds.count)
    for fold in innermost where fold >= 0 { sizes[Int(fold)] += 1 }
    for place in folds.indices.reversed() {
      guard let parent = folds[place].parent, sizes[place] > 0 else { continue }
      sizes[parent] += sizes[place]
      hasInner[parent] = true
    }
    self.depths = depths
    self.sizes = sizes
    self.hasInner = hasInner
    self.innermost = innermost
    list = Self.lists(drawn, subject)
  }

  /// One walk over the drawn nodes, with the calls that are open at each on a stack.
  private static func innermost(
    _ drawn: DrawnGraph, _ folds: [Subject.Fold], _ depths: [Int], _ roots: [Int]
  ) -> [Int32] {
    var innermost = [Int32](repeating: -1, count: drawn.count)
    guard let last = drawn.nodes.last?.index, !folds.isEmpty else { return innermost }
    // Calls of which nothing is drawn do not count: a session may have made millions.
    var before = [Int32](repeating: 0, count: last + 2)
    for node in drawn.nodes { before[node.index + 1] = 1 }
    for index in 1...last + 1 { before[index] += before[index - 1] }
    var calls: [(start: Int, end: Int, fold: Int)] = []
    for (fold, entry) in folds.enumerated() {
      for range in entry.ranges {
        let end = min(range.upperBound, last + 1)
        guard range.lowerBound < end, before[range.lowerBound] < before[end] else { continue }
        calls.append((range.lowerBound, range.upperBound, fold))
      }
    }
    calls.sort { a, b in
      if a.start != b.start { return a.start < b.start }
      if a.end != b.end { return a.end > b.end }
      // The inner of two equal ranges: that deeper in the same call, or that of a function value
      // that was there before it was handed to the other.
      if roots[a.fold] != roots[b.fold] { return roots[a.fold] > roots[b.fold] }
      if depths[a.fold] != depths[b.fold] { return depths[a.fold] < depths[b.fold] }
      return a.fold < b.fold
    }
    var open: [(end: Int, fold: Int)] = []
    var next = 0
    for (place, node) in drawn.nodes.enumerated() {
      while next < calls.count, calls[next].start <= node.index {
        while let top = open.last, top.end <= calls[next].start { open.removeLast() }
        open.append((calls[next].end, calls[next].fold))
        next += 1
      }
      while let top = open.last, top.end <= node.index { open.removeLast() }
      if let top = open.last { innermost[place] = Int32(top.fold) }
    }
    return innermost
  }

  private static func lists(_ drawn: DrawnGraph, _ subject: Subject) -> [Int32] {
    var lists = [Int32](repeating: -1, count: drawn.count)
    guard !subject.lists.isEmpty else { return lists }
    var places = [Int32](repeating: -1, count: subject.root.index + 1)
    for (place, node) in drawn.nodes.enumerated() { places[node.index] = Int32(place) }
    for (index, list) in subject.lists.enumerated() {
      for node in list.nodes where node <= subject.root {
        let place = Int(places[node.index])
        guard place >= 0, lists[place] < 0,
          subject.names[node]?.hasPrefix(list.name + "[") == true
        else { continue }
        lists[place] = Int32(index)
      }
    }
    return lists
  }
}
