import Autograd

/// The uses of operands that one wire of a folded picture stands for.
struct Bundle {
  /// Items of the partition.
  let from: Int
  let to: Int
  /// The places of the values that flow along it, each once, in the order of their first uses.
  private(set) var sources: [Int32] = []
  private(set) var count = 0
  /// The first uses: the places of the nodes that use an operand.
  private(set) var users: [Int] = []
  private var isKnown: Set<Int32> = []

  /// Of how many uses the users are noted.
  static let mostUsers = 1000

  init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// Adds a use of a value; the user is `nil` where the value leaves what computed it.
  mutating func add(source: Int, user: Int?) {
    count += 1
    if let user, users.count < Bundle.mostUsers { users.append(user) }
    if isKnown.insert(Int32(source)).inserted { sources.append(Int32(source)) }
  }
}

/// The nodes that one item of a partition stands for.
struct Crowd {
  /// The first and the last of their places.
  private(set) var first = Int.max
  private(set) var last = -1
  private(set) var count = 0
  private(set) var params = 0
  /// The place of the first computed one.
  private(set) var firstComputed: Int?
  /// Whether one of them uses another.
  private(set) var isChained = false
  /// Whether all that are computed apply the same operation.
  private(set) var isUniform = true
  private var code: OperationCode?
  /// The one value of all constants among them.
  private(set) var constant: Double?
  private var hasConstants = false

  /// For each item of a partition, its nodes.
  static func all(_ drawn: DrawnGraph, _ partition: Partition) -> [Crowd] {
    var crowds = [Crowd](repeating: Crowd(), count: partition.items.count)
    for place in 0..<drawn.count {
      let value = Int(partition.valueItem[place])
      let operation = Int(partition.operationItem[place])
      let instruction = drawn.graph.instruction(drawn.nodes[place])
      crowds[value].add(place, instruction, drawn)
      guard operation >= 0 else { continue }
      if operation != value { crowds[operation].add(place, instruction, drawn) }
      if !crowds[operation].isChained {
        crowds[operation].isChained = drawn.operands(of: place).contains {
          partition.operationItem[Int($0)] == operation
        }
      }
    }
    return crowds
  }

  private mutating func add(_ place: Int, _ instruction: Instruction, _ drawn: DrawnGraph) {
    first = min(first, place)
    last = place
    count += 1
    if instruction.isLeaf {
      if instruction.role == .param { params += 1 }
      if instruction.role == .constant {
        let value = drawn.graph[drawn.nodes[place]]
        constant = !hasConstants || constant == value ? value : nil
        hasConstants = true
      }
    } else {
      if firstComputed == nil { firstComputed = place }
      if let code, code != instruction.code { isUniform = false }
      code = instruction.code
    }
  }
}
