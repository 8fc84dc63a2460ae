/// One leaf wiggled.
public struct NudgeReport: Sendable {
  public let leaf: Change
  public let root: Change
  /// Rise over run.
  public let quotient: Double
  public let gradient: Double
  /// What the root should change by: gradient · h.
  public let predicted: Double
  /// What it did change by.
  public let actual: Double
  /// The other named nodes that moved, in the order of making.
  public let moved: [Change]
}

/// Leaves that were given other values.
public struct SetReport: Sendable {
  public let changed: [Change]
  /// The named nodes that moved with them, in the order of making.
  public let moved: [Change]
  /// What the gradients of the last pass had foretold, where there was one.
  public let prediction: Prediction?
}

/// A change as gradients foretell it, next to the one that came.
public struct Prediction: Sendable, Equatable {
  public let root: String
  /// The sum of gradient · Δ over the leaves.
  public let predicted: Double
  public let actual: Double
}
