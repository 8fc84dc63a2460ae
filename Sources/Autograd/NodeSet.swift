/// A set of nodes, a bit for each; it takes no memory while it is empty.
struct NodeSet: Sendable {
  private var words: [UInt64] = []

  init() {}

  init(_ indices: some Sequence<Int>) {
    for index in indices { insert(index) }
  }

  func contains(_ index: Int) -> Bool {
    let word = index >> 6
    return word < words.count && words[word] & (1 << UInt64(index & 63)) != 0
  }

  mutating func insert(_ index: Int) {
    let word = index >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    words[word] |= 1 << UInt64(index & 63)
  }

  mutating func removeAll() {
    if !words.isEmpty { words = [] }
  }
}
