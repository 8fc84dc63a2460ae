import Autograd

/// What a picture shows, before it is decided how: boxes for values, gates for operations, wires.
///
/// Everything is in the order of construction, so equal subjects give equal scenes.
public struct Scene: Sendable, Equatable {
  public internal(set) var title: String?
  public internal(set) var boxes: [Box] = []
  public internal(set) var gates: [Gate] = []
  public internal(set) var wires: [Wire] = []
  /// What is written in it.
  public internal(set) var show: Set<DrawingOptions.Detail> = [.value, .grad]
  /// The size of the largest gradient that is shown; `nil` without one.
  public internal(set) var largestGradient: String?
  /// How many nodes all of it stands for.
  public internal(set) var nodeCount = 0
  /// Whether it was folded because it could not have been read, and not because it was asked for.
  public internal(set) var isFoldedByItself = false
  /// What is said of a frame of a walk.
  public internal(set) var caption: Caption?

  /// What is said of a frame, and the widest text that is said of any.
  public struct Caption: Sendable, Equatable {
    public internal(set) var text: String
    public internal(set) var room: String
  }

  /// The value of a node, or what stands for many nodes.
  public struct Box: Sendable, Equatable {
    /// The node; where the box stands for many, the last of them.
    public let node: Node
    /// Unique in the picture and the same in every picture of the node: `n7`; of a scope `s7`, of a
    /// list `l7`, by their first nodes.
    public let id: String
    public let role: Role
    /// The user's name, shortened to what is shown; `nil` for a node without one.
    public let name: String?
    /// The user's name in full, or the address.
    public let fullName: String
    /// In terms of the operands' names: `a * b`; of a leaf, its name.
    public let formula: String
    public internal(set) var value: String
    /// `–` until a pass has computed it.
    public internal(set) var gradient: String
    /// From −1 to 1: the gradient as a share of the largest in the scene; `nil` where there is none.
    public let strength: Double?
    /// Formula, value and gradient in words.
    public let tooltip: String
    /// For style sheets: `node`, the role, the operation.
    public let classes: [String]
    public let isRoot: Bool
    /// What the box stands for. One that stands for many nodes has no single value: `value` holds
    /// the first numbers of a list, `gradient` the norm of its gradients.
    public internal(set) var kind = Kind.value
    /// The function whose calls a scope is; else empty.
    public internal(set) var function = ""
    /// How many nodes it stands for; of a list, those that the root depends on.
    public internal(set) var nodeCount = 1
    /// What is said below the name of many nodes: `layer · 337 nodes`, `4×3`; else empty.
    public internal(set) var note = ""
    /// The values that flow into a scope, the first of them.
    public internal(set) var inputs = Ports()
    /// The values of a scope that something outside uses, the first of them.
    public internal(set) var outputs = Ports()
    /// How far the pass of a frame has come with it; `nil` in a picture that is no frame.
    public internal(set) var state: State?
    /// What it has to have room for; `nil` in a picture that is no frame.
    public internal(set) var room: Room?
  }

  /// What a box stands for.
  public enum Kind: String, CaseIterable, Sendable {
    /// One node.
    case value
    /// A named list or matrix.
    case list
    /// What a call of a function made, or another part of the graph that is folded up.
    case scope
  }

  /// Values that cross the frame of a scope.
  public struct Ports: Sendable, Equatable {
    public internal(set) var shown: [Port] = []
    /// How many there are besides those shown.
    public internal(set) var omitted = 0
  }

  /// A value that crosses the frame of a scope.
  public struct Port: Sendable, Equatable {
    public let name: String
    public let value: String
    public let gradient: String
  }

  /// What a value is in the computation.
  public enum Role: String, CaseIterable, Sendable {
    case plain = "leaf"
    case input
    case param
    case constant
    case computed
  }

  /// The operation that a node applies, or that all elements of a list go through.
  public struct Gate: Sendable, Equatable {
    /// The node; where the gate stands for many, the last of them.
    public let node: Node
    /// `g7`
    public let id: String
    public let label: String
    public let tooltip: String
    public let classes: [String]
    /// The positions of the operands whose order matters, as in `a - b`; empty for `a + b`, and
    /// where a single operand comes in.
    public internal(set) var pins: [Int] = []
    /// How far the pass of a frame has come with it.
    public internal(set) var state: State?
  }

  /// From a box to a gate that uses it, or from a gate to its box. Where nodes are folded, a wire
  /// can run between any two: from a box to a scope, from a gate to a gate.
  public struct Wire: Sendable, Equatable {
    /// `w7-0` for the first operand of `%7`, `w7` for its result; of a wire that begins or ends at
    /// what stands for many nodes, `w-s3-g9`, by the ids of its ends.
    public let id: String
    public let from: End
    public let to: End
    public let tooltip: String
    public let classes: [String]
    /// How many uses of operands it stands for.
    public internal(set) var count = 1
    /// What flows along it, where no box says so because the value is inside a scope: its value and
    /// gradient, or how many there are; else empty.
    public internal(set) var label = ""
    /// Which operand of its gate comes in by it, from 0; `nil` of a result.
    public internal(set) var position: Int?
    /// ∂ of the operation by the operand.
    public internal(set) var local: String?
    /// Upstream · local; `–` until a pass has computed it.
    public internal(set) var downstream: String?
    /// The widest of these in the frames of a walk, so that all have room for it.
    public internal(set) var downstreamRoom: String?
    /// How far the pass of a frame has come with it.
    public internal(set) var state: State?
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
