/// Where the lanes of a run find one operand.
@frozen
public struct Operand: Sendable {
  @frozen
  public enum Form: UInt8, Sendable {
    /// All in the slot `base`.
    case same
    /// Side by side from the slot `base` on.
    case consecutive
    /// In slots that are listed, from the place `base` of the program's list on.
    case indexed
  }

  public var base: UInt32
  public var form: Form
  /// No run before this one, in a backward pass, has written the operand's adjoints: they are
  /// stored, not added to.
  public var stores = false

  @inlinable
  public init(base: UInt32 = 0, form: Form = .same) {
    self.base = base
    self.form = form
  }
}
