/// One node of a graph as it is stored: 16 bytes, without its value.
///
///     code     which operation (a row of the table), or `leaf`
///     role     what a leaf stands for
///     left     first operand;  for an operation of three or more, where its operands start
///     right    second operand; for an operation of three or more, how many there are
///     origin   a mark that belongs to whoever built the node (the language: where in the source)
@frozen
public struct Instruction: Sendable {
  public var code: OperationCode
  public var role: Role
  public var left: UInt32
  public var right: UInt32
  public var origin: UInt32

  @inlinable
  init(code: OperationCode, role: Role, left: UInt32, right: UInt32, origin: UInt32) {
    self.code = code
    self.role = role
    self.left = left
    self.right = right
    self.origin = origin
  }

  @inlinable public var isLeaf: Bool { code == .leaf }
  @inlinable public var isConstant: Bool { code == .leaf && role == .constant }
}

/// Which operation a node applies: the place of its row in ``Operation/table``, or behind the
/// table, an operation that the graph's owner defined.
@frozen
public struct OperationCode: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16

  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  // Without it, a comparison is one of any raw values, which a build without the optimiser does not
  // see through: the loops over all nodes then take several times as long.
  @inlinable
  public static func == (a: OperationCode, b: OperationCode) -> Bool { a.rawValue == b.rawValue }

  /// No operation: the node is given, not computed.
  @inlinable public static var leaf: OperationCode { .init(rawValue: 0) }

  // The operations whose arithmetic the passes know by heart, because a call through the table
  // would cost more than the operation. A test holds these places against the table.
  @inlinable public static var add: OperationCode { .init(rawValue: 1) }
  @inlinable public static var sub: OperationCode { .init(rawValue: 2) }
  @inlinable public static var mul: OperationCode { .init(rawValue: 3) }
  @inlinable public static var div: OperationCode { .init(rawValue: 4) }
  @inlinable public static var neg: OperationCode { .init(rawValue: 5) }
  @inlinable public static var relu: OperationCode { .init(rawValue: 6) }
}
