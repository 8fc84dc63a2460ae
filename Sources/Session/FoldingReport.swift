import Drawing

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
}
