/// Which parts of a graph are drawn as one box each.
public enum Folding: Sendable, Hashable {
  /// Nothing, until there are more boxes than can be read; then as little as possible.
  case automatic
  /// Nothing at all.
  case none
  /// Each named list as one box, and the operations between lists as one each.
  case lists
  /// The calls of functions inside so many calls: 1 for those that stand in none.
  case depth(Int)

  /// The words by which users ask for it; a depth is asked for by its number.
  public static let words: [String] = ["auto", "none", "lists"]

  /// The folding that a word of ``words`` asks for.
  public init?(word: String) {
    switch word {
    case "auto": self = .automatic
    case "none": self = .none
    case "lists": self = .lists
    default: return nil
    }
  }
}
