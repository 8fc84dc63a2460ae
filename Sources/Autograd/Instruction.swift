/// One node of a graph as it is stored: 16 bytes, without its value.
///
///     code     which operation (a row of the table), or `leaf`
///     role     what a leaf stands for
///     left     first operand;  for an operation of three or more, where its operands start
///     right    second operand; for an operation of three or more, how many there are
///     origin   a mark that belongs to whoever built the node (the language: where in the source)
///
/// They are packed in two words, because a node that is written field by field takes more than twice
/// as many stores, and building a graph is storing:
///
///     bits      0        16      32                 64
///     first     │  code  │ role  │       left       │
///     second    │      right     │      origin      │
@frozen
public struct Instruction: Sendable {
  @usableFromInline var first: UInt64
  @usableFromInline var second: UInt64

  @inlinable
  @inline(__always)
  init(code: OperationCode, role: Role, left: UInt32, right: UInt32, origin: UInt32) {
    first = UInt64(code.rawValue) | UInt64(role.rawValue) << 16 | UInt64(left) << 32
    second = UInt64(right) | UInt64(origin) << 32
  }

  @inlinable public var code: OperationCode {
    OperationCode(rawValue: UInt16(truncatingIfNeeded: first))
  }
  @inlinable public var role: Role {
    // No byte but that of a role is ever stored there.
    Role(rawValue: UInt8(truncatingIfNeeded: first >> 16))!
  }
  @inlinable public var left: UInt32 {
    get { UInt32(truncatingIfNeeded: first >> 32) }
    set { first = first & 0xffff_ffff | UInt64(newValue) << 32 }
  }
  @inlinable public var right: UInt32 {
    get { UInt32(truncatingIfNeeded: second) }
    set { second = second & 0xffff_ffff_0000_0000 | UInt64(newValue) }
  }
  @inlinable public var origin: UInt32 { UInt32(truncatingIfNeeded: second >> 32) }

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
  @inlinable public static var pow: OperationCode { .init(rawValue: 7) }
  @inlinable public static var exp: OperationCode { .init(rawValue: 9) }
  @inlinable public static var log: OperationCode { .init(rawValue: 10) }
  @inlinable public static var tanh: OperationCode { .init(rawValue: 24) }
  @inlinable public static var sigmoid: OperationCode { .init(rawValue: 26) }
}
