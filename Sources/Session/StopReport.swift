import Autograd
import Explanation

/// Where a debugger stands after a command, and what the last step did.
public struct StopReport: Sendable {
  public let root: String
  public let direction: Debugger.Direction
  /// How many steps were taken, and how many there are.
  public let position: Int
  public let count: Int
  public let reason: Reason
  /// What stopped it: the name of a breakpoint, of a watched node, of where it was to run.
  public let name: String?
  /// The node at which a breakpoint stopped it, or where it was to run.
  public let node: String?
  /// Whether it stopped because that node, a leaf, is complete: it has no turn.
  public let isComplete: Bool
  /// How many steps were undone.
  public let undone: Int
  /// The last step; when steps were undone, the one that was undone last.
  public let step: DebuggerStep?
  /// Whose turn is next, as `e = a * b`.
  public let next: String?
  /// The nodes that are complete, in the order in which they became so; the last ones of many.
  public let settled: [Settled]
  public let settledCount: Int
  /// The nodes that wait; those first that come first.
  public let waiting: [Waiting]
  public let waitingCount: Int
  /// Whether the numbers of the nodes were asked for.
  public let isDetailed: Bool
  /// At the end of all, the gradients of the leaves.
  public let gradients: [LeafGradient]

  public enum Reason: String, Sendable {
    case start, step, back, breakpoint, until, watch, end, interrupted, finish, `where`
  }

  public struct Settled: Sendable {
    public let node: String
    /// Its gradient, or in a forward pass its value.
    public let number: Double
  }

  public struct Waiting: Sendable {
    public let node: String
    /// How many of its uses have arrived; in a forward pass, how many operands have a value.
    public let arrived: Int
    public let needed: Int
  }
}

/// The steps around the place where a debugger stands.
public struct StepsReport: Sendable {
  public let root: String
  public let position: Int
  public let count: Int
  public let steps: [DebuggerStep]
}

/// What a debugger stops at.
public struct BreakpointsReport: Sendable {
  public let breakpoints: [Named<String>]
  public let watches: [String]
}
