/// The numbers that runs compute, and the lists that say where they are.
@frozen
public struct RunMemory {
  /// One a slot.
  public let values: UnsafeMutablePointer<Double>
  /// One a slot: the derivative of the root by what the slot holds.
  public let adjoints: UnsafeMutablePointer<Double>
  /// The operands of the terms of sums: for each term one, of a dot product two.
  public let terms: UnsafeMutablePointer<Operand>
  /// The slots of operands that are neither the same nor side by side.
  public let indices: UnsafeMutablePointer<UInt32>

  @inlinable
  public init(
    values: UnsafeMutablePointer<Double>, adjoints: UnsafeMutablePointer<Double>,
    terms: UnsafeMutablePointer<Operand>, indices: UnsafeMutablePointer<UInt32>
  ) {
    self.values = values
    self.adjoints = adjoints
    self.terms = terms
    self.indices = indices
  }
}
