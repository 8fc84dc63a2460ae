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
