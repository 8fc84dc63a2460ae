import Autograd

extension Subject {
  /// Nodes that can be drawn as one box: what the calls of one function made.
  public struct Fold: Sendable, Equatable {
    /// What the box is called: `net.layer1.neuron3`, `softmax`.
    public var name: String
    /// The function whose calls made the nodes: `neuron`.
    public var function: String
    /// The place of the fold around it in ``Subject/folds``, which is before this one's.
    public var parent: Int?
    /// The indices of its nodes, a range for each call, in the order of the calls. A node in the
    /// ranges of several folds belongs to the one with the shortest range around it, and with that
    /// to its parents.
    public var ranges: [Range<Int>]
    /// Whether it is to be drawn as a box whatever the options say, as after `fold net`.
    public var isFolded: Bool

    public init(
      name: String, function: String, parent: Int? = nil, ranges: [Range<Int>],
      isFolded: Bool = false
    ) {
      self.name = name
      self.function = function
      self.parent = parent
      self.ranges = ranges
      self.isFolded = isFolded
    }
  }

  /// A named list or matrix.
  public struct List: Sendable, Equatable {
    public var name: String
    /// How many elements it has in each dimension: `[2, 3]`.
    public var shape: [Int]
    /// Its elements, row by row.
    public var nodes: [Node]

    public init(name: String, shape: [Int], nodes: [Node]) {
      self.name = name
      self.shape = shape
      self.nodes = nodes
    }
  }

  /// What was written at one place of the source.
  public struct Wording: Sendable, Equatable {
    /// The sign or the word there: `@`, `softmax`.
    public var word: String
    /// The line that it stands in.
    public var line: String

    public init(word: String, line: String) {
      self.word = word
      self.line = line
    }
  }
}
