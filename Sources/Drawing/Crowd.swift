import Autograd

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
