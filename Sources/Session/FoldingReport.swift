import Drawing
import Typography

/// What a picture shows folded up.
public struct FoldingReport: Sendable {
  /// The boxes and gates that stand for many nodes.
  public let folded: [Part]
  /// How many boxes there are in all.
  public let boxes: Int
  /// How many nodes the picture stands for.
  public let nodes: Int
  /// Whether it was folded because it could not have been read, and not because it was asked for.
  public let isOwnIdea: Bool

  public struct Part: Sendable {
    public let kind: Kind
    /// As it is called in full: `net.layer1`.
    public let name: String
    /// The function whose calls it is; else empty.
    public let function: String
    public let nodes: Int
  }

  /// What is folded.
  public enum Kind: String, Sendable {
    case scope
    case list
  }

  /// `nil` where nothing is folded.
  init?(_ scene: Scene) {
    folded = scene.boxes.compactMap { box in
      switch box.kind {
      case .value: nil
      case .scope:
        Part(kind: .scope, name: box.fullName, function: box.function, nodes: box.nodeCount)
      case .list: Part(kind: .list, name: box.fullName, function: "", nodes: box.nodeCount)
      }
    }
    guard !folded.isEmpty || scene.isFoldedByItself else { return nil }
    boxes = scene.boxes.count
    nodes = scene.nodeCount
    isOwnIdea = scene.isFoldedByItself
  }

  /// What was folded, and how to see the rest: for a picture that was folded by itself.
  public var hint: String? {
    guard isOwnIdea else { return nil }
    return "folded \(contents) into boxes; fold=none draws all \(nodes) nodes"
  }

  /// `3 layers, hinge and 2 lists`, by functions in the order of their boxes.
  private var contents: String {
    var functions: [(name: String, count: Int)] = []
    for part in folded where part.kind == .scope {
      // A loop is called by its line, which would be too long here.
      let isLine = part.function.isEmpty && part.name.contains { !$0.isLetter && $0 != " " }
      let name = isLine ? "loop" : part.function.isEmpty ? part.name : part.function
      if let place = functions.firstIndex(where: { $0.name == name }) {
        functions[place].count += 1
      } else {
        functions.append((name, 1))
      }
    }
    var words = functions.map { name, count in
      count > 1 ? Self.plural(name, count) : name == "loop" ? "a loop" : name
    }
    let lists = folded.count { $0.kind == .list }
    if lists > 0 { words.append(lists.counted("list")) }
    if words.isEmpty { words = ["operations"] }
    let last = words.removeLast()
    return words.isEmpty ? last : "\(words.joined(separator: ", ")) and \(last)"
  }

  /// `3 layers`, but `3 calls of softmax`.
  private static func plural(_ function: String, _ count: Int) -> String {
    let isWord = function.allSatisfy { $0.isASCII && $0.isLowercase }
    let isSimple = isWord && !["s", "x", "z", "e"].contains(function.last.map(String.init))
    return isSimple ? "\(count) \(function)s" : "\(count) calls of \(function)"
  }
}
