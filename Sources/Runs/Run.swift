/// What is done in one go: the same operation for many steps of one level, its lanes; or, where
/// there are too few alike, a sequence of different operations.
///
/// Results stand side by side, one slot a lane. A sum of n terms has n slots a lane, for its
/// partial sums, and a dot product n more before them, for its products. The last sums stand behind
/// all of them, together with those of other runs of the same shape:
///
///     lane                      0    1    2
///     products    w₀·x₀         10   11   12     ← results
///                 w₁·x₁         13   14   15
///     sums        b + w₀·x₀     16   17   18
///                                              … other runs
///                 … + w₁·x₁     40   41   42     ← last
///
/// The partial sums and the products of a lane all have the adjoint of its last sum, so that one is
/// kept for all of them.
@frozen
public struct Run: Sendable {
  @frozen
  public enum Kind: UInt8, Sendable {
    case sequence, unary, binary, sum, dot
  }

  /// How the terms of a sum lie.
  @frozen
  public enum Shape: UInt8, Sendable {
    /// One lane; the terms, or the factors on each side, stand side by side.
    case row
    /// One factor is the same in all lanes, the other is side by side: a neuron that is given many
    /// inputs.
    case columns
    /// Anything else.
    case any
  }

  public let kind: Kind
  public var shape = Shape.any
  /// Which loop computes a unary or binary run.
  public var kernel = Kernel.table
  /// The right operand is a number that belongs to the operation and gets no gradient.
  public var fixesRight = false
  /// The place of its operation among the graph's.
  public var code: UInt16 = 0
  /// The operand; for a sum, what it starts from.
  public var left = Operand()
  public var right = Operand()
  // Narrow numbers, so that a small graph's runs fit in few cache lines.
  public let laneCount: UInt32
  public let termCount: UInt32
  public let firstResult: UInt32
  public let firstTerm: UInt32
  public var firstLast: UInt32

  @inlinable
  public init(_ kind: Kind, lanes: Int, terms: Int = 1, results: Int, first: Int = 0) {
    self.kind = kind
    laneCount = UInt32(lanes)
    termCount = UInt32(terms)
    firstResult = UInt32(results)
    firstTerm = UInt32(first)
    firstLast = firstResult
  }

  /// How many steps; for a sequence, how many nodes.
  @inlinable public var lanes: Int { Int(laneCount) }
  /// How many terms each lane's sum has.
  @inlinable public var terms: Int { Int(termCount) }
  /// The first slot of the results; for a sum, of those before the last.
  @inlinable public var results: Int { Int(firstResult) }
  /// Where the terms of a sum stand among the program's, or the items of a sequence.
  @inlinable public var first: Int { Int(firstTerm) }

  /// The first slot of the sums that others use.
  @inlinable public var last: Int { Int(firstLast) }

  @inlinable
  public mutating func setLast(_ slot: Int) { firstLast = UInt32(slot) }

  /// The slots of products and of the partial sums before the last.
  public var inner: Range<Int> {
    let blocks = kind == .dot ? 2 * terms - 1 : kind == .sum ? terms - 1 : 0
    return results..<results + blocks * lanes
  }

  /// The first slot of the partial sums.
  @inlinable public var sums: Int { kind == .dot ? results + terms * lanes : results }
}
