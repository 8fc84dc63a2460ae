/// The names of a session, each with a small number, so that looking one up is indexing an array.
struct NameTable {
  private(set) var texts: [String] = []
  private var ids: [String: Int] = [:]

  /// The numbers of `ans` and `_`, which every expression at the top gives a value.
  static let answer = 0
  static let underscore = 1

  init() {
    for text in ["ans", "_"] { _ = id(of: text) }
  }

  mutating func id(of text: String) -> Int {
    if let id = ids[text] { return id }
    let id = texts.count
    ids[text] = id
    texts.append(text)
    return id
  }
}
