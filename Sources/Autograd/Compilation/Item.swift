/// One node of a sequence. Its result stands one slot behind that of the item before.
struct Item {
  var code: OperationCode
  /// The right or second operand is a number that belongs to the operation and gets no gradient.
  var fixesRight: Bool
  /// The slot of the operand; of an operation of any number of operands, where theirs are listed.
  var left: UInt32
  /// The slot of the second operand; of any number of operands, how many there are.
  var right: UInt32
}
