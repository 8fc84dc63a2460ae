/// One gradient computed in three ways: what a check of a leaf found.
///
///     var graph = Graph()
///     let x = graph.leaf(3)
///     let y = graph.apply(.mul, x, x)
///     graph.check(y, by: x).verdict   // .ok; reverse 6, forward 6, central 6 or next to it
public struct Check: Sendable, Equatable {
  public let leaf: Node
  /// ∂root/∂leaf from the backward pass; 0 where the root does not depend on the leaf.
  public let reverse: Double
  /// The same from forward mode.
  public let forward: Double
  /// The same from values alone: (f(x + h) − f(x − h)) / 2h.
  public let central: Double
  /// The h of the central difference.
  public let step: Double
  /// |reverse − central| by the larger of the two, or by what rounding alone can do to the
  /// difference where that is larger.
  public let error: Double
  /// The root's slope from x − h to x, and from x to x + h.
  public let below: Double
  public let above: Double
  public let verdict: Verdict

  /// The largest ``error`` that counts as agreement.
  public static let tolerance = 1e-6

  /// How the three ways compare.
  public enum Verdict: Sendable, Hashable {
    /// They agree.
    case ok
    /// Within a step of the leaf's value an operation has a corner, where a difference means
    /// nothing: the first such node. At a tie of max and for |x| at 0 the ways agree all the same,
    /// and the ``Check/error`` is small: each takes the middle of the two slopes.
    case kink(Node)
    /// Within a step of the leaf's value an operation is not continuous: the first such node.
    case jump(Node)
    /// The function turns within the step; with this one, the two agree.
    case stepTooLarge(agreeing: Double)
    /// The step is lost in rounding; with this one, the two agree.
    case stepTooSmall(agreeing: Double)
    /// The gradient is too small next to the numbers it is made of: the difference is all rounding.
    case rounding
    /// A value or a derivative is nan or infinite; the first node where one was born, if it is a
    /// value.
    case notFinite(Node?)
    /// They do not agree, and the operation at fault where it could be found.
    case differs(Fault?)
  }

  /// A local derivative that is not the derivative of its operation.
  public struct Fault: Sendable, Hashable {
    public let node: Node
    /// Which operand, from 0.
    public let position: Int
    /// What the operation says its derivative is.
    public let claimed: Double
    /// What differences of its values say.
    public let measured: Double
  }
}
