import Autograd

/// The error of differences against the step that they are taken with.
public struct CheckSweepReport: Sendable {
  public let root: String
  public let leaf: String
  /// The leaf's value.
  public let at: Double
  /// The root's value.
  public let value: Double
  /// What the differences should give: the engine's gradient.
  public let gradient: Double
  /// From the largest step to the smallest.
  public let rows: [Row]

  /// The steps, each as it is written.
  static let steps = [
    1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15,
  ]

  public struct Row: Sendable {
    public let step: Double
    /// `nil` where the step is too small to change the leaf.
    public let forward: Double?
    public let central: Double?
    /// How far each is from the gradient.
    public let forwardError: Double?
    public let centralError: Double?

    init(_ differences: Differences, gradient: Double) {
      step = differences.step
      forward = differences.forward
      central = differences.central
      forwardError = differences.forward.map { abs($0 - gradient) }
      centralError = differences.central.map { abs($0 - gradient) }
    }
  }

  /// Where a kind of difference is best.
  public struct Best: Sendable, Equatable {
    public let step: Double
    public let error: Double
  }

  public var bestForward: Best? { best(\.forwardError) }
  public var bestCentral: Best? { best(\.centralError) }

  /// Of equally good steps the largest.
  private func best(_ error: (Row) -> Double?) -> Best? {
    rows.compactMap { row in error(row).map { Best(step: row.step, error: $0) } }
      .filter(\.error.isFinite).min { $0.error < $1.error }
  }

  /// Whether some step comes within a thousandth of the gradient.
  public var comesNear: Bool {
    bestCentral.map { $0.error <= 1e-3 * max(abs(gradient), 1e-9) } ?? false
  }
}
