import Autograd

/// What a picture shows, before it is decided how: boxes for values, gates for operations, wires.
///
/// Everything is in the order of construction, so equal subjects give equal scenes.
public struct Scene: Sendable, Equatable {
  public internal(set) var title: String?
  public internal(set) var boxes: [Box] = []
  public internal(set) var gates: [Gate] = []
  public internal(set) var wires: [Wire] = []

  /// The value of a node.
  public struct Box: Sendable, Equatable {
    public let node: Node
    /// Unique in the picture and the same in every picture of the node: `n7`.
    public let id: String
    public let role: Role
    /// The user's name, shortened to what is shown; `nil` for a node without one.
    public let name: String?
    /// The user's name in full, or the address.
    public let fullName: String
    /// In terms of the operands' names: `a * b`; of a leaf, its name.
    public let formula: String
    public let value: String
    /// `–` until a pass has computed it.
    public let gradient: String
    /// From −1 to 1: the gradient as a share of the largest in the scene; `nil` where there is none.
    public let strength: Double?
    /// Formula, value and gradient in words.
    public let tooltip: String
    /// For style sheets: `node`, the role, the operation.
    public let classes: [String]
    public let isRoot: Bool
  }

  /// What a value is in the computation.
  public enum Role: String, CaseIterable, Sendable {
    case plain = "leaf"
    case input
    case param
    case constant
    case computed
  }

  /// The operation that a node applies.
  public struct Gate: Sendable, Equatable {
    public let node: Node
    /// `g7`
    public let id: String
    public let label: String
    public let tooltip: String
    public let classes: [String]
  }

  /// From a box to a gate that uses it, or from a gate to its box.
  public struct Wire: Sendable, Equatable {
    /// `w7-0` for the first operand of `%7`, `w7` for its result.
    public let id: String
    public let from: End
    public let to: End
    public let tooltip: String
    public let classes: [String]
  }

  /// What a wire is fastened to: a place in ``boxes`` or in ``gates``.
  public enum End: Sendable, Hashable {
    case box(Int)
    case gate(Int)
  }

  /// The id of what a wire is fastened to.
  func id(of end: End) -> String {
    switch end {
    case .box(let index): boxes[index].id
    case .gate(let index): gates[index].id
    }
  }
}

/// Why a graph is not drawn.
public struct TooLarge: Error, Hashable, Sendable {
  /// Boxes and gates the picture would have.
  public let nodes: Int
  public let limit: Int

  public var message: String {
    "a picture of \(nodes) boxes and gates is too large to read (the limit is \(limit))"
  }
}
