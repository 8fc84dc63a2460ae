/// The address of a node in a ``Graph``: its place in the order of construction.
///
/// Operands are built before results, so `operand < result` always holds, and walking the
/// addresses upward is a forward pass, downward a backward pass.
@frozen
public struct Node: Hashable, Comparable, Sendable {
  @usableFromInline let raw: UInt32

  @inlinable
  public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }

  @inlinable
  init(raw: UInt32) { self.raw = raw }

  /// The place in the graph's arrays, from 0.
  @inlinable
  public var index: Int { Int(raw) }

  @inlinable
  public static func < (a: Node, b: Node) -> Bool { a.raw < b.raw }
}

extension Node: CustomStringConvertible {
  /// How a node without a name is written and typed: `%7`.
  public var description: String { "%\(raw)" }
}

/// What a node without operands stands for. It decides the shape in a drawing and what
/// training may change.
@frozen
public enum Role: UInt8, Sendable, CaseIterable {
  /// A named quantity: `a = 2`.
  case plain
  /// Data that is given: `input x = 2`.
  case input
  /// A quantity that training adjusts: `param w = 0.5`.
  case param
  /// A number written inside an expression.
  case constant
}
