import Autograd

/// What a picture consists of, and which drawn node is shown by which item: its value by one, its
/// operation by another or the same.
struct Partition {
  /// A box or a gate.
  enum Item: Hashable {
    /// The box of the value at a place.
    case value(Int)
    /// The gate of the operation at a place.
    case gate(Int)
    /// The box of a fold; where its calls are told apart, of the one with this number.
    case scope(fold: Int, call: Int?)
    /// The box of a list.
    case list(Int)
    /// The gate of all operations that were written at one place of the source; without a place,
    /// of all that are the same.
    case operations(Site)
    /// The box of what runs in a circle: a loop that uses what it computed before.
    case loop(Int)
    /// The box of all nodes before those that are shown.
    case earlier

    /// Where operations were written, or what they are.
    enum Site: Hashable {
      case origin(UInt32)
      case code(OperationCode)

      init(_ instruction: Instruction) {
        self = instruction.origin == 0 ? .code(instruction.code) : .origin(instruction.origin)
      }
    }

    var isGate: Bool {
      switch self {
      case .gate, .operations: true
      case .value, .scope, .list, .loop, .earlier: false
      }
    }

    /// Whether it stands for one node.
    var isSingle: Bool {
      switch self {
      case .value, .gate: true
      case .scope, .list, .operations, .loop, .earlier: false
      }
    }
  }

  /// In the order of the first nodes that they show.
  private(set) var items: [Item] = []
  /// For each place, the item that shows its value.
  private(set) var valueItem: [Int32]
  /// For each place, the item that shows its operation; −1 for a leaf.
  private(set) var operationItem: [Int32]

  private var numbers: [Item: Int32] = [:]

  init(_ drawn: DrawnGraph, _ subject: Subject, _ members: Membership, _ plan: Plan) {
    valueItem = Array(repeating: -1, count: drawn.count)
    operationItem = Array(repeating: -1, count: drawn.count)
    let only = plan.groupsOperations ? Self.onlyUser(drawn, members, plan) : []
    var call = CallCounter(subject.folds)
    for place in 0..<drawn.count {
      let node = drawn.nodes[place]
      let instruction = drawn.graph.instruction(node)
      var folded: Item?
      if place < plan.earlier {
        folded = instruction.isLeaf && plan.isShown[place] ? nil : .earlier
      } else if case let fold = plan.closing(members.innermost[place]), fold >= 0 {
        folded = .scope(fold: fold, call: call.number(of: node.index, in: fold, plan))
      } else if !instruction.isLeaf {
        call.endStretch()
      }
      let operation: Item? =
        instruction.isLeaf
        ? nil
        : folded
          ?? (plan.groupsOperations ? .operations(Item.Site(instruction)) : .gate(place))
      if let operation { operationItem[place] = number(operation) }

      let list = Int(members.list[place])
      let isHidden = plan.isHidden[place]
      let value: Item
      if place == drawn.root {
        value = .value(place)
      } else if plan.foldsLists, !isHidden, list >= 0, !plan.isListHidden[list],
        folded == nil || !instruction.isLeaf
      {
        value = .list(list)
      } else if let folded {
        let isNamed = folded != .earlier && subject.hasOwnName(node)
        value = isNamed && !isHidden ? .value(place) : folded
      } else if plan.groupsOperations, !subject.hasOwnName(node) || isHidden {
        if let operation {
          value = operation
        } else if instruction.isConstant, let site = only[place] {
          value = .operations(site)
        } else {
          value = .value(place)
        }
      } else {
        value = .value(place)
      }
      valueItem[place] = number(value)
    }
  }

  private mutating func number(_ item: Item) -> Int32 {
    if let number = numbers[item] { return number }
    let number = Int32(items.count)
    numbers[item] = number
    items.append(item)
    return number
  }

  /// For each node, where the operations were written that use it; `nil` where they are several,
  /// or where it is used in a fold.
  private static func onlyUser(
    _ drawn: DrawnGraph, _ members: Membership, _ plan: Plan
  ) -> [Item.Site?] {
    var only = [Item.Site?](repeating: nil, count: drawn.count)
    var isShared = [Bool](repeating: false, count: drawn.count)
    for place in 0..<drawn.count {
      let site = Item.Site(drawn.graph.instruction(drawn.nodes[place]))
      let isFolded = plan.closing(members.innermost[place]) >= 0
      for operand in drawn.operands(of: place) {
        let operand = Int(operand)
        if isFolded || isShared[operand] || only[operand].map({ $0 != site }) ?? false {
          isShared[operand] = true
          only[operand] = nil
        } else {
          only[operand] = site
        }
      }
    }
    return only
  }

