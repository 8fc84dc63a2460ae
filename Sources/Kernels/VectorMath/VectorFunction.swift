/// An operation of one operand that is computed eight numbers at a time.
///
/// The kernels are generic over the function, so that the compiler makes one loop for each, with
/// the arithmetic in it:
///
///     func apply<F: VectorFunction>(_: F.Type, to values: UnsafeMutableBufferPointer<Lanes>) {
///       for i in values.indices { values[i] = F.value(values[i]) }
///     }
///
/// A lane's result depends on nothing but that lane, so a vector that is not full may be padded with
/// anything.
protocol VectorFunction: SendableMetatype {
  /// The name of the row of the table that says the same for one number: `tanh`.
  static var name: String { get }

  /// The row's value, to within 4 units in the last place.
  static func value(_ x: Lanes) -> Lanes

  /// The row's local derivative where the operation has this value.
  static func derivative(_ x: Lanes, _ value: Lanes) -> Lanes
}