  /// Puts one item in the place of many, given for each item the first of those it belongs to.
  mutating func merge(_ representative: [Int32]) {
    var sizes = [Int](repeating: 0, count: items.count)
    for item in representative { sizes[Int(item)] += 1 }
    for (item, size) in sizes.enumerated() where size > 1 { items[item] = .loop(item) }
    for place in valueItem.indices {
      valueItem[place] = representative[Int(valueItem[place])]
      if operationItem[place] >= 0 {
        operationItem[place] = representative[Int(operationItem[place])]
      }
    }
    // Without those that nothing belongs to any more.
    var moved = [Int32](repeating: -1, count: items.count)
    var kept: [Item] = []
    for item in items.indices where representative[item] == item {
      moved[item] = Int32(kept.count)
      kept.append(items[item])
    }
    items = kept
    for place in valueItem.indices {
      valueItem[place] = moved[Int(valueItem[place])]
      if operationItem[place] >= 0 { operationItem[place] = moved[Int(operationItem[place])] }
    }
  }

  /// Every pair of items between which a wire runs, once, as `from << 32 | to`, in order; `nil` if
  /// there are more than `limit`.
  func connections(_ drawn: DrawnGraph, limit: Int = .max) -> [UInt64]? {
    var pairs: Set<UInt64> = []
    func connect(_ from: Int32, _ to: Int32) {
      if from != to { pairs.insert(UInt64(UInt32(from)) << 32 | UInt64(UInt32(to))) }
    }
    for place in 0..<drawn.count where operationItem[place] >= 0 {
      for operand in drawn.operands(of: place) {
        connect(valueItem[Int(operand)], operationItem[place])
      }
      connect(operationItem[place], valueItem[place])
      if pairs.count > limit { return nil }
    }
    return pairs.sorted()
  }

  var boxCount: Int { items.count { !$0.isGate } }
}

/// Which calls and lists a picture folds up, and which values it keeps outside of them.
struct Plan {
  /// For each fold, the fold as part of which it is drawn, or −1.
  var closed: [Int]
  var foldsLists = false
  /// Whether the operations written at one place of the source are drawn as one.
  var groupsOperations = false
  /// How many of the first places are one box.
  var earlier = 0
  /// Leaves that are shown all the same.
  var isShown: [Bool] = []
  /// Lists that are not drawn as one after all, because wires would run in circles.
  var isListHidden: [Bool]
  /// Named values that stay in their folds, for the same reason.
  var isHidden: [Bool]
  /// For each fold, whether its calls are boxes of their own: not, by calls, or by stretches of
  /// nodes without anything else in between.
  var split: [Split]

  enum Split { case no, byCall, byStretch }

  init(folds: Int, lists: Int, places: Int) {
    closed = Array(repeating: -1, count: folds)
    isListHidden = Array(repeating: false, count: lists)
    isHidden = Array(repeating: false, count: places)
    split = Array(repeating: .no, count: folds)
  }

  @inline(__always)
  func closing(_ fold: Int32) -> Int { fold < 0 ? -1 : closed[Int(fold)] }
}

/// Numbers the calls of folds, while their nodes are gone through in order.
private struct CallCounter {
  private let folds: [Subject.Fold]
  private var next: [Int]
  private var stretches: [Int]
  private var last = -1

  init(_ folds: [Subject.Fold]) {
    self.folds = folds
    next = Array(repeating: 0, count: folds.count)
    stretches = next
  }

  mutating func number(of index: Int, in fold: Int, _ plan: Plan) -> Int? {
    defer { last = fold }
    switch plan.split[fold] {
    case .no: return nil
    case .byCall:
      let ranges = folds[fold].ranges
      while next[fold] < ranges.count, ranges[next[fold]].upperBound <= index { next[fold] += 1 }
      return next[fold]
    case .byStretch:
      if last != fold { stretches[fold] += 1 }
      return stretches[fold]
    }
  }

  mutating func endStretch() { last = -1 }
}

extension Subject {
  /// Whether the user gave the node a name, and not only a list that it is in, or the call that
  /// made it.
  func hasOwnName(_ node: Node) -> Bool {
    guard let name = names[node] else { return false }
    return !name.isEmpty
      && !name.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ".") }
  }
}
